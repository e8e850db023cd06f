"""`run.py publish`, `releases` and `rollback` from the command line."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.contract.catalog import ADDRESSES
from tests.installed import bare
from tests.publishing.sshd import Sshd, sshd
from tests.site.building import ended
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


def test_a_place_has_an_address_of_its_own(newsroom: Newsroom) -> None:
    """Its canonical links have it. What `publisert.json` says of the release has no names."""
    to = newsroom.server.target(newsroom.www)
    target = f"publish:\n  prove: {{to: {to!r}, siteurl: https://prove.example/}}\n"
    newsroom.write("content/site.yaml", CONTENT["content/site.yaml"] + target)
    newsroom.run("publish", "--wait", "0")
    assert 'rel="canonical" href="https://prove.example/nyheter/2023/hei/"' in newsroom.shown()
    public = (newsroom.www / "current/publisert.json").read_text(encoding="utf-8")
    names = re.findall(r'"(\w+)":', public)
    assert names == ["release", "time", "commit", "version", "pages", "next"]


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
