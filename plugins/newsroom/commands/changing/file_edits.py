"""Edits of the lines of a file that leave every other byte as it was."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from difflib import SequenceMatcher
from operator import add
from pathlib import Path

from newsroom.disk.atomic import overwrite

LINE_END = re.compile(r"\r\n|\r|\n")


def change_text(file: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file, as `with_text` does."""
    if not file.exists():
        file.touch()
    data = file.read_bytes()
    changed = with_text(data, change(plain_text(data)))
    if changed != data:
        overwrite(file, changed)


def plain_text(data: bytes) -> str:
    """The text of a file with "\\n" line ends, without its byte order mark."""
    text = data.removeprefix(BOM_UTF8).decode(errors="surrogateescape")
    return LINE_END.sub("\n", text)


def with_text(data: bytes, new: str) -> bytes:
    """The bytes of a file with another text: its mark and the ends of unchanged lines stay.

    A new line ends like the first one of the file.
    """
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(mark).decode(errors="surrogateescape")
    old, ends, lines = LINE_END.split(text), LINE_END.findall(text), new.split("\n")
    if lines == old:
        return data
    first = ends[0] if ends else "\n"
    new_ends = [first] * (len(lines) - 1)
    if len({*ends}) > 1:
        for same in SequenceMatcher(None, old, lines, autojunk=False).get_matching_blocks():
            kept = ends[same.a : same.a + same.size][: len(new_ends) - same.b]
            new_ends[same.b : same.b + len(kept)] = kept
    written = "".join(map(add, lines, [*new_ends, ""]))
    return mark + written.encode(errors="surrogateescape")


def with_last_line_ended(text: str) -> str:
    """The text, so that lines can be added to it."""
    return text if not text or text.endswith("\n") else f"{text}\n"
