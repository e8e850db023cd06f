"""`run.py record` writes record/calendar.txt and record/addresses.txt from the last build."""

import re
from pathlib import Path
from shutil import rmtree

import pytest

from newsroom.commands.publishing.record import main
from newsroom.contract.catalog import ADDRESSES
from newsroom.reading.load import load
from newsroom.reading.records import CALENDAR
from newsroom.site.published_site import folder_for
from tests import given
from tests.site.building import ROOT, build, good, recorded, snapshot

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
    """The rows of record/calendar.txt without their hashes."""
    text = (content / CALENDAR).read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return [" ".join((id, on, sequence, at)) for id, on, _, sequence, at in rows]


def addresses(content: Path) -> str:
    return (content / ADDRESSES).read_text(encoding="utf-8")


def change(content: Path, old: str, new: str) -> None:
    file = content / "events/2023.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_record_writes_all_public_events_and_addresses(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In order, with the time of the build; a draft is not recorded."""
    assert recorded(content, NOW="2023-09-01T10:00") == 0
    assert lines(content) == ["a - 0 2023-09-01T08:00:00Z", "kveld - 0 2023-09-01T08:00:00Z"]
    stdout = capsys.readouterr().out.splitlines()
    assert stdout[0] == "record/calendar.txt: 2 nye, 0 endret, 0 som før."
    assert re.fullmatch(r"record/addresses\.txt: \d+ nye, 0 fra før\.", stdout[1])


def test_record_reports_changed_events(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed occurrence gets its own row; the sequence number of a changed event is 1."""
    recorded(content, NOW="2023-09-01T10:00")
    change(content, "title: Frokost", "title: Lunsj")
    change(content, '3 ganger"', '3 ganger", instances: {2023-09-19: {status: cancelled}}')
    capsys.readouterr()
    recorded(content, NOW="2023-09-02T10:00")
    assert lines(content) == [
        "a - 1 2023-09-02T08:00:00Z",
        "kveld - 0 2023-09-01T08:00:00Z",
        "kveld 2023-09-19 1 2023-09-02T08:00:00Z",
    ]
    expected = ["Endret: a (1)", "record/calendar.txt: 1 ny, 1 endret, 1 som før."]
    assert capsys.readouterr().out.splitlines()[:2] == expected


def test_recording_without_a_change_leaves_the_files_unchanged(content: Path) -> None:
    """Then the nightly build makes no commit."""
    recorded(content, NOW="2023-09-01T10:00")
    before = snapshot(content)
    recorded(content, NOW="2023-10-01T10:00")
    assert snapshot(content) == before


def test_record_uses_the_last_good_build(content: Path, tmp_path: Path) -> None:
    """Later edits and a later failed build do not change what is recorded."""
    out = good(content, tmp_path / "out", NOW="2023-09-01T10:00")
    change(content, "id: a, title: Frokost, start: 2023-09-12 09:00", "id: b, start: i morgen")
    assert build(content, tmp_path / "out").code == 2
    assert main(content, out) == 0
    assert lines(content) == ["a - 0 2023-09-01T08:00:00Z", "kveld - 0 2023-09-01T08:00:00Z"]
    assert "/arrangementer/2023/a/ events/2023.yaml#a\n" in addresses(content)


def test_record_refuses_without_a_build_for_publishing(
    content: Path, tmp_path: Path, capsys
) -> None:
    """A preview build and a build into another folder do not count."""
    good(content, tmp_path / "out", settings="pelicanconf.py")
    good(content, tmp_path / "other")
    assert main(content, tmp_path / "out") == 1
    assert "run.py build" in capsys.readouterr().err
    assert not (content / CALENDAR).exists()


def test_the_command_that_record_suggests_is_enough(content: Path, tmp_path, capsys) -> None:
    """`run.py build` suffices; when it has nothing to do, `run.py build --no-cache` does."""
    main(content, tmp_path / "out")
    assert "Kjør `python3 run.py build` først." in capsys.readouterr().err
    built = folder_for(
        {"PATH": content, "OUTPUT_PATH": tmp_path / "out", "CACHE_PATH": ROOT / ".cache"}
    )
    good(content, tmp_path / "out")
    assert built.is_dir()
    rmtree(built)
    assert build(content, tmp_path / "out").out.startswith("Ingenting er endret")
    assert main(content, tmp_path / "out") == 1
    advice = "Sier den at ingenting er endret, kjører du `python3 run.py build --no-cache`."
    assert advice in capsys.readouterr().err
    good(content, tmp_path / "out", "--ignore-cache")
    assert main(content, tmp_path / "out") == 0


def test_record_keeps_rows_of_another_deployment(content: Path, tmp_path: Path) -> None:
    """This happens when the first of two deployments is recorded last."""
    out = good(content, tmp_path / "out", NOW="2023-09-01T10:00")
    line = f"b - {'0' * 16} 2 2023-09-02T08:00:00Z\n"
    given.written(content, {CALENDAR: line, ADDRESSES: "/b/ pages/b.md\n"})
    assert main(content, out) == 0
    assert "b - 2 2023-09-02T08:00:00Z" in lines(content)
    assert "a - 0 2023-09-01T08:00:00Z" in lines(content)
    assert "/b/ pages/b.md\n" in addresses(content)


def test_record_writes_aliases(content: Path) -> None:
    """An alias that is deleted afterwards stops the build."""
    given.written(content, {"pages/hus.md": "---\ntitle: Hus\naliases: [/bygg/]\n---\nHus.\n"})
    assert recorded(content) == 0
    assert "/bygg/ pages/hus.md\n" in addresses(content)
    given.written(content, {"pages/hus.md": "---\ntitle: Hus\n---\nHus.\n"})
    ended = build(content, content.parent / "out")
    assert (ended.code, "/bygg/" in ended.err) == (2, True)


def test_an_unreadable_record_is_reported_and_kept(content: Path, tmp_path: Path, capsys) -> None:
    """The file has a merge conflict; the exit code is 2."""
    out = good(content, tmp_path / "out")
    given.written(content, {CALENDAR: "<<<<<<< HEAD\n"})
    with pytest.raises(SystemExit) as stopped:
        main(content, out)
    assert stopped.value.code == 2
    assert "content/record/calendar.txt:1" in capsys.readouterr().err
    assert (content / CALENDAR).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_build_reads_the_record_and_does_not_write_it(content: Path, tmp_path: Path) -> None:
    """The calendar in OUTPUT has the sequence number and the time of the record."""
    recorded(content, NOW="2023-09-01T10:00")
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
