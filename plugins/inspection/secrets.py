"""What may not be read in the finished site, as words to look for.

A word that public content or the site itself uses gives nothing away, so a secret is told by one
that nothing public has: its mark. With the words beside it, it must stand in no file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry
from plugins.contract.image import Image
from plugins.contract.slug import slugify
from plugins.inspection.wordings import plain, words_of

FRAGMENT = re.compile(r"[\n.!?:;()\[\]{}<>*_`#|\"]+")
SHORTEST = 5
HEADINGS = {"title", "name"}


@dataclass(frozen=True, slots=True, order=True)
class Secret:
    """Words that stand together, the rarest of them, and what to tell when they are found."""

    mark: bytes
    words: bytes
    code: str
    value: str
    source: str = ""


class Spoken:
    """What is public, as words; read only when there is a secret to tell from it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def text(self) -> bytes:
        """All of it, as words with spaces between."""
        return plain("\n".join(("", *self._texts, "")).encode())

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Every word, once."""
        return frozenset(self.text.split())

    def shows(self, words: Iterable[bytes]) -> bool:
        """Whether these words stand together somewhere."""
        return bool(re.search(b" %b " % b" +".join(words), self.text))


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Everything written in an entry, with the name of its field."""
    for where, text in entry.parts(str):
        yield str(next((step for step in reversed(where) if isinstance(step, str)), "")), text
    yield "name", entry.key
    yield "text", entry.source.text


def unpublished(whole: Catalog, withheld: Iterable[str], public: Spoken) -> Iterator[Secret]:
    """The secrets of the entries that are withheld, by ref."""
    hidden = set(withheld)
    for entry in whole.entries():
        if entry.ref in hidden:
            for field, text in texts_of(entry):
                yield from _in_text(field, text, entry.source.path, public)
            for _, image in entry.parts(Image):
                yield from _in_text("src", image.src, entry.source.path, public)


def _in_text(field: str, text: str, source: str, public: Spoken) -> Iterator[Secret]:
    for fragment in (*FRAGMENT.split(text), *([slugify(text)] if field in HEADINGS else ())):
        words = words_of(fragment.encode())
        if rare := [at for at, word in enumerate(words) if _is_rare(word, public.words)]:
            at = max(rare, key=lambda at: (len(words[at]), -at))
            near = words[max(at - 1, 0) : at + 2]
            yield Secret(words[at], _together(near), "leak-unpublished", _shown(near), source)
        elif field in HEADINGS and len(words) > 2 and not public.shows(words):
            mark = max(words, key=lambda word: (len(word), word))
            yield Secret(mark, _together(words), "leak-unpublished", _shown(words), source)


def _is_rare(word: bytes, public: frozenset[bytes]) -> bool:
    return len(word) >= SHORTEST and not word.isdigit() and word not in public


def _together(words: Iterable[bytes]) -> bytes:
    return b" ".join((b"", *words, b""))


def _shown(words: Iterable[bytes]) -> str:
    return b" ".join(words).decode("utf-8", "replace")


def addresses(mails: Iterable[str]) -> Iterator[Secret]:
    """E-mail addresses; whether something public shows them is asked when they are found."""
    for mail in sorted(set(mails)):
        if words := words_of(mail.encode()):
            mark = max(words, key=lambda word: (len(word), word))
            yield Secret(mark, _together(words), "leak-address", mail)
