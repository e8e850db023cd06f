"""The notice of an event that is not held as planned, and its reason in the calendar."""

import pytest

from newsroom.contract.event import Event
from newsroom.events.event_page import event_view
from newsroom.events.ics import single
from newsroom.events.related import RelatedEvents
from newsroom.events.views import EventView
from tests import given

BEFORE, AFTER = "2023-09-01 12:00", "2023-09-13 12:00"
URL = "https://example.org/meld-paa"


def meeting(**fields: object) -> Event:
    return given.event(end="2023-09-12 11:00", **fields)


def view_of(event: Event, *others: Event, now: str = BEFORE, id: str = "") -> EventView:
    """The page of an event, or of the date of its series with an id."""
    site_data = given.site_data_of(event, *others, given.network(), given.venue(), now=now)
    shown = site_data.edition.events[id or event.id]
    spot = site_data.plan.spots[site_data.plan.by_ref[shown.ref]]
    return event_view(spot, RelatedEvents(site_data.edition).near(shown), site_data)


@pytest.mark.parametrize(
    ("status", "fields", "title", "advice"),
    [
        ("cancelled", {}, "Avlyst", "Arrangementet holdes ikke."),
        (
            "cancelled",
            {"registration": {"url": URL}},
            "Avlyst",
            "Arrangementet holdes ikke. Du trenger ikke melde deg av.",
        ),
        (
            "postponed",
            {},
            "Utsatt",
            "Ny dato er ikke klar. Den kommer her, og i kalenderen du abonnerer på.",
        ),
        ("moved_online", {}, "Flyttet til nett", "Møt opp på nett i stedet for på stedet."),
        (
            "rescheduled",
            {"previous_start": "2023-08-30 18:00"},
            "Ny dato",
            "Flyttet fra onsdag 30. august 2023 kl.\u00a018.00. "
            "Møt opp tirsdag 12. september 2023 kl.\u00a009.00.",
        ),
        ("rescheduled", {}, "Ny dato", "Møt opp tirsdag 12. september 2023 kl.\u00a009.00."),
    ],
)
def test_a_change_is_told_with_its_reason_and_what_to_do(
    status: str, fields: dict[str, object], title: str, advice: str
) -> None:
    """What to do is told until the event is over; the reason stays."""
    event = meeting(status=status, status_note="Innlederen er *syk*.", **fields)
    notice = view_of(event).notice
    assert (notice.title, notice.is_off) == (title, status in ("cancelled", "postponed"))
    assert notice.reason == "Innlederen er <em>syk</em>."
    assert notice.advice == advice
    over = view_of(event, now=AFTER).notice
    assert (over.title, over.reason, over.advice) == (title, notice.reason, "")


def test_an_event_as_planned_has_no_notice() -> None:
    """Nor has a draft."""
    assert view_of(meeting()).notice is None


def test_the_next_event_of_the_network_is_offered_instead() -> None:
    """The first that is held and still to come; nothing where there is none."""
    event = meeting(network="helse", status="cancelled")
    off = given.event("b", start="2023-09-20 09:00", network="helse", status="postponed")
    held = given.event("c", title="Kurs", start="2023-09-26 09:00", network="helse")
    instead = view_of(event, off, held).notice.instead
    assert (instead.text, instead.href) == (
        "Kurs, tirsdag 26. september 2023 kl.\u00a009.00",
        "/arrangementer/2023/c/",
    )
    assert view_of(event, off).notice.instead is None
    assert view_of(meeting(network="helse", status="moved_online"), held).notice.instead is None


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
@pytest.mark.parametrize("network", [None, "helse"])
def test_the_next_open_event_of_the_site_is_offered_where_the_network_has_none(
    status: str, network: str | None
) -> None:
    """Not one that is full, nor a part of the event itself; nothing when the event is over."""
    event = meeting(network=network, status=status)
    inner = given.event("b", start="2023-09-12 10:00", part_of=event.id)
    full = given.event("c", start="2023-09-20 09:00", registration={"url": URL, "status": "full"})
    free = given.event("d", title="Kurs", start="2023-09-26 09:00")
    others = (inner, full, free)
    notice = view_of(event, *others).notice
    assert (notice.instead_label, notice.instead.href) == (
        "Kom heller på",
        "/arrangementer/2023/d/",
    )
    assert view_of(event, inner, full).notice.instead is None
    assert view_of(event, *others, now=AFTER).notice.instead is None


def test_the_next_date_is_offered_instead_of_a_cancelled_one() -> None:
    """Of a series, the reason is that of the date."""
    off = {"status": "cancelled", "status_note": "Salen er stengt."}
    series = meeting(repeat="hver tirsdag, 3 ganger", instances={"2023-09-19": off})
    notice = view_of(series, id="2023-frokost-2023-09-19").notice
    assert notice.reason == "Salen er stengt."
    assert notice.instead.text == "Frokost, tirsdag 26. september 2023 kl.\u00a009.00–11.00"
    assert view_of(series).notice is None


def test_the_calendar_has_the_reason_and_the_deadline() -> None:
    """Calendars have no alarm for the deadline, and none of an event that is not held."""
    registration = {"url": URL, "deadline": "2023-09-08 12:00"}
    off = meeting(status="cancelled", status_note="For *få* påmeldte.", registration=registration)
    text = single(off, given.site_data_of(off, now=BEFORE))["description"]
    assert text.startswith("Avlyst.\n\nFor få påmeldte.")
    assert "Påmeldingsfrist" not in text
    held = meeting(registration=registration)
    component = single(held, given.site_data_of(held, now=BEFORE))
    assert "Påmeldingsfrist: fredag 8. september 2023 kl.\u00a012.00" in component["description"]
    assert component.subcomponents == []
