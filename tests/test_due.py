"""The script of due.yml, which reads next-change.json of the published site over HTTP."""

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
from threading import Thread

import pytest

from newsroom.commands.publishing.due import MOST_BYTES, UNREADABLE, verdict
from tests.site.building import ROOT

NOW = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
PAST, FUTURE = "2001-01-01T00:00:00+01:00", "2190-06-01T12:00:00+02:00"
FILE = "/sti/next-change.json"
PAGES = "/repos/ola/nettsted/pages"
VARIABLES = {"SITE_URL", "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_OUTPUT"}


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

        def log_message(self, *words: object) -> None:
            """Logs nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as started:
        yield started


def run_script(folder: Path, **environment: str) -> tuple[str, str]:
    """The output for the next job, and the line in the log. The exit code is always 0.

    With -I -S Python cannot import installed packages; loopback needs no proxy.
    """
    output = folder / "output.txt"
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-X",
            "utf8",
            ROOT / "plugins/newsroom/commands/publishing/due.py",
        ],
        env=inherited | {"GITHUB_OUTPUT": str(output), "NO_PROXY": "127.0.0.1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    return output.read_text(encoding="utf-8"), done.stdout


@pytest.mark.parametrize(
    ("body", "expected", "words"),
    [
        pytest.param(change(PAST), "true", "På tide: Noe er over", id="due"),
        pytest.param(change(FUTURE), "false", "Ikke ennå: Noe er over, 2190", id="not yet"),
        pytest.param(change(None), "false", "Ingenting endrer seg", id="null"),
        pytest.param(change(PAST, stopped=True), "false", "står stille", id="stopped clock"),
        pytest.param(b"<html>Hei</html>", "false", "Får ikke spurt", id="no JSON"),
        pytest.param(b"\xff\xfe{", "false", "Får ikke spurt", id="no text"),
        pytest.param(b"[" * 9_000, "false", "Får ikke spurt", id="too deep"),
        pytest.param(b"[]", "false", "Får ikke spurt", id="no object"),
        pytest.param(b"{}", "false", "KeyError: 'next'", id="nothing in it"),
        pytest.param(change("snart"), "false", "Får ikke spurt", id="no time"),
        pytest.param(change(PAST[:19]), "false", "Får ikke spurt", id="no zone"),
        pytest.param(change(PAST) + b" " * MOST_BYTES, "false", "større enn", id="too large"),
        pytest.param(None, "false", "HTTP Error 404", id="not there"),
    ],
)
def test_only_a_time_in_the_past_makes_the_site_due(
    host: Host, tmp_path: Path, body: bytes | None, expected: str, words: str
) -> None:
    """After any unusable answer the nightly build remains, and the log says why."""
    host.bodies = {} if body is None else {FILE: body}
    output, log = run_script(tmp_path, SITE_URL=f"{host.url}/sti/")
    assert output == f"due={expected}\n"
    assert words in log


def test_a_site_that_does_not_answer_is_not_due(host: Host, tmp_path: Path) -> None:
    """The log has the reason."""
    with hosting() as gone:
        url = gone.url
    output, log = run_script(tmp_path, SITE_URL=url)
    assert output == "due=false\n"
    assert log.startswith("Får ikke spurt nettstedet, den nattlige byggingen får ta det:")


def test_a_redirect_of_the_site_is_followed(host: Host, tmp_path: Path) -> None:
    """A site may move from a github.io address to a custom domain."""
    with hosting() as home:
        host.moved[FILE] = f"{home.url}{FILE}"
        home.bodies[FILE] = change(PAST)
        assert run_script(tmp_path, SITE_URL=f"{host.url}/sti")[0] == "due=true\n"


def test_the_address_of_the_site_comes_from_githubs_api(host: Host, tmp_path: Path) -> None:
    """The token is sent to the API and not to the site."""
    with hosting() as site:
        host.bodies[PAGES] = json.dumps({"html_url": f"{site.url}/sti/"}).encode()
        site.bodies[FILE] = change(PAST)
        api = {"GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "ola/nettsted"}
        assert run_script(tmp_path, **api, GITHUB_TOKEN="hemmelig")[0] == "due=true\n"
        assert host.requests == [(PAGES, "Bearer hemmelig")]
        assert site.requests == [(FILE, None)]


def test_the_token_is_not_sent_after_a_redirect(host: Host, tmp_path: Path) -> None:
    """The redirected request has no `Authorization`."""
    with hosting() as other:
        host.moved[PAGES] = f"{other.url}/pages"
        api = {"GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "ola/nettsted"}
        assert run_script(tmp_path, **api, GITHUB_TOKEN="hemmelig")[0] == "due=false\n"
        assert other.requests == [("/pages", None)]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "example.org", "http://[", ""])
def test_an_invalid_site_url_is_not_due(tmp_path: Path, url: str) -> None:
    """A `file:` URL is not read, and an empty address is not requested."""
    assert run_script(tmp_path, SITE_URL=url)[0] == "due=false\n"


def test_the_log_has_no_workflow_commands(host: Host, tmp_path: Path) -> None:
    """A line from the site that begins with :: would be a command to the GitHub runner."""
    host.bodies[FILE] = change(PAST, what="\n::error::Hei\n")
    output, log = run_script(tmp_path, SITE_URL=f"{host.url}/sti")
    assert output == "due=true\n"
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
