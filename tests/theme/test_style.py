"""The style sheets: sizes, fonts and colours only in tokens.css, low weight, no `!important`."""

import gzip
import re
from pathlib import Path

import pytest

from newsroom.assets.bundle import LOGO_SHEET, style_sheet
from newsroom.assets.bundle import SHEETS as SENT
from tests.table import check_each
from tests.theme.theme import CSS, PARTS, SHEETS, STYLED, css_of, selectors

MOST_CSS = (6_000, 1_150, 1_200, 3_200, 750)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color-mix)\(", re.IGNORECASE)
SIZE = re.compile(r"(?<![\w-])\d*\.?\d+(?:px|rem|em|ch|vw|vh|cm|mm|pt|%)(?![\w-])")
FONT = re.compile(r"\b(?:serif|sans-serif|monospace|system-ui)\b")
# Shares of a container are no sizes. Breakpoints cannot be tokens, since a media query cannot
# read custom properties (Media Queries 5, section 2).
SHARES = {"100%", "50%", "25%"}
QUERIES = {"20rem", "30rem", "40rem", "60rem", "50rem", "49.99rem", "75rem"}
OTHERS = [path for path in SHEETS if path.name != "tokens.css"]


def named(path: Path) -> str:
    return path.relative_to(CSS).as_posix()


def test_only_tokens_css_has_colours_fonts_and_sizes() -> None:
    """All other style sheets read its custom properties."""

    def check(path: Path) -> None:
        css = re.sub(r'"[^"]*"', "", css_of(path))
        queries = re.findall(r"@(?:media|container) ([^{]+)", css)
        assert {size for query in queries for size in SIZE.findall(query)} <= QUERIES
        rules = re.sub(r"@(?:media|container|import)[^{;]+", "", css)
        assert set(SIZE.findall(rules)) <= SHARES
        assert FONT.findall(rules) == []
        assert COLOUR.findall(re.sub(r"#[\w-]+(?=[^{}]*\{)", "", rules)) == []

    check_each(OTHERS, check, named)


def test_no_selector_has_an_id_and_no_rule_is_important() -> None:
    """The cascade layers decide which rule wins."""

    def check(path: Path) -> None:
        assert "!important" not in css_of(path), "!important"
        ids = [
            selector for selector in selectors(path) if "#" in re.sub(r"\[[^]]*\]", "", selector)
        ]
        assert ids == []

    check_each(SHEETS, check, named)


def test_every_style_sheet_is_imported_once() -> None:
    """By one of the published style sheets; parts are in the layer `components`."""
    text = "".join(css_of(CSS.parent / name) for name in SENT)
    imported = re.findall(r'@import "([^"]+)" layer\((\w+)\);', text)
    names = [f"css/{name}" for name, _ in imported]
    # Added only for a site with a logo of its own.
    assert sorted([*names, *SENT, LOGO_SHEET]) == sorted(f"css/{named(path)}" for path in SHEETS)
    layers = dict(imported)
    assert all(layers[f"components/{part}.css"] == "components" for part in PARTS)


def test_tokens_that_are_read_and_set_are_the_same() -> None:
    """No custom property is read without a value, and none is set without use."""
    css = "".join(css_of(path) for path in SHEETS)
    assert set(re.findall(r"var\((--[\w-]+)", css)) == set(re.findall(r"(--[\w-]+)\s*:", css))


@pytest.mark.parametrize(("name", "most"), list(zip(SENT, MOST_CSS, strict=True)))
def test_a_published_style_sheet_is_light(name: str, most: int) -> None:
    """Compressed with gzip; events and annual letters have sheets of their own."""
    assert len(gzip.compress(style_sheet((CSS.parent,), name).encode(), 9)) <= most


def test_templates_have_no_inline_style_or_script() -> None:
    """JSON-LD is data; the scripts are files."""
    for path in STYLED:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), path
        scripts = re.sub(r'<script src=[^>]+ (?:defer|type="module")></script>', "", text)
        assert set(re.findall(r"<script[^>]*>", scripts)) <= {'<script type="application/ld+json">'}
