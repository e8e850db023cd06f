"""What calendars have been told: how often an event has changed, and when it last did."""

from datetime import UTC, datetime

import pytest

from newsroom.contract.event import Event
from newsroom.contract.record import Record, Revision, fingerprint, key_of
from tests import given

ORIGIN = datetime(2023, 1, 1, tzinfo=UTC)
FIRST, SECOND, THIRD = (datetime(2023, month, 1, 8, tzinfo=UTC) for month in (9, 10, 11))
NOTHING = Record({}, ORIGIN)
MOVED = {"2023-09-19": {"start": "2023-09-20 17:00"}}


def series(instances: dict | None = None, **fields: object) -> Event:
    said = {"repeat": "hver tirsdag, 3 ganger", "instances": instances or {}} | fields
    return given.event("kveld", **said)


def dates(event: Event) -> list[Event]:
    """The dates of a series, by their order."""
    return list(given.edition_of(event).dates["kveld"])


def told(*events: Event, at: datetime = FIRST, before: Record = NOTHING) -> Record:
    """The record after these have been published, each with its dates."""
    found = given.edition_of(*events).events.values()
    return before.next(found, at)


def test_before_anything_is_published_all_began_with_the_site() -> None:
    """Else the first calendar would differ from build to build."""
    assert NOTHING.revision(given.event()) == Revision(0, ORIGIN)


def test_an_event_that_is_as_before_stays_as_it_was() -> None:
    """Its line is not touched, however often it is published."""
    record = told(given.event())
    assert record.revision(given.event()) == Revision(0, FIRST)
    assert told(given.event(), at=SECOND, before=record) == record


def test_a_change_counts_from_the_next_publishing_on() -> None:
    """Built: one more, at the newest instant on record. Published: at the instant of that."""
    record, changed = told(given.event()), given.event(title="Lunsj")
    assert record.revision(changed) == Revision(1, FIRST)
    record = told(changed, at=SECOND, before=record)
    assert record.revision(changed) == Revision(1, SECOND)
    back = given.event()
    assert told(back, at=THIRD, before=record).revision(back) == Revision(2, THIRD)


def test_what_is_new_beside_a_record_begins_at_its_newest_instant() -> None:
    """Never in the future, and never before what subscribers have seen."""
    record = told(given.event("a"), at=SECOND)
    assert record.revision(given.event("b")) == Revision(0, SECOND)


@pytest.mark.parametrize(
    "fields",
    [{"summary": "Nytt."}, {"description": "Nytt."}, {"network": "helse"}, {"attendance": "40"},
     {"registration": {"status": "full"}}, {"slug": "ny"}],
)  # fmt: skip
def test_what_changes_nobodys_plans_is_no_change(fields: dict) -> None:
    """An app may ask its owner whether to accept a change: not for a spelling mistake."""
    assert fingerprint(given.event(**fields)) == fingerprint(given.event())


def test_the_same_rule_in_other_words_is_no_change() -> None:
    """What counts is when it takes place."""
    assert fingerprint(series()) == fingerprint(series(repeat="FREQ=WEEKLY;BYDAY=TU;COUNT=3"))
    assert fingerprint(series()) != fingerprint(series(repeat="hver tirsdag, 4 ganger"))
    assert fingerprint(series()) != fingerprint(series(**{"except": ["2023-09-19"]}))


def test_a_date_that_is_as_the_series_says_changes_with_it() -> None:
    """It has no line of its own."""
    record = told(series())
    assert list(record.lines) == [("kveld", None)]
    assert {record.revision(one) for one in dates(series(title="Lunsj"))} == {Revision(1, FIRST)}


def test_each_changed_date_has_its_own_line() -> None:
    """The others and the series itself stay as they were."""
    record = told(series(title="Lunsj"), at=SECOND, before=told(series()))
    moved = series(MOVED, title="Lunsj")
    assert [record.revision(one).sequence for one in (moved, *dates(moved))] == [1, 1, 2, 1]
    record = told(moved, at=THIRD, before=record)
    assert record.revision(dates(moved)[1]) == Revision(2, THIRD)
    assert record.revision(moved) == Revision(1, SECOND)


def test_a_date_that_is_moved_back_has_changed_again() -> None:
    """Whoever took in the move must take in this."""
    record = told(series(MOVED))
    assert record.revision(dates(series())[1]) == Revision(1, FIRST)
    record = told(series(), at=SECOND, before=record)
    assert record.revision(dates(series())[1]) == Revision(1, SECOND)


def test_a_date_with_more_to_tell_but_no_change_has_no_line() -> None:
    """Attendance is written after everybody has gone home."""
    record = told(series({"2023-09-19": {"attendance": "40"}}))
    assert list(record.lines) == [("kveld", None)]


def test_what_is_withdrawn_goes_on_from_its_line() -> None:
    """Back with a change, after it was a draft, it must be newer than what apps have."""
    record = told(given.event("b"), at=SECOND, before=told(given.event("a")))
    assert record.revision(given.event("a", title="Igjen")) == Revision(1, SECOND)


def test_a_clock_that_goes_wrong_turns_nothing_back() -> None:
    """What changes later is never told as earlier."""
    record = told(given.event("b"), at=FIRST, before=told(given.event("a"), at=THIRD))
    assert record.revision(given.event("b")) == Revision(0, THIRD)


def test_a_key_is_the_event_and_the_day_of_the_rule() -> None:
    """Whatever day it has been moved to."""
    assert key_of(given.event("a")) == ("a", None)
    assert [str(key_of(one)[1]) for one in dates(series(MOVED))][1] == "2023-09-19"


def test_a_place_counts_by_where_it_is() -> None:
    """One written with the event by name, address and city, and not by how to get in."""
    here = {"name": "Her", "address": "Veien 1", "city": "Ås"}
    plain, open_to_all = (given.event(venue=here | more) for more in ({}, {"accessibility": "Ja"}))
    assert fingerprint(plain) == fingerprint(open_to_all)
    assert fingerprint(given.event(venue=here | {"address": "Veien 2"})) != fingerprint(plain)
