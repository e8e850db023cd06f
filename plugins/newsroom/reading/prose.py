"""Splits Markdown into sentences, and measures how hard they are to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MARKUP = re.compile(r"!?\[([^\]\[]*)\]\([^)]*\)|\{\{.*?\}\}|https?://\S+|[*_`~]+")
PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
# Tables, headings and link definitions.
NO_PROSE = re.compile(r"[ \t]*(\||#{1,6}[ \t]|\[[^\]]+\]:|>?[ \t]*$)")
LIST_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
# A small letter after the sign continues the sentence: «12. september», «kl. 9», «f.eks. her».
END = re.compile(r"[.!?:](?:[»\")]|\s*$)*(?=\s+[A-ZÆØÅ«\"–-]|\s*$)")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/][^\W_]+)*")
LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, and the position of the first in the text."""

    start: int
    words: tuple[str, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence that has words, in order."""
    plain = MARKUP.sub(lambda match: (match[1] or "").ljust(len(match[0])), text)
    for paragraph in PARAGRAPH.finditer(plain):
        for start, part in _parts(paragraph[0]):
            yield from _sentences(paragraph.start() + start, part)


def _parts(paragraph: str) -> Iterator[tuple[int, str]]:
    """The paragraph, or each item of a list, with its position; nothing where it is no prose."""
    if NO_PROSE.match(paragraph):
        return
    starts = [0, *(item.start() for item in LIST_ITEM.finditer(paragraph)), len(paragraph)]
    for start, end in pairwise(starts):
        yield start, LIST_ITEM.sub(lambda mark: " " * len(mark[0]), paragraph[start:end])


def _sentences(start: int, text: str) -> Iterator[Sentence]:
    ends = [0, *(end.end() for end in END.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        if first := WORD.search(text, begin, end):
            words = WORD.findall(text, first.start(), end)
            yield Sentence(start + first.start(), tuple(words))


def lix(sentences: Sequence[Sentence]) -> int:
    """Readability as LIX: words per sentence, plus the percentage of words over six letters.

    Björnsson, «Läsbarhet», 1968. `sentences` may not be empty.
    """
    words = [word for sentence in sentences for word in sentence.words]
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))
