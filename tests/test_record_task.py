"""`run.py record`: what has been published is written down, by nobody but this."""

import re
from pathlib import Path

import pytest

from plugins.reading.load import load
from plugins.reading.record import PATH
from tests import given
from tests.site.building import good, snapshot
from tools.publishing.record import main

SITE = {"site.yaml": "identity: example.org,2023\n", "venues.yaml": "sentrum: {name: Sentrum}\n"}
EVENTS = """\
- {id: a, title: Frokost, start: 2023-09-12 09:00, venue: sentrum}
- {id: kveld, title: Kveld, start: 2023-09-12 18:00, venue: sentrum,
   repeat: "hver tirsdag, 3 ganger"}
- {id: kladd, title: Kladd, start: 2023-09-12, venue: sentrum, status: draft}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", SITE | {"events/2023.yaml": EVENTS})


def lines(content: Path) -> list[str]:
    """The record, without the hashes of what was said."""
    text = (content / PATH).read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return [" ".join((id, on, sequence, at)) for id, on, _, sequence, at in rows]


def change(content: Path, old: str, new: str) -> None:
    file = content / "events/2023.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_everything_public_is_written_down(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In order, at the instant it was published; a draft is not public."""
    assert main(content, "2023-09-01T10:00") == 0
    assert lines(content) == ["a - 0 2023-09-01T08:00:00Z", "kveld - 0 2023-09-01T08:00:00Z"]
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "record/calendar.txt: 2 nye, 0 endret, 0 som før."
    assert re.fullmatch(r"record/addresses\.txt: \d+ nye, 0 fra før\.", told[1])


def test_what_has_changed_is_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A moved date by its day, and how often it has changed."""
    main(content, "2023-09-01T10:00")
    change(content, "title: Frokost", "title: Lunsj")
    change(content, '3 ganger"', '3 ganger", instances: {2023-09-19: {status: cancelled}}')
    capsys.readouterr()
    main(content, "2023-09-02T10:00")
    assert lines(content) == [
        "a - 1 2023-09-02T08:00:00Z",
        "kveld - 0 2023-09-01T08:00:00Z",
        "kveld 2023-09-19 1 2023-09-02T08:00:00Z",
    ]
    said = ["Endret: a (1)", "record/calendar.txt: 1 ny, 1 endret, 1 som før."]
    assert capsys.readouterr().out.splitlines()[:2] == said


def test_a_second_time_changes_no_byte(content: Path) -> None:
    """The night's rebuild leaves nothing to commit."""
    main(content, "2023-09-01T10:00")
    before = snapshot(content)
    main(content, "2023-10-01T10:00")
    assert snapshot(content) == before


def test_the_time_is_that_of_the_environment(content: Path, monkeypatch) -> None:
    """Where none is given, as for a build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1693555200")
    main(content)
    assert lines(content)[0] == "a - 0 2023-09-01T08:00:00Z"


def test_faulty_content_is_not_written_down(content: Path, capsys) -> None:
    """It has not been published either."""
    change(content, "start: 2023-09-12 09:00", "start: i morgen")
    with pytest.raises(SystemExit) as stopped:
        main(content, "2023-09-01T10:00")
    assert stopped.value.code == 2
    assert "date-invalid" in capsys.readouterr().err
    assert not (content / PATH).exists()


def test_a_time_nobody_can_read_is_refused(content: Path, capsys) -> None:
    """In words, with nothing written."""
    assert main(content, "i dag") == 1
    assert "i dag" in capsys.readouterr().err
    assert not (content / PATH).exists()


def test_a_build_writes_no_record_but_tells_what_it_says(content: Path, tmp_path: Path) -> None:
    """From content to the calendar in OUTPUT, through Pelican's own command."""
    main(content, "2023-09-01T10:00")
    change(content, "title: Frokost", "title: Lunsj")
    before = snapshot(content)
    out = good(content, tmp_path / "out", SITEURL="https://example.org")
    assert snapshot(content) == before
    ics = (out / "kalender/alle.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Lunsj\n" in ics
    assert "UID:a@example.org\nSEQUENCE:1\n" in ics
    assert "LAST-MODIFIED:20230901T080000Z" in ics
    assert (out / "arrangementer/2023/kveld/2023-09-19/arrangement.ics").exists()
    assert load(content)[0].record.lines
