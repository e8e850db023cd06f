"""The tokens that are derived from the colours in site.yaml, and the colours that are refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from newsroom.assets.bundle import assets
from newsroom.contract.brand import BrandColours
from newsroom.contract.contrast import nearest_background
from newsroom.contract.problems import Problem
from newsroom.parts.brand_tokens import branded, theme_schemes
from newsroom.places import THEME
from newsroom.specimens.pages import pages
from tests import given
from tests.checking import checked
from tests.given import written
from tests.soundness.workshop import Workshop
from tests.theme.test_contrast import EDGE, EDGES, TEXT, TEXTS, contrast, pairs
from tests.theme.theme import CSS, schemes_of

TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
WHITE, INK = "#ffffff", "#10222b"
BRANDED = 'colours: {brand: "#7a0f3c", accent: "#096152"}\n'


def colours(brand: str, accent: str) -> BrandColours:
    return BrandColours.model_validate({"brand": brand, "accent": accent})


def accepted_pairs(amount: int) -> Iterator[BrandColours]:
    """Random colours; one that would be refused is replaced by its suggestion."""
    random = Random(17)
    for _ in range(amount):
        brand, accent = (f"#{random.randrange(1 << 24):06x}" for _ in range(2))
        brand = nearest_background(brand, (WHITE,))
        yield colours(brand, nearest_background(accent, (INK, WHITE)))


def test_derived_tokens_have_the_contrast_of_the_theme_s_own() -> None:
    """Text at 7:1 and edges at 3:1 in both schemes, for 200 pairs and the darkest and lightest."""
    # Links stand on the tint of a badge too; the accent on a band is a token of its own.
    texts = [*pairs(TEXTS), ("fjord", "mist")]
    edges = [pair for pair in pairs(EDGES) if pair != ("buoy", "band")]
    extreme = [colours("#000000", "#ffffff"), colours("#595959", "#000000")]
    for pair in [*extreme, *accepted_pairs(200)]:
        css = branded(TOKENS, pair)
        (on_band,) = re.findall(r"\.band \{ --buoy: (#\w+)", css)
        both = schemes_of(css)
        for tokens in (both.light, both.dark):
            low = [(f, b) for f, b in texts if contrast(tokens[f], tokens[b]) < TEXT]
            low += [(f, b) for f, b in edges if contrast(tokens[f], tokens[b]) < EDGE]
            low += [("accent", "band")] if contrast(on_band, tokens["band"]) < EDGE else []
            assert (pair, low) == (pair, [])


def test_a_brand_is_the_header_and_the_links_and_an_accent_the_mark() -> None:
    """What the association has chosen is used as it is where it can be."""
    light = schemes_of(branded(TOKENS, colours("#7A0F3C", "fd2"))).light
    names = ("band", "fjord", "buoy", "on-buoy")
    assert [light[name] for name in names] == ["#7a0f3c", "#7a0f3c", "#ffdd22", INK]


def test_without_an_accent_the_theme_s_own_stays() -> None:
    """Only the brand has to be given."""
    css = branded(TOKENS, BrandColours.model_validate({"brand": "#7a0f3c"}))
    assert schemes_of(css).light["buoy"] == "#ffd23f"
    assert ".band {" not in css


def test_tokens_without_a_dark_scheme_get_none() -> None:
    """A site may have a tokens.css of its own."""
    css = branded(":root { --band: #000; }", BrandColours.model_validate({"brand": "#7a0f3c"}))
    assert css == ":root { --band: #7a0f3c; }"


def test_the_drawings_of_the_theme_have_the_colours() -> None:
    """A site without a logo has no mark in the colours of somebody else."""
    for name, data in drawings(colours("#7A0F3C", "fd2")).items():
        assert (name, {*re.findall("#[0-9a-f]{6}", data)}) == (name, {"#7a0f3c", "#ffdd22"})
    dark = drawings(colours("#7a0f3c", "#5a0f2c"))["logo.svg"]
    board, lit = re.findall('fill="(#[0-9a-f]{6})"', dark)[:2]
    assert board == "#7a0f3c" and contrast(board, lit) >= EDGE


def drawings(pair: BrandColours) -> dict[str, str]:
    """The theme's drawings in the colours of a site."""
    files = assets((THEME,), colours=pair)
    return {file.name: file.data.decode() for file in files if file.name.endswith(".svg")}


def test_the_style_page_shows_the_colours_with_their_contrast() -> None:
    """Those of each scheme, as they are on the site."""
    own = colours("#7a0f3c", "#096454")
    site_data = given.site_data_of(kinds=frozenset({"style-sheet"}))
    (sheet,) = pages(site_data, {}, theme_schemes((THEME,), own))
    shown = sheet.shown(site_data).colours
    assert {
        title: [(p.text, p.background, p.ratio) for p in pairs][:3]
        for title, pairs in shown.items()
    } == {
        "Farger i lyst utseende": [
            ("on-band", "band", "10.7:1"),
            ("on-band-2", "band", "7.0:1"),
            ("fjord", "paper", "10.7:1"),
        ],
        "Farger i mørkt utseende": [
            ("on-band", "band", "15.6:1"),
            ("on-band-2", "band", "10.2:1"),
            ("fjord", "paper", "7.7:1"),
        ],
    }


def test_a_site_s_own_tokens_may_name_only_some_colours(tmp_path: Path) -> None:
    """The others are those of the engine's theme, derived from the site's colours."""
    written(tmp_path, {"css/tokens.css": ":root { --ink: #400040; }"})
    both = theme_schemes((tmp_path, THEME), BrandColours.model_validate({"brand": "#7a0f3c"}))
    assert [both[name]["ink"] for name in both] == ["#400040", "#400040"]
    assert (both["light"]["band"], both["dark"]["paper"]) == ("#7a0f3c", "#0d191f")


def problems_of(folder: Path, brand: str, accent: str) -> list[Problem]:
    lines = f'name: Foreningen\ncolours:\n  brand: "{brand}"\n  accent: "{accent}"\n'
    run, _ = checked(written(folder, {"content/site.yaml": lines}) / "content", folder / "work")
    return run.report.errors()


def test_both_colours_are_refused_by_name_with_a_suggestion_that_is_accepted(
    tmp_path: Path,
) -> None:
    """All problems are reported in one run."""
    first, second = problems_of(tmp_path / "refused", "#ffd23f", "#0a6b5a")
    assert [(p.code, p.line, dict(p.values)["field"]) for p in (first, second)] == [
        ("colour-contrast", 3, "colours.brand"),
        ("colour-contrast", 4, "colours.accent"),
    ]
    suggestions = [dict(p.values)["suggestion"] for p in (first, second)]
    assert suggestions == ["#69561a", "#096454"]
    assert problems_of(tmp_path / "accepted", *suggestions) == []


@pytest.mark.parametrize("value", ["rød", "#12345", "rgb(1, 2, 3)", "#12345g"])
def test_what_is_no_colour_is_refused(tmp_path: Path, value: str) -> None:
    """A colour is `#` and three or six digits."""
    (problem,) = problems_of(tmp_path, value, "#ffd23f")
    assert (problem.code, problem.line) == ("colour-invalid", 3)


def test_a_warm_build_with_new_colours_equals_a_clean_one(tmp_path: Path) -> None:
    """The style sheet, the share pictures and the colour of the browser's bars follow site.yaml."""
    site = Workshop(tmp_path)
    before = site.warm()
    with (site.content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(BRANDED)
    warm = site.warm()
    assert (before.code, warm.code) == (0, 0)
    assert warm.files == site.clean().files
    page = (site.out / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<meta name="theme-color" content="(.*?)" media="(.*?)">', page) == [
        ("#7a0f3c", "(prefers-color-scheme: light)"),
        ("#490924", "(prefers-color-scheme: dark)"),
    ]
    sheet = re.search(r"/assets/(site\.\w+\.css)", page)[1]
    assert "--band:#7a0f3c;" in (site.out / "assets" / sheet).read_text(encoding="utf-8")
    cards = {path for path in warm.files if path.startswith("bilder/kort/")}
    assert cards.isdisjoint(before.files)
