"""Numbers in the running text of a letter, held against its figures.

A number speaks of a figure when the figure's word follows it in the sentence: its `unit`, or the
whole of its label ("59 arrangementer", "over 2 300 deltakere"). With a `unit`, which many things
are counted in, the sentence must also name what the figure is about ("overlevelse").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.event_groups import event_groups
from newsroom.reviews.figures import SPREADS, amount
from newsroom.reviews.figures import text as spelt

NUMBER = r"(?<![\w,.])(?P<number>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)"
BOUND = r"(?:\b(?P<bound>over|mer enn|flere enn|minst|nesten|rundt|omtrent|om lag|ca\.)[ \u00a0])?"
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$)|\n(?!\s*\n))+")
STRICT, LEAST = {"over", "mer enn", "flere enn"}, {"minst"}
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ENDING = re.compile(r"(ene|er|e|r|t)$")
STEM = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as it is `written` at `line`, and the figure it does not agree with."""

    written: str
    line: int
    figure: Figure
    found: str


def doubtful(review: Review, figures: Iterable[Figure], catalog: Catalog) -> Iterator[Claim]:
    """Each number in the text that a figure contradicts and nothing that was held explains."""
    text = COMMENT.sub(_blank, review.source.text)
    lowered = text.lower()
    for figure in figures:
        if _word(figure) not in lowered:
            continue
        pattern = _pattern(figure)
        for sentence in SENTENCE.finditer(text):
            if figure.unit and not _is_about(figure, sentence[0]):
                continue
            for found in pattern.finditer(sentence[0]):
                if not _is_borne_out(found, figure, review, catalog):
                    line = _line(review, sentence.start() + found.start())
                    shown = spelt(figure, review.year, catalog)
                    yield Claim(" ".join(found[0].split()), line, figure, shown)


def _blank(comment: re.Match[str]) -> str:
    """As long as the comment, in as many lines; a note to oneself claims nothing."""
    return re.sub(r"[^\n]", " ", comment[0])


def _line(review: Review, at: int) -> int:
    return review.source.text_line + review.source.text.count("\n", 0, at)


def _word(figure: Figure) -> str:
    """What all forms of the figure's word begin with."""
    return ENDING.sub("", (figure.unit or figure.label).lower())


def _pattern(figure: Figure) -> re.Pattern[str]:
    """The number, its bound if it has one, and the figure's word in any of its forms."""
    return re.compile(rf"{BOUND}{NUMBER}\s+{re.escape(_word(figure))}\w*", re.IGNORECASE)


def _is_about(figure: Figure, sentence: str) -> bool:
    """Whether the sentence names the figure, by its placeholder or by a word of its label."""
    stems = [word[:STEM].lower() for word in figure.label.split() if len(word) >= STEM]
    said = sentence.lower()
    return f"figures.{figure.name}" in said or any(stem in said for stem in stems)


def _is_borne_out(found: re.Match[str], figure: Figure, review: Review, catalog: Catalog) -> bool:
    number, bound = int(re.sub(r"\D", "", found["number"])), (found["bound"] or "").lower()
    if bound and bound not in STRICT | LEAST:
        return True
    known = {amount(figure, review.year, catalog)}
    if figure.is_manual and figure.value is None:
        return _keeps_bound(number, bound, figure)
    return any(_holds(number, bound, value) for value in known | _parts(figure, review, catalog))


def _holds(number: int, bound: str, value: int | None) -> bool:
    if value is None:
        return False
    if bound in STRICT:
        return value > number
    return value >= number if bound in LEAST else value == number


def _keeps_bound(number: int, bound: str, figure: Figure) -> bool:
    """Whether "over 160" allows it: "over 150" and 161 are true of it, 160 is not."""
    if figure.more_than is not None:
        return number <= figure.more_than if bound else number > figure.more_than
    least = figure.at_least or 0
    if bound in STRICT:
        return number < least
    return number <= least if bound else number >= least


def _parts(figure: Figure, review: Review, catalog: Catalog) -> set[int]:
    """What else the events of the year bear out: of one gathering, network or month."""
    kind = figure.source.partition(".")
    if figure.is_manual or kind[0] != "events":
        return set()
    if kind[2] == "attendance":
        spreads = ("attendance.by_network", "attendance.by_month")
        sums = {one.attendance for one in event_groups(catalog, review.year)}
    else:
        spreads = ("events.by_network", "events.by_month", "events.series")
        sums = {one.size for one in event_groups(catalog, review.year)}
    counted = {n for name in spreads for n in SPREADS[name](catalog, review.year).values()}
    return counted | {one for one in sums if one is not None}
