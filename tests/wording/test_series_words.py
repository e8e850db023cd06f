"""The dates of a series in words."""

import pytest

from newsroom.contract.event import Event
from newsroom.wording.texts import series_dates
from tests import given


def lunch(repeat: str = "hver tirsdag, 6 ganger", **fields: object) -> Event:
    said = {"start": "2024-03-05 12:00", "end": "2024-03-05 13:00"} | fields
    return given.event("lunsj", repeat=repeat, **said)


def test_each_month_is_said_once_and_the_year_at_the_end() -> None:
    """Each month is named once, and the year at the end, in both languages."""
    assert series_dates(lunch(), "nb") == "5., 12., 19. og 26. mars, 2. og 9. april 2024"
    assert series_dates(lunch(), "en") == "5, 12, 19 and 26 March, 2 and 9 April 2024"


def test_each_year_is_said_where_it_ends() -> None:
    """Each year is named at the end of its dates."""
    event = lunch("hver tirsdag, 3 ganger", start="2024-12-24 12:00", end=None)
    assert series_dates(event, "nb") == "24. og 31. desember 2024, 7. januar 2025"


def test_moved_and_cancelled_dates_are_said() -> None:
    """Moved and cancelled dates are named after the dates of the rule."""
    instances = {
        "2024-03-12": {"start": "2024-03-12 14:00"},
        "2024-03-19": {"start": "2024-03-20 12:00"},
        "2024-03-26": {"status": "cancelled"},
        "2024-04-02": {"status": "moved_online", "title": "På nett"},
    }
    changes = series_dates(lunch(instances=instances), "nb").split("; ")[1:]
    assert changes == [
        "12. mars flyttet til kl.\u00a014.00",
        "19. mars flyttet til 20. mars",
        "26. mars avlyst",
        "2. april flyttet til nett",
    ]
    english = series_dates(lunch(instances=instances), "en").split("; ")[1:]
    assert english[:3] == [
        "12 March moved to 14:00",
        "19 March moved to 20 March",
        "26 March cancelled",
    ]


def test_a_date_moved_into_another_year_says_which() -> None:
    """A date that moved to another year has the year."""
    instances = {"2024-12-31": {"start": "2025-01-02 12:00"}}
    event = lunch("hver tirsdag, 2 ganger", start="2024-12-24 12:00", end=None, instances=instances)
    said = series_dates(event, "nb")
    assert said == "24. og 31. desember 2024; 31. desember 2024 flyttet til 2. januar 2025"


def test_excepted_dates_are_not_among_them() -> None:
    """Excluded dates are left out."""
    event = lunch(**{"except": ["2024-03-12", "2024-03-19", "2024-03-26"]})
    assert series_dates(event, "nb") == "5. mars, 2. og 9. april 2024"


def test_of_an_endless_series_ten_dates_are_said_and_all_changes() -> None:
    """An endless series has ten dates and all its changes, also those of later years."""
    event = lunch("hver dag", instances={"2026-03-05": {"status": "cancelled"}})
    assert series_dates(event, "nb") == (
        "5., 6., 7., 8., 9., 10., 11., 12., 13. og 14. mars 2024 og så videre; 5. mars 2026 avlyst"
    )
    assert series_dates(lunch("hvert år"), "en").endswith("5 March 2033 and so on")


@pytest.mark.parametrize(("lang", "said"), [("nb", "avlyst"), ("en", "cancelled")])
def test_a_cancelled_series_is_said_once(lang: str, said: str) -> None:
    """A cancelled series says so once, and not for each date."""
    assert series_dates(lunch(status="cancelled"), lang).split("; ")[1:] == [said]


def test_a_series_without_dates_says_so() -> None:
    """A series without dates gets a text, and no exception."""
    assert series_dates(lunch("hver tirsdag, til 1. januar 2024"), "nb") == "ingen datoer"
    assert series_dates(lunch("hver tirsdag, til 2. januar 2024"), "en") == "no dates"
