"""Makes the page of each year from the plan."""

from urllib.parse import urlencode

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import list_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.reserved import words
from newsroom.contract.review import Highlight, Review
from newsroom.parts.corrections import correction_notes
from newsroom.parts.figures import figure, picture
from newsroom.parts.prose import inline, opening, prose
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
    """The page of each spot that this package shows, and the files of its charts in `colours`.

    Figures are computed from the whole `catalog`, also from what is not public.
    """
    output_pages, placed_charts = [], []
    for spot in site_data.plan.of_kind("review"):
        review = spot.entry(Review)
        report = year_report(review, site_data.edition, catalog)
        changed = site_data.edition.changed[review.ref]
        is_public = not site_data.edition.mark(review)
        given = (spot, report)
        page = OutputPage(spot.address, "review.html", review_view, given, changed, is_public)
        output_pages.append(page)
        placed_charts += [(chart, spot.address) for chart in report.charts]
    for spot in site_data.plan.of_kind("years"):
        years = side_by_side(site_data.edition, catalog)
        over_years = trends(site_data.edition, catalog)
        page = OutputPage(spot.address, "reviews.html", reviews_view, (spot, years, over_years))
        output_pages.append(page)
        placed_charts += [(chart, spot.address) for chart in over_years]
    name = site_data.edition.catalog.site.name
    files = [
        file
        for chart, folder in placed_charts
        for file in chart_files(chart, folder, colours, name)
    ]
    return output_pages, files


def review_view(spot: Spot, report: YearReport, site_data: SiteData) -> ReviewView:
    """The page of a year: its figures, its letter, its highlights, and the events of next year."""
    review = spot.entry(Review)
    tiles = report.stats
    figures = {f.name: tile.value for f, tile in zip(review.figures, tiles, strict=True)}
    description = opening(review, site_data, figures)
    if not description.endswith(SENTENCE_ENDS):
        description = ", ".join(report.headlines)
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
        corrections=correction_notes(review, site_data),
        stats=tiles[ON_COVER:],
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in report.charts),
        highlights=tuple(
            _highlight(highlight, review, site_data) for highlight in review.highlights
        ),
        timeline=timeline(report.event_groups, site_data),
        partners=tuple(
            Link(text=partner.name, href=partner.url or "")
            for partner in site_data.edition.catalog.site.partners
        ),
        coming=_coming(review.year + 1, report.coming, site_data),
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
    """The link that shares the page on LinkedIn; None if the site has no SITEURL."""
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


def _highlight(highlight: Highlight, review: Review, site_data: SiteData) -> HighlightView:
    return HighlightView(
        title=highlight.title,
        text=inline(highlight.text, review, site_data),
        links=tuple(_links(highlight, site_data)),
        figure=figure(highlight.image, site_data, "highlight"),
    )


def _links(highlight: Highlight, site_data: SiteData) -> list[Link]:
    """The link of a highlight with the title of its page (WCAG 2.2, 2.4.9), and links to recaps."""
    if not highlight.link:
        return []
    if not highlight.link.startswith("/"):
        return [Link(text=highlight.title, href=highlight.link)]
    spot = site_data.plan.spots.get(highlight.link)
    entry = spot.page_of if spot else None
    recaps = site_data.edition.recaps.get(entry.id, ()) if isinstance(entry, Event) else ()
    return [
        Link(
            text=getattr(entry, "title", highlight.title), href=site_data.plan.link(highlight.link)
        ),
        *(Link(text=recap.title, href=site_data.plan.link_to(recap)) for recap in recaps),
    ]


def _coming(year: int, events: tuple[Event, ...], site_data: SiteData) -> Rows | None:
    if not events:
        return None
    title = our_texts("nb")("Dette skjer i {year}").format(year=year)
    return Rows(title=title, rows=event_rows(events, site_data))


def _events_of(year: int, site_data: SiteData) -> Link | None:
    """The link to the events of a year; None if the year has no such page."""
    address = list_address(words("nb")["events"], year)
    if address not in site_data.plan.spots:
        return None
    text = our_texts("nb")("Alle arrangementer i {year}").format(year=year)
    return Link(text=text, href=site_data.plan.link(address))
