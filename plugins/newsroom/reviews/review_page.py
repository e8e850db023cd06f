"""The page of an annual letter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import proof_address
from newsroom.contract.event import Event
from newsroom.contract.review import Highlight, Review
from newsroom.contract.site import Partner
from newsroom.parts.contents import contents
from newsroom.parts.figures import figure, picture
from newsroom.parts.links import section, share_links
from newsroom.parts.people import initials
from newsroom.parts.prose import correction_notes, inline, opening
from newsroom.parts.rows import event_rows
from newsroom.parts.shapes import Head, ImageFigure, Link, Rows, Stat
from newsroom.parts.site_data import Download, SiteData
from newsroom.reviews.chart_views import chart_view
from newsroom.reviews.event_groups import timeline
from newsroom.reviews.kind import review_card
from newsroom.reviews.letter import letter_parts
from newsroom.reviews.views import Cover, HighlightView, ReviewView, Signature, VoiceView
from newsroom.reviews.year_dots import year_dots
from newsroom.reviews.year_report import YearReport
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import letter_thing
from newsroom.wording.numbers import size
from newsroom.wording.texts import our_texts

ON_COVER = 3
SENTENCE_ENDS = (".", "!", "?")


def review_view(spot: Spot, report: YearReport, site_data: SiteData) -> ReviewView:
    """The page of a year: its figures, its letter, its highlights, and the events of next year."""
    review = spot.entry(Review)
    lang, next_year = review.site_lang, review.year + 1
    tiles = _tiles(review, report, site_data)
    by_name = {f.name: tile for f, tile in zip(review.figures, tiles, strict=True)}
    figures = {name: tile.value for name, tile in by_name.items()}
    top, partners = _head(spot, report, figures, site_data), site_data.edition.catalog.site.partners
    cover = _cover(review, tiles[:ON_COVER], site_data)
    letter = letter_parts(review, by_name, cover.stats, site_data)
    highlights = tuple(_highlights(review, site_data))
    months = timeline(report.event_groups, site_data, lang)
    return ReviewView(
        head=top,
        cover=cover,
        letter=letter,
        contents=contents("".join(part.html for part in letter)),
        signature=_signature(review, site_data),
        corrections=correction_notes(review, site_data, lang),
        stats=tuple(tiles[ON_COVER:]),
        proofs=_proofs(review, site_data) if review.figures else None,
        dots=year_dots(report.events, review.year, site_data, lang),
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in report.charts),
        highlights=highlights,
        voices=tuple(
            VoiceView(
                quote=voice.quote,
                name=voice.name,
                company=voice.company,
                portrait=picture(voice.image, site_data, "face"),
            )
            for voice in review.voices
        ),
        timeline=months,
        partners=tuple(_partner(one, site_data) for one in partners),
        coming=_coming(next_year, report.coming, site_data, lang),
        all_coming=_events_of(next_year, site_data, lang),
        pdf=_pdf(site_data.downloads.get(review.ref), site_data, lang),
        share=share_links(top.title, top.canonical, lang),
        credits=_credits(
            [
                (our_texts(lang)("forsiden"), cover.figure),
                *((item.title, item.figure) for item in highlights),
                *((one.link.text, one.figure) for month in months for one in month.moments),
            ]
        ),
    )


def _credits(figures: Iterable[tuple[str, ImageFigure | None]]) -> tuple[str, ...]:
    """The credits of the pictures, each once; with more than one, each says of which pictures."""
    by_credit: dict[str, dict[str, None]] = {}
    for name, shown in figures:
        if shown and shown.credit:
            by_credit.setdefault(shown.credit, {})[name] = None
    if len(by_credit) == 1:
        return tuple(by_credit)
    return tuple(f"{credit} ({', '.join(names)})" for credit, names in by_credit.items())


def _partner(partner: Partner, site_data: SiteData) -> Link:
    """A partner, with the page and the logo of the member that it is."""
    member = site_data.edition.catalog.members.get(partner.member or "")
    address = site_data.plan.by_ref.get(member.ref) if member else None
    logo = member.logo if member and not partner.logo else partner.logo
    url = partner.url or (member.url if member else None) or ""
    href = site_data.plan.link(address) if address else url
    return Link(text=partner.name, href=href, logo=picture(logo, site_data, "logo"))


def _tiles(review: Review, report: YearReport, site_data: SiteData) -> list[Stat]:
    """The figures, each with its note as HTML and a link to its proof."""
    addresses = (proof_address(review, figure.name) for figure in review.figures)
    return [
        replace(tile, note=inline(tile.note, review, site_data), href=site_data.plan.link(address))
        for tile, address in zip(report.stats, addresses, strict=True)
    ]


def _proofs(review: Review, site_data: SiteData) -> Link:
    """The link to what the figures are made of."""
    text = our_texts(review.site_lang)("Slik er tallene i {year} regnet ut")
    return Link(text=text.format(year=review.year), href=site_data.plan.link(proof_address(review)))


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
        above=section("years", site_data, review.site_lang),
        things=[letter_thing(review, site_data, description)],
        picture=review_card(review, site_data) or review.image,
    )


def _pdf(pdf: Download | None, site_data: SiteData, lang: str) -> Link | None:
    """The way to the letter as a file, with its kind and size (WCAG 2.2, technique G201)."""
    if not pdf:
        return None
    words = our_texts(lang)("Last ned årsbrevet (PDF, {size})").format(size=size(pdf.bytes, lang))
    return Link(text=words, href=site_data.plan.link(pdf.address))


def _signature(review: Review, site_data: SiteData) -> Signature | None:
    if not review.author:
        return None
    person = site_data.edition.person(review.author)
    name, role = (person.name, person.position) if person else (review.author, "")
    portrait = picture(person.image, site_data, "portrait") if person else None
    return Signature(
        name=name,
        role=role,
        portrait=portrait,
        initials="" if portrait else initials(name),
        image=picture(review.signature, site_data, "signature"),
    )


def _highlights(review: Review, site_data: SiteData) -> Iterator[HighlightView]:
    """The highlights; the first is large, and so is a last one that would be alone in its row."""
    last = len(review.highlights) - 1
    for at, highlight in enumerate(review.highlights):
        size = "large" if at == 0 or (at == last and at % 2) else ""
        slot = "feature" if size else "highlight"
        yield HighlightView(
            title=highlight.title,
            text=inline(highlight.text, review, site_data),
            links=tuple(_links(highlight, site_data)),
            figure=figure(highlight.image, review, site_data, slot),
            size=size,
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


def _coming(year: int, events: tuple[Event, ...], site_data: SiteData, lang: str) -> Rows | None:
    if not events:
        return None
    title = our_texts(lang)("Dette skjer i {year}").format(year=year)
    return Rows(title=title, rows=event_rows(events, site_data, lang, year=year))


def _events_of(year: int, site_data: SiteData, lang: str) -> Link | None:
    """The link to the events of a year; None if the year has no such page."""
    address = site_data.edition.home.list("events", year)
    if address not in site_data.plan.spots:
        return None
    text = our_texts(lang)("Alle arrangementer i {year}").format(year=year)
    return Link(text=text, href=site_data.plan.link(address))
