"""Contrast by WCAG 2.2's own formula, from the tokens, in both schemes."""

import re

import pytest

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
TONES = {str(number) for number in range(16)}


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
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(*pair, TEXT) for pair in pairs(TEXTS)] + [(*pair, EDGE) for pair in pairs(EDGES)],
)
def test_what_is_seen_stands_out(scheme: str, front: str, back: str, least: float) -> None:
    """Text at 7:1 (AAA), edges and controls at 3:1."""
    tokens = getattr(schemes(), scheme)
    assert contrast(tokens[front], tokens[back]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_read_on_every_tone(scheme: str) -> None:
    """What a picture shows stands there when the picture does not come."""
    light, _, dark = css_of(CSS / "tokens.css").partition("@media screen and (prefers-color")
    found = dict(
        re.findall(r'\[data-tone="(\d+)"\] \{ --tone: (#\w+); \}', [light, dark][scheme == "dark"])
    )
    assert found.keys() == TONES
    assert len(set(found.values())) == len(TONES)
    ink = getattr(schemes(), scheme)["ink"]
    assert min(contrast(ink, tone) for tone in found.values()) >= TEXT


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
