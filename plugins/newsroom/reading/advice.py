"""Advice about a text, as a good colleague would give it. It never stops anything.

Each entry is looked at for itself: the same text always gets the same advice.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from newsroom.contract.entry import Document, Entry
from newsroom.contract.image import Image
from newsroom.contract.problems import Problem, Report
from newsroom.contract.source import Source
from newsroom.reading.masking import blanked
from newsroom.reading.prose import Sentence, lix, sentences
from newsroom.reading.texts import markdown_of

MOST_WORDS = 30
MOST_LIX = 50
FEWEST_WORDS = 60  # A shorter text says nothing about its writer's sentences.
VAGUE = {
    *("les mer", "les meir", "klikk her", "trykk her", "se her", "her", "mer", "mer info"),
    *("lenke", "denne lenken", "link", "read more", "click here", "here", "more"),
}
LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\(")
PICTURE = re.compile(r"!\[([^\]\[]+)\]\(\s*<?([^)\s>]+)")
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|avif|heic|gif|tiff?)|(img|dsc|dscn|dji|pxl)[_-]?\d.*")


def advice(entry: Entry) -> list[Problem]:
    """What could be better in an entry, in the order of its lines."""
    report = Report()
    text, line = markdown_of(entry)
    shown = blanked(text)
    if isinstance(entry, Document) and getattr(entry, "summary", None) == "":
        _tell(report, entry.source, "summary-missing")
    for where, image in entry.parts(Image):
        if _is_file_name(image.alt, image.src):
            values = {"value": image.alt}
            report.add(entry.source, (*where, "alt"), "alt-file-name", values, "advice")
    for at, code, values in (*_links(shown), *_pictures(shown), *_headings(shown)):
        _tell(report, _at(entry.source, text, line, at), code, **values)
    _readability(report, entry.source, text, line, list(sentences(shown)))
    return list(report)


def _readability(
    report: Report, source: Source, text: str, line: int, said: list[Sentence]
) -> None:
    for sentence in said:
        if len(sentence.words) > MOST_WORDS:
            values = {"count": len(sentence.words), "most": MOST_WORDS}
            _tell(report, _at(source, text, line, sentence.start), "sentence-long", **values)
    if sum(len(sentence.words) for sentence in said) >= FEWEST_WORDS:
        found = lix(said)
        if found > MOST_LIX:
            _tell(report, source.at_line(line), "text-heavy", value=found, most=MOST_LIX)


Found = tuple[int, str, dict[str, object]]


def _links(text: str) -> Iterator[Found]:
    for found in LINK.finditer(text):
        words = re.sub(r"[\W_]+", " ", found[1]).strip().lower()
        if words in VAGUE:
            yield found.start(), "link-text-vague", {"value": found[1]}


def _pictures(text: str) -> Iterator[Found]:
    for found in PICTURE.finditer(text):
        if _is_file_name(found[1], found[2]):
            yield found.start(), "alt-file-name", {"value": found[1]}


def _headings(text: str) -> Iterator[Found]:
    """The page's title is level 1, so a text begins at 2."""
    above = 1
    for found in HEADING.finditer(text):
        level = len(found[1])
        if level > above + 1:
            marks = f"`{'#' * (above + 1)} {found[2]}`"
            values = {"value": found[2], "level": level, "above": above, "marks": marks}
            yield found.start(), "heading-jump", values
        above = level


def _is_file_name(alt: str, src: str) -> bool:
    text = alt.strip().lower()
    return bool(FILE_NAME.fullmatch(text)) or text == PurePosixPath(src).stem.lower()


def _at(source: Source, text: str, line: int, at: int) -> Source:
    """The place of a letter of the text."""
    before = text.rfind("\n", 0, at) + 1
    return Source(source.path, {(): (line + text.count("\n", 0, at), at - before + 1)})


def _tell(report: Report, source: Source, code: str, **values: object) -> None:
    report.add(source, (), code, values, "advice")
