"""The charts of a year: their numbers, their drawings, their files."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.parts.share_cards import colours as share_colours
from newsroom.reviews.chart_layout import Box, layout
from newsroom.reviews.chart_png import EM, MARGIN, WIDE, png_file
from newsroom.reviews.chart_svg import drawing
from newsroom.reviews.chart_tables import csv_file, rows
from newsroom.reviews.charts import Bar, Chart, charts, over_years, per_month, per_network
from tests import given
from tests.given import quickly

NBSP = "\u00a0"
GOLDEN = Path(__file__).with_name("golden")
TOKENS = Path(__file__).parents[2] / "theme/css/tokens.css"
NETWORKS = (given.network("helse", colour="skog"), given.network("batteri", name="Batteri & strøm"))
THIS_YEAR = (
    given.event("a", start="2023-01-10", network="helse", attendance="30"),
    given.event("b", start="2023-03-10", network="helse", attendance="1200"),
    given.event("c", start="2023-03-11", attendance="7"),
    given.event("d", start="2023-04-01", network="batteri", status="cancelled"),
)
LAST_YEAR = (
    given.event("x", start="2022-05-01", network="batteri", attendance="40"),
    given.event("y", start="2022-05-02", network="helse", attendance="600"),
)


def columns(*numbers: int) -> Chart:
    bars = tuple(Bar(label=str(2020 + n), value=v, text=str(v)) for n, v in enumerate(numbers))
    return Chart(name="tall", title="Tall", form="columns", heads=("År", "Tall"), bars=bars)


def of_networks(*entries: Entry) -> Chart | None:
    return per_network(2023, given.catalog(*NETWORKS, *entries))


def members(*letters: dict) -> tuple[Catalog, list]:
    """Letters from 2021 on, each with its number of members."""
    reviews = [
        given.review(2021 + n, figures=[{"label": "Medlemmer"} | said] if said else [])
        for n, said in enumerate(letters)
    ]
    return given.catalog(*reviews), reviews


def test_each_month_has_its_column_and_an_empty_one_is_nought() -> None:
    """Twelve of them, named in full for the table."""
    chart = per_month(2023, given.catalog(*THIS_YEAR))
    assert [bar.value for bar in chart.bars] == [1, 0, 2, *[0] * 9]
    assert rows(chart)[2] == ("mars", "2")


def test_a_year_without_events_has_no_chart_of_them() -> None:
    """Twelve noughts would say something nobody knows."""
    assert per_month(2022, given.catalog(*THIS_YEAR)) is None
    assert per_network(2022, given.catalog(*NETWORKS, *THIS_YEAR)) is None


def test_networks_stand_by_size_and_the_rest_last() -> None:
    """By their names and in their colours; what belongs to no network is a row of its own."""
    shown = [(bar.label, bar.text, bar.colour) for bar in of_networks(*THIS_YEAR).bars]
    assert shown == [
        ("Helsenettverket", f"1{NBSP}230", "skog"),
        ("Uten nettverk", "7", ""),
    ]


def test_a_network_nobody_has_written_about_goes_by_its_key() -> None:
    """That it is missing is told elsewhere, and a chart is no place to fall over it."""
    event = given.event("a", network="ukjent", attendance="5")
    assert rows(per_network(2023, given.catalog(event))) == (("ukjent", "5"),)


def test_many_years_lie_down_and_the_oldest_leave() -> None:
    """Side by side they would have no room on a narrow screen."""
    catalog, reviews = members(*({"value": str(100 + n)} for n in range(12)))
    forms = {
        count: over_years("medlemmer", reviews[:count], catalog).form for count in (2, 4, 5, 12)
    }
    assert forms == {2: "columns", 4: "columns", 5: "bars", 12: "bars"}
    shown = rows(over_years("medlemmer", reviews, catalog))
    assert shown[0] == ("2023", "102")
    assert len(shown) == 10


def test_last_year_stands_beside_where_there_was_one() -> None:
    """Also a network that met only then; without last year's events nothing is compared."""
    chart = of_networks(*THIS_YEAR, *LAST_YEAR)
    assert chart.heads == ("Nettverk", "2023", "2022")
    assert rows(chart) == (
        ("Helsenettverket", f"1{NBSP}230", "600"),
        ("Batteri & strøm", "0", "40"),
        ("Uten nettverk", "7", "0"),
    )
    assert of_networks(*THIS_YEAR).heads == ("Nettverk", "2023")
    assert of_networks(*THIS_YEAR).note == ""


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        ([{"value": "120"}, {"value": "150"}], [("2021", "120"), ("2022", "150")]),
        (
            [{"more_than": "130"}, None, {"more_than": "160"}],
            [("2021", "over 130"), ("2023", "over 160")],
        ),
        ([{"value": "150", "previous": "120"}], [("2020", "120"), ("2021", "150")]),
        ([{"value": "150"}], None),
        ([None, None], None),
    ],
)
def test_a_figure_over_the_years_needs_two_of_them(letters: list, shown: list | None) -> None:
    """A bound is printed as one; a year that is missing is left out and not drawn as nought."""
    catalog, reviews = members(*letters)
    chart = over_years("medlemmer", reviews, catalog)
    assert (chart and [(bar.label, bar.text) for bar in chart.bars]) == shown


def test_a_letter_shows_the_years_until_its_own() -> None:
    """What came later was not known then."""
    catalog, reviews = members({"value": "1"}, {"value": "2"}, {"value": "3"})
    (chart,) = charts(reviews[1], reviews, catalog)
    assert [bar.label for bar in chart.bars] == ["2021", "2022"]


@pytest.mark.parametrize(
    ("name", "chart"),
    [
        ("columns", columns(0, 5, 10)),
        ("bars", of_networks(*THIS_YEAR, *LAST_YEAR)),
    ],
)
def test_a_drawing_is_as_it_was_agreed(name: str, chart: Chart) -> None:
    """To the letter; a change of the drawing is seen in the golden file."""
    assert f"{drawing(chart)}\n" == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


NUMBERS = st.lists(st.integers(0, 10**7), min_size=1, max_size=14)


@quickly
@for_any(NUMBERS)
def test_whatever_the_numbers_are_columns_stand_in_proportion(numbers: list[int]) -> None:
    """On one ground, within the drawing, and none beside it."""
    laid = layout(columns(*numbers))
    boxes = [shape for group in laid.groups for shape in group.shapes if isinstance(shape, Box)]
    most = max(1, *numbers)
    for number, box in zip(numbers, boxes, strict=True):
        assert box.height == pytest.approx(9 * number / most)
        assert box.y + box.height == pytest.approx(laid.base_line)
        assert box.x >= 0
        assert box.x + box.width <= 100


def test_a_csv_file_has_bare_numbers_and_opens_in_excel() -> None:
    """Semicolons, as a Norwegian Excel reads, and the mark that tells it of UTF-8."""
    data = csv_file(of_networks(*THIS_YEAR, *LAST_YEAR), None)
    assert data.startswith("\ufeffNettverk;2023;2022\r\n".encode())
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read[1:3] == [["Helsenettverket", "1230", "600"], ["Batteri & strøm", "0", "40"]]


def test_a_bound_stays_a_bound_in_the_csv_file() -> None:
    """160 would be another claim than over 160."""
    catalog, reviews = members({"more_than": "130"}, {"value": "165"})
    text = csv_file(over_years("medlemmer", reviews, catalog), None).decode("utf-8-sig")
    assert text.splitlines()[1:] == ["2021;over 130", "2022;165"]


def test_a_picture_has_bars_as_long_as_their_numbers_in_the_colours_of_the_theme() -> None:
    """Looked at along the middle of each bar."""
    chart = of_networks(*THIS_YEAR, *LAST_YEAR)
    colours = share_colours(TOKENS.read_text(encoding="utf-8"))
    image = Image.open(io.BytesIO(png_file(chart, colours, "Foreningen", None))).convert("RGB")
    wanted = tuple(bytes.fromhex(colours["colour-skog"].lstrip("#")))
    length = max(
        sum(image.getpixel((x, y)) == wanted for x in range(WIDE)) for y in range(0, 400, EM // 2)
    )
    assert image.width == WIDE
    assert length == pytest.approx(0.72 * (WIDE - 2 * MARGIN), abs=2)


def test_a_picture_changes_with_its_numbers_and_with_nothing_else() -> None:
    """The same chart gives the same bytes."""
    colours = share_colours(TOKENS.read_text(encoding="utf-8"))
    made = [png_file(columns(*n), colours, "Foreningen", None) for n in ((3, 5), (3, 5), (4, 5))]
    assert made[0] == made[1] != made[2]
