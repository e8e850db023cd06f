"""Finds numbers in the text of an annual letter that contradict its figures.

A number belongs to a figure if the word of the figure follows it: its `unit`, or its whole label
("59 arrangementer", "over 2 300 deltakere"). Since several figures may have the same `unit`, the
sentence must then also contain a word of the label ("overlevelse").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.event_groups import event_groups
from newsroom.reviews.figures import amount
from newsroom.reviews.figures import text as figure_text
from newsroom.reviews.sources import SOURCES, SPREADS

NUMBER = r"(?<![\w,.])(?P<number>\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d+)"
# The words of each language, since none means another thing in another.
STRICT = {"over", "mer enn", "flere enn", "meir enn", "fleire enn", "more than"}
LEAST = {"minst", "at least"}
VAGUE = "nesten|rundt|omtrent|om lag|ca\\.|nearly|almost|about|around"
BOUND = rf"(?:\b(?P<bound>{'|'.join(sorted(STRICT | LEAST))}|{VAGUE})[ \u00a0])?"
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$)|\n(?!\s*\n))+")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ENDING = re.compile(r"(ene|ane|er|ar|e|r|s|t)$")
STEM = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as it is `written` at `line`, the figure it contradicts, and the `expected` text."""

    written: str
    line: int
    figure: Figure
    expected: str


def contradictions(review: Review, figures: Iterable[Figure], catalog: Catalog) -> Iterator[Claim]:
    """The numbers in the text that neither a figure nor a part of it agrees with."""
    text = COMMENT.sub(_blank, review.source.text)
    for figure in figures:
        for match in _mentions(figure, text):
            if not _agrees(match, figure, review, catalog):
                line = review.source.text_line + text.count("\n", 0, match.start())
                expected = figure_text(figure, review, catalog)
                yield Claim(" ".join(match[0].split()), line, figure, expected)


def _blank(comment: re.Match[str]) -> str:
    """Spaces and line breaks of the same length, so that positions stay the same."""
    return re.sub(r"[^\n]", " ", comment[0])


def _mentions(figure: Figure, text: str) -> Iterator[re.Match[str]]:
    """Each number that the word of the figure follows, in the sentences about the figure."""
    if _word(figure) not in text.lower():
        return
    pattern = re.compile(rf"{BOUND}{NUMBER}\s+{re.escape(_word(figure))}\w*", re.IGNORECASE)
    for sentence in SENTENCE.finditer(text):
        if not figure.unit or _is_about(figure, sentence[0]):
            yield from pattern.finditer(text, *sentence.span())


def _word(figure: Figure) -> str:
    """The stem of the figure's word, with which all its forms begin (in small letters)."""
    return ENDING.sub("", (figure.unit or figure.label).lower())


def _is_about(figure: Figure, sentence: str) -> bool:
    """Whether the sentence has the placeholder of the figure or a word of its label."""
    stems = [word[:STEM].lower() for word in figure.label.split() if len(word) >= STEM]
    lowered = sentence.lower()
    return f"figures.{figure.name}" in lowered or any(stem in lowered for stem in stems)


def _agrees(match: re.Match[str], figure: Figure, review: Review, catalog: Catalog) -> bool:
    number, bound = int(re.sub(r"\D", "", match["number"])), (match["bound"] or "").lower()
    if bound and bound not in STRICT | LEAST:
        return True
    if not figure.is_exact:
        return _keeps_bound(number, bound, figure)
    values = {amount(figure, review.year, catalog) or 0} | _parts(figure, review, catalog)
    return any(_holds(number, bound, value) for value in values)


def _holds(number: int, bound: str, value: int) -> bool:
    if bound in STRICT:
        return value > number
    return value >= number if bound in LEAST else value == number


def _keeps_bound(number: int, bound: str, figure: Figure) -> bool:
    """Whether the number can be true; of "over 160", "over 150" and 161 can, and 160 cannot."""
    if figure.more_than is not None:
        return number <= figure.more_than if bound else number > figure.more_than
    least = figure.at_least or 0
    if bound in STRICT:
        return number < least
    return number <= least if bound else number >= least


def _parts(figure: Figure, review: Review, catalog: Catalog) -> set[int]:
    """The numbers of single events, festivals, networks, months and series of the year.

    Of members, those of each category and place, and of those that came and left.
    """
    kind, _, what = figure.source.partition(".")
    groups = event_groups(catalog, review.year) if kind == "events" else ()
    spreads: tuple[str, ...] = ()
    sums = {group.size for group in groups}
    if kind == "members":
        spreads = ("members.by_category", "members.by_place")
        sums = {SOURCES[name](catalog, review.year) for name in ("members.new", "members.left")}
    elif what == "attendance":
        spreads = ("attendance.by_network", "attendance.by_month")
        sums = {group.attendance for group in groups if group.attendance is not None}
    elif kind == "events":
        spreads = ("events.by_network", "events.by_month", "events.series")
    return sums | {n for name in spreads for n in SPREADS[name](catalog, review.year).values()}
