"""The weight of published pages, and the style page, which only the preview has."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.building import SITES, good
from tests.table import check_each
from tests.theme.theme import EXAMPLES

KB = 1000
MOST = {
    "index.html": 10, "nyheter/2023/kraft/index.html": 8, "nyheter/index.html": 10,
    "nyheter/2023/index.html": 10, "kategori/energi/index.html": 10, "tema/moter/index.html": 10,
    "arrangementer/index.html": 10, "arrangementer/2023/index.html": 10,
    "arrangementer/2023/09/index.html": 10, "arrangementer/2023/kraftmote/index.html": 8,
    "nettverk/index.html": 10, "nettverk/energi/index.html": 10, "aret/index.html": 10,
    "aret/2023/index.html": 10, "aret/2023/tall/index.html": 10,
    "om-oss/index.html": 10, "404.html": 10,
    "personer/kari-prove/index.html": 10, "steder/kulturhuset/index.html": 10,
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/sites/full, built for publishing."""
    return good(SITES / "full", tmp_path_factory.mktemp("theme") / "out")


@pytest.fixture(scope="module")
def style_page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The style page of the preview."""
    out = tmp_path_factory.mktemp("theme") / "out"
    good(SITES / "full", out, settings="pelicanconf.py")
    text = (out / "stilark/index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html5lib")


def test_a_page_is_light(published: Path) -> None:
    """Compressed with gzip, without its pictures."""

    def check(case: tuple[str, int]) -> None:
        name, most = case
        size = len(gzip.compress((published / name).read_bytes(), 9))
        assert size <= most * KB, f"{size} bytes"

    check_each(MOST.items(), check)


def test_the_style_page_is_not_published(published: Path) -> None:
    """OUTPUT has no such page, and no page names its address."""
    assert not (published / "stilark").exists()
    assert not any("stilark" in p.read_text(encoding="utf-8") for p in published.rglob("*.html"))


def test_the_style_page_shows_every_example_of_every_part(style_page: BeautifulSoup) -> None:
    """Each part has its name as heading, and each example a heading of its own."""
    assert [tag.get_text() for tag in style_page.find_all("h1")] == ["Stilark"]
    assert style_page.select_one("meta[name=robots]")["content"] == "noindex"
    assert [tag["id"] for tag in style_page.select("main section[id]")] == list(EXAMPLES)
    for part, examples in EXAMPLES.items():
        section = style_page.find(id=part)
        assert section.h2.get_text() == part
        shown = section.select(":scope > .stack > h3:first-child")
        assert len(shown) == len(examples) == len({tag.get_text() for tag in shown}), part
        assert len(section.select(f":scope > .stack .{part}")) >= len(examples)
