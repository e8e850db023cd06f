"""The file content/record/calendar.txt, read and written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.problems import Report
from newsroom.contract.record import Line, Record, Revision
from newsroom.reading.records import CALENDAR, parse_calendar, serialized_calendar
from tests import given
from tests.given import quickly

ORIGIN = datetime(2023, 1, 1, tzinfo=UTC)
GOOD = "2023-frokost - 0123456789abcdef 2 2023-09-01T10:00:00Z"
DATE = "kveld 2024-03-05 0123456789abcdef 0 2024-02-01T10:00:00Z"


def read(*lines: str) -> tuple[Record, Report]:
    report = Report()
    return parse_calendar("\n".join(lines), ORIGIN, report), report


def test_a_line_is_an_event_or_one_date_of_a_series() -> None:
    """A line has an event or an occurrence, its fingerprint, its revision and its last change."""
    record, report = read("# En merknad", "", GOOD, DATE + "  ")
    when = datetime(2023, 9, 1, 10, tzinfo=UTC)
    assert record.lines["2023-frokost", None] == Line("0123456789abcdef", Revision(2, when))
    assert set(record.lines) == {("2023-frokost", None), ("kveld", date(2024, 3, 5))}
    assert (record.newest, list(report)) == (datetime(2024, 2, 1, 10, tzinfo=UTC), [])


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        GOOD.replace(" - ", " 2024-02-30 "),
        GOOD.replace("T10", "T25"),
        GOOD.replace(" 2 ", " -1 "),
        GOOD.replace("0123", "abc"),
        GOOD.removesuffix("Z"),
        GOOD.replace("2023-frokost", "../frokost"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_problem(line: str) -> None:
    """A line that cannot be read is a problem, and the others are read."""
    record, report = read(GOOD, line, DATE)
    assert given.places(report) == [f"{CALENDAR}:2: record-line"]
    assert len(record.lines) == 2


def test_of_two_lines_the_later_counts() -> None:
    """Of two lines of one event, as a union merge leaves them, the later one counts."""
    newer = GOOD.replace(" 2 2023", " 3 2023")
    for lines in ((GOOD, newer), (newer, GOOD)):
        record, report = read(*lines)
        assert record.lines["2023-frokost", None].revision.sequence == 3
        assert list(report) == []


def test_content_without_a_record_has_an_empty_one(tmp_path: Path) -> None:
    """Without a record file, the record starts at the date of the site's identity."""
    catalog, report = given.loaded(tmp_path, {"site.yaml": "identity: example.org,2019-05-04\n"})
    assert catalog.record == Record({}, datetime(2019, 5, 4, tzinfo=UTC))
    assert list(report) == []


def test_the_record_is_found_in_content(tmp_path: Path) -> None:
    """The record is read from content/, its problems have lines, and other files are ignored."""
    files = {CALENDAR: f"{GOOD}\nfeil\n", "record/note.txt": "/nyheter/\n"}
    catalog, report = given.loaded(tmp_path, files)
    assert list(catalog.record.lines) == [("2023-frokost", None)]
    assert given.places(report) == [f"{CALENDAR}:2: record-line"]


keys = st.tuples(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.none() | st.dates(date(1900, 1, 1))
)
instants = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
revisions = st.builds(
    Revision, st.integers(0, 999_999), instants.map(lambda at: at.replace(microsecond=0))
)
lines = st.builds(Line, st.from_regex("[0-9a-f]{16}", fullmatch=True), revisions)


@quickly
@for_any(st.dictionaries(keys, lines))
def test_any_record_is_read_as_it_was(found: dict) -> None:
    """Any record that is written is read back the same."""
    record, report = read(serialized_calendar(Record(found, ORIGIN)))
    assert (dict(record.lines), list(report)) == (found, [])


def test_a_record_is_spelt_in_one_order() -> None:
    """The lines are sorted, so that Git shows only what has changed."""
    record, _ = read(DATE, GOOD)
    again, _ = read(GOOD, DATE)
    assert serialized_calendar(record) == serialized_calendar(again)
    assert serialized_calendar(record).splitlines()[-2:] == [GOOD, DATE]
