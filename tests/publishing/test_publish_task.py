"""`run.py publish`, `releases` and `rollback` from the command line."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused, printing_refusals
from newsroom.commands.publishing.before_publishing import refuse_other
from newsroom.commands.publishing.release import Release
from newsroom.contract.catalog import ADDRESSES
from tests.installed import bare
from tests.publishing.sshd import Sshd, sshd
from tests.site.building import ended, share_templates
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

ARTICLE = "content/news/2023/hei.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("sshd") / "run") as running:
        yield running


class Newsroom:
    """A site that is published to a folder of the server."""

    def __init__(self, folder: Path, server: Sshd) -> None:
        self.site, self.www, self.server = folder / "nettsted", folder / "www", server
        for path, text in CONTENT.items():
            self.write(path, text)
        for file in ("pelicanconf.py", "publishconf.py"):
            self.write(file, SETTINGS)
        share_templates(self.site)
        self.publish_to(server.target(self.www))

    def write(self, path: str, text: str) -> None:
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text, encoding="utf-8")

    def publish_to(self, *places: str) -> None:
        targets = "".join(f"  sted-{n}: {{to: {to!r}}}\n" for n, to in enumerate(places, 1))
        text = CONTENT["content/site.yaml"]
        self.write("content/site.yaml", f"{text}publish:\n{targets}" if targets else text)

    def run(self, *words: str) -> tuple[int, str]:
        """The exit code, and what is printed."""
        line = [sys.executable, "-m", "newsroom", *words]
        done = ended(line, self.site, self.server.environment, [self.site])
        return done.code, done.out + done.err

    def shown(self) -> str:
        """The text of the article online."""
        return (self.www / "current/nyheter/2023/hei/index.html").read_text(encoding="utf-8")


@pytest.fixture
def newsroom(tmp_path: Path, server: Sshd) -> Newsroom:
    return Newsroom(tmp_path, server)


def test_content_with_a_fault_is_not_published(newsroom: Newsroom) -> None:
    newsroom.write(ARTICLE, "---\ntitle: Hei\n---\nSå.\n")
    code, printed = newsroom.run("publish")
    assert code == 1
    assert "hei.md" in printed
    assert "Nettstedet kunne ikke bygges, så ingenting er publisert." in printed
    assert not newsroom.www.exists()


def test_the_place_to_publish_to_must_be_clear(newsroom: Newsroom) -> None:
    """No place, several, an unknown one, an unknown release; a place that is none is a fault."""
    newsroom.publish_to()
    assert "publish:\n  server:\n    to: ssh://" in newsroom.run("publish")[1]
    newsroom.publish_to("ssh://a.example/www", "branch:gh-pages")
    assert "Si hvilket: sted-1, sted-2" in newsroom.run("publish")[1]
    assert "noe sted som heter «hos-oss»" in newsroom.run("releases", "hos-oss")[1]
    printed = newsroom.run("rollback", "to", "--target", "sted-1")[1]
    assert "«to» er ikke nummeret" in printed
    assert " releases sted-1\n" in printed
    assert "Mappen er ikke et Git-lager" in newsroom.run("releases", "sted-2")[1]
    for place in ("ftp://a.example/www", "ssh://a.example:99999/www"):
        newsroom.publish_to(place)
        assert "Det er feil i content/site.yaml. Se hva det er: " in newsroom.run("publish")[1]


def test_a_wait_that_cannot_be_is_refused_before_anything_is_sent(newsroom: Newsroom) -> None:
    for words in (("publish",), ("rollback",)):
        for wait in ("-1", "9999999999"):
            code, printed = newsroom.run(*words, "--wait", wait)
            assert code == 1
            assert f"--wait er et antall sekunder fra 0 til 3600, og ikke {wait}." in printed
    assert not newsroom.www.exists()


def test_a_full_disk_of_this_machine_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @printing_refusals("Alt er som før.")
    def work(code: int) -> int:
        raise OSError(code, os.strerror(code))

    assert work(errno.ENOSPC) == 1
    assert capsys.readouterr().err.startswith("Disken på denne maskinen er full")


def test_a_branch_has_a_commit_for_each_release(newsroom: Newsroom) -> None:
    """Without Actions, GitHub Pages serves the branch; the working tree and its index stay."""
    work, origin = newsroom.site, newsroom.site.with_name("origin.git")
    git(work.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "remote", "add", "origin", str(origin))
    # The record has the addresses before they are online.
    hook = origin / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\ntest -s '{work / 'content' / ADDRESSES}'\n", encoding="utf-8")
    hook.chmod(0o755)
    newsroom.publish_to("branch:gh-pages")
    newsroom.write(".gitignore", "/output\n/.cache/\n/.output.*\n__pycache__/\n")
    for text in ("Først.", "En feil."):
        newsroom.write(ARTICLE, CONTENT[ARTICLE] + f"\n{text}\n")
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message", text)
        code, printed = newsroom.run("publish", "--wait", "0")
        assert code == 0, printed
    page = "gh-pages:nyheter/2023/hei/index.html"
    assert "En feil." in git(origin, "show", page)
    assert "content/news" not in git(work, "status", "--porcelain")
    code, printed = newsroom.run("rollback", "--wait", "0")
    assert code == 0, printed
    assert "Først." in git(origin, "show", page)
    lines = newsroom.run("releases")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1"]
    assert "tilbake til utgave 1" in lines[0]
    # Further back is nothing; the release before by number is the mistake.
    assert "Det finnes ingen tidligere utgave" in newsroom.run("rollback", "--wait", "0")[1]
    assert "Om " not in printed  # a branch keeps nothing to remove later
    files = git(origin, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {".nojekyll", "publisert.json", "index.html"} <= set(files)
    assert ".hosting/release.json" not in files
    assert "har alle utgaver i historikken" in newsroom.run("releases", "--forget")[1]
    git(work, "remote", "remove", "origin")
    code, printed = newsroom.run("publish")
    assert "Skriv hvor det ligger: git remote add origin" in printed


class Colleague:
    """A clone of a repository, from which a site is published to a server."""

    def __init__(self, name: str, newsroom: Newsroom) -> None:
        self.name, self.newsroom = name, newsroom
        self.folder = newsroom.site.with_name(name)
        git(newsroom.site.parent, "clone", "--quiet", "origin.git", name)
        share_templates(self.folder)
        git(self.folder, "config", "user.name", name)

    def run(self, *words: str, code: int = 0) -> str:
        line = [sys.executable, "-m", "newsroom", *words]
        env = {k: v for k, v in self.newsroom.server.environment.items() if "AUTHOR_NAME" not in k}
        done = ended(line, self.folder, env, [self.folder])
        assert done.code == code, done.out + done.err
        return done.out + done.err

    def publish(self, *flags: str, code: int = 0) -> str:
        return self.run("publish", "--wait", "0", *flags, code=code)

    def save(self, path: str, text: str = "") -> None:
        """Commit a page with this text, or its deletion."""
        file = self.folder / path
        file.write_text(text, encoding="utf-8") if text else file.unlink()
        git(self.folder, "add", "--all", "--", path)
        git(self.folder, "commit", "--quiet", "--message", path)

    def send(self) -> None:
        git(self.folder, "push", "--quiet", "origin", "HEAD:main")

    def fetch(self) -> None:
        git(self.folder, "stash", "--include-untracked", "--quiet")
        git(self.folder, "pull", "--quiet", "--rebase", "origin", "main")


@pytest.fixture
def colleagues(newsroom: Newsroom) -> tuple[Colleague, Colleague]:
    """Two who publish one site."""
    work = newsroom.site
    newsroom.write(".gitignore", "/output\n/.cache/\n/.output.*\n__pycache__/\n")
    git(work.parent, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "remote", "add", "origin", "../origin.git")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begynn")
    git(work, "push", "--quiet", "origin", "main")
    return Colleague("Kari", newsroom), Colleague("Ola", newsroom)


NEW = "content/news/2023/olas.md"


def test_no_colleague_loses_a_page(
    colleagues: tuple[Colleague, Colleague], newsroom: Newsroom
) -> None:
    """Whoever lacks what is online is told to fetch it, and nothing is published."""
    kari, ola = colleagues
    page = newsroom.www / "current/nyheter/2023/olas/index.html"
    kari.publish()
    ola.save(NEW, CONTENT[ARTICLE])
    ola.publish()
    assert "finnes ikke i Git her" in kari.publish(code=1)  # Ola has not pushed it
    ola.send()
    told = kari.publish(code=1)
    assert re.search(r"Det som er på nett \(utgave 2, \w{7}, Ola\), har noe som ikke er med", told)
    assert page.is_file()
    # The record of what Ola published is not sent, and so no build says that his page vanishes.
    kari.fetch()
    kari.save(NEW)
    told = kari.publish(code=1)
    assert "content/record kjenner dem ikke: /nyheter/2023/olas/." in told
    assert page.is_file()
    assert "1 borte" in kari.publish("--replace")
    assert not page.exists()


def test_a_store_does_not_say_who_published() -> None:
    """Its list of releases has no names, and Git here lacks the commit."""
    other = Release(7, "2023-12-20T12:00:00+00:00", "a" * 40, "", "1 ny side", is_online=True)
    with pytest.raises(Refused, match=r"\(utgave 7, aaaaaaa\), finnes ikke i Git her"):
        refuse_other([other], "publish --replace")


def test_what_is_not_committed_is_not_published_by_mistake(
    colleagues: tuple[Colleague, Colleague], newsroom: Newsroom
) -> None:
    """With a flag it is, and the release says so, and who published it."""
    kari, _ = colleagues
    printed = kari.publish()
    assert "Noter for de andre hva som er publisert" in printed
    assert printed.split("stillhet: ")[1].splitlines()[0].endswith(" record --push main")
    kari.publish()  # the record is not what she has forgotten
    story = "content/news/2023/på-nett.md"
    (kari.folder / story).write_text(CONTENT[ARTICLE], encoding="utf-8")
    told = kari.publish(code=1)
    assert f"Dette er ikke lagret i Git: {story}. Lagre det først" in told
    assert "git add --all && git commit" in told
    kari.publish("--uncommitted")
    public = json.loads((newsroom.www / "current/publisert.json").read_text(encoding="utf-8"))
    assert public["uncommitted"]
    first, second, _ = kari.run("releases").splitlines()
    assert f"{public['commit'][:7]}+, Kari, 1 ny side" in first
    assert "+" not in second
    kari.run("record", "--push", "main")
    kari.save(story, CONTENT[ARTICLE])
    assert "Noter for de andre" not in kari.publish()


def test_a_place_has_an_address_of_its_own(newsroom: Newsroom) -> None:
    """Its canonical links have it. What `publisert.json` says of the release has no names."""
    to = newsroom.server.target(newsroom.www)
    target = f"publish:\n  prove: {{to: {to!r}, siteurl: https://prove.example/}}\n"
    newsroom.write("content/site.yaml", CONTENT["content/site.yaml"] + target)
    newsroom.write(ARTICLE, CONTENT[ARTICLE].replace("---\n", "---\naliases: [/gammel/]\n", 1))
    newsroom.run("publish", "--wait", "0")
    assert 'rel="canonical" href="https://prove.example/nyheter/2023/hei/"' in newsroom.shown()
    public = (newsroom.www / "current/publisert.json").read_text(encoding="utf-8")
    names = re.findall(r'"(\w+)":', public)
    pages = list((newsroom.www / "current").rglob("index.html"))
    assert newsroom.www / "current/gammel/index.html" in pages  # it leads on, so it is no page
    assert json.loads(public)["pages"] == len(pages) - 1
    assert names == ["release", "time", "commit", "uncommitted", "version", "pages", "next"]


def test_a_site_made_by_init_publishes(new_site: Path, server: Sshd, tmp_path: Path) -> None:
    """The lines that it has as an example are all that is needed."""
    site, www = tmp_path / "nettsted", tmp_path / "www"
    ignored = shutil.ignore_patterns(".venv*", "output", ".output*", ".cache")
    shutil.copytree(new_site, site, ignore=ignored)
    file = site / "content/site.yaml"
    text = file.read_text(encoding="utf-8").replace("# publish:", "publish:")
    example = re.search(r"^#(   server: {to: )\"ssh:[^\"]*\"", text, re.MULTILINE)
    assert example
    text = text.replace(example[0], f'{example[1][1:]}"{server.target(www)}"')
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(new_site / ".venv/bin/python"), "-m", "newsroom", "publish", "--wait", "0"],
        cwd=site, env=bare() | server.environment, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert '"version": "0.' in (www / "current/publisert.json").read_text(encoding="utf-8")
