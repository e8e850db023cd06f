"""The issue about a publishing that failed, on a fake of GitHub's API."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.commands.publishing.failure_issue import (
    HIDDEN,
    PUBLIC_CODES,
    PUBLIC_VALUES,
    without_quotes,
)
from newsroom.commands.publishing.github_pages import run_step
from newsroom.commands.publishing.release import Release
from newsroom.commands.publishing.remote import RELEASE_REF
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.contract.problems import Problem
from newsroom.wording.problems import message, messages
from tests.publishing.github import BOT, GitHub
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

FAULTY = "---\ntitle: Kari slutter\ndate: i går\nstatus: draft\n---\nKari Nordmann er sint.\n"


@dataclass
class Site:
    """A clone of a repository in which the workflow runs."""

    folder: Path
    github: GitHub

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def release(self) -> None:
        """Publish the current commit."""
        text = Release(1, "2023-12-20T12:00:00+00:00", self.commit, "", "1 ny side").text
        words = ["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Utgave 1", "-m", text]
        if before := git(self.folder, "ls-remote", "origin", RELEASE_REF)[:40]:
            words += ["-p", before]
        release = git(self.folder, "-c", f"user.name={BOT}", *words).strip()
        git(self.folder, "push", "--quiet", "--force", "origin", f"{release}:{RELEASE_REF}")

    @property
    def commit(self) -> str:
        return git(self.folder, "rev-parse", "HEAD").strip()

    def push(self, message: str) -> str:
        """Push everything as a commit of the branch; the commit."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", message)
        git(self.folder, "push", "--quiet", "origin", "HEAD:main")
        return self.commit

    def report(
        self, *, failed: bool, actor: str = "kari", code: int = 0, given: str = "", reason: str = ""
    ) -> None:
        environment = self.github.environment(REF_NAME="main", ACTOR=actor)
        environment |= {"FAILED": str(failed).lower(), "COMMIT": given}
        environment |= {"REASON": reason} if reason else {}
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            job = WorkflowJob(environment, Path("content"), Path("out"))
            assert run_step("finish", job) == code
        finally:
            os.chdir(before)


@pytest.fixture
def site(tmp_path: Path, github: GitHub) -> Site:
    origin, folder = tmp_path / "origin.git", tmp_path / "site"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(folder))
    site = Site(folder, github)
    for path, text in {**CONTENT, "publishconf.py": SETTINGS}.items():
        site.write(path, text)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begynn")
    git(folder, "push", "--quiet", "origin", "HEAD:main")
    site.release()
    return site


def test_one_issue_tells_of_failures_until_one_succeeds(site: Site, github: GitHub) -> None:
    """It is opened, rewritten by the next failure, closed, and a new one is opened after that."""
    site.write("content/news/2023/ny sak.md", FAULTY)
    site.report(failed=True)
    (issue,) = github.issues
    assert issue["title"] == "Nettstedet ble ikke publisert"
    body = issue["body"]
    assert body.startswith("<!-- ")
    assert (
        f"@kari: Det du sendte inn i [{site.commit[:7]}](https://github.example/ola/nettsted/commit/"
        f"{site.commit}), er ikke publisert. Det som var på nett, står som før."
    ) in body
    assert "- **content/news/2023/ny sak.md, linje 3** (`date-invalid`): " in body
    assert (
        "[Rett det her](https://github.example/ola/nettsted/edit/main/"
        "content/news/2023/ny%20sak.md#L3)"
    ) in body
    assert "(https://github.example/ola/nettsted/actions/runs/77)" in body
    site.write("content/news/2023/ny sak.md", FAULTY.replace("i går", "2023-12-01"))
    site.report(failed=True)
    assert len(github.issues) == 1
    assert issue["body"] != body
    site.report(failed=False)
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    site.report(failed=True)
    assert [one["state"] for one in github.issues] == ["closed", "open"]
    assert github.asked == ["GET", "POST", "GET", "PATCH", "GET", "PATCH", "GET", "POST"]


def test_the_issue_has_no_word_of_the_content(site: Site, github: GitHub) -> None:
    """What is wrong there may be in a draft, and the issue may be for everybody to read."""
    site.write("content/news/2023/sak.md", FAULTY)
    site.write("content/people.yaml", "kari: {name: Kari Nordmann, hemmelig plan: Fusjon}\n")
    site.report(failed=True)
    body = github.issues[0]["body"]
    assert "linje 3" in body and "content/people.yaml, linje 1" in body
    for word in ("Kari Nordmann", "slutter", "sint", "i går", "hemmelig", "Fusjon"):
        assert word not in body
    assert "«…» er ord fra innholdet" in body


def test_no_message_of_any_code_quotes_the_content() -> None:
    """Whatever its values are, but for words of the engine, numbers and days."""
    day = {"day", "days", "date", "weekday"}
    for code, texts in messages("nb").items():
        names = {"suggestion", "field", *re.findall(r"\{(\w+)\}", " ".join(texts.values()))}
        given = dict.fromkeys(names - {"rest", "files", "holiday", "elsewhere"}, "Hemmelig")
        given |= dict.fromkeys(names & day, "2023-12-01")
        given |= dict.fromkeys(names & {"count", "most", "field_example", "field_label"}, "7")
        if PUBLIC_CODES.fullmatch(code):
            given |= dict.fromkeys(names & PUBLIC_VALUES, "har vært på nett")
        if code in {"choice-invalid", "field-unknown"}:
            given["choices"] = "title, date"
        problem = Problem("a.md", 1, 1, code, tuple(given.items()))
        shown = message(without_quotes(problem), "nb")
        assert "Hemmelig" not in shown, code
        assert HIDDEN in shown or not names & {"value", "name", "title", "found"}, code


def test_our_issue_is_found_among_many_and_no_other_is_touched(site: Site, github: GitHub) -> None:
    """Somebody else may write the marker, and an issue may have no text."""
    site.report(failed=True)
    marker = github.issues[0]["body"]
    github.add("ola", title="Kopi", body=marker)
    for _ in range(120):
        github.add("ola", title="Noe", body=None)
    site.report(failed=False)
    assert [one["number"] for one in github.issues if one["state"] == "closed"] == [1]
    site.report(failed=False)
    assert [one["number"] for one in github.issues if one["state"] == "closed"] == [1]


def test_a_failure_that_is_not_in_the_content_names_the_run(site: Site, github: GitHub) -> None:
    """Tests, or GitHub itself; a rebuild of the schedule mentions nobody."""
    site.report(failed=True, actor=BOT)
    body = github.issues[0]["body"]
    assert "@" not in body
    assert "Nettstedet ble ikke bygget på nytt av seg selv fra [" in body
    assert "Det er ingen feil i innholdet." in body


def test_what_stopped_the_run_elsewhere_is_told(site: Site, github: GitHub) -> None:
    """As the step before has told it, with the way: such as Pages that are turned off."""
    reason = "GitHub Pages er ikke slått på: https://github.example/ola/nettsted/settings/pages"
    site.report(failed=True, reason=reason)
    body = github.issues[0]["body"]
    assert f"\n\n{reason}\n\n" in body and "ingen feil i innholdet" not in body


def test_the_issue_stays_until_what_failed_is_online(site: Site, github: GitHub) -> None:
    """A rebuild, a rollback and an older run end well, and the mistake still stands."""
    first = site.commit
    site.push("Godt")
    site.release()
    release = git(site.folder, "ls-remote", "origin", RELEASE_REF)[:40]
    good, bad = site.commit, site.push("Feil")
    site.report(failed=True)
    (issue,) = github.issues
    for commit, given in ((good, release), (first, first), (first, "")):
        git(site.folder, "checkout", "--quiet", "--detach", commit)
        site.report(failed=False, given=given)
        assert issue["state"] == "open"
    site.report(failed=True, given=first)  # a rollback; what failed before is told with it
    assert f"Dette er heller ikke publisert: [{bad[:7]}](" in issue["body"]
    git(site.folder, "checkout", "--quiet", "--detach", bad)
    site.push("Rettet")
    site.report(failed=False)
    assert issue["state"] == "closed"


def test_a_mistake_that_is_taken_out_of_the_history_is_over(site: Site, github: GitHub) -> None:
    good, _ = site.commit, site.push("Feil")
    site.report(failed=True)
    git(site.folder, "reset", "--quiet", "--hard", good)
    git(site.folder, "push", "--quiet", "--force", "origin", "HEAD:main")
    site.report(failed=False)
    assert github.issues[0]["state"] == "closed"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_vanished_address_can_be_mended_from_the_issue(
    site: Site, github: GitHub, is_there: bool
) -> None:
    """It was public: so its words stand, and no link leads to the file that is gone."""
    address, file = "/nyheter/2023/borte/", "content/news/2023/borte.md"
    site.write("content/record/addresses.txt", f"# Adresser: 1\n{address} news/2023/borte.md\n")
    if is_there:
        site.write("content/record/gone.txt", "/gammel/\n")
    site.report(failed=True)
    body = github.issues[0]["body"]
    repository = "https://github.example/ola/nettsted"
    assert f"Adressen «{address}» er publisert" in body
    assert "Den kom fra news/2023/borte.md" in body
    assert f'skriv `aliases: ["{address}"]`' in body and f"linjen `{address}` i" in body
    assert "«…»" not in body and f"/edit/main/{file}" not in body
    assert f"[Filen i historikken]({repository}/commits/main/{file})" in body
    new = "new/main/content/record?filename=gone.txt&value=%2Fnyheter%2F2023%2Fborte%2F"
    gone = "edit/main/content/record/gone.txt" if is_there else new
    assert f"[Skriv linjen i gone.txt]({repository}/{gone})" in body


def test_a_failure_older_than_what_is_published_is_not_told(site: Site, github: GitHub) -> None:
    """Its tests took longer than those of a newer push, which is online; a rollback is told."""
    git(site.folder, "commit", "--quiet", "--allow-empty", "--message", "Nyere")
    site.release()
    site.report(failed=True)
    assert len(github.issues) == 1  # that commit itself did fail
    site.report(failed=False)
    git(site.folder, "checkout", "--quiet", "--detach", "HEAD^")
    site.report(failed=True)
    assert [one["state"] for one in github.issues] == ["closed"]
    site.report(failed=True, given="HEAD")
    back = "@kari: Nettstedet gikk ikke tilbake til en tidligere"
    assert back in github.issues[-1]["body"]
    git(site.folder, "commit", "--quiet", "--allow-empty", "--message", "Aldri publisert")
    never = git(site.folder, "rev-parse", "HEAD")
    site.report(failed=True, given=never)
    body = github.issues[-1]["body"]
    assert back in body and f"Commit {never[:7]} er ikke publisert herfra før" in body


def test_a_release_that_cannot_be_recorded_is_told(site: Site, github: GitHub) -> None:
    """The step fails, and so the run."""
    git(site.folder, "push", "--quiet", "origin", f":{RELEASE_REF}")
    site.report(failed=False, code=1)
    assert [one["state"] for one in github.issues] == ["open"]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(410, "::warning::Saker (Issues) er slått av"), (403, "::warning::Får ikke skrevet saken")],
)
def test_an_issue_that_cannot_be_written_is_told_in_the_run(
    site: Site, github: GitHub, capsys: pytest.CaptureFixture[str], status: int, sentence: str
) -> None:
    """GitHub answers 410 when issues are turned off."""
    github.refusal, github.refused = status, ("GET",)
    site.report(failed=True)
    assert capsys.readouterr().out.startswith(sentence)
