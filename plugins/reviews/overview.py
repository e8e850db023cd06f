"""The page of all the years."""

from plugins.addresses.plan import Spot
from plugins.addresses.reserved import words
from plugins.addresses.urls import list_address
from plugins.parts.material import Material
from plugins.parts.shapes import Link
from plugins.reviews.charts import LANG, Chart
from plugins.reviews.chartviews import chart_view
from plugins.reviews.reckoning import Beside
from plugins.reviews.views import ReviewsView, YearSummary
from plugins.sharing.head import head
from plugins.wording.texts import our_texts


def reviews_view(
    spot: Spot, years: tuple[Beside, ...], trends: tuple[Chart, ...], material: Material
) -> ReviewsView:
    """All the years, newest first, and what changed over them."""
    t = our_texts(LANG)
    return ReviewsView(
        head=head(spot, material, t("Året")),
        title=t("Året"),
        years=tuple(_summary(year, material) for year in years),
        charts=tuple(chart_view(chart, spot.address, material) for chart in trends),
        empty="" if years else t("Ingen årsbrev er publisert ennå."),
    )


def _summary(year: Beside, material: Material) -> YearSummary:
    return YearSummary(
        link=Link(text=str(year.year), href=_href(year, material)),
        title=year.letter.title if year.letter else "",
        stats=year.stats,
        chart=chart_view(year.chart, "", material) if year.chart else None,
    )


def _href(year: Beside, material: Material) -> str:
    """The way to the letter, else to the events of the year."""
    if year.letter:
        return material.plan.link_to(year.letter)
    return material.plan.link(list_address(words(LANG)["events"], year.year))
