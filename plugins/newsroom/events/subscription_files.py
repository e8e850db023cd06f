"""Makes the calendars and the Atom and JSON feeds of events.

There is one of all events, and of each network, venue and speaker; and a calendar of each event.
"""

from collections.abc import Iterable, Iterator, Sequence

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import Spot
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import events_of
from newsroom.sharing.feed_items import Feed, FeedItem, article_item, event_item
from newsroom.sharing.feeds import feed_bytes
from newsroom.wording.texts import our_texts


def planned_files(most: int, site_data: SiteData) -> list[OutputFile]:
    """The file of each calendar and feed in the plan."""
    kinds = "calendar", "event-calendar", "events-feed"
    return subscription_files(tuple(site_data.plan.of_kind(*kinds)), most, site_data)


def subscription_files(spots: Iterable[Spot], most: int, site_data: SiteData) -> list[OutputFile]:
    """The file of each spot that is a calendar of the edition, or a feed of `most` items."""
    edition, files = site_data.edition, []
    for spot in spots:
        if not all(map(edition.has_page_of, spot.items)):
            continue
        if spot.kind == "events-feed":
            files.append(OutputFile(spot.address, events_feed, (spot, most)))
        elif spot.kind in ("calendar", "event-calendar"):
            given = (_name(spot, edition), tuple(_ids(spot, edition)))
            files.append(OutputFile(spot.address, calendar, given))
    return files


def calendar(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar; `ids` are those of events, whole series or dates of a series."""
    # Importing icalendar takes a tenth of a second, and most edits change no calendar.
    from newsroom.events.calendars import calendar_text

    return calendar_text(name, ids, site_data)


def _name(spot: Spot, edition: Edition) -> str:
    """The name that a calendar app shows; the file of a single event has the site's own."""
    name, about = edition.catalog.site.name, _about(spot)
    return f"{name}: {about}" if about else name


def _about(spot: Spot) -> str:
    """What the calendar or feed is about; "" for that of all events, or of a single one."""
    match spot.items:
        case (Event(repeat=repeat, title=title),) if repeat:
            return title
        case (Network() | Venue() | Person() as entry,):
            return entry.name
    return ""


def _ids(spot: Spot, edition: Edition) -> Iterable[str]:
    """The ids of the one event, or of all events and series of the spot that are still kept."""
    if spot.kind == "event-calendar":
        return [spot.entry(Event).id]
    events = events_of(spot.items[0], edition) if spot.items else edition.catalog.events
    return [
        id
        for id in dict.fromkeys(event.series_or_self.id for event in events)
        if id in edition.kept
    ]


def events_feed(spot: Spot, most: int, site_data: SiteData) -> bytes:
    """The coming events and the recaps of past ones; the one changed last comes first."""
    items = [*_events(spot, site_data), *_articles(spot, site_data)]
    items.sort(key=lambda item: (-item.updated.timestamp(), item.address))
    about = _about(spot) or our_texts(site_data.lang)("Arrangementer")
    title = f"{about} – {site_data.edition.catalog.site.name}"
    return feed_bytes(Feed(spot.address, title, tuple(items[:most])), site_data)


def _events(spot: Spot, site_data: SiteData) -> Iterator[FeedItem]:
    """The events that are not over; a series once."""
    edition, entry = site_data.edition, next(iter(spot.items), None)
    coming = (
        event.text_ref
        for event in events_of(entry, edition)
        if edition.phases[event.id] != "after" and edition.has_page_of(event)
    )
    for ref in dict.fromkeys(coming):
        yield event_item(edition.events[ref.removeprefix("event:")], site_data)


def _articles(spot: Spot, site_data: SiteData) -> Iterator[FeedItem]:
    """The recaps of the events and the articles by the speaker; none in the feed of all events."""
    if not spot.items:
        return
    edition, (entry,) = site_data.edition, spot.items
    recaps = (a for event in events_of(entry, edition) for a in edition.recaps.get(event.id, ()))
    own = edition.by_author.get(entry.key, ()) if isinstance(entry, Person) else ()
    articles = {article.ref: article for article in (*recaps, *own)}
    yield from (article_item(article, site_data) for article in articles.values())
