"""What may not be read in the finished site, as words to look for.

A word that public content or the site itself uses gives nothing away, so a secret is told by one
that nothing public has: its mark. With the words beside it, it must stand in no file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.contract.slug import slugify
from newsroom.inspection.wordings import together, words_of

UNPUBLISHED = "leak-unpublished"
FRAGMENT = re.compile(r"[\n.!?:;()\[\]{}<>*_`#|\"]+")
# Shorter words are said by chance; from some length on a word that nothing public has tells enough.
SHORTEST, TELLING = 5, 8
HEADINGS = {"title", "name"}


@dataclass(frozen=True, slots=True, order=True)
class Secret:
    """Words that stand together, the rarest of them, and what to tell of them when found."""

    mark: bytes
    words: bytes
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A few words that stand together in an entry that is not public; `source` is its file."""

    words: Sequence[bytes]
    is_heading: bool
    source: str

    @property
    def asked(self) -> Iterator[bytes]:
        """What public texts are asked for, to tell whether it gives anything away."""
        yield from (word for word in self.words if len(word) >= SHORTEST and not word.isdigit())
        if self.is_heading and len(self.words) > 2:
            yield together(self.words)

    def secret(self, public: frozenset[bytes]) -> Secret | None:
        """What to look for, when `public` is what of the asked is said in public."""
        new = [one for one in self.asked if one not in public]
        if rare := [at for at, word in enumerate(self.words) if word in new]:
            at = max(rare, key=lambda at: (len(self.words[at]), -at))
            reach = 0 if len(self.words[at]) >= TELLING else 1
            return self._found(self.words[at], self.words[max(at - reach, 0) : at + reach + 1])
        return self._found(max(self.words, key=_rank), self.words) if new else None

    def _found(self, mark: bytes, near: Sequence[bytes]) -> Secret:
        shown = b" ".join(near).decode("utf-8", "replace")
        return Secret(mark, together(near), shown, self.source)


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Everything written in an entry, with the name of its field."""
    for where, text in entry.parts(str):
        yield str(next((step for step in reversed(where) if isinstance(step, str)), "")), text
    yield "name", entry.key
    yield "text", entry.source.text


def withheld(whole: Catalog, refs: Iterable[str]) -> Iterator[Withheld]:
    """What is said in the entries of these refs."""
    hidden = set(refs)
    for entry in whole.entries():
        if entry.ref in hidden:
            for field, text in (*texts_of(entry), *_pictures(entry)):
                yield from _fragments(text, field in HEADINGS, entry.source.path)


def _pictures(entry: Entry) -> Iterator[tuple[str, str]]:
    """The path of each picture, and its name alone: so are its copies called."""
    for _, image in entry.parts(Image):
        yield from (("src", image.src), ("src", PurePosixPath(image.src).stem))


def _fragments(text: str, is_heading: bool, source: str) -> Iterator[Withheld]:
    whole = (text, slugify(text)) if is_heading else ()
    for fragment in (*FRAGMENT.split(text), *whole):
        if words := words_of(fragment.encode()):
            yield Withheld(words, is_heading, source)


def _rank(word: bytes) -> tuple[int, bytes]:
    return len(word), word
