"""Identity numbers in the files of content/."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path

from newsroom.contract.identity_numbers import identity_numbers
from newsroom.pictures.inspect import SUFFIXES

# Their bytes are no text, though they may look like some.
CLOSED = SUFFIXES | {".pdf"}
# Fingerprints only look like numbers, and nobody could mend one.
OURS = {"record/calendar.txt", "record/addresses.txt"}
MOST_BYTES = 10_000_000


def numbers_in(path: str, file: Path) -> Iterator[tuple[int, str]]:
    """The numbers in a file, with their lines; those in its name at line 0."""
    yield from ((0, shown) for _, shown in identity_numbers(path))
    text = "" if path in OURS else _text(file)
    for position, shown in identity_numbers(text):
        yield text.count("\n", 0, position) + 1, shown


def _text(file: Path) -> str:
    """What it says; nothing when it is no text, as Git tells that: by a zero in it."""
    if file.suffix.lower() in CLOSED or file.stat().st_size > MOST_BYTES:
        return ""
    data = file.read_bytes()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # as Excel saves "Unicode text"
        return data.decode("utf-16", "replace")
    return "" if b"\0" in data else data.decode("utf-8", "replace")
