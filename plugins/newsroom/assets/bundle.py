"""Bundles the theme's CSS into two files, and adds fingerprints to the names of all files."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsroom.contract.brand import BrandColours
from newsroom.parts.brand_tokens import branded

# All pages link to the first; the pages of years link to the second too.
SHEETS = ("css/site.css", "css/review.css")
TOKENS = "tokens.css"
# Only for a site with a logo of its own.
LOGO_SHEET = "css/site-logo.css"
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
    theme: Path, more: Iterable[Path] = (), colours: BrandColours | None = None
) -> list[Asset]:
    """The style sheets, and all files under static/. Raises OSError for a missing import.

    `more` are other style sheets, added to the layer `components` of every page.
    The tokens of the theme are derived from `colours`, if the site has its own.
    """
    added = "".join(
        f"@layer components {{{_minified(sheet.read_text(encoding='utf-8')).strip()}}}\n"
        for sheet in more
    )
    sheets = {name: style_sheet(theme / name, colours) for name in SHEETS}
    sheets[SHEETS[0]] += added
    files = [_asset(name, text.encode()) for name, text in sheets.items()]
    static = theme / "static"
    for file in sorted(static.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            files.append(_asset(file.relative_to(static).as_posix(), file.read_bytes()))
    return files


def style_sheet(main: Path, colours: BrandColours | None = None) -> str:
    """The minified CSS of a file, with each `@import … layer(…)` replaced by the imported file."""

    def imported(match: re.Match[str]) -> str:
        text = (main.parent / match[1]).read_text(encoding="utf-8")
        text = branded(text, colours) if colours and match[1] == TOKENS else text
        return f"@layer {match[2]} {{\n{text}}}\n"

    return _minified(IMPORT.sub(imported, main.read_text(encoding="utf-8")))


def _minified(css: str) -> str:
    """The CSS without comments and removable white space; our CSS has no strings with either."""
    single_spaced = SPACE.sub(" ", COMMENT.sub("", css))
    return REMOVABLE_SPACE.sub(r"\1", single_spaced).replace(";}", "}").strip() + "\n"


def _asset(name: str, data: bytes) -> Asset:
    path = PurePosixPath(name)
    fingerprint = hashlib.sha256(data).hexdigest()[:12]
    return Asset(name, f"/assets/{path.stem}.{fingerprint}{path.suffix}", data)
