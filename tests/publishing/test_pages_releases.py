"""`run.py releases` and `rollback` of a site that GitHub Pages shows, from a clone."""

import os
from collections.abc import Iterator
from pathlib import Path
from shlex import split

import pytest

from newsroom.commands.publishing import github_pages
from newsroom.commands.publishing.pages_releases import clone as pages_clone
from newsroom.commands.publishing.publish import releases, rollback
from newsroom.commands.publishing.remote import RELEASE_REF
from tests.publishing.test_github_pages import (
    START,
    Repository,
    Run,
    published,
    released,
)
from tests.site.building import ROOT
from tests.test_due import hosting
from tests.test_workflows import git

PAGE = "https://github.example/ola/nettsted/actions/workflows/publish.yml"
BY_HAND = (
    "Utgave {}: åpne {}, velg «Run workflow», lim inn dette i feltet, og velg den grønne knappen: "
    "{}"
)
BUILT = "1704704400"  # when the second release was built, in seconds since 1970
NO_RELEASE = "Ingenting er publisert til GitHub Pages ennå"


class Clone:
    """What somebody does in a clone of the repository, and what the workflow does then."""

    def __init__(self, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
        self.repository, self.capsys = repository, capsys

    def tells(self, *words: str, code: int = 0) -> list[str]:
        """The lines that `rollback` or `releases` prints."""
        self.capsys.readouterr()
        if words[0] == "rollback":
            ended = rollback("".join(words[1:]), "", Path("content"), 0)
        else:
            ended = releases("", Path("content"), forget="--forget" in words)
        told = self.capsys.readouterr()
        assert ended == code, told
        return (told.err if code else told.out).splitlines()

    def listed(self) -> list[str]:
        """The number, who, what differed, and whether it is online, of each release."""
        lines = [line.strip().replace("  ", ", ").split(", ") for line in self.tells("releases")]
        return [", ".join((number, *rest)) for number, _, _, *rest in lines]

    def run(self, name: str, commit: str, *, is_push: bool = False) -> Run:
        """A run of the workflow."""
        given = "" if is_push else commit
        run = Run(self.repository, commit, self.repository.folder / name, given=given)
        for step in (run.build, run.deploy, run.record):
            step()
        return run

    @property
    def started(self) -> str:
        """The commit with which publish.yml was started last."""
        inputs = self.repository.host.started[-1]["inputs"]
        assert isinstance(inputs, dict)
        return str(inputs["commit"])

    @property
    def online(self) -> str:
        """The commit of the release online."""
        return self.repository.release.commit


@pytest.fixture
def clone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clone]:
    with hosting() as host:
        repository = Repository(tmp_path, host)
        told = {"REPOSITORY": "ola/nettsted", "API_URL": host.url, "TOKEN": "hemmelig"}
        told |= {"SERVER_URL": "https://github.example", "REF_NAME": "main"}
        for name, value in told.items():
            monkeypatch.setenv(f"GITHUB_{name}", value)
        monkeypatch.chdir(repository.work)
        yield Clone(repository, capsys)


def test_an_earlier_release_is_back_until_the_next_push(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two steps back, a night, and a push; no address is lost, and a night is no release."""
    repository = clone.repository
    first = published(repository, "A", add={"ny"})
    second = published(repository, "B", add={"tre"})
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"@{BUILT} +0000")
    clone.run("night 1", released(repository))
    monkeypatch.delenv("GIT_AUTHOR_DATE")
    third = published(repository, "C", add={"feil"})
    assert clone.listed() == [
        "4, ola, 1 ny side, på nett",
        "3, ola, 1 ny side",
        "1, ola, 3 nye sider",
    ]

    told = clone.tells("rollback")
    assert told[0] == f"Utgave 3 bygges på nytt, og er på nett om noen minutter. Følg med: {PAGE}"
    assert told[1].startswith("Rett innholdet før dere publiserer neste gang")
    assert clone.started == second.commit
    back = clone.run("back 1", clone.started)
    assert back.plan and back.plan.moment == BUILT
    assert git(repository.origin, "show", "-s", "--format=%at", RELEASE_REF).strip() == BUILT
    assert (back.has_failed, clone.online) == (False, second.commit)
    clone.tells("rollback")
    back = clone.run("back 2", clone.started)
    assert clone.online == first.commit
    assert not (back.folder / "content/record").exists()  # as it was before the first release
    assert clone.listed()[:2] == ["6, ola, tilbake til utgave 1, på nett",
                                  "5, ola, tilbake til utgave 3"]  # fmt: skip
    assert clone.tells("rollback", code=1)[0].startswith("Det finnes ingen tidligere utgave")

    night = clone.run("night 2", released(repository))
    assert (night.has_failed, clone.online) == (False, first.commit)
    assert clone.listed()[0] == "7, ola, tilbake til utgave 1, på nett"
    assert clone.run(
        "again", third.commit, is_push=True
    ).has_failed  # it is older than the rollback
    assert repository.lost == set()
    assert repository.recorded(RELEASE_REF) == {*START, "ny", "tre", "feil"}
    published(repository, "D", delete="feil")
    assert repository.lost == {"feil"}
    last = published(repository, "E", add={"feil"})
    assert clone.online == last.commit
    assert repository.recorded("main") == {*START, "ny", "tre", "feil"}
    assert clone.listed()[0] == "8, ola, 2 nye sider, på nett"

    # What was removed must not come back.
    assert [line[:6] for line in clone.tells("releases", "--forget")] == ["   8  "]
    assert clone.tells("rollback", code=1)[0].startswith("Det finnes ingen tidligere utgave")
    assert repository.recorded(RELEASE_REF) == {*START, "ny", "tre", "feil"}
    published(repository, "F", add={"fire"})
    assert [line[0] for line in clone.listed()] == ["9", "8"]


def test_a_release_that_cannot_be_built_alike_does_not_come_back(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is online stays; so also with a commit that was never published.

    The site says which release is online, also after a deployment that failed. docs/undo.md takes
    a page out of the history.
    """
    repository = clone.repository
    first = published(repository, "A", add={"ny"})
    never = repository.push(add={"to ganger"})
    second = published(repository, "B", add={"tre"})
    run = Run(repository, first.commit, repository.folder / "back", given=first.commit)
    run.build()
    (run.folder / "output/.hosting/manifest.sha256").write_text("", encoding="utf-8")
    run.deploy()
    assert run.has_failed
    told = clone.capsys.readouterr().out
    assert "::error::Utgave 1 kan ikke bygges igjen likt" in told
    untested = repository.push(file="rød.py")
    for commit in (never, untested):
        assert clone.run(commit, commit).has_failed
        assert f"::error::Commit {commit[:7]} er ikke publisert" in clone.capsys.readouterr().out
    assert clone.online == second.commit
    assert clone.listed()[0] == "2, ola, 2 nye sider, på nett"
    later = Run(repository, repository.push(add={"fire"}), repository.folder / "later")
    later.build()
    plan = later.plan
    assert plan and later.do(lambda job: github_pages.keep(job, plan))[0]  # the deployment fails
    second.record()  # started again, it publishes nothing
    assert clone.listed()[:2] == ["3, ola, 1 ny side",
                                  "2, ola, 2 nye sider, på nett"]  # fmt: skip
    del repository.host.bodies["/publisert.json"]
    last = clone.tells("releases")[-1]
    assert last.startswith(f"Får ikke spurt {repository.host.url} hvilken utgave som er på nett: ")
    _rewrite(repository, monkeypatch)
    assert not git(repository.origin, "log", "--all", "--format=%H", "--", "content/pages/tre")
    clone.tells("rollback")  # builds what the history has now, else it would bring the old one back
    assert clone.started in git(repository.origin, "rev-list", "--all").split()


def _rewrite(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove a page from the history as docs/undo.md says, with Git's own program for it."""
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")  # else it waits ten seconds
    text = (ROOT / "docs/undo.md").read_text(encoding="utf-8")
    clone, _, _, *pushes = text.partition("```sh\n")[2].partition("```")[0].splitlines()
    clone = clone.replace("&& cd nettsted.git", "")
    remove = "git rm -r --quiet --cached --ignore-unmatch content/pages/tre"
    for line in (clone, f"git filter-branch --index-filter '{remove}' -- --all", *pushes):
        for command in line.partition(" #")[0].split(" && "):
            words = [word.replace("ADRESSEN", str(repository.origin)) for word in split(command)]
            inside = repository.folder / ("." if words[1] == "clone" else "nettsted.git")
            git(inside, *words[1:])


def test_what_cannot_be_started_is_told_with_the_way_by_hand(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No release yet, a number that is none, a token that may not, and no token."""
    repository = clone.repository
    for words in (("rollback",), ("releases",)):
        assert clone.tells(*words, code=1)[0].startswith(NO_RELEASE)
    first = published(repository, "A", add={"ny"})
    published(repository, "B", add={"tre"})
    assert clone.tells("rollback", "7", code=1)[0].startswith("Utgave 7 finnes ikke. Se hvilke")
    assert clone.tells("rollback", "to", code=1)[0].startswith("«to» er ikke nummeret")
    by_hand = BY_HAND.format(1, PAGE, first.commit)
    for where, has_token in (("", False), ("true", True)):  # Git has the login of the user here
        job = pages_clone(Path("content"), {**os.environ, "GITHUB_ACTIONS": where})
        assert job and ("extraheader" in job.git("config", "--list")) is has_token
    repository.host.refusal = 403
    told = clone.tells("rollback", code=1)
    assert told[0].startswith("Får ikke startet publish.yml") and told[1] == by_hand
    monkeypatch.delenv("GITHUB_TOKEN")
    assert clone.tells("rollback")[0] == by_hand
    git(repository.work, "remote", "remove", "origin")
    assert clone.tells("releases", code=1)[0].startswith("site.yaml sier ikke hvor nettstedet")


def test_a_release_whose_note_is_damaged_has_its_number(clone: Clone) -> None:
    """The others are listed as they are."""
    repository = clone.repository
    published(repository, "A", add={"ny"})
    published(repository, "B", add={"tre"})
    top = git(repository.origin, "show", "-s", "--format=%T %P%n%an <%ae>", RELEASE_REF)
    (tree, *parents), (author,) = top.splitlines()[0].split(), top.splitlines()[1:]
    author += " 1700000000 +0000"
    lines = [f"tree {tree}", *(f"parent {one}" for one in parents), f"author {author}"]
    text = "\n".join([*lines, f"committer {author}", "", "Utgave 2", "", "{\nikke\tJSON", ""])
    damaged = repository.folder / "damaged"
    damaged.write_text(text, encoding="utf-8")
    commit = git(repository.origin, "hash-object", "-t", "commit", "-w", str(damaged)).strip()
    git(repository.origin, "update-ref", RELEASE_REF, commit)
    last, first = clone.tells("releases")
    built = parents[0][:7]
    words = f"{built}, det som er notert om den, kan ikke leses, på nett"
    assert (last.split(maxsplit=1), first.split()[0]) == (["2", words], "1")
