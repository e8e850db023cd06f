"""Searches the files of content/ for identity numbers (fødselsnummer and D-number)."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.pictures.inspect import SUFFIXES

# Binary files, though their first bytes may look like text.
BINARY = SUFFIXES | {".pdf"}
# These contain fingerprints, which can look like numbers, and nobody edits them.
GENERATED = {"record/calendar.txt", "record/addresses.txt"}
MOST_BYTES = 10_000_000


def report_numbers(path: str, file: Path, report: Report) -> None:
    """Report each identity number in a file at its line, and in its path at line 0.

    `path` is the file's path from content/.
    """
    text = "" if path in GENERATED else _text(file)
    in_path = [(0, masked) for _, masked in identity_numbers(path)]
    in_text = [(text.count("\n", 0, at) + 1, masked) for at, masked in identity_numbers(text)]
    for line, masked in (*in_path, *in_text):
        report.add(Source(path).at_line(line), (), "identity-number", {"value": masked})


def _text(file: Path) -> str:
    """The text of a file; "" when it is binary, which Git too concludes from a zero byte."""
    if file.suffix.lower() in BINARY or file.stat().st_size > MOST_BYTES:
        return ""
    data = file.read_bytes()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # Excel's "Unicode text"
        return data.decode("utf-16", "replace")
    return "" if b"\0" in data else data.decode("utf-8", "replace")
