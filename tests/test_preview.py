"""The server of the preview, and when it tells browsers to reload."""

import errno
import http.client
import json
import os
import queue
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from newsroom.commands.building import BuildOutcome, pelican_command, run_build
from newsroom.commands.preview import keep_building, main, saves_in, serving, unusable
from newsroom.commands.server import (
    EDIT_ADDRESS,
    EVENTS_ADDRESS,
    PreviewServer,
    PreviewState,
    SharedState,
)
from newsroom.commands.writer_tools import WriterTools
from tests import given
from tests.table import check_each

PATIENCE = 10.0
GOOD = BuildOutcome(is_good=True, report="", seconds=0.1)
BAD = BuildOutcome(is_good=False, report="content/a.md:3: <b>feil</b>", seconds=0.1)
OM_OSS = "---\ntitle: Om oss\n---\nTekst.\n"
PAGE = "<!doctype html><title>{0}</title><body><h1>{0}</h1></body>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site, and a file beside it that must not be served."""
    site = tmp_path / "site"
    (site / "om-oss").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("hemmelig")
    for name, title in {"index": "Forside", "om-oss/index": "Om oss", "404": "Borte"}.items():
        (site / f"{name}.html").write_text(PAGE.format(title), encoding="utf-8")
    for name in ("alle.ics", "stil.css", "feed.xml", "kart.svg"):
        (site / name).write_text("æøå", encoding="utf-8")
    return site


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """A server on a free port, for a site that has been built once."""
    server = PreviewServer(0, site, WriterTools(Path("content")))
    server.state.replace(PreviewState(edition="1"))
    with serving(server):
        yield server


def fetch(server: PreviewServer, address: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of an address, which is sent as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, dict(answer.headers), answer.read().decode()


def listen(server: PreviewServer) -> Iterator[dict[str, str]]:
    """The server-sent events, as a browser gets them."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", EVENTS_ADDRESS)
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


class Builds:
    """A build loop; the test decides how each build ends."""

    def __init__(self, state: SharedState, saves: Iterable[object] = repeat(None)) -> None:
        self.begun: queue.Queue[None] = queue.Queue()
        self.endings: queue.Queue[BuildOutcome] = queue.Queue()
        threading.Thread(target=keep_building, args=(self.build, state, saves), daemon=True).start()

    def build(self) -> BuildOutcome:
        self.begun.put(None)
        return self.endings.get()

    def await_beginning(self) -> None:
        self.begun.get(timeout=PATIENCE)


def test_a_folder_address_serves_its_index_page(server: PreviewServer) -> None:
    """Without the final slash the response is a redirect that keeps the query."""
    assert "<h1>Om oss</h1>" in fetch(server, "/om-oss/")[2]
    status, headers, _ = fetch(server, "/om-oss?a=1")
    assert (status, headers["Location"]) == (302, "/om-oss/?a=1")


def test_every_file_has_its_media_type(server: PreviewServer) -> None:
    """By a table of ours, so that it is the same on every machine."""
    expected = {
        "/": "text/html; charset=utf-8",
        "/alle.ics": "text/calendar; charset=utf-8",
        "/stil.css": "text/css; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
        "/kart.svg": "image/svg+xml; charset=utf-8",
    }
    assert {name: fetch(server, name)[1]["Content-Type"] for name in expected} == expected


def test_a_missing_page_gives_404_html_with_status_404(server: PreviewServer) -> None:
    """A host does the same."""
    status, _, text = fetch(server, "/finnes-ikke/")
    assert status == 404
    assert "<h1>Borte</h1>" in text


def test_nothing_outside_the_site_is_served(server: PreviewServer) -> None:
    """No `..`, symbolic link or invalid file name leads to a file outside."""
    if os.name != "nt":
        (server.folder / "lenke.txt").symlink_to(server.folder.parent / "secret.txt")

    def check(address: str) -> None:
        status, _, text = fetch(server, address)
        assert status == 404
        assert "hemmelig" not in text

    dots = ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/om-oss/../../secret.txt")
    check_each((*dots, "//secret.txt", "/lenke.txt", "/%00", "/" + "a" * 5000), check)


def test_served_pages_have_the_reload_script(server: PreviewServer) -> None:
    """It is last in the body, with the number of the edition; the file has no script."""
    text = fetch(server, "/")[2]
    tag = '<script src="/__preview/reload.js" data-edition="1" defer></script></body>'
    assert tag in text
    assert "EventSource" in fetch(server, "/__preview/reload.js")[2]
    assert "Rediger denne siden" in fetch(server, "/__preview/toolbar.js")[2]
    assert "<title>Oppgaver</title>" in fetch(server, "/__preview/oppgaver/")[2]
    assert fetch(server, "/__preview/finnes-ikke.js")[0] == 404
    assert "script" not in (server.folder / "index.html").read_text(encoding="utf-8")


def test_a_replaced_site_is_served_at_once(server: PreviewServer) -> None:
    """A build exchanges the two folders in this way."""
    server.folder.rename(server.folder.with_name("old"))
    server.folder.mkdir()
    (server.folder / "index.html").write_text("ny")
    assert "ny" in fetch(server, "/")[2]


def test_a_good_build_sends_a_new_edition(server: PreviewServer) -> None:
    """A page reloads when it gets another edition than its own."""
    events = listen(server)
    assert next(events) == {"edition": "1", "report": ""}
    builds = Builds(server.state)
    builds.endings.put(GOOD)
    news = next(events)
    assert news["edition"] not in ("", "1")
    assert news["report"] == ""


def test_a_failed_build_keeps_the_edition_and_sends_its_report(server: PreviewServer) -> None:
    """No page reloads, and the last good page is still served."""
    events = listen(server)
    next(events)
    Builds(server.state).endings.put(BAD)
    assert next(events) == {"edition": "1", "report": BAD.report}
    assert "<h1>Forside</h1>" in fetch(server, "/")[2]


def test_before_the_first_good_build_pages_give_503(site: Path) -> None:
    """The report of a failed first build is sent; after a good build the page is served."""
    server = PreviewServer(0, site, WriterTools(Path("content")))
    with serving(server):
        events = listen(server)
        assert next(events) == {"edition": "", "report": ""}
        builds = Builds(server.state)
        builds.endings.put(BAD)
        assert next(events) == {"edition": "", "report": BAD.report}
        status, _, text = fetch(server, "/om-oss/")
        assert status == 503
        assert "ikke bygget ennå" in text
        builds.endings.put(GOOD)
        assert next(events)["edition"]
        assert fetch(server, "/om-oss/")[0] == 200


@pytest.mark.parametrize("name", ["content/a.md", "theme/b.css", "pelicanconf.py"])
def test_a_save_by_renaming_during_a_build_leads_to_another(tmp_path: Path, name: str) -> None:
    """Many editors rename a new file; the running build may have read the one before it."""
    builds = watching_builds(tmp_path, name)
    for text in ("en", "to"):
        save_by_renaming(tmp_path / name, text)
        builds.endings.put(GOOD)
        builds.await_beginning()


def test_no_build_starts_without_a_save(tmp_path: Path) -> None:
    """The test waits 0.3 seconds."""
    builds = watching_builds(tmp_path, "pelicanconf.py")
    builds.endings.put(GOOD)
    with pytest.raises(queue.Empty):
        builds.begun.get(timeout=0.3)
    save_by_renaming(tmp_path / "pelicanconf.py", "en")
    builds.await_beginning()


def watching_builds(root: Path, name: str) -> Builds:
    """Builds of a site with one file, whose first build has begun."""
    folders = [root / folder for folder in ("content", "theme")]
    for folder in folders:
        folder.mkdir()
    (root / name).touch()
    builds = Builds(SharedState(), saves_in(root, folders))
    builds.await_beginning()
    return builds


def save_by_renaming(path: Path, text: str) -> None:
    new = path.with_name("new.tmp")
    new.write_text(text)
    new.replace(path)


def test_a_busy_port_is_reported(server: PreviewServer, capsys: pytest.CaptureFixture[str]) -> None:
    """No other port is tried, since bookmarks and SITEURL have this one."""
    assert main(server.server_port, "") == 1
    assert f"Port {server.server_port} er opptatt." in capsys.readouterr().err


def test_a_port_of_the_system_is_refused_in_norwegian() -> None:
    """Below 1024 a port needs rights that a writer does not have."""
    fault = PermissionError(errno.EACCES, "Permission denied")
    assert unusable(80, fault).startswith("Port 80 kan ikke brukes. Velg en annen: ")


def test_a_good_build_reports_stderr_and_a_failed_one_all_output(tmp_path: Path) -> None:
    """After a good build only the advice on stderr is useful."""
    script = "import sys; print('Done'); print('råd', file=sys.stderr); sys.exit({})"
    python = [sys.executable, "-X", "utf8", "-c"]
    good = run_build([*python, script.format(0)], cwd=tmp_path)
    bad = run_build([*python, script.format(2)], cwd=tmp_path)
    assert (good.is_good, good.report) == (True, "råd")
    assert (bad.is_good, bad.report) == (False, "Done\nråd")


def test_settings_are_passed_to_pelican_as_json_after_one_flag() -> None:
    """Pelican uses only the last -e, and reads its values as JSON."""
    command = pelican_command(
        "a.py", Path("ut"), siteurl="https://example.org", now="2023-12-20T12:00"
    )
    assert command[-3:] == ["-e", 'SITEURL="https://example.org"', 'NOW="2023-12-20T12:00"']
    assert "-e" not in pelican_command("a.py", Path("ut"))


def post(server: PreviewServer, headers: dict[str, str], body: str) -> tuple[int, str]:
    """Asks the server to open a file; returns status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("POST", EDIT_ADDRESS, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"X-Preview": "1"}, '{"address": "/om-oss/"}', 200),
        ({}, '{"address": "/om-oss/"}', 403),
        ({"X-Preview": "1", "Host": "ond.example"}, '{"address": "/om-oss/"}', 403),
        ({"X-Preview": "1"}, "ikke json", 403),
        ({"X-Preview": "1"}, "[1]", 403),
    ],
)
def test_only_the_previews_own_pages_may_open_a_file(
    server: PreviewServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    headers: dict[str, str],
    body: str,
    status: int,
) -> None:
    """A page elsewhere cannot send the header `X-Preview`; another `Host` is refused too."""
    monkeypatch.setenv("PATH", "")
    server.tools = WriterTools(given.written(tmp_path / "content", {"pages/om-oss.md": OM_OSS}))
    assert post(server, headers, body)[0] == status


@pytest.mark.parametrize(
    ("request_body", "message"),
    [
        ({"address": "/om-oss/"}, "Teksten står i content/pages/om-oss.md, linje 2."),
        ({"file": "content/pages/om-oss.md", "line": 3},
         "Teksten står i content/pages/om-oss.md, linje 3."),
        ({"address": "/"}, "Denne siden lages av flere filer, så det er ingen å åpne."),
        ({"file": "content/../secret.txt"},
         "Denne siden lages av flere filer, så det er ingen å åpne."),
    ],
)  # fmt: skip
def test_only_files_of_content_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_body: dict, message: str
) -> None:
    """Without an editor the answer has the file and the line."""
    monkeypatch.setenv("PATH", "")
    (tmp_path / "secret.txt").write_text("hemmelig")
    tools = WriterTools(given.written(tmp_path / "content", {"pages/om-oss.md": OM_OSS}))
    assert json.loads(tools.open(request_body).body)["said"] == message


def test_the_to_do_list_depends_on_the_time_of_the_preview(tmp_path: Path) -> None:
    """An event asks for sign-up before it takes place, and for attendance afterwards."""
    event = "- id: fest\n  title: Fest\n  start: 2024-03-05\n  online: https://example.org/\n"
    content = given.written(tmp_path / "content", {"events/2024.yaml": event})
    for now, code, shown_in in (
        ("2024-02-10", "task-sign-up", "Oppgaver de neste 30 dagene"),
        ("2024-04-01", "task-attendance", "Oppgaver på overtid"),
    ):
        section, heading, tasks = json.loads(WriterTools(content, now).to_do().body)["groups"][0]
        assert (section, heading) == (shown_in, "Fest, 5. mars 2024")
        assert tasks[0]["code"] == code
        assert tasks[0]["file"] == "content/events/2024.yaml"
