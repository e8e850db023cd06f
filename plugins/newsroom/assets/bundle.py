"""theme/css into two files, and every file's address with its fingerprint."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# The one that every page has, and what the pages of the years have beside it.
SHEETS = ("css/site.css", "css/review.css")
IMPORT = re.compile(r'^@import "([\w./-]+)" layer\((\w+)\);\n?', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
# A space before a colon means something: `.a :hover` is another selector than `.a:hover`.
TIGHT = re.compile(r"\s*([{};,>])\s*|(?<=:) ")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme: its name there, its address on the site, and its bytes."""

    name: str
    address: str
    data: bytes


def assets(theme: Path, more: Iterable[Path] = ()) -> list[Asset]:
    """The style sheets, and everything under static/. Raises OSError for a missing import.

    `more` are style sheets that every page has too, in the layer of components.
    """
    added = "".join(
        f"@layer components {{{_tight(sheet.read_text(encoding='utf-8')).strip()}}}\n"
        for sheet in more
    )
    sheets = {name: style_sheet(theme / name) for name in SHEETS}
    sheets[SHEETS[0]] += added
    found = [_asset(name, text.encode()) for name, text in sheets.items()]
    static = theme / "static"
    for file in sorted(static.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            found.append(_asset(file.relative_to(static).as_posix(), file.read_bytes()))
    return found


def style_sheet(main: Path) -> str:
    """The main file with each `@import … layer(…)` put in its place, without comments."""

    def inlined(found: re.Match[str]) -> str:
        text = (main.parent / found[1]).read_text(encoding="utf-8")
        return f"@layer {found[2]} {{\n{text}}}\n"

    return _tight(IMPORT.sub(inlined, main.read_text(encoding="utf-8")))


def _tight(css: str) -> str:
    """White space that means nothing taken out; strings of our own have none to lose."""
    return TIGHT.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", css))).replace(";}", "}").strip() + "\n"


def _asset(name: str, data: bytes) -> Asset:
    path = PurePosixPath(name)
    print_of = hashlib.sha256(data).hexdigest()[:12]
    return Asset(name, f"/assets/{path.stem}.{print_of}{path.suffix}", data)
