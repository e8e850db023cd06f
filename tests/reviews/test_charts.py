"""The charts of a year: their numbers, their drawings and their files."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image, ImageColor

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.parts.brand_tokens import schemes
from newsroom.reviews.chart_layout import Box, layout
from newsroom.reviews.chart_png import EM, MARGIN, NOTE, TITLE, WIDE, png_file
from newsroom.reviews.chart_views import chart_files, chart_view, csv_file, drawing, rows
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
    return Chart(
        name="tall", lang="nb", title="Tall", form="columns", heads=("År", "Tall"), bars=bars
    )


def of_networks(*entries: Entry) -> Chart | None:
    return per_network(2023, given.catalog(*NETWORKS, *entries), "nb")


def members(*letters: dict) -> tuple[Catalog, list]:
    """Annual letters from 2021 on, each with its number of members."""
    reviews = [
        given.review(2021 + n, figures=[{"label": "Medlemmer"} | said] if said else [])
        for n, said in enumerate(letters)
    ]
    return given.catalog(*reviews), reviews


def test_each_month_has_its_column_and_an_empty_one_is_nought() -> None:
    """Each of the twelve months has a column, also an empty one, and its name in the table."""
    chart = per_month(2023, given.catalog(*THIS_YEAR), "nb")
    assert [bar.value for bar in chart.bars] == [1, 0, 2, *[0] * 9]
    assert rows(chart)[2] == ("mars", "2")
    assert [bar.short for bar in chart.bars][:3] == ["jan", "feb", "mar"]


def test_a_year_without_events_has_no_chart_of_them() -> None:
    """A year without events has no chart of months."""
    assert per_month(2022, given.catalog(*THIS_YEAR), "nb") is None
    assert per_network(2022, given.catalog(*NETWORKS, *THIS_YEAR), "nb") is None


def test_networks_stand_by_size_and_the_rest_is_a_footnote() -> None:
    """Networks are sorted by size, with name and colour; events without one are no bar."""
    chart = of_networks(*THIS_YEAR, given.event("f", network="batteri", attendance="70"))
    shown = [(bar.label, bar.text, bar.colour) for bar in chart.bars]
    assert shown == [("Helsenettverket", f"1{NBSP}230", "skog"), ("Batteri & strøm", "70", "")]
    assert chart.footnote == "Arrangementer uten nettverk hadde 7 deltakere."


def test_a_network_nobody_has_written_about_goes_by_its_key() -> None:
    """A network without an entry is shown by its key."""
    event = given.event("a", network="ukjent", attendance="5")
    assert rows(per_network(2023, given.catalog(event), "nb")) == (("ukjent", "5"),)


def test_years_lie_down_and_the_oldest_leave() -> None:
    """Years are horizontal bars, so that their texts never touch; the oldest are left out."""
    catalog, reviews = members(*({"value": str(100 + n)} for n in range(12)))
    few, many = (over_years("medlemmer", reviews[:count], catalog, "nb") for count in (3, 12))
    assert few.form == many.form == "bars"
    shown = rows(over_years("medlemmer", reviews, catalog, "nb"))
    assert shown[0] == ("2023", "102")
    assert len(shown) == 10


def test_last_year_stands_beside_where_there_was_one() -> None:
    """Last year's numbers are shown beside, also of a network with events only then."""
    chart = of_networks(*THIS_YEAR, *LAST_YEAR)
    assert chart.heads == ("Nettverk", "2023", "2022")
    assert rows(chart) == (
        ("Helsenettverket", f"1{NBSP}230", "600"),
        ("Batteri & strøm", "0", "40"),
    )
    assert of_networks(*THIS_YEAR).heads == ("Nettverk", "2023")
    assert of_networks(*THIS_YEAR).note == "Deltakere per nettverk i 2023"


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
    """A figure needs two years for a chart; bounds stay bounds, and missing years are left out."""
    catalog, reviews = members(*letters)
    chart = over_years("medlemmer", reviews, catalog, "nb")
    assert (chart and [(bar.label, bar.text) for bar in chart.bars]) == shown


@pytest.mark.parametrize(
    ("days", "finding"),
    [
        (["01-10"], "Januar: 1 arrangement på én måned"),
        (["01-10", "03-01", "03-02"], "Mars: 2 arrangementer på én måned"),
        (["01-10", "03-01", "05-01"], "Flest arrangementer i januar, mars og mai: 1 i hver"),
    ],
)
def test_the_title_of_the_months_says_which_had_most(days: list[str], finding: str) -> None:
    """It is the accessible name of the drawing too."""
    chart = per_month(2023, given.catalog(*(given.event(d, start=f"2023-{d}") for d in days)), "nb")
    assert chart.title == finding
    assert f">{finding}</title>" in drawing(chart)


@pytest.mark.parametrize(
    ("came", "finding"),
    [
        ({"a": 9}, "A: 9 deltakere"),
        ({"a": 9, "b": 3}, "A: 9 deltakere. B: 3 deltakere"),
        ({"a": 9, "b": 3, "c": 2}, "A samlet flest: 9 deltakere"),
        ({"a": 9, "b": 9, "c": 2}, "Flest deltakere i A og B: 9 i hvert"),
    ],
)
def test_the_title_of_the_networks_says_which_was_largest(
    came: dict[str, int], finding: str
) -> None:
    """One or two networks are told in a sentence, without a drawing and without files."""
    networks = [given.network(key, name=key.upper()) for key in came]
    events = [given.event(key, network=key, attendance=str(n)) for key, n in came.items()]
    chart = per_network(2023, given.catalog(*networks, *events), "nb")
    view = chart_view(chart, "/aret/2023/", given.site_data_of())
    is_told = len(came) < 3
    assert (chart.title, view.title) == (finding, finding)
    assert (view.drawing == "", view.files == (), chart_files(chart, "/", {}, "") == []) == (
        (is_told,) * 3
    )


def test_the_title_of_the_years_says_from_what_to_what() -> None:
    """And that nothing changed, when nothing did."""
    catalog, reviews = members({"more_than": "130"}, {"value": "150"}, {"value": "165"})
    grown = over_years("medlemmer", reviews, catalog, "nb")
    assert grown.title == "Medlemmer: fra over 130 i 2021 til 165 i 2023"
    catalog, reviews = members({"value": "130"}, {"value": "130"})
    same = over_years("medlemmer", reviews, catalog, "nb")
    assert same.title == "Medlemmer: 130 både i 2021 og i 2022"


def test_months_with_numbers_of_three_digits_lie_down() -> None:
    """Over a narrow column they would touch."""
    events = [given.event(f"e{n}", start="2023-03-01") for n in range(100)]
    forms = [per_month(2023, given.catalog(*some), "nb").form for some in (events[1:], events)]
    assert forms == ["columns", "bars"]


def test_a_letter_shows_the_years_until_its_own() -> None:
    """An annual letter shows the years until its own."""
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
    """The drawing equals the golden file."""
    assert f"{drawing(chart)}\n" == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


NUMBERS = st.lists(st.integers(0, 10**7), min_size=1, max_size=14)


@quickly
@for_any(NUMBERS)
def test_whatever_the_numbers_are_columns_stand_in_proportion(numbers: list[int]) -> None:
    """Columns are proportional to their numbers, share a baseline, and stay within the drawing."""
    laid = layout(columns(*numbers))
    boxes = [shape for group in laid.groups for shape in group.shapes if isinstance(shape, Box)]
    most = max(1, *numbers)
    for number, box in zip(numbers, boxes, strict=True):
        assert box.height == pytest.approx(9 * number / most)
        assert box.y + box.height == pytest.approx(laid.base_line)
        assert box.x >= 0
        assert box.x + box.width <= 100


def test_a_csv_file_has_bare_numbers_and_opens_in_excel() -> None:
    """A CSV file has semicolons and a byte order mark, for a Norwegian Excel, and plain numbers."""
    data = csv_file(of_networks(*THIS_YEAR, *LAST_YEAR), None)
    assert data.startswith("\ufeffNettverk;2023;2022\r\n".encode())
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read[1:3] == [["Helsenettverket", "1230", "600"], ["Batteri & strøm", "0", "40"]]


def test_a_bound_stays_a_bound_in_the_csv_file() -> None:
    """A bound stays a bound in the CSV file."""
    catalog, reviews = members({"more_than": "130"}, {"value": "165"})
    text = csv_file(over_years("medlemmer", reviews, catalog, "nb"), None).decode("utf-8-sig")
    assert text.splitlines()[1:] == ["2021;over 130", "2022;165"]


def test_a_picture_has_bars_as_long_as_their_numbers_in_the_colours_of_the_theme() -> None:
    """The bars of the PNG have the right length and colour, measured along their middle."""
    chart = of_networks(*THIS_YEAR, *LAST_YEAR)
    colours = schemes(TOKENS.read_text(encoding="utf-8"))["light"]
    image = Image.open(io.BytesIO(png_file(chart, colours, "Foreningen", None))).convert("RGB")
    wanted = tuple(bytes.fromhex(colours["colour-skog"].lstrip("#")))
    length = max(
        sum(image.getpixel((x, y)) == wanted for x in range(WIDE)) for y in range(0, 400, EM // 2)
    )
    assert image.width == WIDE
    assert length == pytest.approx(0.72 * (WIDE - 2 * MARGIN), abs=2)


def test_last_year_is_an_outline_and_nothing_is_drawn_for_nought() -> None:
    """Last year's bar is white with a dark edge; a bar of nought has no pixel."""
    colours = schemes(TOKENS.read_text(encoding="utf-8"))["light"]
    ink, paper = (ImageColor.getrgb(colours[name]) for name in ("ink", "paper"))
    chart = of_networks(*THIS_YEAR, *LAST_YEAR)
    image = Image.open(io.BytesIO(png_file(chart, colours, "", None))).convert("RGB")
    outlines = [
        line
        for y in range(image.height)
        if (line := [image.getpixel((x, y)) for x in range(MARGIN, MARGIN + 200)])[:2] == [ink] * 2
        and line[2:199] == [paper] * 197
    ]
    assert outlines
    nought = replace(columns(0), form="bars")
    empty = Image.open(io.BytesIO(png_file(nought, colours, "", None))).convert("RGB")
    fjord = ImageColor.getrgb(colours["colour-fjord"])
    assert not [row for row in rows_of(empty) if fjord in row]


def test_the_title_is_in_the_picture_and_the_name_of_the_site_below() -> None:
    """Between the upper margin and the bars is the title, whole; the lower margin is empty."""
    colours = schemes(TOKENS.read_text(encoding="utf-8"))["light"]
    ink, paper = (ImageColor.getrgb(colours[name]) for name in ("ink", "paper"))
    image = Image.open(io.BytesIO(png_file(columns(3, 5), colours, "Foreningen", None)))
    rows_with_ink = [
        y
        for y, row in enumerate(rows_of(image.convert("RGB")))
        if any(pixel == ink for pixel in row)
    ]
    assert MARGIN < rows_with_ink[0] < MARGIN + TITLE / 2
    assert image.height - MARGIN - NOTE < rows_with_ink[-1] < image.height - MARGIN / 2
    assert image.convert("RGB").getpixel((0, 0)) == paper


def rows_of(image: Image.Image) -> list[list[tuple[int, ...]]]:
    """The pixels of each row."""
    return [[image.getpixel((x, y)) for x in range(image.width)] for y in range(image.height)]


def test_a_picture_changes_with_its_numbers_and_with_nothing_else() -> None:
    """The same chart gives the same bytes, and other numbers give others."""
    colours = schemes(TOKENS.read_text(encoding="utf-8"))["light"]
    made = [png_file(columns(*n), colours, "Foreningen", None) for n in ((3, 5), (3, 5), (4, 5))]
    assert made[0] == made[1] != made[2]
