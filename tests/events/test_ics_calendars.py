"""Which events are in which calendar, and when a calendar changes."""

import re
from datetime import timedelta

from icalendar import Calendar, Event

from newsroom.events.calendars import calendar_of
from newsroom.events.ics import components
from tests import given
from tests.events.readers import calendars, site_data_of

SERIES = {"start": "2023-10-03 18:00", "end": "2023-10-03 20:00"}
EVENTS = [
    given.event("a", start="2021-12-22 09:00", network="helse", speakers=["kari"]),
    given.event("b", start="2021-12-30", end="2022-01-02", network="helse"),
    given.event("c", start="2023-12-30 09:00", venue="torget", online="https://a.no/"),
    given.event("d", **SERIES, repeat="hver tirsdag", venue="torget",
                instances={"2023-10-24": {"venue": "sentrum"}}),
    given.event("e", **SERIES, repeat="hver lørdag, 5 ganger", status="cancelled"),
    given.event("natt", start="2023-01-07 22:00", end="2023-01-08 04:00", repeat="hver lørdag"),
    given.event("kladd", status="draft"),
]  # fmt: skip
OTHERS = [given.venue(), given.venue("torget", name="Torget"), given.network(), given.person()]


def uids(ics: bytes) -> list[str]:
    """The UIDs of a calendar, each once, in order."""
    found = [str(part["UID"]) for part in Calendar.from_ical(ics).walk("VEVENT")]
    return [uid.removesuffix("@example.org") for uid in dict.fromkeys(found)]


def test_a_calendar_has_what_belongs_to_it() -> None:
    """A calendar has whole series when one occurrence belongs to it, and no draft."""
    made = calendars(site_data_of(*EVENTS, *OTHERS))
    lists = {address: uids(ics) for address, ics in made.items() if "/kalender/" in address}
    assert lists == {
        "/kalender/alle.ics": ["a", "b", "natt", "d", "e", "c"],
        "/kalender/nettverk/helse.ics": ["a", "b"],
        "/kalender/sted/sentrum.ics": ["a", "b", "natt", "e", "d"],
        "/kalender/sted/torget.ics": ["d", "c"],
        "/kalender/person/kari.ics": ["a"],
    }
    assert not any("kladd" in address for address in made)


def test_a_month_later_only_what_left_the_window_is_gone() -> None:
    """After 30 days the calendars differ only in the events that are too old."""
    now = given.at("2023-12-20 12:00")
    first, second = (
        calendars(site_data_of(*EVENTS, *OTHERS, now=f"{when:%Y-%m-%d %H:%M}"))
        for when in (now, now + timedelta(days=30))
    )
    assert all("/2024-" in new or "/2025-" in new for new in second.keys() - first.keys())
    for address, ics in first.items():
        left = {b"UID:a@", b"UID:b@"} if address.startswith("/kalender/") else set()
        kept = [part for part in parts_of(ics) if not any(uid in part for uid in left)]
        assert parts_of(second[address]) == kept
        assert second[address].split(b"END:VTIMEZONE")[0] == ics.split(b"END:VTIMEZONE")[0]


def parts_of(ics: bytes) -> list[bytes]:
    """The bytes of each component of a calendar."""
    return re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", ics, re.DOTALL)


def test_the_bytes_are_those_of_the_library() -> None:
    """Our calendar, joined from single events, has the same bytes as icalendar's."""
    site_data = site_data_of(*EVENTS, *OTHERS)
    whole = calendar_of("Kunnskapsbyen", site_data.edition.catalog.site, "nb")
    for event in site_data.edition.catalog.events:
        for part in components(event, site_data):
            whole.add_component(part)
    assert calendars(site_data)["/kalender/alle.ics"] == whole.to_ical()


def test_every_calendar_is_one_the_library_reads() -> None:
    """icalendar parses every calendar, with required properties and no forbidden duplicates."""
    for ics in calendars(site_data_of(*EVENTS, *OTHERS)).values():
        for part in Calendar.from_ical(ics).walk("VEVENT"):
            assert not part.errors
            assert {"UID", "DTSTAMP", "DTSTART"} <= set(part)
            found = [part[name] for name in Event.singletons if name in part]
            assert not any(isinstance(value, list) for value in found)


def test_a_site_without_events_has_an_empty_calendar() -> None:
    """A site without events has an empty calendar."""
    assert uids(calendars(site_data_of())["/kalender/alle.ics"]) == []
