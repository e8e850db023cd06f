"""`run.py record --merge`, by hand and as the merge driver of two Git branches."""

import sys
from pathlib import Path

import pytest

from newsroom.commands.publishing.merging import main
from newsroom.contract.catalog import UrlOwner
from newsroom.contract.problems import Report
from newsroom.contract.site import Site
from newsroom.reading.records import (
    ADDRESSES_HEAD,
    CALENDAR_HEAD,
    parse_calendar,
    parse_ledger,
    serialized_calendar,
    serialized_ledger,
)
from tests.test_run import run  # noqa: F401 - a fixture
from tests.test_workflows import git

ROOT = Path(__file__).parents[2]
CALENDAR = "content/record/calendar.txt"
ADDRESSES = "content/record/addresses.txt"
ORIGIN = Site().since
DRIVER = f'"{sys.executable}" -m newsroom record --merge %O %A %B'


def ledger(*addresses: str) -> str:
    """The text of addresses.txt; the owner of /x/ is pages/x.md."""
    return serialized_ledger({a: UrlOwner.parse(f"pages{a.rstrip('/')}.md") for a in addresses})


def calendar(*lines: str) -> str:
    """The text of calendar.txt from lines like `a - 1 12`: id, date, number and day of January."""
    rows = (line.rsplit(" ", 2) for line in lines)
    texts = (f"{key} {n}{'0' * 15} {n} 2024-01-{day}T08:00:00Z\n" for key, n, day in rows)
    return CALENDAR_HEAD + "".join(texts)


def merged(folder: Path, base: str, ours: str, theirs: str) -> str:
    """What the command leaves in OURS."""
    files = [folder / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, (base, ours, theirs), strict=True):
        file.write_text(text, encoding="utf-8")
    assert main([str(file) for file in files]) == 0
    return files[1].read_text(encoding="utf-8")


def test_addresses_are_merged_as_a_set(tmp_path: Path) -> None:
    """The counter is that of the result; what one side deleted on purpose stays deleted."""
    text = merged(tmp_path, ledger("/a/", "/b/"), ledger("/a/", "/b/", "/d/"), ledger("/a/", "/c/"))
    assert text == ledger("/a/", "/c/", "/d/")
    assert "# Adresser: 3\n" in text


def test_the_owner_that_one_side_changed_is_kept(tmp_path: Path) -> None:
    """Also when the other side, which did not change it, is theirs."""
    moved = ledger("/a/").replace("pages/a.md", "pages/om.md")
    assert merged(tmp_path, ledger("/a/"), moved, ledger("/a/", "/b/")) == ledger(
        "/a/", "/b/"
    ).replace("pages/a.md", "pages/om.md")
    assert merged(tmp_path, ledger("/a/"), ledger("/a/"), moved) == moved


def test_of_two_revisions_of_an_event_the_later_counts(tmp_path: Path) -> None:
    """Each event and each occurrence has one line."""
    ours, theirs = calendar("a - 1 12", "s 2024-01-01 0 11"), calendar("a - 2 11", "b - 0 12")
    expected = calendar("a - 2 11", "b - 0 12", "s 2024-01-01 0 11")
    assert merged(tmp_path, calendar("a - 0 10"), ours, theirs) == expected
    assert merged(tmp_path, calendar("a - 0 10"), theirs, ours) == expected


def test_a_record_that_cannot_be_read_is_a_conflict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written; the message has the line."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file in files:
        file.write_text(f"{ADDRESSES_HEAD}<<<<<<< HEAD\n/a/ pages/a.md\n", encoding="utf-8")
    assert main([str(file) for file in files]) == 1
    assert "record/addresses.txt:3: Linjen «<<<<<<< HEAD» er ingen adresse" in (
        capsys.readouterr().err
    )
    assert files[1].read_bytes() == files[0].read_bytes()


@pytest.mark.parametrize("is_set_up", [True, False])
def test_git_merges_two_branches_that_recorded_different_addresses(
    tmp_path: Path,
    run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    is_set_up: bool,
) -> None:
    """Also in a clone where run.py has not been run: the reader takes the lines of both."""
    site = tmp_path / "side"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(site))
    monkeypatch.setattr(run, "ROOT", str(site))
    monkeypatch.setattr(run, "MERGE", DRIVER)
    if is_set_up:
        run.name_merge_driver()
    for name in (".gitattributes", "publishconf.py"):
        (site / name).write_bytes((ROOT / name).read_bytes())
    record(site, "main", ledger("/a/"), calendar("a - 0 10"))
    git(site, "branch", "andre")
    record(site, "main", ledger("/a/", "/b/"), calendar("a - 1 11"))
    git(site, "checkout", "--quiet", "andre")
    record(site, "andre", ledger("/a/", "/c/"), calendar("a - 0 10", "c - 0 12"))
    git(site, "merge", "--quiet", "main")
    texts = [(site / path).read_text(encoding="utf-8") for path in (ADDRESSES, CALENDAR)]
    expected = [ledger("/a/", "/b/", "/c/"), calendar("a - 1 11", "c - 0 12")]
    assert (texts == expected) is is_set_up
    report = Report()
    read = parse_ledger(texts[0], "", report), parse_calendar(texts[1], ORIGIN, report)
    assert [serialized_ledger(read[0].owners), serialized_calendar(read[1])] == expected
    assert not report.problems


def record(site: Path, message: str, addresses: str, lines: str) -> None:
    """Commit both records."""
    (site / ADDRESSES).parent.mkdir(parents=True, exist_ok=True)
    (site / ADDRESSES).write_text(addresses, encoding="utf-8")
    (site / CALENDAR).write_text(lines, encoding="utf-8")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", message)
