"""The style sheets: tokens in one file, weight within the budget, nothing forced."""

import gzip
import re
from pathlib import Path

import pytest

from newsroom.assets.bundle import SHEETS as SENT
from newsroom.assets.bundle import style_sheet
from tests.table import check_each
from tests.theme.theme import CSS, PAGES, PARTS, SHEETS, css_of, selectors

MOST_CSS = (6_000, 2_500)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color-mix)\(", re.IGNORECASE)
SIZE = re.compile(r"(?<![\w-])\d*\.?\d+(?:px|rem|em|ch|vw|vh|cm|mm|pt|%)(?![\w-])")
FONT = re.compile(r"\b(?:serif|sans-serif|monospace|system-ui)\b")
# What says no size: the whole of what a thing stands in, and the breakpoints, which cannot be
# tokens since a media query reads no property (Media Queries 5, section 2).
SAYS_NO_SIZE = {"100%", "50%"}
QUERIES = {"40rem", "60rem", "50rem"}
OTHERS = [path for path in SHEETS if path.name != "tokens.css"]


def named(path: Path) -> str:
    return path.relative_to(CSS).as_posix()


def test_only_the_tokens_hold_a_colour_a_font_or_a_size() -> None:
    """Whoever wants another blue looks in one place."""

    def check(path: Path) -> None:
        css = re.sub(r'"[^"]*"', "", css_of(path))
        queries = re.findall(r"@(?:media|container) ([^{]+)", css)
        assert {size for query in queries for size in SIZE.findall(query)} <= QUERIES
        rules = re.sub(r"@(?:media|container|import)[^{;]+", "", css)
        assert set(SIZE.findall(rules)) <= SAYS_NO_SIZE
        assert FONT.findall(rules) == []
        assert COLOUR.findall(re.sub(r"#[\w-]+(?=[^{}]*\{)", "", rules)) == []

    check_each(OTHERS, check, named)


def test_nothing_is_forced() -> None:
    """No id in a selector and no !important: the layers say what wins."""

    def check(path: Path) -> None:
        assert "!important" not in css_of(path), "!important"
        ids = [one for one in selectors(path) if "#" in re.sub(r"\[[^]]*\]", "", one)]
        assert ids == []

    check_each(SHEETS, check, named)


def test_every_style_sheet_is_imported_once() -> None:
    """By one of the two that are sent; the parts in the layer of the components."""
    text = "".join(css_of(CSS.parent / name) for name in SENT)
    imported = re.findall(r'@import "([^"]+)" layer\((\w+)\);', text)
    names = [f"css/{name}" for name, _ in imported]
    assert sorted([*names, *SENT]) == sorted(f"css/{named(path)}" for path in SHEETS)
    layers = dict(imported)
    assert all(layers[f"components/{part}.css"] == "components" for part in PARTS)


def test_every_token_that_is_read_is_set() -> None:
    """In the tokens, or by the part that passes it on; and none is set for nothing."""
    css = "".join(css_of(path) for path in SHEETS)
    assert set(re.findall(r"var\((--[\w-]+)", css)) == set(re.findall(r"(--[\w-]+)\s*:", css))


@pytest.mark.parametrize(("name", "most"), list(zip(SENT, MOST_CSS, strict=True)))
def test_a_style_sheet_is_light(name: str, most: int) -> None:
    """As it is sent; what only the pages of the years have is not sent with the others."""
    assert len(gzip.compress(style_sheet(CSS.parent / name).encode(), 9)) <= most


def test_templates_hold_no_style_and_no_script() -> None:
    """JSON-LD is data and no script; the one script there is stands in a file of its own."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), path
        scripts = re.sub(r"<script src=[^>]+ defer></script>", "", text)
        assert set(re.findall(r"<script[^>]*>", scripts)) <= {'<script type="application/ld+json">'}
