"""The script of rebuild.yml, which reads next-change.json of the published site over HTTP."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsroom.commands.publishing.asking import MOST_BYTES, UNREADABLE
from newsroom.commands.publishing.due import verdict
from newsroom.commands.publishing.remote import RELEASE_REF
from tests.answering import running
from tests.hosting.servers import free_port
from tests.site.building import ROOT
from tests.test_workflows import commit, git

NOW = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
PAST, FUTURE = "2001-01-01T00:00:00+01:00", "2190-06-01T12:00:00+02:00"
FILE = "/sti/next-change.json"
PAGES = "/repos/ola/nettsted/pages"
MODULE = "newsroom.commands.publishing.due"
NIGHT = "17 23 * * *"
VARIABLES = {"SITE_URL", "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"}
VARIABLES |= {"GITHUB_EVENT_PATH"}


def change(at: str | None, **more: object) -> bytes:
    """The JSON of next-change.json."""
    fields = {"next": at, "why": "end", "what": "Noe er over", "url": None}
    return json.dumps(fields | more).encode()


@dataclass
class Host:
    """Responses of a server on loopback by path, and the requests it got, with their tokens."""

    url: str
    bodies: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str | None]] = field(default_factory=list)
    started: list[dict[str, object]] = field(default_factory=list)
    refusal: int = 0


@contextmanager
def hosting() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.requests.append((self.path, self.headers["Authorization"]))
            target, body = host.moved.get(self.path), host.bodies.get(self.path)
            self.send_response(302 if target else 404 if body is None else 200)
            if target:
                self.send_header("Location", target)
            self.end_headers()
            self.wfile.write(body or b"")

        def do_POST(self) -> None:
            """Start a workflow, as docs.github.com/en/rest/actions/workflows (2022-11-28) says."""
            assert self.path == "/repos/ola/nettsted/actions/workflows/publish.yml/dispatches"
            assert self.headers["Authorization"] == "Bearer hemmelig"
            assert self.headers["X-GitHub-Api-Version"] == "2022-11-28"
            host.started.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(host.refusal or 204)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Logs nothing."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        host = Host(url)
        yield host


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as started:
        yield started


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a repository that has published; the release is the commit RELEASE."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    commit(clone, "sak.md", "En sak.\n")
    git(clone, "push", "--quiet", "origin", "HEAD:main", f"HEAD:{RELEASE_REF}")
    return clone


def run_script(
    host: Host, clone: Path, *, cron: str = "7,27,47 * * * *", **environment: str
) -> tuple[bool, str]:
    """Whether publish.yml is started on the release, and the line in the log.

    With -S Python cannot import installed packages; loopback needs no proxy.
    """
    event = clone.parent / "event.json"
    event.write_text(json.dumps({"schedule": cron}), encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    told = {"API_URL": host.url, "REPOSITORY": "ola/nettsted", "TOKEN": "hemmelig"}
    told |= {"REF_NAME": "main", "EVENT_PATH": str(event), "SERVER_URL": "https://github.example"}
    given = {f"GITHUB_{name}": value for name, value in told.items()}
    given |= {"PYTHONPATH": str(ROOT / "plugins"), "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-S", "-X", "utf8", "-m", MODULE],
        env=inherited | given | environment,
        cwd=clone, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (bool(host.refusal), "")
    assert done.stdout.count("\n") == 1 + bool(host.refusal)
    release = git(clone, "rev-parse", "HEAD").strip()
    assert host.started in ([], [{"ref": "main", "inputs": {"commit": release}}])
    return bool(host.started), done.stdout


def test_no_answer_is_told_without_the_words_of_python(host: Host, clone: Path) -> None:
    output, log = run_script(host, clone, SITE_URL=f"http://127.0.0.1:{free_port()}")
    assert not output
    assert log.endswith(": ingen svarer der\n")


@pytest.mark.parametrize(
    ("body", "expected", "words"),
    [
        pytest.param(change(PAST), True, "På tide: Noe er over", id="due"),
        pytest.param(change(FUTURE), False, "Ikke ennå: Noe er over, 2190", id="not yet"),
        pytest.param(change(None), False, "Ingenting endrer seg", id="null"),
        pytest.param(change(PAST, stopped=True), False, "står stille", id="stopped clock"),
        pytest.param(b"<html>Hei</html>", False, "Får ikke spurt", id="no JSON"),
        pytest.param(b"\xff\xfe{", False, "Får ikke spurt", id="no text"),
        pytest.param(b"[" * 9_000, False, "Får ikke spurt", id="too deep"),
        pytest.param(b"[]", False, "Får ikke spurt", id="no object"),
        pytest.param(b"{}", False, "svaret er ikke slik det skal være", id="nothing in it"),
        pytest.param(change("snart"), False, "Får ikke spurt", id="no time"),
        pytest.param(change(PAST[:19]), False, "Får ikke spurt", id="no zone"),
        pytest.param(change(PAST) + b" " * MOST_BYTES, False, "slik det skal være", id="too large"),
        pytest.param(None, False, " svarte 404", id="not there"),
    ],
)
def test_only_a_time_in_the_past_makes_the_site_due(
    host: Host, clone: Path, body: bytes | None, expected: bool, words: str
) -> None:
    """After any unusable answer the nightly build remains, and the log says why."""
    host.bodies = {} if body is None else {FILE: body}
    output, log = run_script(host, clone, SITE_URL=f"{host.url}/sti/")
    assert output == expected
    assert words in log


def test_a_site_that_does_not_answer_is_not_due(host: Host, clone: Path) -> None:
    """The log has the reason."""
    with hosting() as gone:
        url = gone.url
    output, log = run_script(host, clone, SITE_URL=url)
    assert not output
    assert log.startswith("Får ikke spurt nettstedet, den nattlige byggingen får ta det:")


def test_a_redirect_of_the_site_is_followed(host: Host, clone: Path) -> None:
    """A site may move from a github.io address to a custom domain."""
    with hosting() as home:
        host.moved[FILE] = f"{home.url}{FILE}"
        home.bodies[FILE] = change(PAST)
        assert run_script(host, clone, SITE_URL=f"{host.url}/sti")[0]


def test_a_site_may_have_letters_that_dns_lacks(host: Host, clone: Path) -> None:
    """Its host and its path are asked for in ASCII; the proxy answers for a host that is none."""
    host.bodies["http://xn--b-5ga.example/p%C3%A5/next-change.json"] = change(PAST)
    site = "http://bø.example/på"
    assert run_script(host, clone, SITE_URL=site, http_proxy=host.url, HTTP_PROXY="")[0]


def test_the_address_of_the_site_comes_from_githubs_api(host: Host, clone: Path) -> None:
    """The token is sent to the API and not to the site."""
    with hosting() as site:
        host.bodies[PAGES] = json.dumps(
            {"html_url": f"{site.url}/sti/", "build_type": "workflow"}
        ).encode()
        site.bodies[FILE] = change(PAST)
        assert run_script(host, clone)[0]
        assert host.requests == [(PAGES, "Bearer hemmelig")]
        assert site.requests == [(FILE, None)]


def test_the_token_is_not_sent_after_a_redirect(host: Host, clone: Path) -> None:
    """The redirected request has no `Authorization`."""
    with hosting() as other:
        host.moved[PAGES] = f"{other.url}/pages"
        assert not run_script(host, clone)[0]
        assert other.requests == [("/pages", None)]


@pytest.mark.parametrize("answer", [None, {"html_url": "https://x", "build_type": "legacy"}])
def test_a_copy_without_pages_is_told_the_way_in_one_line(
    host: Host, clone: Path, answer: dict[str, str] | None
) -> None:
    """At night too; the run ends well, and nothing is built."""
    host.bodies = {PAGES: json.dumps(answer).encode()} if answer else {}
    built, log = run_script(host, clone, cron=NIGHT)
    assert not built
    assert log == (
        "GitHub Pages er ikke slått på, så ingenting blir publisert. Velg «GitHub Actions» under "
        "Source, og kjør jobben på nytt: https://github.example/ola/nettsted/settings/pages\n"
    )


def test_every_night_the_last_release_is_built_again(host: Host, clone: Path) -> None:
    """Whether it is due or not, and not the newest commit, which may have failed."""
    commit(clone, "rød.py", "")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    git(clone, "checkout", "--quiet", "--detach", "HEAD^")  # run_script compares with HEAD
    host.bodies[FILE] = change(FUTURE)
    assert run_script(host, clone, cron=NIGHT, SITE_URL=f"{host.url}/sti")[0]


def test_nothing_is_built_again_before_the_first_release(host: Host, clone: Path) -> None:
    """The schedules of a new site end well."""
    git(clone, "push", "--quiet", "origin", f":{RELEASE_REF}")
    host.bodies[FILE] = change(PAST)
    built, log = run_script(host, clone, SITE_URL=f"{host.url}/sti")
    assert (built, log[:31]) == (False, "Ingenting er publisert herfra e")


def test_a_workflow_that_cannot_be_started_is_an_error(host: Host, clone: Path) -> None:
    """The run fails, since nothing else would say why the site is as it was."""
    host.refusal = 403
    log = run_script(host, clone, cron=NIGHT, SITE_URL=host.url)[1]
    assert "::error::Får ikke startet publish.yml, så nettstedet ble ikke bygget på nytt: " in log


@pytest.mark.parametrize("url", ["file:///etc/hostname", "example.org", "http://[", ""])
def test_an_invalid_site_url_is_not_due(host: Host, clone: Path, url: str) -> None:
    """A `file:` URL is not read, and an empty address is not requested."""
    assert not run_script(host, clone, SITE_URL=url)[0]


def test_the_log_has_no_workflow_commands(host: Host, clone: Path) -> None:
    """A line from the site that begins with :: would be a command to the GitHub runner."""
    host.bodies[FILE] = change(PAST, what="\n::error::Hei\n")
    output, log = run_script(host, clone, SITE_URL=f"{host.url}/sti")
    assert output
    assert log.startswith("På tide: ::error::Hei")


def test_the_site_is_due_from_the_exact_second() -> None:
    """It is not due one second earlier."""
    assert verdict(change("2024-01-08T10:00:00+01:00"), NOW)[0]
    assert not verdict(change("2024-01-08T10:00:01+01:00"), NOW)[0]


@pytest.mark.parametrize("fields", [{"next": PAST}, {"next": 1, "what": ""}, {"what": "Hei"}])
def test_an_incomplete_answer_is_unreadable(fields: dict) -> None:
    """Each missing or mistyped field raises one of `UNREADABLE`."""
    with pytest.raises(UNREADABLE):
        verdict(json.dumps(fields).encode(), NOW)
