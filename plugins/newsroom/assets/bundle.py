"""Bundles the theme's CSS into five files, and adds fingerprints to the names of all files."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from newsroom.contract.brand import BrandColours
from newsroom.parts.brand_tokens import TOKENS, branded, branded_drawing
from newsroom.places import THEME, theme_file

# All pages link to the first; pages of events, with chips, of years or to search have one more.
SHEETS = ("css/site.css", "css/events.css", "css/filters.css", "css/review.css", "css/search.css")
# The own rules of a site, after all of the theme.
LOCAL_SHEET = "css/local.css"
# Only for a site with a logo of its own.
LOGO_SHEET = "css/site-logo.css"
DRAWINGS = {THEME / "static" / name for name in ("icon.svg", "logo.svg")}
IMPORT = re.compile(r'^@import "([\w./-]+)" layer\((\w+)\);\n?', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
# The space before a colon stays: `.a :hover` and `.a:hover` are different selectors.
REMOVABLE_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:) ")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme: its name there, its address on the site, and its bytes."""

    name: str
    address: str
    data: bytes


def assets(
    folders: tuple[Path, ...], more: Iterable[Path] = (), colours: BrandColours | None = None
) -> list[Asset]:
    """The style sheets, and all files under static/. Raises OSError for a missing import.

    A file replaces that of the same name in a later folder. `more` are other style sheets, added to
    the layer `components` of every page; css/local.css is the last layer, `local`.
    The tokens of the theme are derived from `colours`, if the site has its own.
    """
    added = "".join(
        f"@layer components {{{_minified(sheet.read_text(encoding='utf-8')).strip()}}}\n"
        for sheet in more
    )
    sheets = {name: style_sheet(folders, name, colours) for name in SHEETS}
    sheets[SHEETS[0]] += added + _local(theme_file(folders, LOCAL_SHEET))
    files = [_asset(name, text.encode()) for name, text in sheets.items()]
    static = {name: file for folder in reversed(folders) for name, file in _static_files(folder)}
    return [
        *files,
        *(_asset(name, _bytes_of(file, colours)) for name, file in sorted(static.items())),
    ]


def _static_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The name and the path of each file under static/."""
    static = folder / "static"
    for file in static.rglob("*"):
        if file.is_file() and not file.name.startswith("."):
            yield file.relative_to(static).as_posix(), file


def _bytes_of(file: Path, colours: BrandColours | None) -> bytes:
    """A static file; the drawings of the engine's theme are in the colours of the site."""
    if colours and file in DRAWINGS:
        return branded_drawing(file.read_text(encoding="utf-8"), colours).encode()
    return file.read_bytes()


def _local(sheet: Path) -> str:
    """The rules of a site as they are written: they may have strings with any white space."""
    return f"@layer local {{\n{sheet.read_text(encoding='utf-8')}}}\n" if sheet.is_file() else ""


def style_sheet(folders: tuple[Path, ...], main: str, colours: BrandColours | None = None) -> str:
    """The minified CSS of a file, with each `@import … layer(…)` replaced by the imported file."""

    def imported(match: re.Match[str]) -> str:
        name = str(PurePosixPath(main).parent / match[1])
        text = theme_file(folders, name).read_text(encoding="utf-8")
        text = branded(text, colours) if colours and name == TOKENS else text
        return f"@layer {match[2]} {{\n{text}}}\n"

    return _minified(IMPORT.sub(imported, theme_file(folders, main).read_text(encoding="utf-8")))


@lru_cache(maxsize=8)  # a preview builds the same style sheets again and again
def _minified(css: str) -> str:
    """The CSS without comments and removable white space; our CSS has no strings with either."""
    single_spaced = SPACE.sub(" ", COMMENT.sub("", css))
    return REMOVABLE_SPACE.sub(r"\1", single_spaced).replace(";}", "}").strip() + "\n"


def _asset(name: str, data: bytes) -> Asset:
    path = PurePosixPath(name)
    fingerprint = hashlib.sha256(data).hexdigest()[:12]
    return Asset(name, f"/assets/{path.stem}.{fingerprint}{path.suffix}", data)
