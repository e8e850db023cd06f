"""The JSON-LD of event pages, compared with schema.org's fields for each kind of event.

REQUIRED and RECOMMENDED are those of Google's documentation of Event, with the states an event can
be in; a recommended field is asked of the events that know it.
"""

import json

import pytest

from newsroom.contract.entry import Entry
from newsroom.events.pages import pages
from tests import given

SITE = "https://example.org/sti"
URL = "https://example.org/direkte"
REQUIRED = ("name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer")
RECOMMENDED = ("description", "endDate", "offers", "performer", "inLanguage", "url")
FULL = {
    "end": "2023-09-12 11:00",
    "summary": "Kort sagt.",
    "speakers": ["kari"],
    "registration": {"url": "https://example.org/paamelding", "price": "250"},
}
STATES = {
    "planned": ({}, "EventScheduled", "OfflineEventAttendanceMode"),
    "with a broadcast": ({"online": URL}, "EventScheduled", "MixedEventAttendanceMode"),
    "online": ({"venue": None, "online": URL}, "EventScheduled", "OnlineEventAttendanceMode"),
    "cancelled": ({"status": "cancelled"}, "EventCancelled", "OfflineEventAttendanceMode"),
    "postponed": ({"status": "postponed"}, "EventPostponed", "OfflineEventAttendanceMode"),
    "moved": (
        {"status": "rescheduled", "previous_start": "2023-09-01 09:00"},
        *("EventRescheduled", "OfflineEventAttendanceMode"),
    ),
    "moved online": ({"status": "moved_online"}, "EventMovedOnline", "OnlineEventAttendanceMode"),
}


def things(*entries: Entry, now: str = "2023-08-01") -> dict[str, dict]:
    """The JSON-LD of each event and series, by the address of its page."""
    site_data = given.site_data_of(*entries, given.venue(), given.person(), now=now, siteurl=SITE)
    found = {}
    for address, view in given.shown(pages(site_data), site_data).items():
        for thing in json.loads(str(view.head.data))["@graph"]:
            if thing["@type"] in ("Event", "EventSeries"):
                found[address] = thing
    return found


@pytest.mark.parametrize("state", STATES)
def test_an_event_tells_what_is_required_and_recommended(state: str) -> None:
    """An event has all required and recommended fields, in every state."""
    fields, status, mode = STATES[state]
    (thing,) = things(given.event(**FULL | fields)).values()
    assert [name for name in (*REQUIRED, *RECOMMENDED) if not thing.get(name)] == []
    assert thing["eventStatus"] == f"https://schema.org/{status}"
    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert ("previousStartDate" in thing) == (state == "moved")
    assert thing["offers"]["priceCurrency"] == "NOK"


def test_an_event_without_a_settled_place_tells_no_attendance_mode() -> None:
    """It may still become one online."""
    (thing,) = things(given.event(**FULL | {"venue": None, "place": "kommer"})).values()
    assert "eventAttendanceMode" not in thing


def test_every_date_of_a_series_is_an_event_of_its_own() -> None:
    """Each occurrence is an event with its own times and state, and names its series."""
    series = given.event(
        **FULL,
        repeat="hver tirsdag, 3 ganger",
        instances={
            "2023-09-19": {"status": "cancelled"},
            "2023-09-26": {"start": "2023-09-27 10:00"},
        },
    )
    found = things(series)
    home = "/arrangementer/2023/frokost/"
    whole = found.pop(home)
    assert (whole["@type"], len(whole["subEvent"])) == ("EventSeries", 3)
    assert [thing["startDate"] for thing in found.values()] == [
        "2023-09-12T09:00:00+02:00",
        "2023-09-19T09:00:00+02:00",
        "2023-09-27T10:00:00+02:00",
    ]
    for address, thing in found.items():
        assert [name for name in (*REQUIRED, *RECOMMENDED) if not thing.get(name)] == []
        assert thing["superEvent"] == {"@id": f"{SITE}{home}#event"}
        assert thing["@id"] == f"{SITE}{address}#event"
    assert found[f"{home}2023-09-19/"]["eventStatus"].endswith("EventCancelled")
    moved = found[f"{home}2023-09-26/"]
    assert moved["eventStatus"].endswith("EventRescheduled")
    assert moved["previousStartDate"] == "2023-09-26T09:00:00+02:00"


def test_a_festival_and_its_parts_name_each_other() -> None:
    """A festival and its parts refer to each other by the ids of their pages."""
    found = things(
        given.event("festival", start="2023-09-12", end="2023-09-13"),
        given.event("del", part_of="festival"),
    )
    up, down = found["/arrangementer/2023/festival/"], found["/arrangementer/2023/del/"]
    assert up["subEvent"] == [{"@id": down["@id"]}]
    assert down["superEvent"] == {"@id": up["@id"]}


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2024-03-31 01:30", "2024-03-31 03:30", ("01:30:00+01:00", "03:30:00+02:00")),
        ("2024-10-27 01:30", "2024-10-27 03:30", ("01:30:00+02:00", "03:30:00+01:00")),
    ],
)
def test_times_have_the_offset_of_their_own_hour(
    start: str, end: str, told: tuple[str, str]
) -> None:
    """Times have the offset of their own hour, on both sides of both clock changes."""
    (thing,) = things(given.event(start=start, end=end)).values()
    assert (thing["startDate"][11:], thing["endDate"][11:]) == told
