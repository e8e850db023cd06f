"""From the plan to the page of a year."""

from urllib.parse import urlencode

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import list_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.reserved import words
from newsroom.contract.review import Highlight, Review
from newsroom.parts.corrections import corrections
from newsroom.parts.figures import figure, picture
from newsroom.parts.prose import opening, prose
from newsroom.parts.rows import event_rows
from newsroom.parts.sections import section
from newsroom.parts.shapes import Head, Link, Rows
from newsroom.parts.site_data import Download, SiteData
from newsroom.reviews.chart_png import Palette
from newsroom.reviews.chart_views import chart_files, chart_view
from newsroom.reviews.share_card import review_card
from newsroom.reviews.timeline import timeline
from newsroom.reviews.views import Cover, HighlightView, ReviewView, Signature
from newsroom.reviews.year_report import YearReport, side_by_side, trends, year_report
from newsroom.reviews.years_page import reviews_view
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import letter_thing
from newsroom.wording.numbers import size
from newsroom.wording.texts import our_texts

ON_COVER = 3
# A letter that begins "Kjære medlemmer" is described by its figures.
SENTENCE_ENDS = (".", "!", "?")
LINKEDIN = "https://www.linkedin.com/sharing/share-offsite/"


def pages(
    site_data: SiteData, catalog: Catalog, colours: Palette
) -> tuple[list[OutputPage], list[OutputFile]]:
    """A page for each spot that is ours, and its charts as files in the theme's `colours`.

    Figures count over the whole `catalog`.
    """
    made, drawn = [], []
    for spot in site_data.plan.of_kind("review"):
        (review,) = spot.items
        counted = year_report(review, site_data.edition, catalog)
        changed = site_data.edition.changed[review.ref]
        is_public = not site_data.edition.mark(review)
        given = (spot, counted)
        made.append(OutputPage(spot.address, "review.html", review_view, given, changed, is_public))
        drawn += [(chart, spot.address) for chart in counted.charts]
    for spot in site_data.plan.of_kind("years"):
        years, over = side_by_side(site_data.edition, catalog), trends(site_data.edition, catalog)
        made.append(OutputPage(spot.address, "reviews.html", reviews_view, (spot, years, over)))
        drawn += [(chart, spot.address) for chart in over]
    name = site_data.edition.catalog.site.name
    return made, [file for one in drawn for file in chart_files(*one, colours, name)]


def review_view(spot: Spot, counted: YearReport, site_data: SiteData) -> ReviewView:
    """The year: its numbers, its letter, what it is remembered for, and what comes next."""
    (review,) = spot.items
    tiles = counted.stats
    figures = {f.name: tile.value for f, tile in zip(review.figures, tiles, strict=True)}
    description = opening(review, site_data, figures)
    if not description.endswith(SENTENCE_ENDS):
        description = ", ".join(counted.headlines)
    top = _head(spot, review, site_data, description)
    return ReviewView(
        head=top,
        title=review.title,
        cover=Cover(
            year="" if str(review.year) in review.title else str(review.year),
            title=review.title,
            figure=figure(review.image, site_data, "cover"),
            stats=tiles[:ON_COVER],
        ),
        letter=prose(review, site_data, figures),
        signature=_signature(review, site_data),
        corrections=corrections(review.corrections),
        stats=tiles[ON_COVER:],
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in counted.charts),
        highlights=tuple(_highlight(one, site_data) for one in review.highlights),
        timeline=timeline(counted.event_groups, site_data),
        partners=tuple(
            Link(text=one.name, href=one.url or "")
            for one in site_data.edition.catalog.site.partners
        ),
        coming=_coming(review.year + 1, counted.coming, site_data),
        all_coming=_events_of(review.year + 1, site_data),
        pdf=_pdf(site_data.downloads.get(review.ref), site_data),
        share=_share(top),
    )


def _head(spot: Spot, review: Review, site_data: SiteData, description: str) -> Head:
    return head(
        spot,
        site_data,
        review.title,
        description=description,
        entry=review,
        above=section("years", site_data),
        things=[letter_thing(review, site_data, description)],
        image=review.image,
        card=review_card(review, site_data),
    )


def _pdf(pdf: Download | None, site_data: SiteData) -> Link | None:
    """The way to the letter as a file, with its kind and size (WCAG 2.2, technique G201)."""
    if not pdf:
        return None
    words = our_texts("nb")("Last ned årsbrevet (PDF, {size})").format(size=size(pdf.bytes, "nb"))
    return Link(text=words, href=site_data.plan.link(pdf.address))


def _share(top: Head) -> Link | None:
    """A plain link that passes the page on; nothing where the site has no address of its own."""
    if not top.canonical:
        return None
    href = f"{LINKEDIN}?{urlencode({'url': top.canonical})}"
    return Link(text=our_texts("nb")("Del på LinkedIn"), href=href)


def _signature(review: Review, site_data: SiteData) -> Signature | None:
    person = site_data.edition.person(review.author)
    if not person:
        return Signature(name=review.author, role="", portrait=None) if review.author else None
    role = ", ".join(part for part in (person.role, person.company) if part)
    return Signature(
        name=person.name, role=role, portrait=picture(person.image, site_data, "portrait")
    )


def _highlight(one: Highlight, site_data: SiteData) -> HighlightView:
    return HighlightView(
        title=one.title,
        text=one.text,
        links=tuple(_links(one, site_data)),
        figure=figure(one.image, site_data, "highlight"),
    )


def _links(one: Highlight, site_data: SiteData) -> list[Link]:
    """Where it leads, by that page's own title and no bare "Les mer" (WCAG 2.2, 2.4.9); recaps."""
    if not one.link:
        return []
    if not one.link.startswith("/"):
        return [Link(text=one.title, href=one.link)]
    spot = site_data.plan.spots.get(one.link)
    entry = spot.page_of if spot else None
    recaps = site_data.edition.recaps.get(entry.id, ()) if isinstance(entry, Event) else ()
    return [
        Link(text=getattr(entry, "title", one.title), href=site_data.plan.link(one.link)),
        *(Link(text=recap.title, href=site_data.plan.link_to(recap)) for recap in recaps),
    ]


def _coming(year: int, events: tuple[Event, ...], site_data: SiteData) -> Rows | None:
    if not events:
        return None
    title = our_texts("nb")("Dette skjer i {year}").format(year=year)
    return Rows(title=title, rows=event_rows(events, site_data))


def _events_of(year: int, site_data: SiteData) -> Link | None:
    """The way to all events of a year; None when it has no such page."""
    address = list_address(words("nb")["events"], year)
    if address not in site_data.plan.spots:
        return None
    text = our_texts("nb")("Alle arrangementer i {year}").format(year=year)
    return Link(text=text, href=site_data.plan.link(address))
