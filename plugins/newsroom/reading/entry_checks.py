"""Checks an entry by itself: text that is missing, marks in plain text, times with an offset."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from newsroom.contract.entry import Document, Entry
from newsroom.contract.fields import InlineText
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Mend, Position, Report, Where
from newsroom.contract.review import Review
from newsroom.reading.line_changes import changed_lines
from newsroom.reading.markdown_slips import ADDRESS, html_mend, mends_by_line
from newsroom.reading.masking import blanked, without_comments
from newsroom.reading.stray_signs import decoded, is_garbled
from newsroom.reading.texts import MARKDOWN_FIELDS
from newsroom.reading.tracked_links import add_tracked

# What `run.py new` writes in place of a text.
SCAFFOLD = "Skriv teksten her, og slett denne linjen."
# What a page shows without a text.
SHOWN = ("summary", "image", "gallery", "attachments")
# The address that `[ref]` leads to, or a footnote; neither is shown by itself.
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:.*\n?", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]*(?P<words>.*)$", re.MULTILINE)
TAG = r"</?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>|<!--.*?-->"
ENTITY = r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);"
# A whole text in typographic quotation marks, or one with a stray mark behind it (not 27").
QUOTED = re.compile(r"[“”„]([^“”„\"\\]+)[“”]|([^“”„\"]*[^“”„\"\d\s])\"")
CODE = re.compile(f"{TAG}|{ENTITY}", re.IGNORECASE | re.DOTALL)
# Marks around words, and links; `__init__` is a name in Python.
MARKED = re.compile(
    r"(?<![\w*`\\/])(\*\*|(?!__[a-z\d_]+__)__|`)(?=[^\s*`])([^\n*`]{0,300}?[^\s*`])"
    rf"\1(?![\w*`/])|(?<![!\\/])\[([^\[\]\n]+)\]\({ADDRESS}\)"
)


def check_written(entry: Entry, report: Report) -> None:
    """Report what a published document lacks: its text, or the text below a heading."""
    if not isinstance(entry, Document) or entry.is_draft:
        return
    text, is_open = without_comments(entry.source.text)
    text = DEFINITION.sub("", text)
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


def check_plain_texts(entry: Entry, report: Report) -> None:
    """Report each sign and address that a field without Markdown would show."""
    for where, text in _plain_texts(entry):
        if match := QUOTED.fullmatch(text):
            values = {"value": text, "suggestion": match[2] or f'"{match[1]}"'}
            report.add(entry.source, where, "quotes-shown", values, "advice")
        add_tracked(text, entry.source, report, where)
        if isinstance(text, InlineText):
            continue
        if is_garbled(text):
            values = {"value": text, "suggestion": decoded(text)}
            report.add(entry.source, where, "text-garbled", values, "advice")
        if marked := MARKED.search(text):
            source = entry.source.at_position(where, text, marked.start())
            mend = _without_marks(text, entry.source.position(where, text, 0))
            report.add(source, (), "markdown-in-field", {"value": marked[0]}, "advice", mend)


def _without_marks(text: str, start: Position) -> Mend | None:
    """The words alone; without the address of a link, only as a person decides."""
    words, is_sure = text, True
    for _ in range(2):  # a link may be bold
        is_sure = is_sure and not any(match[3] for match in MARKED.finditer(words))
        words = MARKED.sub(r"\2\3", words)
    mend = next(changed_lines(text, words, start), None)
    return mend and replace(mend, is_sure=is_sure)


def check_html(entry: Entry, report: Report) -> None:
    """Report each tag and entity that a field without Markdown would show."""
    for where, text in _plain_texts(entry):
        if not (codes := [*html_in(text)]):
            continue
        start, is_inline = entry.source.position(where, text, 0), isinstance(text, InlineText)
        by_line = mends_by_line(text, start, is_inline=True) if is_inline else {}
        for code in codes:
            field = ".".join(step for step in where if isinstance(step, str))
            # The character of an entity, unless nobody sees it.
            character = "" if code.startswith("<") else html.unescape(code).strip()
            values = {"value": code, "field": field, "suggestion": character}
            at = text.index(code)
            mend = html_mend(text, at, code, by_line)
            source = entry.source.at_position(where, text, at)
            report.add(source, (), "html-in-field", values, mend=mend)


def _plain_texts(entry: Entry) -> Iterator[tuple[Where, str]]:
    """Each text of an entry, except the one that is Markdown."""
    for where, text in entry.parts(str):
        if where[-1] != MARKDOWN_FIELDS.get(type(entry)):
            yield where, text


def html_in(text: str) -> Iterator[str]:
    """Each different tag and entity; a closing tag only without its opening tag."""
    if "<" not in text and "&" not in text:
        return
    codes = dict.fromkeys(CODE.findall(text))
    for code in codes:
        opening = f"<{code.removeprefix('</').rstrip('>')}"
        is_closed = code.startswith("</") and any(other.startswith(opening) for other in codes)
        # HTML has no entity such as «&Co;», so that is text.
        if not is_closed and (code.startswith("<") or html.unescape(code) != code):
            yield code


def check_offsets(entry: Entry, report: Report) -> None:
    """Report each time that was written with an offset, and what it is in its zone.

    Only the offset says that a time that occurs twice is the second one, so that one stays.
    """
    for where, moment in entry.parts(Moment):
        if moment.written and not moment.instant.fold:
            values = {"value": moment.written, "moment": moment, "city": moment.city}
            report.add(entry.source, where, "date-converted", values, "advice")
