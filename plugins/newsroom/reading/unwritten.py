"""Finds what was never written: a text that only has the words of `run.py new`, or nothing."""

import re
from itertools import zip_longest

from newsroom.contract.entry import Document, Entry
from newsroom.contract.problems import Report
from newsroom.contract.review import Review
from newsroom.reading.masking import blanked, without_comments

SCAFFOLD = "Skriv teksten her, og slett denne linjen."
# What a page shows without a text.
SHOWN = ("summary", "image", "gallery", "attachments")
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]*(?P<words>.*)$", re.MULTILINE)


def check_written(entry: Entry, report: Report) -> None:
    """Report what a published document lacks: its text, or the text below a heading."""
    if not isinstance(entry, Document) or entry.is_draft:
        return
    text, is_open = without_comments(entry.source.text)
    if not is_open and not text.replace(SCAFFOLD, "").strip() and not isinstance(entry, Review):
        if SCAFFOLD in entry.source.text:
            line = entry.source.text_line + entry.source.text.split(SCAFFOLD)[0].count("\n")
            report.add(entry.source.at_line(line), (), "text-unwritten", {"value": SCAFFOLD})
        elif not any(getattr(entry, name, None) for name in SHOWN):
            report.add(entry.source.at_line(entry.source.text_line), (), "text-empty")
    if isinstance(entry, Review):
        _check_headings(entry, report)


def _check_headings(letter: Review, report: Report) -> None:
    """A heading above a deeper one has that as its text."""
    text = blanked(letter.source.text)
    headings = list(HEADING.finditer(text))
    for heading, below in zip_longest(headings, headings[1:]):
        between = text[heading.end() : below.start() if below else len(text)]
        is_above = below and len(below["marks"]) > len(heading["marks"])
        if not between.strip() and not is_above:
            line = letter.source.text_line + text.count("\n", 0, heading.start())
            values = {"value": heading["words"].strip() or heading["marks"]}
            report.add(letter.source.at_line(line), (), "heading-empty", values)
