"""The calendar record: how often a published event has changed, and when it last did."""

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
    """The occurrences of a series, in order."""
    return list(given.edition_of(event).dates["kveld"])


def record_after(*events: Event, at: datetime = FIRST, before: Record = NOTHING) -> Record:
    """The record after these events have been published with their occurrences."""
    found = given.edition_of(*events).events.values()
    return before.next(found, at)


def test_before_anything_is_published_all_began_with_the_site() -> None:
    """Before the first publication, revisions have the site's date, so builds do not differ."""
    assert NOTHING.revision(given.event()) == Revision(0, ORIGIN)


def test_the_same_time_in_another_zone_is_a_change() -> None:
    """An event that moves from nine in Oslo to nine in New York has another instant."""
    before, after = given.event(), given.event(zone="America/New_York")
    assert record_after(after, before=record_after(before), at=SECOND).revision(after) == Revision(
        1, SECOND
    )


def test_an_event_that_is_as_before_stays_as_it_was() -> None:
    """An unchanged event keeps its line, however often it is published."""
    record = record_after(given.event())
    assert record.revision(given.event()) == Revision(0, FIRST)
    assert record_after(given.event(), at=SECOND, before=record) == record


def test_a_change_counts_from_the_next_publishing_on() -> None:
    """A build counts a change at the newest recorded time; publishing records its own time."""
    record, changed = record_after(given.event()), given.event(title="Lunsj")
    assert record.revision(changed) == Revision(1, FIRST)
    record = record_after(changed, at=SECOND, before=record)
    assert record.revision(changed) == Revision(1, SECOND)
    back = given.event()
    assert record_after(back, at=THIRD, before=record).revision(back) == Revision(2, THIRD)


def test_what_is_new_beside_a_record_begins_at_its_newest_instant() -> None:
    """A new event has the newest recorded time: never later than now, never before the calendar."""
    record = record_after(given.event("a"), at=SECOND)
    assert record.revision(given.event("b")) == Revision(0, SECOND)


@pytest.mark.parametrize(
    "fields",
    [{"summary": "Nytt."}, {"description": "Nytt."}, {"network": "helse"}, {"attendance": "40"},
     {"registration": {"status": "full"}}, {"slug": "ny"}],
)  # fmt: skip
def test_what_changes_nobodys_plans_is_no_change(fields: dict) -> None:
    """A corrected spelling does not count as a change, since apps may ask users to accept it."""
    assert fingerprint(given.event(**fields)) == fingerprint(given.event())


def test_the_same_rule_in_other_words_is_no_change() -> None:
    """A rule in other words with the same dates is no change."""
    assert fingerprint(series()) == fingerprint(series(repeat="FREQ=WEEKLY;BYDAY=TU;COUNT=3"))
    assert fingerprint(series()) != fingerprint(series(repeat="hver tirsdag, 4 ganger"))
    assert fingerprint(series()) != fingerprint(series(**{"except": ["2023-09-19"]}))


def test_a_date_that_is_as_the_series_says_changes_with_it() -> None:
    """An unmodified occurrence inherits the revision of its series, and has no line."""
    record = record_after(series())
    assert list(record.lines) == [("kveld", None)]
    assert {record.revision(one) for one in dates(series(title="Lunsj"))} == {Revision(1, FIRST)}


def test_each_changed_date_has_its_own_line() -> None:
    """A changed occurrence gets its own line; the others and the series keep theirs."""
    record = record_after(series(title="Lunsj"), at=SECOND, before=record_after(series()))
    moved = series(MOVED, title="Lunsj")
    assert [record.revision(one).sequence for one in (moved, *dates(moved))] == [1, 1, 2, 1]
    record = record_after(moved, at=THIRD, before=record)
    assert record.revision(dates(moved)[1]) == Revision(2, THIRD)
    assert record.revision(moved) == Revision(1, SECOND)


def test_a_date_that_is_moved_back_has_changed_again() -> None:
    """An occurrence that is moved back has a new revision, so that calendars move it back."""
    record = record_after(series(MOVED))
    assert record.revision(dates(series())[1]) == Revision(1, FIRST)
    record = record_after(series(), at=SECOND, before=record)
    assert record.revision(dates(series())[1]) == Revision(1, SECOND)


def test_a_date_with_more_to_tell_but_no_change_has_no_line() -> None:
    """An occurrence with attendance, but without a change, has no line."""
    record = record_after(series({"2023-09-19": {"attendance": "40"}}))
    assert list(record.lines) == [("kveld", None)]


def test_what_is_withdrawn_goes_on_from_its_line() -> None:
    """An event that was withdrawn keeps its line, and its next revision is higher."""
    record = record_after(given.event("b"), at=SECOND, before=record_after(given.event("a")))
    assert record.revision(given.event("a", title="Igjen")) == Revision(1, SECOND)


def test_a_clock_that_goes_wrong_turns_nothing_back() -> None:
    """A clock that is wrong never makes a later revision older."""
    record = record_after(
        given.event("b"), at=FIRST, before=record_after(given.event("a"), at=THIRD)
    )
    assert record.revision(given.event("b")) == Revision(0, THIRD)


def test_a_key_is_the_event_and_the_day_of_the_rule() -> None:
    """The key is the event's id and the date by the rule, also for a moved occurrence."""
    assert key_of(given.event("a")) == ("a", None)
    assert [str(key_of(one)[1]) for one in dates(series(MOVED))][1] == "2023-09-19"


def test_a_place_counts_by_where_it_is() -> None:
    """A place counts by name, address and city, and not by its directions."""
    here = {"name": "Her", "address": "Veien 1", "city": "Ås"}
    plain, open_to_all = (given.event(venue=here | more) for more in ({}, {"accessibility": "Ja"}))
    assert fingerprint(plain) == fingerprint(open_to_all)
    assert fingerprint(given.event(venue=here | {"address": "Veien 2"})) != fingerprint(plain)
