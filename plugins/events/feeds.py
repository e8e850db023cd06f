"""Feeds of events: of all, and of those of a network, a venue or a speaker."""

from collections.abc import Iterable, Iterator

from plugins.addresses.page import File
from plugins.addresses.plan import Spot
from plugins.contract.article import Article
from plugins.contract.entry import Entry
from plugins.contract.event import Event
from plugins.contract.people import Network, Person, Venue
from plugins.parts.material import Material
from plugins.sharing.atom import Item, atom
from plugins.sharing.items import article_item, event_item
from plugins.wording.texts import our_texts


def feed_files(spots: Iterable[Spot], most: int) -> list[File]:
    """A feed for each spot of one, each of at most so many items."""
    return [
        File(spot.address, events_feed, (spot, most))
        for spot in spots
        if spot.kind == "events-feed"
    ]


def events_feed(spot: Spot, most: int, material: Material) -> bytes:
    """What is coming, and what was written of what has been; the last changed first."""
    items = [*_events(spot, material), *_articles(spot, material)]
    items.sort(key=lambda item: (-item.updated.timestamp(), item.address))
    page = spot.address.removesuffix("feed.xml")
    return atom(spot.address, page, _title(spot, material), items[:most], material)


def _title(spot: Spot, material: Material) -> str:
    name, events = material.edition.catalog.site.name, our_texts("nb")("Arrangementer")
    about = spot.items[0].name if spot.items else events
    return f"{about} – {name}"


def _of(spot: Spot, material: Material) -> tuple[Event, ...]:
    """Everything that takes place in what the feed is of."""
    edition = material.edition
    entry: Entry | None = spot.items[0] if spot.items else None
    match entry:
        case Network():
            return edition.by_network.get(entry.key, ())
        case Venue():
            return edition.by_venue.get(entry.key, ())
        case Person():
            return edition.by_speaker.get(entry.key, ())
    return edition.occurrences


def _events(spot: Spot, material: Material) -> Iterator[Item]:
    """What is not over; a series once."""
    edition = material.edition
    coming = (e.text_ref for e in _of(spot, material) if edition.phases[e.id] != "after")
    for ref in dict.fromkeys(coming):
        yield event_item(edition.events[ref.removeprefix("event:")], material)


def _articles(spot: Spot, material: Material) -> Iterator[Item]:
    """What was written of the events, and by the speaker; not in the feed of all events."""
    if not spot.items:
        return
    (entry,), edition = spot.items, material.edition
    found: dict[str, Article] = {}
    for event in _of(spot, material):
        found |= {article.ref: article for article in edition.recaps.get(event.id, ())}
    if isinstance(entry, Person):
        found |= {a.ref: a for a in edition.by_author.get(entry.key, ())}
    yield from (article_item(article, material) for article in found.values())
