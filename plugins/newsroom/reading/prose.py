"""The sentences of a Markdown text, and how heavy they are to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MARKUP = re.compile(r"!?\[([^\]\[]*)\]\([^)]*\)|\{\{.*?\}\}|https?://\S+|[*_`~]+")
PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
# A table, a heading and a definition of a link are no sentences.
NO_PROSE = re.compile(r"[ \t]*(\||#{1,6}[ \t]|\[[^\]]+\]:|>?[ \t]*$)")
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
# Not before a small letter: «12. september», «kl. 9», «f.eks. her».
END = re.compile(r"[.!?:](?:[»\")]|\s*$)*(?=\s+[A-ZÆØÅ«\"–-]|\s*$)")
WORD = re.compile(r"[^\W_]+(?:[-’'.,/][^\W_]+)*")
LONG = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where it begins in the text, and its words."""

    start: int
    words: tuple[str, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence with words in it, in order."""
    plain = MARKUP.sub(lambda found: (found[1] or "").ljust(len(found[0])), text)
    for found in PARAGRAPH.finditer(plain):
        for start, piece in _pieces(found[0]):
            yield from _sentences(found.start() + start, piece)


def _pieces(paragraph: str) -> Iterator[tuple[int, str]]:
    """A paragraph, or each item of its list."""
    if NO_PROSE.match(paragraph):
        return
    starts = [0, *(found.start() for found in ITEM.finditer(paragraph)), len(paragraph)]
    for start, end in pairwise(starts):
        yield start, ITEM.sub(lambda mark: " " * len(mark[0]), paragraph[start:end])


def _sentences(start: int, text: str) -> Iterator[Sentence]:
    ends = [0, *(found.end() for found in END.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        words = list(WORD.finditer(text, begin, end))
        if words:
            yield Sentence(start + words[0].start(), tuple(word[0] for word in words))


def lix(said: Sequence[Sentence]) -> int:
    """Words to a sentence, and words of more than six letters in a hundred (Björnsson, 1968)."""
    words = [word for sentence in said for word in sentence.words]
    long = sum(len(word) > LONG for word in words)
    return round(len(words) / len(said) + 100 * long / len(words))
