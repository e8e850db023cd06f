"""`run.py serve`: its port, its addresses, and how it ends."""

import errno
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.commands.building import BuildProcess
from newsroom.desk.serve import context_of
from newsroom.desk.start import listen, main, unusable
from tests.desk.serving import built, desk_at

HEAVY = {
    "newsroom.desk.start": ("pelican", "pydantic", "starlette"),
    "newsroom.desk.serve": ("bs4", "newsroom.desk.pages.edit", "newsroom.site.engine"),
}
LIST = {"groups": [], "unread": []}
CODESPACE = {
    "CODESPACES": "true",
    "CODESPACE_NAME": "glad-fisk",
    "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.example.dev",
}


def test_a_busy_port_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """No other port is tried, since bookmarks and SITEURL have this one."""
    with listen(0) as other:
        port = other.getsockname()[1]
        assert main(port, "", opens_browser=False) == 1
    assert f"Port {port} er opptatt." in capsys.readouterr().err


def test_a_port_of_the_system_is_refused_in_norwegian() -> None:
    """Below 1024 a port needs rights that a writer does not have."""
    fault = PermissionError(errno.EACCES, "Permission denied")
    assert unusable(80, fault).startswith("Port 80 kan ikke brukes. Velg en annen: ")


def test_in_a_codespace_the_forwarded_address_is_shown_and_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere only the names of this machine are."""
    here = context_of(tmp_path, 8000, "", {})
    assert here.address == "http://127.0.0.1:8000"
    assert here.hosts == {"127.0.0.1:8000", "localhost:8000"}
    for name, value in CODESPACE.items():
        monkeypatch.setenv(name, value)
    there = context_of(tmp_path, 8000, "", {})
    assert there.address == "https://glad-fisk-8000.app.example.dev"
    assert there.hosts == here.hosts | {"glad-fisk-8000.app.example.dev"}


def test_an_open_event_stream_ends_with_the_server(tmp_path: Path) -> None:
    """Stopping does not wait for the browser to close the page."""
    with desk_at(built(tmp_path)) as desk:
        events = desk.events()
        next(events)
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    assert list(events) == []


def test_little_is_imported_before_the_first_page() -> None:
    """The process that builds is started by little, and the server has no page but the first."""
    for module, heavy in HEAVY.items():
        code = f"import json, sys, {module}; print(json.dumps([*sys.modules]))"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert not set(heavy) & set(json.loads(told.stdout)), module


def test_the_process_that_builds_is_started_once(tmp_path: Path) -> None:
    """It imports the engine before anybody asks for something."""
    builder = BuildProcess("none.py", Path("ut"), siteurl="", now="", cwd=tmp_path)
    builder.start()
    process = builder.process
    builder.start()
    assert process and builder.process is process and process.poll() is None
    builder.close()


def test_the_list_is_shown_while_the_site_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it may be old; before there is any, the page asks again by itself."""
    answers = [{"busy": True}, LIST, {"busy": True}]
    patience = []

    def call(*_: object, **given: float) -> dict[str, object]:
        patience.append(given["patience"])
        return dict(answers.pop(0))

    with desk_at(tmp_path, edition="") as desk:
        monkeypatch.setattr(desk.context.builder, "call", call)
        first, listed, last = (desk.get("/skrivepult/").text for _ in range(3))
    assert 'http-equiv="refresh"' in first and "data-find" not in first
    assert "data-find" in listed and "bygges nå" not in listed
    assert "data-find" in last and "bygges nå" in last and "refresh" not in last
    assert patience[:2] == [1, 1] and patience[2] == 0
