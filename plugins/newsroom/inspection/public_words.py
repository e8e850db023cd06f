"""Finds which words of hidden phrases occur in public text too: content, theme and code."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from babel import Locale

from newsroom.addresses.documents import documents
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.inspection.secrets import joined, normalized, texts_of
from newsroom.pictures.credits import Credit
from newsroom.places import PACKAGE, THEME

WordSet = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class PublicText:
    """A public text that `read` returns; `key` changes whenever the text does."""

    key: str
    read: Callable[[], str]


@dataclass(frozen=True, slots=True)
class PublicWordIndex:
    """The candidates that occur in each public text, by the text's key.

    A candidate is a word, or a phrase of several words, which begins and ends with a space.
    """

    candidates: WordSet
    by_text: Mapping[str, WordSet]

    @classmethod
    def of(
        cls,
        texts: Iterable[PublicText],
        candidates: WordSet,
        previous: "PublicWordIndex | None" = None,
    ) -> "PublicWordIndex":
        """Search the texts; `previous`, of the same candidates, answers for unchanged texts."""
        if not candidates:
            return cls(candidates, {})
        known = previous.by_text if previous and previous.candidates == candidates else {}
        by_text = {
            text.key: known[text.key] if text.key in known else occurring(text.read(), candidates)
            for text in texts
        }
        return cls(candidates, by_text)

    def counts(self) -> Mapping[bytes, int]:
        """For each candidate the number of texts that it occurs in."""
        counted = Counter(chain.from_iterable(self.by_text.values()))
        return {candidate: counted[candidate] for candidate in self.candidates}

    def public_words(self) -> WordSet:
        """The candidates that occur in any text."""
        return frozenset().union(*self.by_text.values())


def occurring(text: str, candidates: WordSet) -> WordSet:
    """The candidates that occur in a text."""
    words = normalized(text.encode()).split()
    joined_text = joined(words)
    phrases = (candidate for candidate in candidates if candidate.startswith(b" "))
    return (candidates & frozenset(words)) | {p for p in phrases if p in joined_text}


CODE_SUFFIXES = {".py", ".po", ".yaml"}
THEME_SUFFIXES = {".html", ".po", ".css", ".js", ".svg"}


def public_texts(
    catalog: Catalog, plan: Plan, credits: Iterable[Credit] = (), packages: Iterable[Path] = ()
) -> Iterator[PublicText]:
    """Everything public: a public catalog, credits of pictures, and folders of added packages."""
    for entry in (catalog.site, *catalog.entries()):
        yield PublicText(_key(entry.digest, entry.source.text), partial(_entry_text, entry))
    for text in map("\n".join, (*_addresses(catalog, plan), _calendar_words(), _names(credits))):
        yield PublicText(_key(text), partial(str, text))
    added = ((package, CODE_SUFFIXES | THEME_SUFFIXES) for package in packages)
    for folder, suffixes in ((PACKAGE, CODE_SUFFIXES), (THEME, THEME_SUFFIXES), *added):
        for file in sorted(path for path in folder.rglob("*") if path.suffix in suffixes):
            stat = file.stat()
            key = f"{file} {stat.st_size} {stat.st_mtime_ns}"
            yield PublicText(key, partial(file.read_text, encoding="utf-8"))


def _addresses(catalog: Catalog, plan: Plan) -> Iterator[Iterable[str]]:
    """The ids within pages, and the addresses of pages, of documents, and in the ledger."""
    yield (anchor for body in catalog.bodies.values() for anchor in sorted(body.anchors))
    yield plan.spots
    yield map(document_address, documents(catalog, plan))
    # The redirects for hosts have published addresses even when their entries are drafts again.
    yield from (catalog.ledger.owners, catalog.ledger.gone)


def _names(credits: Iterable[Credit]) -> list[str]:
    """The persons and companies that pictures name."""
    return sorted(name for one in credits for name in (one.line, one.creator, one.copyright))


def _entry_text(entry: Entry) -> str:
    # The owner of a public entry may be a person who is not public yet.
    return "\n".join(text for field, text in texts_of(entry) if field != "owner")


def _key(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def _calendar_words() -> Iterator[str]:
    """The names of months and days in each language."""
    for lang in SITE_LANGUAGES:
        locale = Locale.parse(lang)
        for names in (locale.months, locale.days):
            yield from (w for widths in names.values() for n in widths.values() for w in n.values())
