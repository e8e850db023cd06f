"""The coming events in groups: this week, this month, then month by month."""

import pytest

from newsroom.events.list_pages import coming_view
from tests import given

DAYS = ("2023-12-31", "2024-01-02", "2024-01-07", "2024-01-08", "2024-01-31", "2024-02-04")
EVENTS = [given.event(f"a{day}", start=f"{day} 09:00", end=f"{day} 23:59") for day in DAYS]


def groups_at(now: str, *entries) -> list[tuple[str, list[str]]]:
    """The heading of each group, and the days of its rows with the year if it stands there."""
    site_data = given.site_data_of(*entries, now=now)
    view = coming_view(site_data.plan.spots["/arrangementer/"], site_data)
    return [(group.title, [f"{r.day}. {r.month[4:]}" for r in group.rows]) for group in view.groups]


JANUARY, FEBRUARY = "Januar 2024", "Februar 2024"


@pytest.mark.parametrize(
    ("now", "groups"),
    [
        (  # a Sunday evening, the last of the month and of the year
            "2023-12-31 22:00",
            [
                ("Denne uka", ["31. des."]),
                (JANUARY, ["2. jan.", "7. jan.", "8. jan.", "31. jan."]),
                (FEBRUARY, ["4. feb."]),
            ],
        ),
        (  # two hours later, a Monday
            "2024-01-01 00:00",
            [
                ("Denne uka", ["2. jan.", "7. jan."]),
                ("Denne måneden", ["8. jan.", "31. jan."]),
                (FEBRUARY, ["4. feb."]),
            ],
        ),
        (  # the week has days of both months
            "2024-01-31 08:00",
            [("Denne uka", ["31. jan.", "4. feb."])],
        ),
        ("2024-01-10 08:00", [("Denne måneden", ["31. jan."]), (FEBRUARY, ["4. feb."])]),
    ],
)
def test_events_are_grouped_by_week_and_month(now: str, groups: list) -> None:
    """Groups without rows are left out, and no row has a year."""
    assert groups_at(now, *EVENTS) == groups


def test_an_event_that_goes_on_is_of_this_week() -> None:
    """Also when it began in another month."""
    event = given.event("leir", start="2024-01-20", end="2024-02-10")
    assert groups_at("2024-02-05 09:00", event) == [("Denne uka", ["20. jan."])]


def test_the_chips_of_networks_and_venues_have_the_addresses_of_their_pages() -> None:
    """A place that is written in the event has no page."""
    registry = given.network("helse", name="Helse"), given.venue("kaia", name="Kaia", city="")
    inline = [given.event(f"b{n}", start="2024-03-01", venue={"name": "Salen"}) for n in range(8)]
    event = given.event("a", start="2024-03-02", network="helse", venue="kaia")
    site_data = given.site_data_of(*registry, event, *inline, now="2024-01-01 09:00")
    view = coming_view(site_data.plan.spots["/arrangementer/"], site_data)
    hrefs = {chip.text: chip.href for group in view.filters for chip in group.chips}
    assert hrefs == {
        "Helse (1)": "/nettverk/helse/",
        "Kaia (1)": "/steder/kaia/",
        "Salen (8)": "",
    }
