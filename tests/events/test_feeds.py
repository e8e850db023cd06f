"""The feeds of events, read with a feed parser."""

from datetime import UTC, datetime

import feedparser

from newsroom.contract.entry import Entry
from newsroom.events.subscription_files import subscription_files
from tests import given

SITE = "https://example.org/sti"
NOW = "2023-09-01 12:00"


def feeds(*entries: Entry, now: str = NOW, most: int = 20) -> dict[str, feedparser.FeedParserDict]:
    """The parsed feeds, by address; each must be well-formed."""
    site_data = given.site_data_of(*entries, now=now, siteurl=SITE)
    spots = [s for s in site_data.plan.of_kind("events-feed") if s.address.endswith(".xml")]
    files = subscription_files(spots, most, site_data)
    found = {file.address: feedparser.parse(file.made(site_data)) for file in files}
    assert not any(feed.bozo for feed in found.values())
    return found


def titles(feed: feedparser.FeedParserDict) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_all_events_and_whatever_has_some_have_a_feed() -> None:
    """All events, and each network, venue and speaker with events, have a feed."""
    network, venue, person = given.network(), given.venue(), given.person()
    without = given.network("tom", name="Uten")
    found = feeds(given.event(network="helse", speakers=["kari"]), network, venue, person, without)
    assert {address: feed.feed.title for address, feed in found.items()} == {
        "/arrangementer/feed.xml": "Arrangementer – Kunnskapsbyen",
        "/nettverk/helse/feed.xml": "Helsenettverket – Kunnskapsbyen",
        "/steder/sentrum/feed.xml": "Sentrum scene – Kunnskapsbyen",
        "/personer/kari/feed.xml": "Kari Nordmann – Kunnskapsbyen",
    }
    assert len({feed.feed.id for feed in found.values()}) == len(found)


def test_a_feed_of_events_tells_what_is_coming_with_its_day() -> None:
    """A feed has the upcoming events with their dates, also cancelled ones, and no past event."""
    feed = feeds(
        given.event("over", start="2023-08-01 09:00"),
        given.event("frokost", title="Frokost", summary="Kort sagt."),
        given.event("av", title="Lunsj", start="2023-09-13 12:00", status="cancelled"),
        given.venue(),
    )["/arrangementer/feed.xml"]
    assert sorted(titles(feed)) == [
        "Avlyst: Lunsj, 13. september 2023",
        "Frokost, 12. september 2023",
    ]
    (entry,) = (entry for entry in feed.entries if entry.title.startswith("Frokost"))
    assert entry.link == f"{SITE}/arrangementer/2023/frokost/"
    assert entry.id == "tag:example.org,2023:/arrangementer/2023/frokost/"
    said = entry.content[0].value
    assert "tirsdag 12. september 2023" in said and "Sentrum scene, Lillestrøm" in said
    assert "Kort sagt." in said


def test_a_series_is_told_of_once() -> None:
    """A series is one entry of a feed."""
    feed = feeds(given.event(repeat="hver tirsdag, 4 ganger"))["/arrangementer/feed.xml"]
    assert [entry.link for entry in feed.entries] == [f"{SITE}/arrangementer/2023/frokost/"]


def test_a_networks_feed_tells_of_what_it_did_as_well() -> None:
    """A network's feed has articles on its events; a speaker's feed also their own articles."""
    event = given.event(start="2023-08-01 09:00", network="helse", speakers=["kari"])
    recap = given.article(
        "news/a.md", title="Slik var det", event="2023-frokost", date="2023-08-02"
    )
    own = given.article("news/b.md", title="Mine tanker", author="kari", date="2023-08-03")
    found = feeds(event, recap, own, given.network(), given.person())
    assert titles(found["/nettverk/helse/feed.xml"]) == ["Slik var det"]
    assert titles(found["/personer/kari/feed.xml"]) == ["Mine tanker", "Slik var det"]
    assert titles(found["/arrangementer/feed.xml"]) == []


def test_an_entry_is_never_updated_in_the_future() -> None:
    """The `updated` of an entry is never in the future (RFC 4287, 4.2.15)."""
    feed = feeds(given.event(start="2023-12-12 09:00"))["/arrangementer/feed.xml"]
    (entry,) = feed.entries
    updated = datetime(*entry.updated_parsed[:6], tzinfo=UTC)
    assert updated == datetime(2023, 1, 1, tzinfo=UTC)


def test_a_feed_has_no_more_than_it_is_told_to() -> None:
    """A feed has at most the given number of entries."""
    events = [given.event(f"e{n}") for n in range(9)]
    assert len(feeds(*events, most=5)["/arrangementer/feed.xml"].entries) == 5
