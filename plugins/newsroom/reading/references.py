"""Whether what an entry refers to is there, over the whole Catalog."""

from collections.abc import Iterable, Iterator

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, Reference
from newsroom.contract.event_parts import Attachment
from newsroom.contract.fields import KEY
from newsroom.contract.image import Image
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.reading.series_dates import SeriesDates
from newsroom.reading.spelling import nearest

SITE = "site.yaml"


def check(catalog: Catalog, report: Report) -> None:
    """Every reference to something that is not there, every key that two entries share."""
    for model in catalog.models:
        if model.files.form == "list":
            _duplicates(catalog.of(model), report)
    _site(catalog, report)
    _consents(catalog, report)
    events = {event.id for event in catalog.events} | _dates(catalog)
    broken = {ref.removeprefix("event:") for ref in catalog.broken}
    media = set(catalog.media)
    known = {
        "event": ("event-unknown", "events", events | broken),
        "venue": ("venue-unknown", "venues", set(catalog.venues)),
        "network": ("network-unknown", "networks", set(catalog.networks)),
        "person": ("person-unknown", "people", set(catalog.people)),
        "file": ("translation-unknown", "news", _translatable(catalog) | catalog.broken),
        "image": ("image-missing", "images", media),
        "document": ("document-missing", "documents", media),
    }
    for entry in catalog.everything():
        for where, kind, name in (*_checked(entry), *_media(entry)):
            code, folder, names = known[kind]
            if name not in names and catalog.is_whole(folder):
                values = {"value": name, "src": name, "suggestion": nearest(name, names)}
                report.add(entry.source, where, code, values)


def _translatable(catalog: Catalog) -> set[str]:
    """The files of what can be a translation, and be translated."""
    models = (model for model in catalog.models if "translation_of" in model.model_fields)
    return {entry.ref for model in models for entry in catalog.of(model)}


def _checked(entry: Entry) -> Iterator[Reference]:
    """What an entry refers to; a name that is no key ("Kari Nordmann") stands for itself."""
    for reference in entry.references():
        if reference.kind != "person" or KEY.fullmatch(reference.name):
            yield reference


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
    named = (one for entry in catalog.everything() for one in entry.references())
    return {dates.nearest(one.name) for one in named if one.kind == "event"} - {""}


def _duplicates(entries: Iterable[Entry], report: Report) -> None:
    """Tell of every id that two entries of a kind share."""
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.short_name, entry)
        if other is not entry:
            line = other.source.place(("id",))[0]
            values = {"id": entry.short_name, "other": f"{other.source.path}:{line}"}
            report.add(entry.source, ("id",), "id-taken", values)


def _consents(catalog: Catalog, report: Report) -> None:
    """Pictures of people with no word of their consent (personvernforordningen, article 6)."""
    severity = "error" if catalog.site.consent_required else "advice"
    for entry in catalog.everything():
        for where, image in entry.parts(Image):
            if image.shows == "people" and not image.consent:
                values = {"src": image.src}
                report.add(entry.source, where, "image-consent-missing", values, severity)


def _media(entry: Entry) -> Iterator[Reference]:
    """The pictures and documents that its fields name."""
    for where, image in entry.parts(Image):
        yield Reference((*where, "src"), "image", image.src)
    if logo := getattr(entry, "logo", None):
        yield Reference(("logo",), "image", logo)
    for where, paper in entry.parts(Attachment):
        yield Reference((*where, "src"), "document", paper.src)
