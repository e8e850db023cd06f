"""From the plan to the pages of the years."""

from plugins.addresses.page import Page
from plugins.addresses.plan import Spot
from plugins.contract.catalog import Catalog
from plugins.contract.review import Figure, Review
from plugins.parts.figures import figure, picture
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.sections import section
from plugins.parts.shapes import Correction, Link, Stat, Time
from plugins.reviews.figures import amount, text
from plugins.reviews.views import Highlight, ReviewsView, ReviewView, Signature, YearSummary
from plugins.sharing.head import head
from plugins.wording import dates
from plugins.wording.texts import our_texts

SUMMARY = 3


def pages(material: Material, catalog: Catalog) -> list[Page]:
    """A page for each spot that is ours; figures count over the whole `catalog`."""
    made = [
        Page(
            spot.address,
            "review.html",
            review_view,
            (spot, _stats(spot.items[0], catalog)),
            spot.items[0].date.instant,
            indexed=not material.edition.mark(spot.items[0]),
        )
        for spot in material.plan.of_kind("review")
    ]
    return made + [
        Page(
            spot.address,
            "reviews.html",
            reviews_view,
            (spot, tuple(_stats(review, catalog)[:SUMMARY] for review in spot.items)),
        )
        for spot in material.plan.of_kind("years")
    ]


def stat(shown: Figure, year: int, catalog: Catalog) -> Stat:
    """A figure as a tile."""
    return Stat(
        label=shown.label,
        value=text(shown, year, catalog),
        machine=str(amount(shown, year, catalog)),
        note=shown.note,
    )


def _stats(review: Review, catalog: Catalog) -> tuple[Stat, ...]:
    return tuple(stat(figure, review.year, catalog) for figure in review.figures)


def review_view(spot: Spot, stats: tuple[Stat, ...], material: Material) -> ReviewView:
    """The year: its numbers, its letter, what it is remembered for."""
    (review,) = spot.items
    figures = {f.name: one.value for f, one in zip(review.figures, stats, strict=True)}
    letter = prose(review, material, figures)
    return ReviewView(
        head=head(
            spot,
            material,
            review.title,
            description=opening(review, material, figures),
            entry=review,
            above=section("years", material),
            image=review.image,
        ),
        title=review.title,
        year=str(review.year),
        stats=stats,
        figure=figure(review.image, material),
        letter=letter,
        signature=_signature(review, material),
        highlights=tuple(
            Highlight(
                title=one.title,
                text=one.text,
                link=_link(one.link, one.title, material),
                figure=figure(one.image, material, "highlight"),
            )
            for one in review.highlights
        ),
        corrections=tuple(
            Correction(
                date=Time(text=dates.day(c.date.day, "nb"), machine=dates.machine(c.date)),
                text=c.text,
            )
            for c in review.corrections
        ),
    )


def _signature(review: Review, material: Material) -> Signature | None:
    person = material.edition.person(review.author)
    if not person:
        return Signature(name=review.author, role="", portrait=None) if review.author else None
    role = ", ".join(part for part in (person.role, person.company) if part)
    return Signature(
        name=person.name, role=role, portrait=picture(person.image, material, "portrait")
    )


def _link(written: str | None, words: str, material: Material) -> Link | None:
    """A highlight's title leads there itself: no bare "Les mer" (WCAG 2.2, 2.4.9)."""
    if not written:
        return None
    href = material.plan.link(written) if written.startswith("/") else written
    return Link(text=words, href=href)


def reviews_view(
    spot: Spot, stats: tuple[tuple[Stat, ...], ...], material: Material
) -> ReviewsView:
    """All the years, newest first."""
    t = our_texts("nb")
    title = t("Året")
    return ReviewsView(
        head=head(spot, material, title),
        title=title,
        years=tuple(
            YearSummary(
                link=Link(text=str(review.year), href=material.plan.link_to(review)),
                title=review.title,
                stats=shown,
            )
            for review, shown in zip(spot.items, stats, strict=True)
        ),
        empty="" if spot.items else t("Ingen årsbrev er publisert ennå."),
    )
