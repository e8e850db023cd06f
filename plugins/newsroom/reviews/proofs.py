"""The proofs of the figures of a year: the page of all, and a page and a CSV file of each.

Each has a page of its own because LinkedIn and Facebook read a picture from the page of an address,
and never see what follows its `#`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import proof_address
from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.member import Member
from newsroom.contract.review import Figure, Review
from newsroom.parts.links import section, share_links
from newsroom.parts.prose import inline
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_views import csv_bytes
from newsroom.reviews.figures import amount, text
from newsroom.reviews.kind import figure_card, review_card
from newsroom.reviews.sources import Counted, Proof, number_of, proof
from newsroom.reviews.views import EntryRow, EntryTable, ProofsView, ProofView
from newsroom.sharing.head import head
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

BY_HAND = "Tallet er oppgitt av redaksjonen. Hva det er satt sammen av, er ikke registrert her."


@dataclass(frozen=True, slots=True)
class ProvenFigure:
    """A figure with its number as text and as digits; `proof` is None for a manual one."""

    figure: Figure
    text: str
    machine: str
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class ProofColumn:
    """A column of a table and its file: its head, an entry's value, and the words for a value."""

    head: str
    value: Callable[[Counted], date | int | None]
    words: Callable[[Any, str], str]
    unknown: str = ""

    def text(self, counted: Counted, lang: str) -> str:
        value = self.value(counted)
        return self.unknown if value is None else self.words(value, lang)


def proof_outputs(
    site_data: SiteData, catalog: Catalog
) -> tuple[list[OutputPage], list[OutputFile]]:
    """The pages of the proofs of all years, and their files."""
    pages, files = [], []
    for spot in site_data.plan.of_kind("figures", "figure"):
        review = spot.entry(Review)
        by_name = {figure.name: figure for figure in review.figures}
        chosen = [by_name[spot.name]] if spot.name else by_name.values()
        figures = tuple(_proven(figure, review, catalog) for figure in chosen)
        changed, shown = site_data.edition.changed[review.ref], not site_data.edition.mark(review)
        given = (spot, review, figures)
        pages.append(
            OutputPage(spot.address, "figures.html", proofs_view, given, changed, indexed=shown)
        )
        if spot.name and figures[0].proof:
            found = figures[0].proof, review.site_lang
            files.append(OutputFile(_file(review, spot.name), proof_file, found))
    return pages, files


def _proven(figure: Figure, review: Review, catalog: Catalog) -> ProvenFigure:
    value = str(amount(figure, review.year, catalog))
    found = proof(figure.source, catalog, review.year)
    return ProvenFigure(figure, text(figure, review, catalog), value, found)


def _file(review: Review, name: str) -> str:
    return f"{proof_address(review)}{name}.csv"


def proofs_view(
    spot: Spot, review: Review, figures: tuple[ProvenFigure, ...], site_data: SiteData
) -> ProofsView:
    """The page of all proofs of a year, or of the one figure that the spot names."""
    t, link = our_texts(review.site_lang), site_data.plan.link
    title = t("Tallene i {year}").format(year=review.year)
    letter = Link(text=review.title, href=link(review.page_address))
    above = [*section("years", site_data, review.site_lang), letter]
    proofs = tuple(_proof(one, review, site_data, not spot.name) for one in figures)
    description = t("Hvordan hvert tall i årsbrevet er regnet ut, og hva det er satt sammen av.")
    if spot.name:
        (one,) = figures
        above.append(Link(text=title, href=link(proof_address(review))))
        title = t("{label} i {year}: {number}").format(
            label=one.figure.label, year=review.year, number=one.text
        )
        description = proofs[0].sentence
    top = head(
        spot,
        site_data,
        title,
        description=description,
        entry=review,
        above=tuple(above),
        picture=figure_card(review, spot.name, site_data)
        if spot.name
        else review_card(review, site_data),
    )
    return ProofsView(
        head=top,
        is_one=bool(spot.name),
        proofs=proofs,
        share=share_links(title, top.canonical, review.site_lang) if spot.name else (),
    )


def _proof(
    proven: ProvenFigure, review: Review, site_data: SiteData, is_among_others: bool
) -> ProofView:
    lang, link = review.site_lang, site_data.plan.link
    t, figure, found = our_texts(lang), proven.figure, proven.proof
    table = entry_table(found.entries, site_data, lang, is_sum=found.is_sum) if found else None
    left_out = len(found.entries) - len(table.rows) if found and table else 0
    hidden = t("{count} som er talt med, er ikke offentlig nå.").format(count=left_out)
    note = Markup("«{}»").format(inline(figure.note, review, site_data))
    own = Link(text=t("Del tallet"), href=link(proof_address(review, figure.name)))
    file = Link(text=t("Last ned tallene (CSV)"), href=link(_file(review, figure.name)))
    rows = len(table.rows) if table else 0
    part = found.part if found else ""
    return ProofView(
        name=figure.name,
        label=figure.label,
        value=proven.text,
        machine=proven.machine,
        sentence=t(found.sentence if found else BY_HAND).format(name=name_of(part, lang)),
        notes=(*[note] * bool(figure.note), *[hidden] * bool(left_out)),
        title=t("Det tallet er satt sammen av ({count})").format(count=number(rows, lang)),
        table=table if rows else None,
        file=file if found else None,
        own=own if is_among_others else None,
    )


def entry_table(
    entries: tuple[Counted, ...], site_data: SiteData, lang: str, *, is_sum: bool
) -> EntryTable:
    """The table of the public entries, and of a sum also how many there are in all."""
    t, shown = our_texts(lang), tuple(_shown(entries, site_data))
    columns = _columns([one for one, _ in shown], lang, is_sum=is_sum)
    total = number(sum(number_of(one) or 0 for one in entries), lang)
    return EntryTable(
        heads=(t("Navn"), *(column.head for column in columns)),
        rows=tuple(
            EntryRow(
                name=name_of(one, lang),
                href=site_data.plan.link(address) if address else "",
                lang=one.lang_on(lang) if isinstance(one, Entry) else "",
                cells=tuple(column.text(one, lang) for column in columns),
            )
            for one, address in shown
        ),
        foot=(t("Sum"), *[""] * (len(columns) - 1), total) if is_sum else (),
    )


def name_of(counted: Counted, lang: str) -> str:
    """The name or the title of what is counted."""
    if isinstance(counted, date):
        return dates.month_name(counted, lang)
    if isinstance(counted, str):
        return counted
    return str(getattr(counted, "name", "") or getattr(counted, "title", ""))


def _columns(entries: list[Counted], lang: str, *, is_sum: bool) -> tuple[ProofColumn, ...]:
    """The columns after the name: the days and the attendance that some entry has.

    A sum has the attendance in any case.
    """
    t = our_texts(lang)
    days = (
        ProofColumn(t("Dato"), _day, dates.short_day),
        ProofColumn(t("Medlem fra"), _member_day("since"), dates.short_date),
        ProofColumn(t("Til"), _member_day("until"), dates.short_date),
    )
    came = ProofColumn(t("Deltakere"), number_of, number, t("ikke oppgitt"))
    known = (column for column in days if any(column.value(one) for one in entries))
    has_numbers = is_sum or any(number_of(one) is not None for one in entries)
    return (*known, *[came] * has_numbers)


def _member_day(field: str) -> Callable[[Counted], date | None]:
    return lambda counted: getattr(counted, field) if isinstance(counted, Member) else None


def _shown(entries: Iterable[Counted], site_data: SiteData) -> Iterator[tuple[Counted, str]]:
    """The public entries in order of time, or their translations, each with its address, or ""."""
    plan = site_data.plan
    for one in sorted(entries, key=lambda one: _day(one) or date.min):
        ref = one.ref if isinstance(one, Entry) else ""
        if ref not in site_data.edition.withheld:
            address = plan.by_ref.get(ref, "")
            own = plan.pairs.get(address, {}).get(site_data.lang, address)
            yield (plan.spots[own].page_of if own != address else None) or one, own


def _day(counted: Counted) -> date | None:
    if isinstance(counted, Event):
        return counted.start.day
    return counted.due.day if isinstance(counted, Article) else None


def proof_file(found: Proof, lang: str, site_data: SiteData) -> bytes:
    """The public entries of a proof as CSV: the columns of its table in plain dates and numbers."""
    t, url = our_texts(lang), site_data.plan.root.url
    shown = tuple(_shown(found.entries, site_data))
    columns = _columns([one for one, _ in shown], lang, is_sum=found.is_sum)
    rows = [(t("Navn"), *(column.head for column in columns), t("Adresse"))]
    for one, address in shown:
        values = (column.value(one) for column in columns)
        cells = ("" if value is None else str(value) for value in values)
        rows.append((name_of(one, lang), *cells, url(address) if address else ""))
    return csv_bytes(rows)


def linked_figures(
    review: Review, figures: Mapping[str, str], site_data: SiteData
) -> Mapping[str, str]:
    """The numbers of a letter, each as a link to its proof."""
    to = Markup('<a href="{}">{}</a>')
    return {
        name: to.format(site_data.plan.link(proof_address(review, name)), value)
        for name, value in figures.items()
    }


def without_nested_links(html: Markup, review: Review, site_data: SiteData) -> Markup:
    """The letter's HTML, where a number within another link is no link of its own."""
    start = re.escape(f'<a href="{site_data.plan.link(proof_address(review))}')
    nested = re.compile(rf"(<a (?:(?!</a>).)*?){start}[^>]*>([^<]*)</a>", re.S)
    text, count = str(html), 1
    while count:
        text, count = nested.subn(r"\1\2", text)
    return Markup(text)
