"""Turns the text of unpublished entries into secrets: phrases that no file of the site may have.

A word that public text uses too gives nothing away. So each secret has a keyword that occurs in no
public text, and the words around it. Texts and files are split into words that can be compared,
whatever markup and escapes they have.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.contract.slug import slugify

UNPUBLISHED = "leak-unpublished"
FRAGMENT = re.compile(r"[\n.!?:;()\[\]{}<>*_`#|\"]+")
# Letters. A shorter word may occur by chance; a keyword of at least TELLING letters needs no
# neighbours.
SHORTEST, TELLING = 5, 8
HEADINGS = {"title", "name"}
ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
# For bytes.translate: ASCII letters to small ones; digits and bytes of UTF-8 stay; all else is a
# space.
TABLE = bytes(
    small if small in ASCII_LETTERS or small >= 0x80 else 0x20
    for small in bytes(range(256)).lower()
)
# Soft hyphens and characters of no width, which occur within words.
INVISIBLE = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xef\xbb\xbf")
# Other signs beyond ASCII, which separate words: U+00A0 to U+00BF, and U+2000 to U+2BFF.
SIGNS = re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]")
LARGE = {letter.encode(): letter.lower().encode() for letter in "ÆØÅÄÖÉ"}
FOLD = re.compile(rb"\r?\n[ \t]")
ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})|\\[nrt]")
PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
# Entities that can stand for a letter; the others separate words decoded or not.
LETTER_ENTITY = re.compile(rb"&(?!amp;|quot;|lt;|gt;|#34;|#39;)[#a-zA-Z0-9]+;")
WITH_ESCAPES = {".ics", ".json", ".html"}
WITH_URLS = {".html", ".xml", ".svg", ".json", ".ics"}


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
        """The secret in the phrase; None when all candidates are among those in `public` text."""
        rare = [word for word in self.candidates if word not in public]
        if not rare:
            return None
        words, keyword = self.words, max(self.words, key=lambda word: (len(word), word))
        if positions := [at for at, word in enumerate(self.words) if word in rare]:
            at = max(positions, key=lambda at: (len(self.words[at]), -at))
            keyword, neighbours = self.words[at], 0 if len(self.words[at]) >= TELLING else 1
            words = self.words[max(at - neighbours, 0) : at + neighbours + 1]
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


def words_of(data: bytes) -> list[bytes]:
    """The normalized words of a text in UTF-8, with its entities decoded."""
    if b"&" in data:
        data = html.unescape(data.decode("utf-8", "replace")).encode()
    return normalized(data).split()


def normalized(data: bytes) -> bytes:
    """A text in UTF-8 with small letters, and a space for each sign that is no letter or digit."""
    for large, small in LARGE.items():
        data = data.replace(large, small)
    return SIGNS.sub(b" ", INVISIBLE.sub(b"", data)).translate(TABLE)


def joined(words: Iterable[bytes]) -> bytes:
    """Words in a row with a space before and after each, so that only whole words match."""
    return b" ".join((b"", *words, b""))


def decoded(data: bytes, suffix: str) -> bytes:
    """A file with iCalendar lines unfolded (RFC 5545, 3.1) and all escapes decoded.

    The escapes are those of URLs (RFC 3986, 2.1), of JSON, which HTML contains too, and entities.
    """
    if suffix == ".ics":
        data = FOLD.sub(b"", data)
    if suffix in WITH_URLS:
        data = PERCENT.sub(lambda match: bytes.fromhex(match[1].decode()), data)
    if suffix in WITH_ESCAPES:
        data = ESCAPE.sub(_letter, data)
    if LETTER_ENTITY.search(data):
        data = html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    return data


def _letter(escape: re.Match[bytes]) -> bytes:
    """The letter of `\\u00f8`; a space for a line break, "?" for half of a surrogate pair."""
    return chr(int(escape[1], 16)).encode("utf-8", "replace") if escape[1] else b" "
