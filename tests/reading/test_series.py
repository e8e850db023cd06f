"""Problems of a series: its rule, its exceptions and its instances."""

from pathlib import Path

import pytest

from newsroom.contract.problems import Report
from tests import given

SERIES = """
- id: lunsj
  title: Gründerlunsj
  start: {start}
  end: {end}
  online: https://example.org/mote
  repeat: {repeat}
"""
ONE = """
- id: {id}
  title: Frokost
  start: 2024-03-05 09:00
  online: https://example.org/frokost
"""


def series(
    repeat: str, more: str = "", start: str = "2024-03-05 12:00", end: str = "2024-03-05 13:00"
) -> str:
    return SERIES.format(repeat=repeat, start=start, end=end) + more


def report(tmp_path: Path, *events: str, **files: str) -> Report:
    """The report on a site with these events."""
    return given.loaded(tmp_path, {"events/2024.yaml": "".join(events).lstrip("\n"), **files})[1]


def values(found: Report) -> dict[str, str]:
    """The values of the only problem."""
    (problem,) = found
    return dict(problem.values)


def test_a_series_that_agrees_with_itself_has_no_problems(tmp_path: Path) -> None:
    """A consistent series has no problem, also with excluded, moved and cancelled dates."""
    more = """  except: [2024-03-12]
  instances:
    2024-03-19: {start: 2024-03-20 14:00}
    2024-03-26: {status: cancelled}
"""
    assert not given.codes(report(tmp_path, series("hver tirsdag, 6 ganger", more)))


def test_the_start_is_the_first_date_of_its_own_rule(tmp_path: Path) -> None:
    """A start that is not the first date of the rule is an error, with the right line."""
    found = report(tmp_path, series("hver onsdag, 6 ganger"))
    assert given.places(found) == ["events/2024.yaml:3: repeat-start"]
    assert values(found)["first"] == "2024-03-06 12:00"


def test_a_series_with_another_fault_is_told_of_both(tmp_path: Path) -> None:
    """Other problems of a series are reported too, except when its dates cannot be read."""
    found = report(tmp_path, series("hver onsdag, 6 ganger", "  capasity: 40\n"))
    assert given.codes(found) == ["repeat-start", "field-unknown"]
    found = report(tmp_path, series("hver onsdag, 6 ganger", start="2024-02-31 12:00"))
    assert given.codes(found) == ["date-impossible"]


def test_a_start_of_whole_days_is_mended_with_a_day(tmp_path: Path) -> None:
    """The correction for a start without a time has no time."""
    found = report(tmp_path, series("hver onsdag, 3 ganger", start="2024-03-05", end="2024-03-05"))
    assert values(found)["first"] == "2024-03-06"


@pytest.mark.parametrize(
    ("repeat", "more"),
    [
        ("hver tirsdag, til 4. mars 2024", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ""),
        ("hver tirsdag, 2 ganger", "  except: [2024-03-05, 2024-03-12]\n"),
    ],
)
def test_a_series_without_a_date_left_is_a_fault(tmp_path: Path, repeat: str, more: str) -> None:
    """A series without any date is an error."""
    found = report(tmp_path, series(repeat, more))
    assert given.places(found) == ["events/2024.yaml:6: repeat-never"]


def test_a_last_day_far_away_gives_too_many_dates(tmp_path: Path) -> None:
    """A series with more than a thousand dates is an error, unless it is endless."""
    found = report(tmp_path, series("hver tirsdag, til 1. juni 2060"))
    assert given.places(found) == ["events/2024.yaml:6: repeat-too-many"]
    assert not given.codes(report(tmp_path, series("hver tirsdag")))


@pytest.mark.parametrize(
    ("start", "end", "repeat"),
    [
        ("2025-03-16 02:30", "2025-03-16 04:00", "hver søndag, 3 ganger"),
        ("2025-03-16 01:30", "2025-03-16 02:30", "hver søndag, 3 ganger"),
        ("2025-03-15 23:00", "2025-03-16 02:00", "hver lørdag, 3 ganger"),
    ],
)
def test_a_date_that_starts_or_ends_in_the_hour_that_is_skipped_is_named(
    tmp_path: Path, start: str, end: str, repeat: str
) -> None:
    """An occurrence at a time that the clock change skips is an error."""
    found = report(tmp_path, series(repeat, start=start, end=end))
    assert given.codes(found) == ["repeat-time-skipped"]
    assert values(found)["days"] in ("2025-03-30", "2025-03-29")


def test_every_skipped_date_is_named_at_once(tmp_path: Path) -> None:
    """All skipped dates are named at once, those of twelve years for an endless series."""
    yearly = series("FREQ=MONTHLY;BYDAY=-1SU", start="2025-01-26 02:30", end="2025-01-26 03:30")
    days = values(report(tmp_path, yearly))["days"].split()
    assert days[:3] == ["2025-03-30", "2026-03-29", "2027-03-28"]
    assert len(days) == 12


@pytest.mark.parametrize(
    "more",
    [
        "  except: [2025-03-30]\n",
        "  instances:\n    2025-03-30: {start: 2025-03-30 03:30, end: 2025-03-30 04:30}\n",
    ],
)
def test_a_skipped_date_is_mended_by_leaving_it_out_or_moving_it(tmp_path: Path, more: str) -> None:
    """As the message says."""
    found = series("hver søndag, 3 ganger", more, start="2025-03-16 02:30", end="2025-03-16 03:30")
    assert not given.codes(report(tmp_path, found))


def test_the_hour_that_comes_twice_is_no_problem(tmp_path: Path) -> None:
    """A time that occurs twice is no problem."""
    found = series("hver søndag, 3 ganger", start="2025-10-12 02:30", end="2025-10-12 03:30")
    assert not given.codes(report(tmp_path, found))


@pytest.mark.parametrize(
    ("repeat", "day", "nearest"),
    [
        ("hver tirsdag, 6 ganger", "2024-03-13", "2024-03-12"),
        ("hver tirsdag, 6 ganger", "2024-03-18", "2024-03-19"),
        ("hver tirsdag, 6 ganger", "2025-01-01", "2024-04-09"),
        ("hver tirsdag", "2031-01-01", "2030-12-31"),
        ("hver tirsdag", "2023-01-01", "2024-03-05"),
    ],
)
def test_an_exception_and_an_instance_are_of_dates_of_the_series(
    tmp_path: Path, repeat: str, day: str, nearest: str
) -> None:
    """An exception or instance on another date is an error, with the nearest date."""
    found = report(tmp_path, series(repeat, f"  except: [2024-03-26, {day}]\n"))
    assert given.places(found) == ["events/2024.yaml:7: except-not-in-series"]
    assert values(found)["suggestion"] == nearest
    found = report(tmp_path, series(repeat, f"  instances:\n    {day}: {{status: cancelled}}\n"))
    assert given.places(found) == ["events/2024.yaml:8: instance-not-in-series"]
    assert values(found)["suggestion"] == nearest


def test_a_moved_date_stands_under_the_day_it_is_moved_from(tmp_path: Path) -> None:
    """A moved date is named by its date in the rule, and not by its new date."""
    more = "  instances:\n    2024-03-20: {start: 2024-03-20 12:00}\n"
    found = report(tmp_path, series("hver tirsdag, 6 ganger", more))
    assert given.codes(found) == ["instance-not-in-series"]


def test_a_date_is_excepted_or_an_instance_not_both(tmp_path: Path) -> None:
    """A date may not be both an exception and an instance."""
    more = "  except: [2024-03-12]\n  instances:\n    2024-03-12: {status: cancelled}\n"
    found = report(tmp_path, series("hver tirsdag, 6 ganger", more))
    assert given.places(found) == ["events/2024.yaml:9: instance-excepted"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{end: 2024-03-12 11:00}", "event-ends-before-start"),
        ("{start: 2024-03-13 12:00, end: 2024-03-12 13:00}", "event-ends-before-start"),
        ("{end: 2024-03-12}", "event-half-timed"),
        ("{start: 2024-03-13}", "instance-half-timed"),
        ("{start: 2024-03-13, end: 2024-03-13}", "instance-half-timed"),
        ("{start: 2024-03-13 18:00}", None),
        ("{end: 2024-03-12 18:00}", None),
    ],
)
def test_a_date_that_is_moved_still_starts_before_it_ends(
    tmp_path: Path, said: str, code: str | None
) -> None:
    """A moved date must start before it ends, with times like its series."""
    more = f"  instances:\n    2024-03-12: {said}\n"
    found = report(tmp_path, series("hver tirsdag, 6 ganger", more))
    assert given.places(found) == ([f"events/2024.yaml:8: {code}"] if code else [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{status_note: Syk.}", "status-note-unused"),
        ("{status_note: Syk., status: cancelled}", None),
        ("{status_note: Syk., start: 2024-03-13 18:00}", None),
    ],
)
def test_a_reason_needs_a_change(tmp_path: Path, said: str, code: str | None) -> None:
    """A date has a reason only when it is off, moved or online."""
    more = f"  instances:\n    2024-03-12: {said}\n"
    found = report(tmp_path, series("hver tirsdag, 6 ganger", more))
    assert given.places(found) == ([f"events/2024.yaml:8: {code}"] if code else [])
    off = report(tmp_path, series("hver tirsdag, 6 ganger", f"  status: cancelled\n{more}"))
    assert given.places(off) == []


def test_no_other_event_has_the_id_of_a_date(tmp_path: Path) -> None:
    """No other event may have the id of an occurrence."""
    found = report(tmp_path, series("hver tirsdag"), ONE.format(id="lunsj-2024-03-12").lstrip("\n"))
    assert given.places(found) == ["events/2024.yaml:7: id-taken"]
    assert values(found)["other"] == "events/2024.yaml:1"
    free = ONE.format(id="lunsj-2024-03-13").lstrip("\n")
    assert not given.codes(report(tmp_path, series("hver tirsdag"), free))


@pytest.mark.parametrize(
    ("id", "is_known"),
    [
        ("lunsj", True),
        ("lunsj-2024-03-05", True),
        ("lunsj-2031-12-30", True),
        ("lunsj-2024-03-12", False),
        ("lunsj-2024-03-20", False),
        ("lunsj-2024-13-45", False),
        ("lunsj-9999-12-31", False),
        ("lunsj-0001-01-01", False),
    ],
)
def test_an_article_may_report_from_a_date(tmp_path: Path, id: str, is_known: bool) -> None:
    """An article may refer to an occurrence of any year, but not to a date without one."""
    article = f"---\ntitle: En sak\ndate: 2024-03-06\nsummary: Kort.\nevent: {id}\n---\nTekst.\n"
    events = series("hver tirsdag", "  except: [2024-03-12]\n")
    found = report(tmp_path, events, **{"news/sak.md": article})
    assert given.places(found) == ([] if is_known else ["news/sak.md:5: event-unknown"])


def test_the_nearest_date_is_what_an_unknown_one_meant(tmp_path: Path) -> None:
    """The error for an unknown occurrence names the nearest one by its id."""
    article = "---\ntitle: En sak\ndate: 2024-03-06\nsummary: Kort.\nevent: lunsj-2024-03-13\n---\n"
    found = report(tmp_path, series("hver tirsdag"), **{"news/sak.md": article})
    assert values(found)["suggestion"] == "lunsj-2024-03-12"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("venue: salen", "venue-unknown"),
        ("speakers: [kari]", "person-unknown"),
        ("programme: [{title: Velkommen, speaker: kari}]", "person-unknown"),
        ("image: {src: images/x.jpg, alt: Et bilde}", "image-missing"),
        ("gallery: [{src: images/x.jpg, alt: Et bilde}]", "image-missing"),
        ("documents: [{title: Planen, src: documents/a.pdf}]", "document-missing"),
    ],
)
def test_what_an_instance_refers_to_is_there(tmp_path: Path, said: str, code: str) -> None:
    """The references of an instance are checked, with errors at its line."""
    more = f"  instances:\n    2024-03-12:\n      {said}\n"
    found = report(tmp_path, series("hver tirsdag, 6 ganger", more))
    assert given.places(found) == [f"events/2024.yaml:9: {code}"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("except: [2024-03-12]", "repeat-missing"),
        ("instances: {2024-03-12: {status: cancelled}}", "repeat-missing"),
        ("repeat: {often: ja}", "field-text"),
    ],
)
def test_dates_need_a_rule(tmp_path: Path, line: str, code: str) -> None:
    """Exceptions and instances without a rule are errors."""
    found = report(tmp_path, ONE.format(id="frokost"), f"  {line}\n")
    assert given.places(found) == [f"events/2024.yaml:5: {code}"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gjenta: hver tirsdag", "repeat"),
        ("unntak: [2024-03-12]", "except"),
        ("forekomster: {2024-03-12: {status: cancelled}}", "instances"),
        ("repet: hver tirsdag", "repeat"),
    ],
)
def test_norwegian_names_of_the_fields_are_understood(
    tmp_path: Path, wrong: str, right: str
) -> None:
    """Norwegian field names are recognised, and the message has the right name."""
    found = report(tmp_path, ONE.format(id="frokost"), f"  {wrong}\n")
    assert values(found)["suggestion"] == right
