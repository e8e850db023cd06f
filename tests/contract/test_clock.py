"""The state of an entry, one second before a change and at the change."""

from datetime import timedelta

import pytest

from newsroom.contract.clock import (
    horizon,
    horizon_moves,
    is_kept,
    last_change,
    leaves_calendars,
    mark,
    phase,
    series_phase,
    sign_up,
)
from newsroom.contract.event_parts import Registration
from tests import given

URL = "https://example.org/meld-paa"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-09-12 08:59", "before"),
        ("2023-09-12 09:00", "today"),
        ("2023-09-12 10:59", "today"),
        ("2023-09-12 11:00", "after"),
    ],
)
def test_an_event_is_on_from_its_start_until_its_end(now: str, said: str) -> None:
    """An event takes place from its start until its end, which is not part of it."""
    event = given.event(start="2023-09-12 09:00", end="2023-09-12 11:00")
    assert phase(event, given.at(now)) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-10-27 23:59", "before"),
        ("2023-10-28", "today"),
        ("2023-10-29 23:59", "today"),
        ("2023-10-30", "after"),
    ],
)
def test_an_event_of_whole_days_is_on_until_the_last_of_them_is_over(now: str, said: str) -> None:
    """An event of whole days ends at midnight after the last, also on a day with 25 hours."""
    event = given.event(start="2023-10-28", end="2023-10-29")
    assert phase(event, given.at(now)) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-09-12 08:59", "before"),
        ("2023-09-12 09:00", "today"),
        ("2023-09-12 23:59", "today"),
        ("2023-09-13", "after"),
    ],
)
def test_an_event_without_an_end_is_on_for_the_rest_of_its_day(now: str, said: str) -> None:
    """An event without an end lasts until the end of its day."""
    assert phase(given.event(start="2023-09-12 09:00"), given.at(now)) == said


@pytest.mark.parametrize(
    ("fields", "event_phase", "now", "said"),
    [
        ({}, "before", "2023-09-01", ""),
        ({"price": "100"}, "before", "2023-09-01", ""),
        ({"url": URL}, "before", "2023-09-01", "open"),
        ({"url": URL, "status": "full"}, "before", "2023-09-01", "full"),
        ({"url": URL, "status": "waiting_list"}, "before", "2023-09-01", "waiting_list"),
        ({"url": URL, "status": "full"}, "today", "2023-09-12 09:00", "closed"),
        ({"url": URL}, "after", "2023-09-13", "closed"),
        ({"url": URL, "deadline": "2023-09-08"}, "before", "2023-09-08 23:59", "open"),
        ({"url": URL, "deadline": "2023-09-08"}, "before", "2023-09-09", "closed"),
        ({"url": URL, "deadline": "2023-09-08 12:00"}, "before", "2023-09-08 11:59", "open"),
        ({"url": URL, "deadline": "2023-09-08 12:00"}, "before", "2023-09-08 12:00", "closed"),
    ],
)
def test_one_can_sign_up_until_the_deadline_or_the_start(
    fields: dict, event_phase: str, now: str, said: str
) -> None:
    """Registration ends at the deadline or the start; a deadline that is a day includes it."""
    assert sign_up(Registration(**fields), event_phase, given.at(now)) == said


def test_an_event_without_registration_has_nothing_to_sign_up_to() -> None:
    """An event without registration has no registration status, not even "closed"."""
    assert sign_up(None, "before", given.NOW) == ""


@pytest.mark.parametrize(
    ("fields", "now", "said"),
    [
        ({"date": "2023-05-01 12:00"}, "2023-05-01 11:59", "future"),
        ({"date": "2023-05-01 12:00"}, "2023-05-01 12:00", ""),
        ({"publish": "2023-06-01"}, "2023-05-31 23:59", "future"),
        ({"publish": "2023-06-01"}, "2023-06-01", ""),
        ({"publish": "2023-04-01", "date": "2023-05-01"}, "2023-04-01", ""),
        ({"expires": "2023-07-01"}, "2023-06-30 23:59", ""),
        ({"expires": "2023-07-01"}, "2023-07-01", "expired"),
        ({"status": "draft", "expires": "2023-07-01"}, "2023-08-01", "draft"),
        ({"status": "draft"}, "2023-01-01", "draft"),
    ],
)
def test_an_article_is_public_from_when_it_is_due_until_it_expires(
    fields: dict, now: str, said: str
) -> None:
    """An article is public from `publish`, else from its date; a draft never is."""
    assert mark(given.article(**fields), given.at(now)) == said


def test_other_entries_are_public_unless_they_are_drafts_or_a_letter_not_yet_dated() -> None:
    """Other entries are public unless they are drafts, or an annual letter with a later date."""
    draft = {"status": "draft"}
    for entry in (given.page(**draft), given.event(**draft), given.review(**draft)):
        assert mark(entry, given.NOW) == "draft"
    assert mark(given.event(start="2030-01-01 09:00"), given.NOW) == ""
    assert mark(given.review(date="2023-12-21"), given.NOW) == "future"
    assert mark(given.review(date="2023-12-20"), given.NOW) == ""


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({}, "2023-05-01"),
        ({"publish": "2023-05-03 08:00"}, "2023-05-03 08:00"),
        ({"modified": "2023-06-01"}, "2023-06-01"),
        ({"modified": "2023-04-01"}, "2023-05-01"),
        ({"modified": "2030-01-01"}, "2023-05-01"),
        ({"corrections": [{"date": "2023-07-01", "text": "Navnet var feil."}]}, "2023-07-01"),
        ({"corrections": [{"date": "2030-07-01", "text": "Navnet var feil."}]}, "2023-05-01"),
    ],
)
def test_the_last_change_is_never_in_the_future(fields: dict, changed: str) -> None:
    """The last change is never in the future, since feed readers would keep it at the top."""
    assert last_change(given.article(**fields), given.NOW) == given.at(changed)


@pytest.mark.parametrize(
    ("now", "last_day"),
    [
        ("2023-12-01", "2024-12-31"),
        ("2023-12-31 23:59", "2024-12-31"),
        ("2024-01-01", "2025-01-31"),
        ("2023-02-15", "2024-02-29"),
    ],
)
def test_an_endless_series_is_followed_to_the_end_of_the_month_a_year_ahead(
    now: str, last_day: str
) -> None:
    """The last date of an endless series changes once a month, and not every day."""
    assert str(horizon(given.at(now))) == last_day


@pytest.mark.parametrize(
    ("now", "moves"),
    [
        ("2023-12-20 12:00", "2024-01-01"),
        ("2024-01-01", "2024-02-01"),
        ("2024-10-31", "2024-11-01"),
    ],
)
def test_the_horizon_moves_at_the_turn_of_the_month(now: str, moves: str) -> None:
    """The horizon changes at the start of a month in Oslo time, also after a clock change."""
    at = horizon_moves(given.at(now))
    assert at == given.at(moves)
    assert horizon(at) > horizon(at - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("now", "kept"), [("2023-09-13", True), ("2025-09-12 23:59", True), ("2025-09-13", False)]
)
def test_calendars_keep_an_event_for_two_years_after_its_day(now: str, kept: bool) -> None:
    """Calendars keep an event for two years after its last day."""
    for event in (
        given.event(start="2023-09-12 09:00", end="2023-09-12 10:00"),
        given.event(start="2023-09-10", end="2023-09-12"),
    ):
        assert is_kept(event, given.at(now)) is kept
        assert (leaves_calendars(event) > given.at(now)) is kept


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        (["before", "before"], "before"),
        (["after", "before"], "before"),
        (["after", "today"], "before"),
        (["after", "after"], "after"),
        ([], "after"),
    ],
)
def test_a_series_is_over_with_the_last_of_its_dates(phases: list, said: str) -> None:
    """A series is over after its last date; a series without dates is over."""
    assert series_phase(phases) == said
