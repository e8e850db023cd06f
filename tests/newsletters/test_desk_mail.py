"""The desk's page of a newsletter: only its button makes the e-mail."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.desk.serving import desk_at
from tests.machine import need

PAGE = "/skrivepult/nyhetsbrev/2024-01"


def test_only_the_button_writes_the_files(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link elsewhere may lead to the page, so that changes nothing, and neither does a file."""
    need("css-inline", find_spec("css_inline"), "python3 run.py test")
    monkeypatch.chdir(site)
    made = site / ".cache/desk/newsletter"
    with desk_at(site) as desk:
        asked = [desk.ask(verb, PAGE) for verb in ("GET", "HEAD")]
        asked.append(desk.get(f"{PAGE}.html"))
        assert [one.status for one in asked] == [200, 200, 200]
        assert not made.exists() and "<iframe" not in asked[0].text
        assert desk.post(PAGE, {"token": "another"}).status == 403 and not made.exists()
        answer = desk.post(PAGE, {})
        assert (answer.status, "<iframe" in answer.text) == (200, True)
        assert "Kjære" in desk.get(f"{PAGE}.txt").text
        before = {file: file.stat().st_mtime_ns for file in made.iterdir()}
        assert len(before) == 3
        desk.get(PAGE)
        assert {file: file.stat().st_mtime_ns for file in made.iterdir()} == before
        empty = desk.post(PAGE.replace("2024-01", "2019-01"), {})
        assert (empty.status, "Ingenting ble publisert" in empty.text) == (422, True)
