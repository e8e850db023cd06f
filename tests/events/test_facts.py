"""The facts, badges and row of an event: before, on and after its day."""

import pytest

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.events.event_page import event_view
from newsroom.events.facts import badges, directions_to, facts, when_and_where
from newsroom.events.ics import single
from newsroom.events.pages import pages
from newsroom.events.related import RelatedEvents
from newsroom.events.views import EventView
from newsroom.parts.rows import coming_rows, event_row
from newsroom.parts.shapes import EventRow, Fact
from newsroom.parts.site_data import SiteData
from newsroom.sharing.jsonld_events import event_thing
from tests import given

BEFORE, TODAY, AFTER = "2023-09-01 12:00", "2023-09-12 09:30", "2023-09-13 12:00"
URL = "https://example.org/meld-paa"
SENDING = "https://example.org/sending"
NBSP = "\u00a0"


def meeting(**fields: object) -> Event:
    return given.event(end="2023-09-12 11:00", **fields)


def all_facts(event: Event, site_data: SiteData, lang: str) -> list[Fact]:
    """The facts in the order of the page: time and place, the rest, the way to the venue."""
    lines = (when_and_where, facts, directions_to)
    return [fact for some in lines for fact in some(event, site_data, lang)]


def facts_of(event: Event, *others: Entry, now: str = BEFORE, **more: object) -> dict[str, str]:
    """The facts of an event, by label."""
    site_data = given.site_data_of(event, *others, now=now, **more)
    said = all_facts(event, site_data, event.lang)
    return {fact.label: fact.text or "; ".join(one.text for one in fact.people) for fact in said}


def badges_of(event: Event, now: str = BEFORE) -> list[tuple[str, str]]:
    site_data = given.site_data_of(event, now=now, unpublished=True)
    return [(badge.text, badge.tone) for badge in badges(event, site_data, event.lang)]


def row_of(event: Event, *others: Entry, now: str = BEFORE, **more: object) -> EventRow:
    return event_row(event, given.site_data_of(event, *others, now=now, **more))


def view_of(event: Event, *others: Entry, now: str = BEFORE, **more: object) -> EventView:
    site_data = given.site_data_of(event, *others, now=now, **more)
    spot = next(s for s in site_data.plan.of_kind("event") if event in s.items)
    return event_view(spot, RelatedEvents(site_data.edition).near(event), site_data)


def test_an_event_says_when_and_where() -> None:
    """An event has its time and venue, with a link to its page; the street is by the map."""
    event = meeting()
    venue = given.venue(address="Storgata 1", postcode="2000")
    site_data = given.site_data_of(event, venue, now=BEFORE, siteurl="https://example.org/sti")
    when, where = when_and_where(event, site_data, "nb")
    assert when.text == f"tirsdag 12. september 2023 kl.{NBSP}09.00–11.00"
    assert when.machine == "2023-09-12T09:00:00+02:00"
    assert where.text == "Sentrum scene, Lillestrøm"
    assert next(directions_to(event, site_data, "nb")).text == "Storgata 1, 2000 Lillestrøm"
    for ended in (facts_of(event, venue, now=AFTER), facts_of(meeting(status="cancelled"), venue)):
        assert ended["Hvor"] == "Sentrum scene, Storgata 1, 2000 Lillestrøm"
        assert "Adresse" not in ended
    assert where.href == "/sti/steder/sentrum/"


def test_a_network_is_a_link_where_it_has_a_page() -> None:
    """The fact box has the name of the network; the link only where networks have pages."""
    event, network = meeting(network="helse"), given.network()
    for kinds, href in ((given.EVERY_KIND, "/nettverk/helse/"), (frozenset({"event"}), "")):
        site_data = given.site_data_of(event, network, kinds=kinds)
        (fact,) = (fact for fact in facts(event, site_data, "nb") if fact.label == "Nettverk")
        assert (fact.text, fact.href) == ("Helsenettverket", href)


def test_a_venue_of_its_own_has_no_page_to_lead_to() -> None:
    """A venue that is written in the event has no page and no link."""
    event = meeting(venue={"name": "Nitelva", "city": "Lillestrøm"})
    _, where = when_and_where(event, given.site_data_of(event), "nb")
    assert (where.text, where.href) == ("Nitelva, Lillestrøm", "")


@pytest.mark.parametrize(
    ("price", "member", "said"),
    [
        ("0", None, "Gratis"),
        ("0", "0", "Gratis"),
        ("1250", None, f"1{NBSP}250{NBSP}kr"),
        ("450", "450", f"450{NBSP}kr"),
        ("450", "300", f"450{NBSP}kr (medlem 300{NBSP}kr)"),
        ("450", "0", f"450{NBSP}kr (medlem gratis)"),
    ],
)
def test_what_it_costs(price: str, member: str | None, said: str) -> None:
    """The price is "Gratis" or an amount, with the members' price when it differs."""
    assert facts_of(meeting(registration={"price": price, "member_price": member}))["Pris"] == said


def test_a_price_for_members_alone_is_said() -> None:
    """A price for members only is shown alone."""
    said = facts_of(meeting(registration={"member_price": "300"}))
    assert said.get("Pris") == f"medlem 300{NBSP}kr"


def test_a_price_nobody_has_said_is_not_free() -> None:
    """An event without a price is not "Gratis"."""
    assert "Pris" not in facts_of(meeting(registration={"url": URL}))


@pytest.mark.parametrize(
    ("now", "labels"),
    [
        (BEFORE, ["Når", "På nett", "Pris", "Påmeldingsfrist", "Plasser"]),
        (TODAY, ["Når", "På nett", "Pris", "Påmeldingsfrist", "Plasser"]),
        (AFTER, ["Når", "Hvor", "Deltakere"]),
    ],
)
def test_what_one_needs_to_come_is_gone_when_it_is_over(now: str, labels: list[str]) -> None:
    """A past event shows its attendance, and no longer what a visitor needs to take part."""
    event = meeting(
        venue=None,
        online=SENDING,
        attendance="40",
        registration={"price": "100", "deadline": "2023-09-08", "capacity": "50"},
    )
    assert list(facts_of(event, now=now)) == labels


def test_speakers_have_their_company_their_initials_and_a_line() -> None:
    """The line is the first sentence about them; a name that is no key is shown as written."""
    person = given.person(role="Lege", company="Helse AS", bio="Forsker på søvn. Bor i nord.")
    kari, ola = view_of(meeting(speakers=["kari", "Ola von der Lippe"]), person).speakers
    assert (kari.name, kari.href, kari.role) == (
        "Kari Nordmann",
        "/personer/kari/",
        "Lege, Helse AS",
    )
    assert (kari.line, kari.initials) == ("Forsker på søvn.", "KN")
    assert (ola.name, ola.href, ola.role, ola.line) == ("Ola von der Lippe", "", "", "")
    assert (ola.initials, ola.portrait) == ("OL", None)


def test_how_to_come_to_a_venue_is_told_until_it_is_over() -> None:
    """The address, a link to a map, the way, and the access of the venue and of the event."""
    venue = given.venue(
        address="Storgata 1",
        postcode="2000",
        directions="Inngang fra *parken*.",
        accessibility="Heis.",
    )
    event = meeting(accessibility="Tegnspråktolk.")
    site_data = given.site_data_of(event, venue, now=BEFORE)
    shown = [(fact.label, fact.text) for fact in directions_to(event, site_data, "nb")]
    assert shown == [
        ("Adresse", "Storgata 1, 2000 Lillestrøm"),
        ("Kart", "Vis på kart"),
        ("Finn fram", "Inngang fra <em>parken</em>."),
        ("Tilgjengelighet", "Heis. Tegnspråktolk."),
    ]
    assert "Adresse" not in facts_of(event, venue, now=AFTER)
    assert "Adresse" not in facts_of(meeting(status="cancelled"), venue)
    assert "Adresse" not in facts_of(meeting(status="moved_online", online=SENDING), venue)


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"address": "Å 1", "postcode": "2000"}, "/search?query=%C3%85+1%2C+2000+Lillestr%C3%B8m"),
        ({"lat": "59.9", "lon": "11.0"}, "/?mlat=59.9&mlon=11.0#map=17/59.9/11.0"),
        ({}, None),
    ],
)
def test_the_map_shows_the_venue(fields: dict[str, object], url: str | None) -> None:
    """By its degrees, else by its address; without both there is no link."""
    event = meeting()
    site_data = given.site_data_of(event, given.venue(**fields), now=BEFORE)
    links = [fact.href for fact in directions_to(event, site_data, "nb") if fact.label == "Kart"]
    assert links == ([f"https://www.openstreetmap.org{url}"] if url else [])


def test_an_event_moved_online_is_not_at_its_venue() -> None:
    """An event that moved online shows no venue."""
    event = meeting(status="moved_online", online=SENDING)
    said = facts_of(event, given.venue())
    assert ("Hvor" in said, said["På nett"]) == (False, "Følg sendingen")
    assert "På nett" in row_of(event, given.venue()).facts
    assert "Sentrum scene, Lillestrøm" not in row_of(event, given.venue()).facts


def test_a_cancelled_event_has_no_broadcast_to_follow() -> None:
    """A cancelled event has no online link and no registration."""
    event = meeting(status="cancelled", online=SENDING, registration={"url": URL})
    assert "På nett" not in facts_of(event)
    assert view_of(event).action is None


@pytest.mark.parametrize(
    ("state", "badge"),
    [
        ("open", ("Åpen for påmelding", "open")),
        ("full", ("Fulltegnet", "full")),
        ("waiting_list", ("Venteliste", "waiting_list")),
        ("closed", ("Påmeldingen er stengt", "closed")),
    ],
)
def test_whether_one_can_sign_up_is_a_badge_before_the_day(
    state: str, badge: tuple[str, str]
) -> None:
    """The registration status is a badge until the event starts."""
    event = meeting(registration={"url": URL, "status": state})
    assert badges_of(event) == [badge]
    assert badges_of(event, TODAY) == badges_of(event, AFTER) == []


def test_a_place_that_is_not_settled_is_said_and_nowhere_made_up() -> None:
    """The page and the list say "Sted kommer"; markup and calendar have no location."""
    event = meeting(venue=None, place="kommer")
    assert facts_of(event)["Hvor"] == "Sted kommer"
    assert "Sted kommer" in row_of(event).facts
    site_data = given.site_data_of(event, now=BEFORE)
    thing = event_thing(event, site_data)
    assert thing["location"] == []
    assert thing["eventAttendanceMode"] is None
    component = single(event, site_data)
    assert "location" not in component
    assert component["description"].startswith("Sted kommer.")
    hybrid = meeting(venue=None, place="kommer", online=SENDING)
    assert (facts_of(hybrid)["Hvor"], facts_of(hybrid)["På nett"]) == (
        "Sted kommer",
        "Følg sendingen",
    )
    moved = meeting(venue=None, place="kommer", status="moved_online")
    assert "Sted kommer" not in (*facts_of(moved).values(), *row_of(moved).facts)


def test_an_event_open_to_all_says_so() -> None:
    """Page and calendar say it; there is nothing to sign up for, and no offer in the markup."""
    event = meeting(registration="none")
    assert facts_of(event)["Påmelding"] == "Åpent for alle, uten påmelding"
    assert badges_of(event) == []
    site_data = given.site_data_of(event, now=BEFORE)
    assert event_thing(event, site_data)["offers"] is None
    component = single(event, site_data)
    assert component["description"].startswith("Åpent for alle, uten påmelding.")


def test_an_event_says_who_answers_questions() -> None:
    """The name leads to the person's page, and the address to their mail; calendars have both."""
    event = meeting(contact="kari")
    site_data = given.site_data_of(event, given.person(email="kari@example.org"), now=BEFORE)
    fact = next(f for f in facts(event, site_data, "nb") if f.label == "Kontakt")
    assert [(link.text, link.href) for link in fact.people] == [
        ("Kari Nordmann", "/personer/kari/"),
        ("kari@example.org", "mailto:kari@example.org"),
    ]
    assert event_thing(event, site_data)["organizer"]["contactPoint"] == {
        "@type": "ContactPoint",
        "name": "Kari Nordmann",
        "email": "kari@example.org",
    }
    assert single(event, site_data)["contact"] == "Kari Nordmann, kari@example.org"
    assert facts_of(meeting(contact="Ola Hansen"))["Kontakt"] == "Ola Hansen"


def test_an_event_leads_to_its_slides_and_its_recording() -> None:
    """The page, an item of the programme, the markup and the calendar have the links."""
    video = {"title": "Opptaket", "url": "https://example.org/v", "kind": "video"}
    ark = {"title": "Arket", "url": "https://example.org/a"}
    event = meeting(links=[video], programme=[{"title": "Om KI", "links": [ark]}])
    view = view_of(event)
    assert [(link.text, link.href, link.word) for link in view.links] == [
        ("Opptaket", "https://example.org/v", "Video")
    ]
    assert [(link.text, link.word) for link in view.programme[0].links] == [("Arket", "")]
    site_data = given.site_data_of(event, now=BEFORE)
    assert [part["@type"] for part in event_thing(event, site_data)["subjectOf"]] == [
        "VideoObject",
        "WebPage",
    ]
    assert "Opptaket: https://example.org/v" in single(event, site_data)["description"]


def test_an_event_of_a_type_is_in_the_list_of_the_type() -> None:
    """Its page leads to the list, which has coming events first; the calendar has a category."""
    kinds = given.site(event_types=["Frokost", "Kurs"])
    coming, course = meeting(type="Frokost"), given.event("2023-kurs", type="Kurs")
    past = given.event("2023-var", start="2023-05-02 09:00", title="Den i mai", type="Frokost")
    site_data = given.site_data_of(kinds, coming, course, past, now=BEFORE)
    fact = next(f for f in facts(coming, site_data, "nb") if f.label == "Type")
    assert (fact.text, fact.href) == ("Frokost", "/arrangementer/frokost/")
    assert event_thing(coming, site_data)["keywords"] == "Frokost"
    assert single(coming, site_data)["categories"].to_ical() == b"Frokost"
    view = given.shown(pages(site_data), site_data)["/arrangementer/frokost/"]
    assert [(group.title, [row.title for row in group.rows]) for group in view.groups] == [
        ("Kommende arrangementer", ["Frokost"]),
        ("Tidligere arrangementer", ["Den i mai"]),
    ]
    assert [(link.text, link.current) for link in view.lists] == [
        ("Frokost", True),
        ("Kurs", False),
        ("2023", False),
    ]


def test_an_event_both_in_a_room_and_online_says_both() -> None:
    """An event at a venue and online shows both."""
    said = facts_of(meeting(online=SENDING), given.venue())
    assert (said["Hvor"], said["På nett"]) == ("Sentrum scene, Lillestrøm", "Følg sendingen")


def test_a_moved_event_can_still_be_signed_up_for_and_a_cancelled_one_not() -> None:
    """Its change is in the notice, and the open registration a badge."""
    registration = {"url": URL, "price": "100", "deadline": "2023-09-08", "capacity": "50"}
    moved = meeting(status="rescheduled", registration=registration)
    assert badges_of(moved) == [("Åpen for påmelding", "open")]
    assert {"Pris", "Påmeldingsfrist", "Plasser"} <= facts_of(moved).keys()
    cancelled = meeting(status="cancelled", registration=registration)
    assert badges_of(cancelled) == []
    assert facts_of(cancelled, given.venue()).keys() == {"Når", "Hvor"}


@pytest.mark.parametrize("repeat", [{}, {"repeat": "hver tirsdag, 3 ganger"}])
def test_a_postponed_event_without_a_new_date_says_what_the_old_one_was(
    repeat: dict[str, str],
) -> None:
    """With the time it was moved from, the time is the new one."""
    old = facts_of(meeting(status="postponed", **repeat))
    assert old["Var satt til"]
    assert "Når" not in old
    assert "Was set for" in facts_of(meeting(status="postponed", lang="en", **repeat))
    moved = facts_of(meeting(status="postponed", previous_start="2023-08-30 18:00", **repeat))
    assert "Når" in moved


@pytest.mark.parametrize(
    ("state", "now", "text"),
    [
        ("open", BEFORE, "Meld deg på"),
        ("waiting_list", BEFORE, "Sett deg på venteliste"),
        ("full", BEFORE, None),
        ("closed", BEFORE, None),
        ("open", TODAY, None),
        ("open", AFTER, None),
    ],
)
def test_the_way_to_sign_up_is_there_while_one_can(state: str, now: str, text: str | None) -> None:
    """The registration link is there while registration or the waiting list is open."""
    link = view_of(meeting(registration={"url": URL, "status": state}), now=now).action
    assert (link and link.text) == text


def test_a_row_is_for_the_eye_and_for_the_ear() -> None:
    """A row has a large day for the eye, and the whole date for screen readers."""
    network = given.network(colour="fjord")
    row = row_of(meeting(network="helse"), given.venue(), network, siteurl="https://a.no/sti")
    assert (row.day, row.when.text) == ("12", "tirsdag 12. september 2023")
    assert row.facts == (f"kl.{NBSP}09.00–11.00", "Sentrum scene, Lillestrøm", "Helsenettverket")
    assert (row.href, row.colour) == ("/sti/arrangementer/2023/frokost/", "fjord")
    assert (row.status, row.status_text, row.before, row.mark) == ("", "", "", "")


def test_a_town_in_the_venues_name_is_not_said_twice() -> None:
    """A row omits the town when the venue's name has it."""
    venue = given.venue(name="Lillestrøm Kultursenter", city="Lillestrøm")
    assert "Lillestrøm Kultursenter" in row_of(meeting(), venue).facts


def test_a_row_of_several_days_says_which() -> None:
    """A row of several days has the dates instead of times."""
    row = row_of(given.event(start="2023-09-12", end="2023-09-14"), given.venue())
    assert (row.day, row.facts[0]) == ("12", "12.–14. september 2023")


@pytest.mark.parametrize(
    ("status", "state", "found"),
    [
        ("cancelled", "open", ("cancelled", "Avlyst", "Avlyst: ")),
        ("postponed", "full", ("postponed", "Utsatt", "Utsatt: ")),
        ("moved_online", "open", ("moved_online", "Flyttet til nett", "")),
        ("confirmed", "full", ("full", "Fulltegnet", "")),
        ("confirmed", "waiting_list", ("waiting_list", "Venteliste", "")),
        ("confirmed", "open", ("", "", "")),
        ("draft", "open", ("", "", "")),
    ],
)
def test_a_row_says_what_stops_somebody_from_coming(
    status: str, state: str, found: tuple[str, str, str]
) -> None:
    """A row has the status, and only a cancellation is inside the link."""
    event = meeting(status=status, registration={"url": URL, "status": state})
    row = row_of(event, unpublished=True)
    assert (row.status, row.status_text, row.before) == found


def test_a_drafts_row_is_marked() -> None:
    """A draft's row is marked in the preview."""
    assert row_of(meeting(status="draft"), unpublished=True).mark.startswith("Utkast")


def test_an_english_event_is_told_in_english() -> None:
    """An English event has English facts, and its title has `lang` on Norwegian pages."""
    event = meeting(lang="en", registration={"price": "0"})
    said = facts_of(event, given.venue())
    assert list(said) == ["When", "Where", "Price"]
    assert (said["When"], said["Price"]) == ("Tuesday 12 September 2023 09:00–11:00", "Free")
    assert row_of(event).lang == "en"


def test_a_row_begins_with_its_time_and_says_nothing_twice() -> None:
    """A row begins with its time, also "whole day", and repeats no name."""
    house = given.network("huset", name="Sentrum scene, Lillestrøm")
    whole_day = given.event(start="2023-09-12", network="huset")
    row = row_of(whole_day, given.venue(), house)
    assert row.facts == ("Hele dagen", "Sentrum scene, Lillestrøm")


def test_a_row_has_its_year_where_the_list_does_not_tell_it() -> None:
    """Past events have theirs, unless the list is of that year; so have those of a later year."""
    assert row_of(meeting()).month == f"ti.{NBSP}sep."
    assert row_of(meeting(), now=AFTER).month == f"ti.{NBSP}sep. 2023"
    site_data = given.site_data_of(meeting(), now=AFTER)
    assert event_row(meeting(), site_data, year=2023).month == f"ti.{NBSP}sep."
    later = given.event("2024-kurs", start="2024-01-09 09:00")
    site_data = given.site_data_of(meeting(), later, now=BEFORE)
    rows = coming_rows((meeting(), later), site_data)
    assert [row.month for row in rows] == [f"ti.{NBSP}sep.", f"ti.{NBSP}jan. 2024"]


def test_a_past_event_tells_how_many_came_and_what_there_is_to_see() -> None:
    """Pictures, slides and recordings, of the event and of its programme; not before it is over."""
    video = {"title": "Opptaket", "url": "https://example.org/v", "kind": "video"}
    slides = {"title": "Arket", "url": "https://example.org/a", "kind": "slides"}
    picture = {"src": "images/a.jpg", "alt": "Et rom"}
    event = meeting(
        attendance="1240",
        gallery=[picture],
        links=[video],
        programme=[{"title": "Om KI", "links": [slides]}],
    )
    assert row_of(event, now=AFTER).afterwards == (
        f"1{NBSP}240 deltakere",
        "bilder",
        "lysark",
        "opptak",
    )
    assert row_of(event).afterwards == ()


def test_a_broadcast_is_the_thing_to_do_while_it_goes_on() -> None:
    """During the event, the online link is the main action."""
    event = meeting(online=SENDING, registration={"url": URL})
    assert view_of(event, now=BEFORE).action.text == "Meld deg på"
    assert view_of(event, now=TODAY).action.href == SENDING
    assert view_of(event, now=AFTER).action is None
