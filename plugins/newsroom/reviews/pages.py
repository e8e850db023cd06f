"""Makes the page of each year, and the page of all years, from the plan."""

from dataclasses import replace
from itertools import chain

from newsroom.addresses.outputs import Output, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_png import Palette
from newsroom.reviews.chart_views import chart_files, chart_view
from newsroom.reviews.charts import Chart
from newsroom.reviews.proofs import proof_outputs
from newsroom.reviews.review_page import review_view
from newsroom.reviews.views import ReviewsView, YearSummary
from newsroom.reviews.year_report import (
    ComparedYear,
    side_by_side,
    trends,
    year_report,
)
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts


def pages(catalog: Catalog, colours: Palette, site_data: SiteData) -> list[Output]:
    """The page of each spot that this package shows, and the files of its charts in `colours`.

    Figures are computed from the whole `catalog`, in the words of the edition; it has all articles.
    """
    edition, output_pages, charts = site_data.edition, [], []
    if edition.is_partial:
        catalog = replace(catalog.in_language(site_data.lang), articles=catalog.articles)
    for spot in site_data.plan.of_kind("review"):
        review = spot.entry(Review)
        report = year_report(review, edition, catalog)
        output_pages.append(
            OutputPage(
                spot.address,
                "review.html",
                review_view,
                (spot, report),
                edition.changed[review.ref],
                indexed=not edition.mark(review),
            )
        )
        charts += [(chart, spot.address) for chart in report.charts]
    for spot in site_data.plan.of_kind("years"):
        over_years = trends(edition, catalog)
        years = side_by_side(edition, catalog)
        output_pages.append(
            OutputPage(spot.address, "reviews.html", reviews_view, (spot, years, over_years))
        )
        charts += [(chart, spot.address) for chart in over_years]
    site = edition.catalog.site.name
    proofs, proof_files = proof_outputs(site_data, catalog)
    files = (chart_files(chart, folder, colours, site) for chart, folder in charts)
    return [*output_pages, *proofs, *chain.from_iterable(files), *proof_files]


def reviews_view(
    spot: Spot, years: tuple[ComparedYear, ...], trends: tuple[Chart, ...], site_data: SiteData
) -> ReviewsView:
    """The page of all years, newest first, with charts over the years."""
    return ReviewsView(
        head=head(spot, site_data, our_texts(site_data.lang)("Året")),
        years=tuple(_summary(year, site_data) for year in years),
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in trends),
    )


def _summary(year: ComparedYear, site_data: SiteData) -> YearSummary:
    return YearSummary(
        link=Link(text=str(year.year), href=_href(year, site_data)),
        title=year.letter.title if year.letter else "",
        lang=year.letter.lang_on(site_data.lang) if year.letter else "",
        stats=year.stats,
    )


def _href(year: ComparedYear, site_data: SiteData) -> str:
    """The link to the annual letter, else to the events of the year."""
    if year.letter:
        return site_data.plan.link_to(year.letter)
    return site_data.plan.link(site_data.edition.home.list("events", year.year))
