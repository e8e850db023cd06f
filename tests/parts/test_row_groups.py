"""The coming events on the pages of networks, venues, persons and types, in groups when many."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import given
from tests.site.building import good

NOW = "2024-01-01T08:00+01:00"
DAYS = ("2024-01-02", "2024-01-07", "2024-01-31", "2024-02-04", "2025-02-05")
ABOUT = "network: mange, venue: hallen, speakers: [kari]"
MANY = f"{{id: a%s, title: Mange, start: %s, type: Kurs, {ABOUT}}}"
FEW = "{id: b%s, title: Fem, start: %s, network: fem, venue: {name: Kaia}}"
SERIES = """
- id: lunsj
  title: Lunsj
  start: 2024-01-09 12:00
  repeat: hver uke, 9 ganger
  network: mange
  venue: hallen
  speakers: [kari]
  type: Kurs
"""
CONTENT = {
    "site.yaml": 'name: Prøven\nidentity: "example.org,2023"\nevent_types: [Kurs]\n',
    "networks.yaml": "mange: {name: Mange}\nfem: {name: Fem}\n",
    "venues.yaml": "hallen: {name: Hallen, city: Byen}\n",
    "people.yaml": "kari: {name: Kari Nordmann}\n",
    "events/alle.yaml": "".join(f"- {MANY % (d, d)}\n- {FEW % (d, d)}\n" for d in DAYS)
    + f"- {{id: over, title: Over, start: 2023-12-01, {ABOUT}}}"
    + SERIES,
}
GROUPS = [
    ("Denne uka", ["tirsdag 2. januar 2024", "søndag 7. januar 2024"]),
    ("Denne måneden", ["tirsdag 9. januar 2024", "onsdag 31. januar 2024"]),
    ("Februar 2024", ["søndag 4. februar 2024"]),
    ("Februar 2025", ["onsdag 5. februar 2025"]),
]
OVER = ("Tidligere arrangementer", ["fredag 1. desember 2023"])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("groups")
    return good(given.written(folder / "content", CONTENT), folder / "out", NOW=NOW)


def lists(out: Path, address: str) -> list[tuple[str, list[str]]]:
    """The heading of each list of events on a page, and the days of its rows."""
    page = BeautifulSoup((out / address / "index.html").read_bytes(), "html5lib")
    return [
        (group.h2.get_text(), [day.get_text() for day in group.select("time .visually-hidden")])
        for group in page.select(".event-list")
    ]


@pytest.mark.parametrize("address", ["nettverk/mange", "steder/hallen", "personer/kari"])
def test_six_coming_rows_are_in_the_groups_of_the_list_of_all(out: Path, address: str) -> None:
    """A series is one row; the past ones follow under their own heading."""
    assert lists(out, address) == [*GROUPS, OVER]


def test_a_type_has_the_same_groups(out: Path) -> None:
    assert lists(out, "arrangementer/kurs") == GROUPS


def test_five_coming_rows_have_one_heading(out: Path) -> None:
    """And the year where it is another one."""
    (group,) = lists(out, "nettverk/fem")
    assert (group[0], len(group[1])) == ("Kommende arrangementer", 5)
    page = (out / "nettverk/fem/index.html").read_text(encoding="utf-8")
    assert (page.count("feb. 2025<"), "feb. 2024<" in page) == (1, False)


def test_the_dates_of_a_series_have_one_heading(out: Path) -> None:
    group, related = lists(out, "arrangementer/2024/lunsj")
    assert related[0] == "Flere arrangementer: Mange"
    assert (group[0], len(group[1])) == ("Kommende datoer", 9)


def test_a_group_leaves_out_the_year_of_its_heading(out: Path) -> None:
    """Its heading leads to all events of the month."""
    page = BeautifulSoup((out / "nettverk/mange/index.html").read_bytes(), "html5lib")
    last = page.find("a", string="Februar 2025").find_parent(class_="event-list")
    assert last.select_one(".event-row__month").get_text().replace("\xa0", " ") == "on. feb."
    assert last.a["href"].endswith("/arrangementer/2025/02/")
