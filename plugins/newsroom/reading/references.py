"""Whether what an entry refers to is there, over the whole Catalog."""

from collections.abc import Iterable, Iterator

from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Attachment, Event, Instance
from newsroom.contract.fields import KEY
from newsroom.contract.image import Image
from newsroom.contract.page import Page
from newsroom.contract.problems import Report
from newsroom.contract.review import Review
from newsroom.contract.source import Source, Where
from newsroom.reading.series_dates import SeriesDates
from newsroom.reading.spelling import nearest

Reference = tuple[Where, str]
SITE = "site.yaml"


def check(catalog: Catalog, report: Report) -> None:
    """Every reference to something that is not there, every key that two entries share."""
    _duplicates(catalog.events, report)
    _site(catalog, report)
    _consents(catalog, report)
    events = {event.id for event in catalog.events} | _dates(catalog)
    broken = {ref.removeprefix("event:") for ref in catalog.broken}
    files = {entry.ref for entry in (*catalog.articles, *catalog.pages)} | catalog.broken
    known = (
        ("event-unknown", "events", _events, events | broken),
        ("venue-unknown", "venues", venues, set(catalog.venues)),
        ("network-unknown", "networks", networks, set(catalog.networks)),
        ("person-unknown", "people", persons, set(catalog.people)),
        ("translation-unknown", "news", translations, files),
        ("image-missing", "images", _images, set(catalog.media)),
        ("document-missing", "documents", _documents, set(catalog.media)),
    )
    for entry in catalog.everything():
        for code, folder, references, names in known:
            for where, name in references(entry):
                if name not in names and catalog.is_whole(folder):
                    values = {"value": name, "src": name, "suggestion": nearest(name, names)}
                    report.add(entry.source, where, code, values)


def _site(catalog: Catalog, report: Report) -> None:
    """What is odd about the site as a whole, and no fault."""
    site = catalog.site
    if site.sample:
        report.add(site.source, ("sample",), "sample-content", severity="advice")
    is_written = bool(site.source.path)
    if not site.identity and (is_written or catalog.events) and catalog.is_whole("site"):
        source = site.source if is_written else Source(SITE)
        report.add(source, (), "identity-missing", severity="advice")


def _dates(catalog: Catalog) -> set[str]:
    """Of the dates of every series those that an entry refers to, or nearly."""
    dates = SeriesDates(catalog.events)
    return {dates.nearest(id) for entry in catalog.everything() for _, id in _events(entry)} - {""}


def _duplicates(events: Iterable[Event], report: Report) -> None:
    first: dict[str, Event] = {}
    for event in events:
        other = first.setdefault(event.id, event)
        if other is not event:
            line = other.source.place(("id",))[0]
            values = {"id": event.id, "other": f"{other.source.path}:{line}"}
            report.add(event.source, ("id",), "id-taken", values)


def _consents(catalog: Catalog, report: Report) -> None:
    """Pictures of people with no word of their consent (personvernforordningen, article 6)."""
    severity = "error" if catalog.site.consent_required else "advice"
    for entry in catalog.everything():
        for where, image in entry.parts(Image):
            if image.shows == "people" and not image.consent:
                values = {"src": image.src}
                report.add(entry.source, where, "image-consent-missing", values, severity)


def _events(entry: Entry) -> Iterator[Reference]:
    if isinstance(entry, Article) and entry.event:
        yield ("event",), entry.event
    if isinstance(entry, Event) and entry.part_of:
        yield ("part_of",), entry.part_of


def venues(entry: Entry) -> Iterator[Reference]:
    """The keys of its venues, with where they are written."""
    for where, one in _held(entry):
        if isinstance(one.venue, str):
            yield (*where, "venue"), one.venue


def _held(entry: Entry) -> Iterator[tuple[Where, Event | Instance]]:
    """An event, and what differs for single dates of it."""
    if isinstance(entry, Event):
        yield (), entry
        for day, instance in entry.instances.items():
            yield ("instances", str(day)), instance


def networks(entry: Entry) -> Iterator[Reference]:
    """The key of its network."""
    if isinstance(entry, Event) and entry.network:
        yield ("network",), entry.network


def persons(entry: Entry) -> Iterator[Reference]:
    """Names that look like keys; "Redaksjonen" and "Kari Nordmann" stand for themselves."""
    for where, name in _names(entry):
        if KEY.fullmatch(name):
            yield where, name


def _names(entry: Entry) -> Iterator[Reference]:
    if isinstance(entry, Article | Review) and entry.author:
        yield ("author",), entry.author
    for where, one in _held(entry):
        yield from (((*where, "speakers", i), name) for i, name in enumerate(one.speakers))
        for i, item in enumerate(one.programme):
            if item.speaker:
                yield (*where, "programme", i, "speaker"), item.speaker


def translations(entry: Entry) -> Iterator[Reference]:
    """The file of what it is a translation of."""
    if isinstance(entry, Article | Page) and entry.translation_of:
        yield ("translation_of",), entry.translation_of


def _images(entry: Entry) -> Iterator[Reference]:
    yield from (((*where, "src"), image.src) for where, image in entry.parts(Image))
    if logo := getattr(entry, "logo", None):
        yield ("logo",), logo


def _documents(entry: Entry) -> Iterator[Reference]:
    yield from (((*where, "src"), paper.src) for where, paper in entry.parts(Attachment))
