"""The texts in calendars, and their escaping."""

import pytest
import vobject
from hypothesis import given as for_any
from hypothesis import strategies as st
from icalendar import Calendar

from newsroom.contract.entry import Entry
from tests import given
from tests.events.readers import IcalJs, Part, all_of
from tests.given import quickly

PAGE = "Mer om arrangementet: https://example.org/arrangementer/2023/frokost/"


def only(ical_js: IcalJs, *entries: Entry, **more: object) -> Part:
    (part,) = ical_js.calendar(all_of(*entries, **more)).of("vevent")
    return part


def sign_up(status: str) -> dict[str, str]:
    return {"url": "https://example.org/meld-deg-paa", "status": status}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"status": "cancelled"}, "Avlyst."),
        ({"status": "postponed"}, "Utsatt."),
        ({"status": "moved_online", "online": "https://a.no/"}, "Flyttet til nett."),
        (
            {"status": "rescheduled", "previous_start": "2023-09-05 08:30"},
            "Ny dato. Flyttet fra tirsdag 5. september 2023 kl. 08.30.",
        ),
        ({"registration": sign_up("full")}, "Fulltegnet."),
        ({"registration": sign_up("waiting_list")}, "Venteliste."),
        ({"registration": sign_up("closed")}, "Påmeldingen er stengt."),
        ({"status": "cancelled", "registration": sign_up("full")}, "Avlyst."),
    ],
)
def test_the_state_is_said_first(ical_js: IcalJs, fields: dict, says: str) -> None:
    """The description begins with the status, since apps show only cancellation."""
    event = given.event(summary="Kort sagt.", **fields)
    first, second, *_ = only(ical_js, event)["description"].split("\n\n")
    assert (first, second) == (says, "Kort sagt.")


def test_a_deadline_that_passes_changes_no_calendar() -> None:
    """A deadline that passes changes no calendar."""
    registration = sign_up("open") | {"deadline": "2023-12-10 12:00"}
    event = given.event(start="2023-12-20 09:00", registration=registration)
    before, after = (all_of(event, now=f"2023-12-{day} 12:00") for day in ("01", "15"))
    assert before == after


def test_the_description_is_plain_text(ical_js: IcalJs) -> None:
    """The description has summary and first paragraph as plain text, and a link to the page."""
    text = "Vi *møtes* på [torget](https://a.no/).\n\nMer står på siden."
    part = only(ical_js, given.event(summary="Kort sagt.", description=text))
    assert part["description"] == f"Kort sagt.\n\nVi møtes på torget.\n\n{PAGE}"


def test_what_is_said_twice_is_told_once(ical_js: IcalJs) -> None:
    """A text that is summary and first paragraph is there once."""
    event = given.event(summary="Kort sagt.", description="Kort sagt.")
    assert only(ical_js, event)["description"] == f"Kort sagt.\n\n{PAGE}"


def test_an_event_in_english_is_told_in_english(ical_js: IcalJs) -> None:
    """An English event has its title and our words in English."""
    event = given.event(lang="en", title="Breakfast", status="cancelled")
    part = only(ical_js, event)
    assert part["summary"] == "Cancelled: Breakfast"
    assert part["description"].startswith("Cancelled.\n\nMore about the event: https://")


def test_it_tells_where_it_is(ical_js: IcalJs) -> None:
    """The location has name and address, and GEO has the coordinates."""
    venue = given.venue(address="Torget 1", postcode="2000", lat="59.9561", lon="11.0502")
    part = only(ical_js, given.event(), venue)
    assert part["location"] == "Sentrum scene, Torget 1, 2000 Lillestrøm"
    assert part["geo"] == [59.9561, 11.0502]


def test_a_place_at_the_equator_is_a_plain_number() -> None:
    """A coordinate near 0 is written without an exponent (RFC 5545, 3.3.7)."""
    ics = all_of(given.event(), given.venue(lat="0.00001", lon="-11.5"))
    assert b"GEO:0.0;-11.5\r\n" in ics


@pytest.mark.parametrize(
    "fields",
    [{"status": "moved_online", "online": "https://a.no/"},
     {"venue": None, "online": "https://a.no/"}],
)  # fmt: skip
def test_what_is_online_is_at_no_place(ical_js: IcalJs, fields: dict) -> None:
    """An event that moved online has no location."""
    part = only(ical_js, given.event(**fields), given.venue(lat="59.9", lon="11.0"))
    assert part["location"] == "På nett"
    assert not part.rows("geo")


def test_it_leads_to_its_page_and_names_its_network(ical_js: IcalJs) -> None:
    """The event links to its page, with the path of the site, and names its network."""
    event = given.event(network="helse")
    part = only(ical_js, event, given.network(), siteurl="https://a.no/under/mappe")
    assert part["url"] == "https://a.no/under/mappe/arrangementer/2023/frokost/"
    assert part["categories"] == "Helsenettverket"


def test_a_site_without_an_address_leads_nowhere(ical_js: IcalJs) -> None:
    """Without SITEURL, as in a preview, a calendar has no links."""
    part = only(ical_js, given.event(summary="Kort sagt."), siteurl="")
    assert not part.rows("url")
    assert part["description"] == "Kort sagt."


def test_a_part_of_a_festival_says_so() -> None:
    """RELATED-TO is the festival (RFC 5545, 3.8.4.5), or the series of an occurrence."""
    festival = given.event("festival", start="2023-09-01", repeat="hver uke, 3 ganger")
    events = [festival, given.event("del", part_of="festival")]
    parts = Calendar.from_ical(all_of(*events)).walk("VEVENT")
    assert [part.get("related-to") for part in parts] == [None, "festival@example.org"]


def test_invisible_signs_are_left_out(ical_js: IcalJs) -> None:
    """Invisible characters are removed, except those that join an emoji."""
    event = given.event(title="Frokost\u202e\u200b\u0085 for\u00a0alle\n👩‍💻")
    assert only(ical_js, event)["summary"] == "Frokost for alle 👩‍💻"


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))


@quickly
@for_any(st.text(letters | st.sampled_from("\\nN,;:\"^'æøå🦔 "), min_size=1, max_size=200))
def test_any_text_comes_through_whole(ical_js: IcalJs, text: str) -> None:
    """Any text is read back the same after escaping and folding."""
    title = " ".join(text.split())
    if not title:
        return
    ics = all_of(given.event(title=title))
    assert max(map(len, ics.split(b"\r\n"))) <= 75
    assert vobject.readOne(ics.decode()).vevent.summary.value == title
    assert only(ical_js, given.event(title=title))["summary"] == title


def test_only_an_event_that_is_held_has_an_online_link() -> None:
    """icalendar and vobject find the online link of held events only, also in DESCRIPTION."""
    link, found = "https://a.no/", {}
    for status in ("confirmed", "moved_online", "cancelled", "postponed"):
        ics = all_of(given.event(status=status, online=link), given.venue())
        (event,) = Calendar.from_ical(ics).walk("VEVENT")
        lines = vobject.readOne(ics.decode()).vevent.contents.get("conference", [])
        found[status] = (
            event.get("conference"), [line.value for line in lines], link in event["description"]
        )  # fmt: skip
    held, not_held = (link, [link], True), (None, [], False)
    assert found == {
        "confirmed": held, "moved_online": held, "cancelled": not_held, "postponed": not_held
    }  # fmt: skip
