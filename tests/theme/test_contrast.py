"""Contrast by WCAG 2.2's own formula, from the tokens, in both schemes."""

import colorsys
import re

import pytest

from tests.table import check_each
from tests.theme.theme import CSS, css_of, schemes

TEXT, EDGE = 7.0, 3.0
COLOURS = ("fjord", "skog", "rav", "fiolett", "korall", "sjo", "lyng", "moss", "skifer", "kobber")
# What is read, and on what.
TEXTS = [
    ("ink", "paper ice mist"),
    ("ink-2", "paper ice"),
    ("fjord", "paper ice"),
    ("fjord-deep", "paper ice"),
    ("on-fjord", "fjord fjord-deep"),
    ("on-band", "band"),
    ("on-band-2", "band"),
    ("on-buoy", "buoy"),
    ("red", "red-tint paper"),
    ("green", "green-tint paper"),
]
# What shows where something begins, is chosen or has a colour of its own; on what.
EDGES = [
    ("edge", "paper ice"),
    ("fjord", "paper"),
    ("buoy", "band"),
    *((f"colour-{name}", "paper ice") for name in COLOURS),
]
# A hair line between rows, which stand apart without it: decoration (WCAG 2.2, 1.4.11).
DECORATION = {"line"}
HUES = [str(number) for number in range(8)]


def pairs(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(front, back) for front, backs in table for back in backs.split()]


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    values = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_seen_stands_out(scheme: str) -> None:
    """Text at 7:1 (AAA), edges and controls at 3:1."""
    tokens = getattr(schemes(), scheme)

    def check(case: tuple[str, str, float]) -> None:
        front, back, least = case
        found = contrast(tokens[front], tokens[back])
        assert found >= least, f"{found:.2f}"

    texts = [(*pair, TEXT) for pair in pairs(TEXTS)]
    check_each(texts + [(*pair, EDGE) for pair in pairs(EDGES)], check)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("level", ["pale", "deep"])
def test_words_are_read_on_every_tone(scheme: str, level: str) -> None:
    """What a picture shows stands there when the picture does not come."""
    tokens = getattr(schemes(), scheme)
    light = int(tokens[level].rstrip("%")) / 100
    tints = re.findall(r"--tint: (\d+) (\d+)%", css_of(CSS / "tokens.css"))
    assert len(set(tints)) == len(HUES)
    for hue, strength in tints:
        parts = colorsys.hls_to_rgb(int(hue) / 360, light, int(strength) / 100)
        tone = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        assert contrast(tokens["ink"], tone) >= TEXT


def test_every_hue_has_a_tint() -> None:
    """One for each that a picture may have."""
    css = css_of(CSS / "tokens.css")
    assert re.findall(r'\[data-tone\^="(\d)"\] \{ --tint', css) == HUES


def test_every_colour_is_in_the_table() -> None:
    """A new colour says what it is read on."""
    told = {name for pair in pairs(TEXTS) + pairs(EDGES) for name in pair} | DECORATION
    light = schemes().light | {
        name: value for name, value in schemes().dark.items() if name not in schemes().light
    }
    assert told == {name for name, value in light.items() if re.fullmatch(r"#\w+", value)} - {
        "tone"
    }


def test_black_on_white_is_21_to_1() -> None:
    """The formula itself."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
