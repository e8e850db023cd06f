"""Contrast of the tokens in both schemes, by the formula of WCAG 2.2."""

import colorsys
import re

import pytest

from tests.table import check_each
from tests.theme.theme import CSS, css_of, schemes

TEXT, EDGE = 7.0, 3.0
COLOURS = ("fjord", "skog", "rav", "fiolett", "korall", "sjo", "lyng", "moss", "skifer", "kobber")
# Colours of text, and the backgrounds they have.
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
# Colours of edges, of controls and of charts, and the backgrounds they have.
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


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_7_and_edges_3(scheme: str) -> None:
    """Text at 7:1 (AAA), edges and controls at 3:1."""
    tokens = getattr(schemes(), scheme)

    def check(case: tuple[str, str, float]) -> None:
        front, back, least = case
        ratio = contrast(tokens[front], tokens[back])
        assert ratio >= least, f"{ratio:.2f}"

    texts = [(*pair, TEXT) for pair in pairs(TEXTS)]
    check_each(texts + [(*pair, EDGE) for pair in pairs(EDGES)], check)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("level", ["pale", "deep"])
def test_text_has_contrast_7_on_every_tone(scheme: str, level: str) -> None:
    """The alt text is shown on the tone of a picture that has not loaded."""
    tokens = getattr(schemes(), scheme)
    light = int(tokens[level].rstrip("%")) / 100
    tints = re.findall(r"--tint: (\d+) (\d+)%", css_of(CSS / "tokens.css"))
    assert len(set(tints)) == len(HUES)
    for hue, strength in tints:
        parts = colorsys.hls_to_rgb(int(hue) / 360, light, int(strength) / 100)
        tone = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        assert contrast(tokens["ink"], tone) >= TEXT


def test_every_hue_has_a_tint() -> None:
    """tokens.css has a `--tint` for each of the eight hues that pictures may have."""
    css = css_of(CSS / "tokens.css")
    assert re.findall(r'\[data-tone\^="(\d)"\] \{ --tint', css) == HUES


def test_every_colour_is_in_the_table() -> None:
    """Each colour in tokens.css is in `TEXTS`, `EDGES` or `DECORATION`."""
    in_table = {name for pair in pairs(TEXTS) + pairs(EDGES) for name in pair} | DECORATION
    light = schemes().light | {
        name: value for name, value in schemes().dark.items() if name not in schemes().light
    }
    assert in_table == {name for name, value in light.items() if re.fullmatch(r"#\w+", value)} - {
        "tone"
    }


def test_black_on_white_is_21_to_1() -> None:
    """The formula of `contrast` gives the ratio in WCAG 2.2."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
