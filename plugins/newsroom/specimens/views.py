"""What the template of the style guide page gets."""

from dataclasses import dataclass

from newsroom.parts.shapes import Head
from newsroom.specimens.examples import Arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """An example of a part; `given` are the arguments of its macro."""

    title: str
    given: Arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the theme; its template, CSS and examples have its name."""

    name: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheetView:
    """The style guide page, for style-sheet.html."""

    head: Head
    title: str
    summary: str
    parts_title: str
    parts: tuple[Part, ...]
