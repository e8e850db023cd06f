"""From the plan to the page of a year."""

from urllib.parse import urlencode

from plugins.addresses.page import File, Page
from plugins.addresses.plan import ENTRY_KINDS, Spot
from plugins.addresses.reserved import words
from plugins.addresses.urls import list_address
from plugins.contract.catalog import Catalog
from plugins.contract.event import Event
from plugins.contract.review import Highlight as Remembered
from plugins.contract.review import Review
from plugins.parts.corrections import corrections
from plugins.parts.figures import figure, picture
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.rows import event_rows
from plugins.parts.sections import section
from plugins.parts.shapes import Head, Link, Rows
from plugins.reviews.chartviews import chart_files, chart_view
from plugins.reviews.overview import reviews_view
from plugins.reviews.picture import Palette
from plugins.reviews.reckoning import Reckoning, reckoning, side_by_side, trends
from plugins.reviews.timeline import timeline
from plugins.reviews.views import Cover, Download, Highlight, ReviewView, Signature
from plugins.sharing.head import head
from plugins.sharing.jsonld import letter_thing
from plugins.wording.numbers import size
from plugins.wording.texts import our_texts

ON_COVER = 3
# A letter that begins "Kjære medlemmer" is described by its figures.
SENTENCE_ENDS = (".", "!", "?")
LINKEDIN = "https://www.linkedin.com/sharing/share-offsite/"


def pages(material: Material, catalog: Catalog, colours: Palette) -> tuple[list[Page], list[File]]:
    """A page for each spot that is ours, and its charts as files in the theme's `colours`.

    Figures count over the whole `catalog`.
    """
    made, drawn = [], []
    for spot in material.plan.of_kind("review"):
        (review,) = spot.items
        counted = reckoning(review, material.edition, catalog)
        changed = material.edition.changed[review.ref]
        is_public = not material.edition.mark(review)
        given = (spot, counted, None)
        made.append(Page(spot.address, "review.html", review_view, given, changed, is_public))
        drawn += [(chart, spot.address) for chart in counted.charts]
    for spot in material.plan.of_kind("years"):
        years, over = side_by_side(material.edition, catalog), trends(material.edition, catalog)
        made.append(Page(spot.address, "reviews.html", reviews_view, (spot, years, over)))
        drawn += [(chart, spot.address) for chart in over]
    name = material.edition.catalog.site.name
    return made, [file for one in drawn for file in chart_files(*one, colours, name)]


def review_view(
    spot: Spot, counted: Reckoning, pdf: Download | None, material: Material
) -> ReviewView:
    """The year: its numbers, its letter, what it is remembered for, and what comes next."""
    (review,) = spot.items
    tiles = counted.stats
    figures = {f.name: tile.value for f, tile in zip(review.figures, tiles, strict=True)}
    description = opening(review, material, figures)
    if not description.endswith(SENTENCE_ENDS):
        description = ", ".join(counted.headlines)
    top = _head(spot, review, material, description)
    return ReviewView(
        head=top,
        title=review.title,
        cover=Cover(
            year="" if str(review.year) in review.title else str(review.year),
            title=review.title,
            figure=figure(review.image, material, "cover"),
            stats=tiles[:ON_COVER],
        ),
        letter=prose(review, material, figures),
        signature=_signature(review, material),
        corrections=corrections(review.corrections),
        stats=tiles[ON_COVER:],
        charts=tuple(chart_view(chart, spot.address, material) for chart in counted.charts),
        highlights=tuple(_highlight(one, material) for one in review.highlights),
        timeline=timeline(counted.gatherings, material),
        partners=tuple(
            Link(text=one.name, href=one.url or "")
            for one in material.edition.catalog.site.partners
        ),
        coming=_coming(review.year + 1, counted.coming, material),
        all_coming=_events_of(review.year + 1, material),
        pdf=_pdf(pdf, material),
        share=_share(top),
    )


def _head(spot: Spot, review: Review, material: Material, description: str) -> Head:
    return head(
        spot,
        material,
        review.title,
        description=description,
        entry=review,
        above=section("years", material),
        things=[letter_thing(review, material, description)],
        image=review.image,
    )


def _pdf(pdf: Download | None, material: Material) -> Link | None:
    """The way to the letter as a file, with its kind and size (WCAG 2.2, technique G201)."""
    if not pdf:
        return None
    words = our_texts("nb")("Last ned årsbrevet (PDF, {size})").format(size=size(pdf.bytes, "nb"))
    return Link(text=words, href=material.plan.link(pdf.address))


def _share(top: Head) -> Link | None:
    """A plain link that passes the page on; nothing where the site has no address of its own."""
    if not top.canonical:
        return None
    href = f"{LINKEDIN}?{urlencode({'url': top.canonical})}"
    return Link(text=our_texts("nb")("Del på LinkedIn"), href=href)


def _signature(review: Review, material: Material) -> Signature | None:
    person = material.edition.person(review.author)
    if not person:
        return Signature(name=review.author, role="", portrait=None) if review.author else None
    role = ", ".join(part for part in (person.role, person.company) if part)
    return Signature(
        name=person.name, role=role, portrait=picture(person.image, material, "portrait")
    )


def _highlight(one: Remembered, material: Material) -> Highlight:
    return Highlight(
        title=one.title,
        text=one.text,
        links=tuple(_links(one, material)),
        figure=figure(one.image, material, "highlight"),
    )


def _links(one: Remembered, material: Material) -> list[Link]:
    """Where it leads, by that page's own title and no bare "Les mer" (WCAG 2.2, 2.4.9); recaps."""
    if not one.link:
        return []
    if not one.link.startswith("/"):
        return [Link(text=one.title, href=one.link)]
    spot = material.plan.spots.get(one.link)
    entry = spot.items[0] if spot and spot.kind in ENTRY_KINDS else None
    recaps = material.edition.recaps.get(entry.id, ()) if isinstance(entry, Event) else ()
    return [
        Link(text=getattr(entry, "title", one.title), href=material.plan.link(one.link)),
        *(Link(text=recap.title, href=material.plan.link_to(recap)) for recap in recaps),
    ]


def _coming(year: int, events: tuple[Event, ...], material: Material) -> Rows | None:
    if not events:
        return None
    title = our_texts("nb")("Dette skjer i {year}").format(year=year)
    return Rows(title=title, rows=event_rows(events, material))


def _events_of(year: int, material: Material) -> Link | None:
    """The way to all events of a year; None when it has no such page."""
    address = list_address(words("nb")["events"], year)
    if address not in material.plan.spots:
        return None
    text = our_texts("nb")("Alle arrangementer i {year}").format(year=year)
    return Link(text=text, href=material.plan.link(address))
