"""A draft of an annual letter: figures, highlights and notes; a person writes the sentences."""

from collections.abc import Iterator

from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.image import Image
from newsroom.contract.review import Figure, Review
from newsroom.reading.yaml_faults import quoted
from newsroom.reviews.event_groups import EventGroup, best_attended, event_groups
from newsroom.reviews.figures import amount, compute
from newsroom.reviews.sources import SPREADS, held
from newsroom.wording import dates
from newsroom.wording.numbers import number

STANDARD = (
    Figure(id="arrangementer", label="Arrangementer", source="events.count"),
    Figure(id="deltakere", label="Deltakere", source="events.attendance"),
)
HIGHLIGHTS, LISTED = 4, 10


def draft(year: int, catalog: Catalog) -> str:
    """The file reviews/<year>.md."""
    before = (r for r in catalog.reviews if r.year < year and not r.translation_of)
    last = max(before, key=lambda r: r.year, default=None)
    parts = ("---", *_front(year, last, catalog), "---", *_body(year, catalog))
    return "\n".join(parts) + "\n"


def missing(year: int, catalog: Catalog) -> Iterator[str]:
    """Lists of the events without attendance and without an article about them."""
    recaps, groups = _recaps(catalog), event_groups(catalog, year)
    lacks = {
        "Uten deltakertall": [e.id for e in held(catalog, year) if e.attendance is None],
        "Uten referat": [group.event.id for group in groups if group.event.id not in recaps],
    }
    for words, ids in lacks.items():
        yield f"{words} ({len(ids)}): {', '.join(ids) or 'ingen'}"


def _front(year: int, last: Review | None, catalog: Catalog) -> Iterator[str]:
    yield f"title: Året {year}"
    yield f"year: {year}"
    yield f"date: {year}-12-20"
    yield "status: draft # ta bort linjen når brevet er ferdig"
    if last and last.author:
        yield quoted("author", last.author)
    yield "figures:"
    for figure in last.figures if last else STANDARD:
        yield from _figure(figure, year, last, catalog)
    shown = _remembered(year, catalog)
    if shown:
        yield "highlights:"
    for group in shown:
        yield from _highlight(group, _recaps(catalog).get(group.event.id))


def _figure(figure: Figure, year: int, last: Review | None, catalog: Catalog) -> Iterator[str]:
    """A computed figure with its value; a manual one as a comment for a person to fill in."""
    lines = [f"- id: {figure.name}", f"  {quoted('label', figure.label)}"]
    lines += [f"  {quoted('unit', figure.unit)}"] if figure.unit else []
    before = amount(figure, last.year, catalog) if last and last.year == year - 1 else None
    previous = [f"  previous: {before}"] if before is not None else []
    if figure.is_manual:
        yield "  # Finn årets tall, skriv det i value, og ta bort # og mellomrommet foran linjene:"
        yield from (f"  # {line}" for line in (*lines, "  value:", *previous))
        return
    lines.append(f"  source: {figure.source}")
    is_known = all(event.attendance is not None for event in held(catalog, year))
    if is_known or "attendance" not in figure.source:
        lines.append(f"  value: {compute(figure.source, catalog, year)}")
    yield from (f"  {line}" for line in (*lines, *previous))


def _highlight(group: EventGroup, recap: Article | None) -> Iterator[str]:
    yield f"  - {quoted('title', group.event.title)}"
    yield f"    link: {(recap or group.event).page_address}"
    image: Image | None = (recap.image if recap else None) or group.event.image
    if image and image.alt:
        yield "    image:"
        yield f"      {quoted('src', image.src)}"
        yield f"      {quoted('alt', image.alt)}"


def _remembered(year: int, catalog: Catalog) -> list[EventGroup]:
    """The events with an article about them, then those with the highest attendance."""
    recaps, groups = _recaps(catalog), event_groups(catalog, year)
    known = [g for g in groups if g.attendance is not None or g.event.id in recaps]
    known.sort(key=lambda group: (group.event.id not in recaps, -(group.attendance or 0)))
    return known[:HIGHLIGHTS]


def _recaps(catalog: Catalog) -> dict[str, Article]:
    articles = (a for a in catalog.articles if a.event and a.status == "published")
    by_event: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: a.date.instant):
        by_event.setdefault(article.event or "", article)
    return by_event


def _body(year: int, catalog: Catalog) -> Iterator[str]:
    """Headings, each with a comment that lists what to write about."""
    sections = {
        "": ["Skriv innledningen. Tallene fylles inn der du skriver {{ figures.arrangementer }}."],
        "Møteplassene": ["Best besøkt:", *_best(year, catalog)],
        "Nettverkene": ["Arrangementer og deltakere i hvert:", *_networks(year, catalog)],
        "Nytt i år": ["Nye serier:", *_new_series(year, catalog)],
        "Takk": ["Hvem vil dere takke?"],
    }
    yield "Kjære medlemmer"
    for heading, notes in sections.items():
        yield ""
        if heading:
            yield from (f"## {heading}", "")
        yield from ("<!--", *notes, "-->")
    yield from ("", "<!--", "Dette mangler i dataene:", *missing(year, catalog), "-->")


def _best(year: int, catalog: Catalog) -> Iterator[str]:
    recaps = _recaps(catalog)
    for group in best_attended(event_groups(catalog, year), LISTED):
        recap = recaps.get(group.event.id)
        article = f", referat: {recap.page_address}" if recap else ", uten referat"
        came = number(group.attendance or 0, "nb")
        yield f"- {group.event.title}, {dates.day(group.day, 'nb')}: {came} deltakere{article}"


def _networks(year: int, catalog: Catalog) -> Iterator[str]:
    def of(name: str, when: int) -> str:
        return " og ".join(
            number(SPREADS[spread](catalog, when).get(name, 0), "nb")
            for spread in ("events.by_network", "attendance.by_network")
        )

    for name in SPREADS["events.by_network"](catalog, year):
        last = f" (året før: {of(name, year - 1)})" if held(catalog, year - 1) else ""
        network = catalog.networks.get(name)
        yield f"- {network.name if network else name}: {of(name, year)}{last}"


def _new_series(year: int, catalog: Catalog) -> list[str]:
    series = [e for e in catalog.events if e.repeat and e.start.day.year == year and e.is_held]
    return [f"- {event.title}" for event in series] or ["- ingen"]
