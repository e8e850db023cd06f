"""The table of a month."""

from newsroom.events.pages import pages
from newsroom.events.views import MonthTable
from tests import given


def table(*entries: object, month: str = "2023/09", **more: object) -> MonthTable:
    site_data = given.site_data_of(*entries, **more)
    return given.shown(pages(site_data), site_data)[f"/arrangementer/{month}/"].table


def on(shown: MonthTable) -> dict[str, list[str]]:
    """The events of each day that has any."""
    days = (day for week in shown.weeks for day in week.days if day and day.events)
    return {day.machine: [link.text for link in day.events] for day in days}


def test_a_month_has_every_day_once_under_its_weekday() -> None:
    """A month has each day once, in weeks from Monday with ISO 8601 numbers."""
    shown = table(given.event())
    days = [day for week in shown.weeks for day in week.days]
    assert [day.number for day in days if day] == [str(n) for n in range(1, 31)]
    assert [week.number for week in shown.weeks] == ["35", "36", "37", "38", "39"]
    assert shown.weeks[0].days[:4] == (None,) * 4
    assert shown.weekdays[0] == ("ma.", "mandag")
    assert shown.caption == "Kalender for september 2023"


def test_an_event_stands_on_each_of_its_days() -> None:
    """An event is on each of its days, also in the next week, with its status."""
    fair = given.event("messe", title="Messe", start="2023-09-15", end="2023-09-18")
    off = given.event("av", title="Frokost", start="2023-09-18 08:00", status="cancelled")
    assert on(table(fair, off)) == {
        "2023-09-15": ["Messe"],
        "2023-09-16": ["Messe"],
        "2023-09-17": ["Messe"],
        "2023-09-18": ["Messe", "Avlyst: Frokost"],
    }


def test_only_an_event_in_another_language_names_its_language() -> None:
    """A screen reader reads an English title in English (WCAG 2.2, 3.1.2)."""
    english = given.event("a", start="2023-09-01", lang="en")
    shown = table(english, given.event("b", start="2023-09-02", lang="nb"))
    links = [link for week in shown.weeks for day in week.days if day for link in day.events]
    assert [link.lang for link in links] == ["en", ""]


def test_a_moved_event_stands_on_its_new_day() -> None:
    """A moved event is on its new day, with a link to its page."""
    moved = given.event(start="2023-09-20 09:00", previous_start="2023-09-12 09:00",
                        status="rescheduled")  # fmt: skip
    assert list(on(table(moved))) == ["2023-09-20"]
