"""Turns the text of unpublished entries into secrets: phrases that no file of the site may have.

A word that public text uses too gives nothing away. So each secret has a keyword that occurs in no
public text, and the words around it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.contract.slug import slugify
from newsroom.inspection.words import joined, words_of

UNPUBLISHED = "leak-unpublished"
FRAGMENT = re.compile(r"[\n.!?:;()\[\]{}<>*_`#|\"]+")
# Letters. A shorter word may occur by chance; a keyword of at least TELLING letters needs no
# neighbours.
SHORTEST, TELLING = 5, 8
HEADINGS = {"title", "name"}


@dataclass(frozen=True, slots=True, order=True)
class Secret:
    """A phrase to search for: its rarest word, all of it, how messages show it, and its file."""

    keyword: bytes
    phrase: bytes
    shown: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class HiddenPhrase:
    """A few successive words of an entry that is not public; `source` is the entry's file."""

    words: Sequence[bytes]
    is_heading: bool
    source: str

    @property
    def candidates(self) -> Iterator[bytes]:
        """The words, and the whole of a heading, that are a secret unless public text has them."""
        yield from (word for word in self.words if len(word) >= SHORTEST and not word.isdigit())
        if self.is_heading and len(self.words) > 2:
            yield joined(self.words)

    def secret(self, public: frozenset[bytes]) -> Secret | None:
        """The secret in the phrase; `public` are the candidates that occur in public text.

        None when all of them are public.
        """
        rare = [word for word in self.candidates if word not in public]
        if positions := [at for at, word in enumerate(self.words) if word in rare]:
            at = max(positions, key=lambda at: (len(self.words[at]), -at))
            neighbours = 0 if len(self.words[at]) >= TELLING else 1
            nearby = self.words[max(at - neighbours, 0) : at + neighbours + 1]
            return self._secret(self.words[at], nearby)
        longest = max(self.words, key=lambda word: (len(word), word))
        return self._secret(longest, self.words) if rare else None

    def _secret(self, keyword: bytes, words: Sequence[bytes]) -> Secret:
        shown = b" ".join(words).decode("utf-8", "replace")
        return Secret(keyword, joined(words), shown, self.source)


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each text of an entry, after the name of its field."""
    for where, text in entry.parts(str):
        yield str(next((step for step in reversed(where) if isinstance(step, str)), "")), text
    yield "name", entry.key
    yield "text", entry.source.text


def hidden_phrases(catalog: Catalog, refs: Iterable[str]) -> Iterator[HiddenPhrase]:
    """The phrases of the entries with these refs."""
    hidden = set(refs)
    for entry in catalog.entries():
        if entry.ref in hidden:
            for field, text in (*texts_of(entry), *_picture_names(entry)):
                yield from _phrases(text, field in HEADINGS, entry.source.path)


def _picture_names(entry: Entry) -> Iterator[tuple[str, str]]:
    """The path of each picture, and its name alone, which the resized copies have too."""
    for _, image in entry.parts(Image):
        yield from (("src", image.src), ("src", PurePosixPath(image.src).stem))


def _phrases(text: str, is_heading: bool, source: str) -> Iterator[HiddenPhrase]:
    """The parts of a text between punctuation; of a heading also the whole, and its slug."""
    whole = (text, slugify(text)) if is_heading else ()
    for fragment in (*FRAGMENT.split(text), *whole):
        if words := words_of(fragment.encode()):
            yield HiddenPhrase(words, is_heading, source)
