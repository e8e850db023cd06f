"""The sample content carries the facts of the year 2023, with their exact values."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.contract.catalog import Catalog
from plugins.reading.load import load
from plugins.reviews.figures import held
from tests.site.building import ROOT, build, good

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
def letter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of the published year 2023."""
    out = good(CONTENT, tmp_path_factory.mktemp("sample") / "out", NOW=None)
    page = BeautifulSoup((out / "aret/2023/index.html").read_text(encoding="utf-8"), "html5lib")
    return " ".join(page.main.get_text(" ").split())


def test_the_content_has_no_faults() -> None:
    """What we show as an example is in order."""
    assert not load(CONTENT)[1].errors()


def test_sixty_events_were_held_in_2023(catalog: Catalog) -> None:
    """The parent of the festival is not one of them."""
    assert len(held(catalog, 2023)) == 60


def test_over_2_200_took_part(catalog: Catalog) -> None:
    """Every event held has its attendance, and the sum is what the letter says."""
    numbers = [event.attendance for event in held(catalog, 2023)]
    assert None not in numbers
    assert 2_201 <= sum(numbers) <= 2_299


def test_the_conference_gathered_340(catalog: Catalog) -> None:
    """Lillestrømkonferansen in Lillestrøm Kultursenter."""
    (event,) = (e for e in catalog.events if e.id == "2023-lillestromkonferansen")
    assert event.attendance == 340
    assert catalog.venues[event.venue].name == "Lillestrøm Kultursenter"


def test_the_festival_had_ten_events_in_three_days(catalog: Catalog) -> None:
    """Over 300 took part, on three days in a row."""
    parts = [e for e in catalog.events if e.part_of == "startup-festival-2023"]
    days = sorted({event.start.day.toordinal() for event in parts})
    assert len(parts) == 10
    assert days == list(range(days[0], days[0] + 3))
    assert 301 <= sum(event.attendance for event in parts) <= 349


@pytest.mark.parametrize("fact", FACTS)
def test_the_letter_carries_the_fact(letter: str, fact: str) -> None:
    """Each fact of the association's own letter stands in ours, in our words."""
    assert fact.lower() in letter.lower().replace("\N{NO-BREAK SPACE}", " ")


def test_deleting_an_event_stops_the_build(tmp_path: Path) -> None:
    """The letter says 60; with 59 in the list somebody must look at it."""
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
