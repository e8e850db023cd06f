"""The sample content has the facts of the year 2023, with their exact values."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.contract.catalog import Catalog
from newsroom.reading.load import load
from newsroom.reviews.sources import SOURCES, held
from tests.site.building import ROOT, build, good, share_pictures

pytestmark = pytest.mark.sample

CONTENT = ROOT / "content"
FACTS = [
    "Romerike", "økosystem", "2000", "60 arrangementer", "over 2 200", "over 160", "30 flere",
    "innovasjon", "investorer", "bærekraft", "kommunikasjon", "batteri", "tungtransport",
    "farmasøytisk", "opplevelsesnæring", "340", "Lillestrøm Kultursenter", "eiendomsfrokost",
    "Lillestrøm Eiendomsforum", "Barcelona", "22@", "22@Network Barcelona", "2004",
    "Business Lillestrøm", "2014", "over 500", "73 prosent", "Lillestrøm kommune", "tre år", "150",
    "Viken fylkeskommune", "Romerike Sparebank", "Datek", "Duvi", "Lørenskog", "Jessheim",
    "Aurskog-Høland", "over 300", "årets gründeridé", "Duvi pensjon", "SLM Revisjon", "Økland",
    "4,5 prosent", "Norges Bank", "Akershus", "befolkningsvekst", "ordførere",
]  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(CONTENT)[0]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the sample, its published site in out/, and its cache."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, folder / "content")
    share_pictures(folder / "cache")
    published(folder)
    return folder


def published(folder: Path) -> Path:
    """Builds the site of such a folder."""
    return good(folder / "content", folder / "out", NOW=None, CACHE_PATH=str(folder / "cache"))


@pytest.fixture(scope="module")
def letter(sample: Path) -> str:
    """The text of the published annual letter of 2023."""
    page = (sample / "out/aret/2023/index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(page, "html5lib")
    return " ".join(page.main.get_text(" ").split())


def test_the_sample_has_no_errors() -> None:
    """Reading content/ gives no problem that stops a build."""
    assert not load(CONTENT)[1].errors()


def test_sixty_events_were_held_in_2023(catalog: Catalog) -> None:
    """The festival itself, whose parts are counted, is not one of them."""
    assert len(held(catalog, 2023)) == 60


def test_attendance_in_2023_is_between_2_201_and_2_299(catalog: Catalog) -> None:
    """Every event held has its attendance; the letter says «over 2 200»."""
    numbers = [event.attendance for event in held(catalog, 2023)]
    assert None not in numbers
    assert 2_201 <= sum(numbers) <= 2_299


def test_340_took_part_in_the_conference(catalog: Catalog) -> None:
    """The venue is Lillestrøm Kultursenter."""
    (event,) = (e for e in catalog.events if e.id == "2023-lillestromkonferansen")
    assert event.attendance == 340
    assert catalog.venues[event.venue].name == "Lillestrøm Kultursenter"


def test_venues_have_only_street_addresses_that_public_sources_give(catalog: Catalog) -> None:
    """Those of invented places have none, and the room of a house has that of the house.

    Statsbygg and Sceneweb have the first, Kunnskapsbyen's news the second, Lørenskog's culture
    pages the third.
    """
    addresses = {key: (v.address, v.postcode) for key, v in catalog.venues.items() if v.address}
    assert addresses == {
        "lillestrom-kultursenter": ("Kirkegata 11", "2000"),
        "grunderhuset": ("Sørumsgata 1A", ""),
        "moterommet": ("Sørumsgata 1A", ""),
        "kulturhuset-lorenskog": ("Festplassen 1", "1473"),
    }
    assert all(venue.address for venue in catalog.venues.values() if venue.postcode)


def test_the_festival_had_ten_events_in_three_days(catalog: Catalog) -> None:
    """The days are consecutive, and the attendance is over 300."""
    parts = [e for e in catalog.events if e.part_of == "startup-festival-2023"]
    days = sorted({event.start.day.toordinal() for event in parts})
    assert len(parts) == 10
    assert days == list(range(days[0], days[0] + 3))
    assert 301 <= sum(event.attendance for event in parts) <= 349


def test_the_letter_has_every_fact(letter: str) -> None:
    """Each of `FACTS` is in the text of the annual letter."""
    words = letter.lower().replace("\N{NO-BREAK SPACE}", " ")
    assert FACTS
    assert [fact for fact in FACTS if fact.lower() not in words] == []


def test_the_register_has_the_companies_of_the_letter(catalog: Catalog, letter: str) -> None:
    """In their roles there; none is called a member in it, so none counts as one."""
    members = catalog.members.values()
    assert {member.name: member.category for member in members} == {
        "Datek": "Investornettverket", "Duvi": "Investornettverket",
        "Duvi pensjon": "Årets gründeridé", "Romerike Sparebank": "Årets gründeridé",
        "SLM Revisjon": "Årets gründeridé", "Økland": "Årets gründeridé",
    }  # fmt: skip
    assert all(member.name in letter for member in members)
    told = {name for member in members for name in member.model_fields_set}
    assert told == {"name", "category", "about"}
    assert SOURCES["members.count"](catalog, 2023) == 0
    partners = [catalog.members[p.member].name for p in catalog.site.partners if p.member]
    assert partners == ["Romerike Sparebank", "Duvi pensjon", "SLM Revisjon", "Økland"]


def test_deleting_an_event_stops_the_build(tmp_path: Path) -> None:
    """The letter says 60 and the data 59, which is one problem `figure-mismatch`."""
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    events = content / "events/2023.yaml"
    text = events.read_text(encoding="utf-8")
    start = text.index("- id: 2023-lillestromkonferansen")
    end = text.index("\n- id:", start) + 1
    events.write_text(text[:start] + text[end:], encoding="utf-8")
    ended = build(content, tmp_path / "out", NOW=None)
    mismatch = [line for line in ended.err.splitlines() if "figure-mismatch" in line]
    assert ended.code == 2
    assert len(mismatch) == 1
    assert "60" in mismatch[0]
    assert "59" in mismatch[0]


def test_a_changed_attendance_changes_every_figure_made_of_it(sample: Path, tmp_path: Path) -> None:
    """Figure, text, chart, table, CSV, PNG, description and share share_card.

    A number in the letter that contradicts the data stops the build.
    """
    folder = Path(shutil.copytree(sample, tmp_path / "site", symlinks=True))
    content = folder / "content"
    letter, events = content / "reviews/2023.md", content / "events/2023.yaml"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("Kjære", "{{ figures.deltakere }} kom. Kjære"), "utf-8")
    before = Path(shutil.copytree(published(folder), tmp_path / "before"))
    events_text = events.read_text(encoding="utf-8")
    assert events_text.count("  attendance: 63\n") == 1
    events.write_text(events_text.replace("  attendance: 63\n", "  attendance: 64\n"), "utf-8")
    after = published(folder)
    shown = [figures_shown(out) for out in (before, after)]
    assert shown[0] == ("2 247", "2 247 kom.", "231", "231", "Innovasjon;231", "2 247 deltakere")
    assert shown[1] == ("2 248", "2 248 kom.", "232", "232", "Innovasjon;232", "2 248 deltakere")
    png = "aret/2023/deltakere-per-nettverk-2023.png"
    assert (before / png).read_bytes() != (after / png).read_bytes()
    assert share_card(before) != share_card(after)
    letter.write_text(text.replace("    more_than: 2200\n", "    value: 2247\n"), "utf-8")
    ended = build(content, tmp_path / "after", NOW=None)
    assert ended.code == 2
    assert "2247" in ended.err
    assert "2248" in ended.err


def share_card(out: Path) -> tuple[str, bytes]:
    """The alt text of the year's share card, and its bytes."""
    text = (out / "aret/2023/index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html5lib")
    words, href = (
        page.select_one(f'meta[property="og:image{part}"]')["content"] for part in (":alt", "")
    )
    assert page.select(".stats__value")[1].get_text() in words
    return words, (out / href.removeprefix("https://example.org/")).read_bytes()


def figures_shown(out: Path) -> tuple[str, ...]:
    """The sum of the year in the figure, text and description, and one network elsewhere.

    The network is read from the chart, its table and its CSV file.
    """
    text = (out / "aret/2023/index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text.replace("\N{NO-BREAK SPACE}", " "), "html5lib")
    (row,) = [row for row in page.select(".chart tr") if row.th.get_text() == "Innovasjon"]
    group = page.select_one('.chart [data-colour="fjord"]')
    csv = (out / "aret/2023/deltakere-per-nettverk-2023.csv").read_text(encoding="utf-8-sig")
    shared = page.select_one('meta[property="og:description"]')["content"]
    return (
        page.select(".stats__value")[1].get_text(),
        " ".join(page.select_one(".letter p").get_text().split()[:3]),
        group.select_one(".chart__value").get_text(),
        row.td.get_text(),
        next(line for line in csv.splitlines() if line.startswith("Innovasjon")),
        shared.split(", ")[1],
    )


def test_the_package_names_nobody_of_the_sample(catalog: Catalog) -> None:
    """Neither a person, a venue, a network or a partner; a name of one word may be anybody's."""
    site = catalog.site
    kinds = (catalog.people, catalog.venues, catalog.networks)
    names = {site.name, *(one.name for kind in kinds for one in kind.values())}
    names |= {f"{one.name}\n" for one in site.partners}
    ours = [name for name in names if re.search(r"\s", name)]
    files = [
        path for folder in ("plugins/newsroom", "theme") for path in (ROOT / folder).rglob("*")
    ]
    texts = {path: path.read_bytes().decode(errors="replace") for path in files if path.is_file()}
    found = {(path.name, name) for path, text in texts.items() for name in ours if name in text}
    assert found == set()
