"""The page of an annual letter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import list_address
from newsroom.contract.event import Event
from newsroom.contract.reserved import words
from newsroom.contract.review import Highlight, Review
from newsroom.parts.figures import figure, picture
from newsroom.parts.links import section
from newsroom.parts.prose import correction_notes, inline, opening, prose
from newsroom.parts.rows import event_rows
from newsroom.parts.shapes import Head, Link, Rows, Stat
from newsroom.parts.site_data import Download, SiteData
from newsroom.reviews.chart_views import chart_view
from newsroom.reviews.charts import LANG
from newsroom.reviews.event_groups import timeline
from newsroom.reviews.kind import review_card
from newsroom.reviews.views import Cover, HighlightView, ReviewView, Signature
from newsroom.reviews.year_report import YearReport
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import letter_thing
from newsroom.wording.numbers import size
from newsroom.wording.texts import our_texts

ON_COVER = 3
SENTENCE_ENDS = (".", "!", "?")
LINKEDIN = "https://www.linkedin.com/sharing/share-offsite/"


def review_view(spot: Spot, report: YearReport, site_data: SiteData) -> ReviewView:
    """The page of a year: its figures, its letter, its highlights, and the events of next year."""
    review, next_year = spot.entry(Review), spot.entry(Review).year + 1
    tiles = [replace(tile, note=inline(tile.note, review, site_data)) for tile in report.stats]
    figures = {f.name: tile.value for f, tile in zip(review.figures, tiles, strict=True)}
    top, partners = _head(spot, report, figures, site_data), site_data.edition.catalog.site.partners
    return ReviewView(
        head=top,
        cover=_cover(review, tiles[:ON_COVER], site_data),
        letter=prose(review, site_data, figures),
        signature=_signature(review, site_data),
        corrections=correction_notes(review, site_data),
        stats=tuple(tiles[ON_COVER:]),
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in report.charts),
        highlights=tuple(_highlight(item, review, site_data) for item in review.highlights),
        timeline=timeline(report.event_groups, site_data),
        partners=tuple(Link(text=one.name, href=one.url or "") for one in partners),
        coming=_coming(next_year, report.coming, site_data),
        all_coming=_events_of(next_year, site_data),
        pdf=_pdf(site_data.downloads.get(review.ref), site_data),
        share=_share(top),
    )


def _cover(review: Review, stats: Iterable[Stat], site_data: SiteData) -> Cover:
    year = str(review.year)
    return Cover(
        year="" if year in review.title else year,
        title=review.title,
        figure=figure(review.image, review, site_data, "cover"),
        stats=tuple(stats),
    )


def _head(spot: Spot, report: YearReport, figures: Mapping[str, str], site_data: SiteData) -> Head:
    review = spot.entry(Review)
    description = opening(review, site_data, figures)
    # A letter that begins "Kjære medlemmer" is described by its figures.
    if not description.endswith(SENTENCE_ENDS):
        description = ", ".join(report.headlines)
    return head(
        spot,
        site_data,
        review.title,
        description=description,
        entry=review,
        above=section("years", site_data),
        things=[letter_thing(review, site_data, description)],
        picture=review_card(review, site_data) or review.image,
    )


def _pdf(pdf: Download | None, site_data: SiteData) -> Link | None:
    """The way to the letter as a file, with its kind and size (WCAG 2.2, technique G201)."""
    if not pdf:
        return None
    words = our_texts(LANG)("Last ned årsbrevet (PDF, {size})").format(size=size(pdf.bytes, LANG))
    return Link(text=words, href=site_data.plan.link(pdf.address))


def _share(top: Head) -> Link | None:
    """The link that shares the page on LinkedIn; None if the site has no SITEURL."""
    if not top.canonical:
        return None
    href = f"{LINKEDIN}?{urlencode({'url': top.canonical})}"
    return Link(text=our_texts(LANG)("Del på LinkedIn"), href=href)


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
        figure=figure(highlight.image, review, site_data, "highlight"),
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
    title = our_texts(LANG)("Dette skjer i {year}").format(year=year)
    return Rows(title=title, rows=event_rows(events, site_data))


def _events_of(year: int, site_data: SiteData) -> Link | None:
    """The link to the events of a year; None if the year has no such page."""
    address = list_address(words(LANG)["events"], year)
    if address not in site_data.plan.spots:
        return None
    text = our_texts(LANG)("Alle arrangementer i {year}").format(year=year)
    return Link(text=text, href=site_data.plan.link(address))
