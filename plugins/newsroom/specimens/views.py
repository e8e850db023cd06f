"""What the style page shows."""

from dataclasses import dataclass

from newsroom.parts.shapes import Head
from newsroom.specimens.examples import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A part as one example has it; `given` are the arguments of its macro."""

    title: str
    given: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the theme, by the name that its template, CSS and examples share."""

    name: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheetView:
    """style-sheet.html"""

    head: Head
    title: str
    summary: str
    parts_title: str
    parts: tuple[Part, ...]
