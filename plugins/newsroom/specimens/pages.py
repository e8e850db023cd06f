"""Reads theme/examples, a YAML file per part, and makes the style guide page of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml
from markupsafe import Markup

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.contract.contrast import contrast, full
from newsroom.parts.shapes import Head
from newsroom.parts.site_data import SiteData
from newsroom.reading.yaml_file import parse
from newsroom.sharing.head import head

NUMBERS = {"level", "width", "height"}
SAFE = {"html", "drawing"}
TITLE = "Stilark"
SCHEME_TITLES = {"light": "Farger i lyst utseende", "dark": "Farger i mørkt utseende"}
# Tokens of text and of backgrounds that the colours in site.yaml change.
PAIRS = (
    *(("on-band", "band"), ("on-band-2", "band"), ("fjord", "paper"), ("fjord", "ice")),
    *(("fjord", "mist"), ("on-fjord", "fjord"), ("on-buoy", "buoy"), ("ink", "mist")),
)
TITLES = {
    "normal": "Vanlig",
    "minimal": "Bare det nødvendige",
    "hard": "Krevende",
    "full": "Fulltegnet",
    "open": "Åpen for påmelding",
    "closed": "Avlyst",
    "moved_online": "Flyttet til nett",
    "english": "Engelsk",
}

ExampleValue: TypeAlias = "str | int | list[ExampleValue] | dict[str, ExampleValue]"
Schemes: TypeAlias = Mapping[str, Mapping[str, str]]
PartArguments = dict[str, ExampleValue]


def example_files(theme: Path) -> Mapping[str, str]:
    """The text of each file by the name of the part, sorted by name."""
    files = sorted((theme / "examples").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def examples(texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, PartArguments]]]:
    """Each part with its examples by name. Raises YamlFault."""
    for part, text in texts.items():
        parse(text)  # it rejects repeated keys, aliases and tags, but drops empty values
        by_name = yaml.load(text, Loader=yaml.BaseLoader)
        yield part, {name: _arguments(data) for name, data in by_name.items()}


def _arguments(data: dict[str, ExampleValue]) -> PartArguments:
    return {name: _value(name, value) for name, value in data.items()}


def _value(key: str, data: ExampleValue) -> ExampleValue:
    """The value as a macro gets it: HTML and SVG as Markup, sizes and levels as int."""
    if isinstance(data, dict):
        return _arguments(data)
    if isinstance(data, list):
        return [_value(key, item) for item in data]
    if key in SAFE:
        return Markup(data)
    return int(data) if key in NUMBERS else data


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """An example of a part; `given` are the arguments of its macro."""

    title: str
    given: PartArguments


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePart:
    """A part of the theme; its template, CSS and examples have its name."""

    name: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourPair:
    """A colour of text and the one it stands on, by their tokens, and their contrast (`7.0:1`)."""

    text: str
    background: str
    text_colour: str
    background_colour: str
    ratio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheetView:
    """The style guide page, for style-sheet.html."""

    head: Head
    parts: tuple[ThemePart, ...]
    colours: Mapping[str, tuple[ColourPair, ...]]
    title: str = TITLE
    summary: str = (
        "Alle delene av temaet med alle eksemplene på dem. Siden blir ikke publisert; "
        "eksemplene står i theme/examples/."
    )
    parts_title: str = "Deler"
    colour_headings: tuple[str, ...] = ("Tekst", "Bakgrunn", "Prøve", "Kontrast")


def pages(site_data: SiteData, texts: Mapping[str, str], schemes: Schemes) -> list[OutputPage]:
    """The style guide page, if the plan has a spot for it.

    `texts` has the YAML by part, and `schemes` the colours of the theme.
    """
    parts = tuple(_part(name, by_name) for name, by_name in examples(texts))
    view, spots = style_sheet_view, site_data.plan.of_kind("style-sheet")
    return [
        OutputPage(spot.address, "style-sheet.html", view, (spot, parts, schemes), indexed=False)
        for spot in spots
    ]


def style_sheet_view(
    spot: Spot, parts: tuple[ThemePart, ...], schemes: Schemes, site_data: SiteData
) -> StyleSheetView:
    """The style guide page, with the contrast of the colours in each scheme."""
    return StyleSheetView(
        head=head(spot, site_data, TITLE, indexed=False),
        parts=parts,
        colours={SCHEME_TITLES[name]: colour_pairs(colours) for name, colours in schemes.items()},
    )


def colour_pairs(colours: Mapping[str, str]) -> tuple[ColourPair, ...]:
    """The pairs that the tokens of a scheme have."""
    return tuple(
        ColourPair(
            text=text,
            background=background,
            text_colour=colours[text],
            background_colour=colours[background],
            ratio=f"{contrast(full(colours[text]), full(colours[background])):.1f}:1",
        )
        for text, background in PAIRS
        if {text, background} <= colours.keys()
    )


def _part(name: str, by_name: dict[str, PartArguments]) -> ThemePart:
    specimens = (
        Specimen(title=TITLES.get(key, key.capitalize()), given=arguments)
        for key, arguments in by_name.items()
    )
    return ThemePart(name=name, specimens=tuple(specimens))
