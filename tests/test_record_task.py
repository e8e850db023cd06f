"""`run.py record`: what has been published is written down, by nobody but this."""

import re
from pathlib import Path
from shutil import rmtree

import pytest

from newsroom.commands.publishing.record import main
from newsroom.contract.ledger import ADDRESSES
from newsroom.reading.load import load
from newsroom.reading.record import PATH
from newsroom.site.published_record import folder_for
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
    """The record, without the hashes of what was said."""
    text = (content / PATH).read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return [" ".join((id, on, sequence, at)) for id, on, _, sequence, at in rows]


def addresses(content: Path) -> str:
    return (content / ADDRESSES).read_text(encoding="utf-8")


def change(content: Path, old: str, new: str) -> None:
    file = content / "events/2023.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_everything_public_is_written_down(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In order, at the instant it was published; a draft is not public."""
    assert recorded(content, NOW="2023-09-01T10:00") == 0
    assert lines(content) == ["a - 0 2023-09-01T08:00:00Z", "kveld - 0 2023-09-01T08:00:00Z"]
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "record/calendar.txt: 2 nye, 0 endret, 0 som før."
    assert re.fullmatch(r"record/addresses\.txt: \d+ nye, 0 fra før\.", told[1])


def test_what_has_changed_is_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A moved date by its day, and how often it has changed."""
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
    said = ["Endret: a (1)", "record/calendar.txt: 1 ny, 1 endret, 1 som før."]
    assert capsys.readouterr().out.splitlines()[:2] == said


def test_a_second_time_changes_no_byte(content: Path) -> None:
    """The night's rebuild leaves nothing to commit."""
    recorded(content, NOW="2023-09-01T10:00")
    before = snapshot(content)
    recorded(content, NOW="2023-10-01T10:00")
    assert snapshot(content) == before


def test_only_what_was_built_is_written_down(content: Path, tmp_path: Path) -> None:
    """What has changed since is not public, and what stops a build takes nothing back."""
    out = good(content, tmp_path / "out", NOW="2023-09-01T10:00")
    change(content, "id: a, title: Frokost, start: 2023-09-12 09:00", "id: b, start: i morgen")
    assert build(content, tmp_path / "out").code == 2
    assert main(content, out) == 0
    assert lines(content) == ["a - 0 2023-09-01T08:00:00Z", "kveld - 0 2023-09-01T08:00:00Z"]
    assert "/arrangementer/2023/a/ events/2023.yaml#a\n" in addresses(content)


def test_without_a_build_nothing_is_written_down(content: Path, tmp_path: Path, capsys) -> None:
    """Nor after one for the preview, or into another folder."""
    good(content, tmp_path / "out", settings="pelicanconf.py")
    good(content, tmp_path / "other")
    assert main(content, tmp_path / "out") == 1
    assert "run.py build" in capsys.readouterr().err
    assert not (content / PATH).exists()


def test_what_is_said_to_do_without_a_build_is_enough(content: Path, tmp_path, capsys) -> None:
    """A build is; one that has nothing to do leaves nothing, and then all of it has to be made."""
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
    said = "Sier den at ingenting er endret, kjører du `python3 run.py build --no-cache`."
    assert said in capsys.readouterr().err
    good(content, tmp_path / "out", "--ignore-cache")
    assert main(content, tmp_path / "out") == 0


def test_what_another_wrote_down_meanwhile_stays(content: Path, tmp_path: Path) -> None:
    """Two deployments, the first of which is written down last."""
    out = good(content, tmp_path / "out", NOW="2023-09-01T10:00")
    line = f"b - {'0' * 16} 2 2023-09-02T08:00:00Z\n"
    given.written(content, {PATH: line, ADDRESSES: "/b/ pages/b.md\n"})
    assert main(content, out) == 0
    assert "b - 2 2023-09-02T08:00:00Z" in lines(content)
    assert "a - 0 2023-09-01T08:00:00Z" in lines(content)
    assert "/b/ pages/b.md\n" in addresses(content)


def test_an_address_that_leads_on_is_written_down_too(content: Path) -> None:
    """So that an alias cannot be taken away unnoticed."""
    given.written(content, {"pages/hus.md": "---\ntitle: Hus\naliases: [/bygg/]\n---\nHus.\n"})
    assert recorded(content) == 0
    assert "/bygg/ pages/hus.md\n" in addresses(content)
    given.written(content, {"pages/hus.md": "---\ntitle: Hus\n---\nHus.\n"})
    ended = build(content, content.parent / "out")
    assert (ended.code, "/bygg/" in ended.err) == (2, True)


def test_a_record_nobody_can_read_is_told_of(content: Path, tmp_path: Path, capsys) -> None:
    """As after a merge that went wrong; it stays as it is."""
    out = good(content, tmp_path / "out")
    given.written(content, {PATH: "<<<<<<< HEAD\n"})
    with pytest.raises(SystemExit) as stopped:
        main(content, out)
    assert stopped.value.code == 2
    assert "content/record/calendar.txt:1" in capsys.readouterr().err
    assert (content / PATH).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_build_writes_no_record_but_tells_what_it_says(content: Path, tmp_path: Path) -> None:
    """From content to the calendar in OUTPUT, through Pelican's own command."""
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
