"""Feeds of events: of all, and of those of a network, a venue or a speaker."""

from collections.abc import Iterable, Iterator

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.parts.site_data import SiteData
from newsroom.sharing.atom import Item, atom
from newsroom.sharing.items import article_item, event_item
from newsroom.wording.texts import our_texts


def feed_files(spots: Iterable[Spot], most: int) -> list[OutputFile]:
    """A feed for each spot of one, each of at most so many items."""
    return [
        OutputFile(spot.address, events_feed, (spot, most))
        for spot in spots
        if spot.kind == "events-feed"
    ]


def events_feed(spot: Spot, most: int, site_data: SiteData) -> bytes:
    """What is coming, and what was written of what has been; the last changed first."""
    items = [*_events(spot, site_data), *_articles(spot, site_data)]
    items.sort(key=lambda item: (-item.updated.timestamp(), item.address))
    page = spot.address.removesuffix("feed.xml")
    return atom(spot.address, page, _title(spot, site_data), items[:most], site_data)


def _title(spot: Spot, site_data: SiteData) -> str:
    name, events = site_data.edition.catalog.site.name, our_texts("nb")("Arrangementer")
    about = spot.items[0].name if spot.items else events
    return f"{about} – {name}"


def _of(spot: Spot, site_data: SiteData) -> tuple[Event, ...]:
    """Everything that takes place in what the feed is of."""
    edition = site_data.edition
    entry: Entry | None = spot.items[0] if spot.items else None
    match entry:
        case Network():
            return edition.by_network.get(entry.key, ())
        case Venue():
            return edition.by_venue.get(entry.key, ())
        case Person():
            return edition.by_speaker.get(entry.key, ())
    return edition.occurrences


def _events(spot: Spot, site_data: SiteData) -> Iterator[Item]:
    """What is not over; a series once."""
    edition = site_data.edition
    coming = (e.text_ref for e in _of(spot, site_data) if edition.phases[e.id] != "after")
    for ref in dict.fromkeys(coming):
        yield event_item(edition.events[ref.removeprefix("event:")], site_data)


def _articles(spot: Spot, site_data: SiteData) -> Iterator[Item]:
    """What was written of the events, and by the speaker; not in the feed of all events."""
    if not spot.items:
        return
    (entry,), edition = spot.items, site_data.edition
    found: dict[str, Article] = {}
    for event in _of(spot, site_data):
        found |= {article.ref: article for article in edition.recaps.get(event.id, ())}
    if isinstance(entry, Person):
        found |= {a.ref: a for a in edition.by_author.get(entry.key, ())}
    yield from (article_item(article, site_data) for article in found.values())
