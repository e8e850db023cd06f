"""Atom feeds of all events, and of those of a network, a venue or a speaker."""

from collections.abc import Iterable, Iterator

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.people import Network, Person, Venue
from newsroom.events.calendar_files import events_of
from newsroom.parts.site_data import SiteData
from newsroom.sharing.feed_items import Feed, FeedItem, article_item, event_item
from newsroom.sharing.feeds import feed_bytes
from newsroom.wording.texts import our_texts


def feed_files(spots: Iterable[Spot], most: int) -> list[OutputFile]:
    """The file of each spot that is a feed of events, with at most `most` items."""
    return [
        OutputFile(spot.address, events_feed, (spot, most))
        for spot in spots
        if spot.kind == "events-feed"
    ]


def events_feed(spot: Spot, most: int, site_data: SiteData) -> bytes:
    """The coming events and the recaps of past ones; the one changed last comes first."""
    items = [*_events(spot, site_data), *_articles(spot, site_data)]
    items.sort(key=lambda item: (-item.updated.timestamp(), item.address))
    feed = Feed(spot.address, _title(spot, site_data), tuple(items[:most]))
    return feed_bytes(feed, site_data)


def _title(spot: Spot, site_data: SiteData) -> str:
    name, events = site_data.edition.catalog.site.name, our_texts("nb")("Arrangementer")
    match spot.items:
        case (Network() | Venue() | Person() as entry,):
            return f"{entry.name} – {name}"
    return f"{events} – {name}"


def _events(spot: Spot, site_data: SiteData) -> Iterator[FeedItem]:
    """The events that are not over; a series once."""
    edition = site_data.edition
    coming = (e.text_ref for e in events_of(spot, edition) if edition.phases[e.id] != "after")
    for ref in dict.fromkeys(coming):
        yield event_item(edition.events[ref.removeprefix("event:")], site_data)


def _articles(spot: Spot, site_data: SiteData) -> Iterator[FeedItem]:
    """The recaps of the events and the articles by the speaker; none in the feed of all events."""
    if not spot.items:
        return
    edition = site_data.edition
    articles: dict[str, Article] = {}
    for event in events_of(spot, edition):
        articles |= {article.ref: article for article in edition.recaps.get(event.id, ())}
    if isinstance(spot.items[0], Person):
        articles |= {a.ref: a for a in edition.by_author.get(spot.items[0].key, ())}
    yield from (article_item(article, site_data) for article in articles.values())
