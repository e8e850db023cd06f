"""A newsletter as a draft campaign in listmonk: a real HTTP server checks what it is sent."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_server

import jsonschema
import pytest

from tests import given
from tests.answering import running
from tests.newsletters.conftest import FILES, LETTER, run
from tests.site.building import Ended

# The parameters of POST /api/campaigns in listmonk's documentation, with their types; no others,
# and of those none that would send or schedule anything.
CAMPAIGN = {
    "type": "object",
    "required": ["name", "subject", "lists", "type", "content_type", "body"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "subject": {"type": "string", "minLength": 1},
        "lists": {"type": "array", "items": {"type": "integer"}, "minItems": 1},
        "type": {"enum": ["regular", "optin"]},
        "content_type": {"enum": ["richtext", "html", "markdown", "plain"]},
        "body": {"type": "string"},
        "altbody": {"type": "string"},
        "template_id": {"type": "integer"},
    },
}
TOKEN = {"LISTMONK_TOKEN": "nyhetsbrev:hemmelig"}


class Listmonk(HTTPServer):
    """Answers POST /api/campaigns as documented, or with another `answer`; keeps the requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.campaigns: list[dict] = []
        self.answer: tuple[int, str] | None = None
        self.followed: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Creates a draft for the user of the token."""

    server: Listmonk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, text = self.server.answer or self.created(json.loads(body))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if 300 <= status < 400:
            self.send_header("Location", text)
        self.end_headers()
        self.wfile.write(text.encode())

    def created(self, campaign: dict) -> tuple[int, str]:
        if self.headers["Authorization"] != "token nyhetsbrev:hemmelig":
            return 403, '{"message": "invalid API credentials"}'
        if self.path != "/api/campaigns" or self.headers["Content-Type"] != "application/json":
            return 400, '{"message": "another request"}'
        jsonschema.validate(campaign, CAMPAIGN)
        self.server.campaigns.append(campaign)
        return 200, json.dumps({"data": {"id": 7, "status": "draft", **campaign}})

    def do_GET(self) -> None:
        self.server.followed.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def listmonk() -> Iterator[tuple[Listmonk, str]]:
    server = Listmonk()
    with running(server) as address:
        yield server, address


@contextmanager
def configured(site: Path, line: str) -> Iterator[None]:
    """site.yaml with another line."""
    file = site / "content/site.yaml"
    file.write_text(FILES["content/site.yaml"] + line, encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(FILES["content/site.yaml"], encoding="utf-8")


def sent(site: Path, folder: Path, line: str, **env: str) -> Ended:
    with configured(site, line):
        return run(site, "2024-01", "--output", str(folder), "--listmonk", **env)


def test_a_draft_is_created_by_the_documented_schema(
    site: Path, tmp_path: Path, listmonk: tuple[Listmonk, str]
) -> None:
    """One campaign with both texts; what would be a template of Go in them is text."""
    server, address = listmonk
    line = f"newsletter: {{listmonk: {address}/, lists: [3, 4], template: 2}}\n"
    done = sent(site, tmp_path, line, **TOKEN)
    assert done.code == 0, done.err
    told = f"Utkastet er i listmonk, og ingenting er sendt: {address}/admin/campaigns/7"
    assert done.out.splitlines()[1:] == [told]
    (campaign,) = server.campaigns
    assert (campaign["lists"], campaign["template_id"]) == ([3, 4], 2)
    assert (campaign["subject"], campaign["type"]) == ("Januar: mye nytt", "regular")
    html = (tmp_path / "2024-01.html").read_text("utf-8")
    assert "{{ alle }}" in html
    assert campaign["body"].replace('{{ "{{" }}', "{{").rstrip() == html.rstrip()
    assert 'Kjære {{ "{{" }} alle }}' in campaign["altbody"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((403, "{}"), "godtar ikke LISTMONK_TOKEN: svaret er 403."),
        ((401, "{}"), "godtar ikke LISTMONK_TOKEN: svaret er 401."),
        ((500, "{}"), "tok ikke imot brevet: "),
        ((302, "/login"), "tok ikke imot brevet: {}/api/campaigns sender videre til /login."),
        ((200, "<html>"), "imot brevet: svaret er ikke slik det skal være. Se etter utkastet der"),
        ((200, '{"data": true}'), "imot brevet: svaret er ikke slik det skal være. Se etter utk"),
    ],
)
def test_another_answer_is_told(
    site: Path, tmp_path: Path, listmonk: tuple[Listmonk, str], answer: tuple[int, str], told: str
) -> None:
    server, address = listmonk
    server.answer = answer
    done = sent(site, tmp_path, f"newsletter: {{listmonk: {address}, lists: [1]}}\n", **TOKEN)
    assert (done.code, server.campaigns, server.followed) == (1, [], [])
    assert f"{address} {told.format(address)}" in done.err
    assert f"Laget {tmp_path}/2024-01.html, .txt og .eml (" in done.err
    assert "hemmelig" not in done.err and "Ingenting er endret" not in done.err


def test_a_long_letter_comes_back_whole(
    site: Path, tmp_path: Path, listmonk: tuple[Listmonk, str]
) -> None:
    """The answer has the whole campaign, with both texts."""
    server, address = listmonk
    text = FILES[LETTER] + "\nEn lang hilsen på «nynorsk». " * 2500
    given.written(site, {LETTER: text})
    try:
        line = f"newsletter: {{listmonk: {address}, lists: [1]}}\n"
        done = sent(site, tmp_path, line, **TOKEN)
    finally:
        given.written(site, {LETTER: FILES[LETTER]})
    assert (done.code, len(server.campaigns)) == (0, 1), done.err
    assert f"{address}/admin/campaigns/7" in done.out


def test_what_is_missing_is_told(site: Path, tmp_path: Path) -> None:
    """No address, no token, nobody who answers, and an address without https."""
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    line = f"newsletter: {{listmonk: 'http://127.0.0.1:{port}', lists: [1]}}\n"
    assert "site.yaml sier ikke hvor listmonk er." in sent(site, tmp_path, "", **TOKEN).err
    assert "Sett LISTMONK_TOKEN til bruker:nøkkel" in sent(site, tmp_path, line).err
    assert "tok ikke imot brevet: ingen svarer der." in sent(site, tmp_path, line, **TOKEN).err
    insecure = "newsletter: {listmonk: 'http://post.example.org', lists: [1]}\n"
    done = sent(site, tmp_path, insecure, **TOKEN)
    assert done.code == 2
    assert "content/site.yaml:5:25: url-invalid" in done.err
    assert done.err.endswith("må rettes før brevet kan lages. Ingenting er endret.\n")


def test_nothing_is_asked_for_without_the_flag(
    site: Path, tmp_path: Path, listmonk: tuple[Listmonk, str]
) -> None:
    server, address = listmonk
    with configured(site, f"newsletter: {{listmonk: {address}, lists: [1]}}\n"):
        assert run(site, "2024-01", "--output", str(tmp_path), **TOKEN).code == 0
    assert server.campaigns == []
