"""Subscriptions to events, and links that add one event to a calendar."""

from urllib.parse import parse_qs, urlsplit

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.events.calendar_links import add_to_calendar
from newsroom.events.pages import pages
from newsroom.pages.registry_pages import network_view, person_view, venue_view
from newsroom.parts.shapes import AddToCalendar
from newsroom.parts.subscription import subscription
from tests import given

SITE = "https://example.org/sti"
BEFORE, AFTER = "2023-09-01 12:00", "2023-10-01 12:00"


def added(event: Event, *others: Entry, now: str = BEFORE, of: str = "") -> AddToCalendar | None:
    site_data = given.site_data_of(event, *others, now=now, siteurl=SITE)
    return add_to_calendar(site_data.edition.events[of or event.id], site_data, event.lang)


def asked(add: AddToCalendar, name: str) -> dict[str, str]:
    """The query parameters of a link."""
    (link,) = (link for link in add.links if link.text.startswith(name))
    return {key: value[0] for key, value in parse_qs(urlsplit(link.href).query).items()}


def test_google_is_given_wall_clock_times_and_the_zone() -> None:
    """Google gets wall-clock times and the time zone."""
    add = added(given.event(end="2023-09-12 11:00", summary="Kort sagt."), given.venue())
    said = asked(add, "Google")
    assert (said["dates"], said["ctz"]) == ("20230912T090000/20230912T110000", "Europe/Oslo")
    assert (said["text"], said["location"]) == ("Frokost", "Sentrum scene, Lillestrøm")
    assert said["details"] == f"Kort sagt.\n\n{SITE}/arrangementer/2023/frokost/"


def test_google_is_given_the_zone_of_an_event_abroad() -> None:
    """A series abroad is repeated by the clocks of its place."""
    series = given.event(
        start="2023-12-26 09:00",
        end="2023-12-26 10:00",
        zone="America/New_York",
        repeat="hver tirsdag, til 30. april 2024",
    )
    said = asked(added(series), "Google")
    assert (said["dates"], said["ctz"]) == ("20231226T090000/20231226T100000", "America/New_York")
    assert said["recur"] == "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20240501T035959Z"


def test_both_outlooks_are_named_and_given_the_instant() -> None:
    """The private and the business Outlook get the instants, each with its own link."""
    add = added(given.event(end="2023-09-12 11:00"))
    assert [link.text for link in add.links] == [
        *("Google", "Outlook.com (privat)", "Outlook 365 (jobb og skole)"),
    ]
    for name in ("Outlook.com", "Outlook 365"):
        said = asked(add, name)
        assert (said["startdt"], said["enddt"]) == ("2023-09-12T07:00:00Z", "2023-09-12T09:00:00Z")


def test_whole_days_are_given_as_days() -> None:
    """Whole days are given as dates, with an exclusive end."""
    add = added(given.event(start="2023-09-12", end="2023-09-13"))
    assert asked(add, "Google")["dates"] == "20230912/20230914"
    said = asked(add, "Outlook.com")
    assert (said["startdt"], said["enddt"], said["allday"]) == ("2023-09-12", "2023-09-14", "true")


def test_a_series_is_given_with_its_rule() -> None:
    """A series has its rule with UNTIL in UTC, and no Outlook links, which allow no rules."""
    series = given.event(repeat="hver tirsdag, til 3. oktober 2023", end="2023-09-12 10:00")
    add = added(series)
    assert asked(add, "Google")["recur"] == "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20231003T215959Z"
    assert [link.text for link in add.links] == ["Google"]
    one = added(series, of="2023-frokost-2023-09-19")
    assert "recur" not in asked(one, "Google")
    assert one.file.href == "/sti/arrangementer/2023/frokost/2023-09-19/arrangement.ics"


def test_a_copy_is_said_to_be_one_and_the_subscription_offered() -> None:
    """Beside the file of an event stands that it is a copy, and a link to the subscription."""
    add = added(given.event(network="helse"), given.network())
    assert "ikke oppdatert" in add.note
    assert add.subscription.calendar.href == (
        "webcal://example.org/sti/kalender/nettverk/helse.ics"
    )
    assert add.file.href == "/sti/arrangementer/2023/frokost/arrangement.ics"


def test_nothing_is_offered_of_what_is_over_or_off() -> None:
    """Past and cancelled events have no links to add them to a calendar."""
    assert added(given.event(), now=AFTER) is None
    assert added(given.event(status="cancelled")) is None
    assert added(given.event(status="postponed")) is None


def test_a_network_a_venue_and_a_speaker_can_be_followed() -> None:
    """A network, a venue and a speaker have a calendar and a feed on their pages."""
    entries = [given.event(network="helse", speakers=["kari"]),
               given.network(), given.venue(), given.person()]  # fmt: skip
    site_data = given.site_data_of(*entries, siteurl=SITE)
    for kind, view, calendar, feed in (
        ("network", network_view, "nettverk/helse", "/sti/nettverk/helse/feed.xml"),
        ("venue", venue_view, "sted/sentrum", "/sti/steder/sentrum/feed.xml"),
        ("person", person_view, "person/kari", "/sti/personer/kari/feed.xml"),
    ):
        (spot,) = site_data.plan.of_kind(kind)
        page = view(spot, site_data)
        assert page.subscription.address == f"{SITE}/kalender/{calendar}.ics"
        assert feed in [link.href for link in page.subscription.feeds]
        assert feed in [link.href for link in page.head.feeds]
        assert [link.href for link in page.head.calendars] == [f"/sti/kalender/{calendar}.ics"]


def test_what_has_no_events_cannot_be_followed() -> None:
    """A page without events has no subscription."""
    site_data = given.site_data_of(given.event(), given.network())
    (network,) = site_data.edition.catalog.networks.values()
    assert subscription(network, site_data) is None


def test_a_site_without_an_address_offers_the_file() -> None:
    """A site without SITEURL offers the file only; a subscription needs an absolute address."""
    found = subscription(None, given.site_data_of(given.event()))
    assert (found.calendar.href, found.address) == ("/kalender/alle.ics", "")


def test_the_page_of_subscriptions_has_all_and_each_network() -> None:
    """The page of subscriptions has all events first, then each network in order."""
    site_data = given.site_data_of(
        given.event(network="helse"), given.network(), given.network("tom", name="Uten"),
        siteurl=SITE,
    )  # fmt: skip
    view = given.shown(pages(site_data), site_data)["/abonner/"]
    assert [one.about for one in view.subscriptions] == ["Alle arrangementer", "Helsenettverket"]
    assert len({one.name for one in view.subscriptions}) == 2
    assert [link.href for link in view.more] == ["/sti/feed.xml", "/sti/feed.json"]
    assert view.email is None
