"""The page of all years."""

from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import list_address
from newsroom.contract.reserved import words
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_views import chart_view
from newsroom.reviews.charts import LANG, Chart
from newsroom.reviews.views import ReviewsView, YearSummary
from newsroom.reviews.year_report import ComparedYear
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts


def reviews_view(
    spot: Spot, years: tuple[ComparedYear, ...], trends: tuple[Chart, ...], site_data: SiteData
) -> ReviewsView:
    """The page of all years, newest first, with charts over the years."""
    t = our_texts(LANG)
    return ReviewsView(
        head=head(spot, site_data, t("Året")),
        title=t("Året"),
        years=tuple(_summary(year, site_data) for year in years),
        charts=tuple(chart_view(chart, spot.address, site_data) for chart in trends),
        empty="" if years else t("Ingen årsbrev er publisert ennå."),
    )


def _summary(year: ComparedYear, site_data: SiteData) -> YearSummary:
    return YearSummary(
        link=Link(text=str(year.year), href=_href(year, site_data)),
        title=year.letter.title if year.letter else "",
        stats=year.stats,
        chart=chart_view(year.chart, "", site_data) if year.chart else None,
    )


def _href(year: ComparedYear, site_data: SiteData) -> str:
    """The link to the letter, else to the events of the year."""
    if year.letter:
        return site_data.plan.link_to(year.letter)
    return site_data.plan.link(list_address(words(LANG)["events"], year.year))
