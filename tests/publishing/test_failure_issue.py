"""The issue about a publishing that failed, on a fake of GitHub's API that knows its documentation.

docs.github.com/en/rest/issues/issues, version 2022-11-28.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from newsroom.commands.publishing.failure_issue import HIDDEN, without_quotes
from newsroom.commands.publishing.github_pages import WorkflowJob, run_step
from newsroom.commands.publishing.remote import RELEASE_REF
from newsroom.contract.problems import Problem
from newsroom.wording.problems import message, messages
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

ISSUES = "/repos/ola/nettsted/issues"
BOT = "github-actions[bot]"
# By method: the path, the parameters, what the body may have and must have, and the answer.
DOCUMENTED: dict[str, tuple[str, set[str], set[str], set[str], int]] = {
    "GET": (ISSUES, {"state", "per_page", "page"}, set(), set(), 200),
    "POST": (ISSUES, set(), {"title", "body", "labels", "assignees"}, {"title"}, 201),
    "PATCH": (rf"{ISSUES}/\d+", set(), {"title", "body", "state", "state_reason"}, set(), 200),
}
REASONS = {"completed", "not_planned", "duplicate", "reopened"}
FAULTY = "---\ntitle: Kari slutter\ndate: i går\nstatus: draft\n---\nKari Nordmann er sint.\n"
SHA = "a1b2c3d4e5f6"


@dataclass
class GitHub:
    """The issues of a repository, what was asked for, and what was wrong with that."""

    url: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refusal: int = 0

    def answer(self, method: str, target: str, headers: dict[str, str], data: bytes) -> Any:
        """The status and the body of the answer; notes all that the documentation forbids."""
        url, body = urlsplit(target), json.loads(data or b"{}")
        path, parameters, may, must, status = DOCUMENTED[method]
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.asked.append(method)
        right = {
            "path": re.fullmatch(path, url.path),
            "parameters": query.keys() <= parameters and int(query.get("per_page", 1)) <= 100,
            "body": must <= body.keys() <= may,
            "state": body.get("state", "open") in {"open", "closed"},
            "reason": body.get("state_reason", "completed") in REASONS,
            "accept": headers["accept"] == "application/vnd.github+json",
            "version": headers["x-github-api-version"] == "2022-11-28",
            "token": headers["authorization"] == "Bearer token-1",
            "agent": headers.get("user-agent"),
            "type": not data or headers["content-type"] == "application/json",
            "size": len(body.get("body", "")) <= 65_536,
        }
        self.faults += [
            f"{method} {target}: {name}" for name, is_right in right.items() if not is_right
        ]
        if self.refusal:
            return self.refusal, {"message": "nei"}
        if method == "GET":
            first = (int(query["page"]) - 1) * int(query["per_page"])
            listed = [issue for issue in reversed(self.issues) if issue["state"] == query["state"]]
            return status, listed[first : first + int(query["per_page"])]
        if method == "POST":
            self.add(BOT, **body)
            return status, self.issues[-1]
        issue = self.issues[int(url.path.rpartition("/")[2]) - 1]
        issue.update(body)
        return status, issue

    def add(self, login: str, **values: object) -> None:
        number = len(self.issues) + 1
        issue = {"number": number, "state": "open", "user": {"login": login}, "body": None}
        self.issues.append(issue | values)


@pytest.fixture
def github() -> Iterator[GitHub]:
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"] or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, body = github.answer(self.command, self.path, headers, data)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        do_GET = do_POST = do_PATCH = answer

        def log_message(self, *words: object) -> None:
            """Logs nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        github.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield github
        server.shutdown()
    assert github.faults == []


@dataclass
class Site:
    """A clone of a repository in which the workflow runs."""

    folder: Path
    github: GitHub

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def report(self, *, failed: bool, event: str = "push") -> None:
        told = {"API_URL": self.github.url, "SERVER_URL": "https://github.example"}
        told |= {"REPOSITORY": "ola/nettsted", "REF_NAME": "main", "TOKEN": "token-1", "SHA": SHA}
        told |= {"ACTOR": "kari", "EVENT_NAME": event, "RUN_ID": "77"}
        environment = os.environ | {f"GITHUB_{name}": value for name, value in told.items()}
        environment["FAILED"] = str(failed).lower()
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            assert run_step("report", WorkflowJob(environment, Path("content"), Path("out"))) == 0
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
        "@kari: Det du sendte inn i [a1b2c3d](https://github.example/ola/nettsted/commit/"
        f"{SHA}), er ikke publisert. Det som var på nett, står som før."
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
        given = dict.fromkeys(names - {"rest", "files", "holiday"}, "Hemmelig")
        given |= dict.fromkeys(names & day, "2023-12-01")
        given |= dict.fromkeys(names & {"count", "most", "field_example", "field_label"}, "7")
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
    site.report(failed=True, event="schedule")
    body = github.issues[0]["body"]
    assert "@" not in body
    assert "Nettstedet ble ikke bygget på nytt av seg selv." in body
    assert "Det er ingen feil i innholdet." in body


def test_a_failure_older_than_what_is_published_is_not_told(site: Site, github: GitHub) -> None:
    """Its tests took longer than those of a newer push, which is online."""
    git(site.folder, "commit", "--quiet", "--allow-empty", "--message", "Nyere")
    release = git(site.folder, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Utgave 1")
    git(site.folder, "push", "--quiet", "origin", f"{release.strip()}:{RELEASE_REF}")
    site.report(failed=True)
    assert len(github.issues) == 1  # that commit itself did fail
    site.report(failed=False)
    git(site.folder, "checkout", "--quiet", "--detach", "HEAD^")
    site.report(failed=True)
    assert [one["state"] for one in github.issues] == ["closed"]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(410, "::warning::Saker (Issues) er slått av"), (403, "::warning::Får ikke skrevet saken")],
)
def test_an_issue_that_cannot_be_written_is_told_in_the_run(
    site: Site, github: GitHub, capsys: pytest.CaptureFixture[str], status: int, sentence: str
) -> None:
    """GitHub answers 410 when issues are turned off."""
    github.refusal = status
    site.report(failed=True)
    assert capsys.readouterr().out.startswith(sentence)
