"""All public text: content, published addresses, and the words of the theme and the code."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from babel import Locale

from newsroom.addresses.documents import documents
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.inspection.public_word_index import PublicText
from newsroom.inspection.secrets import texts_of
from newsroom.pictures.credits import Credit
from newsroom.places import PACKAGE, THEME

LANGUAGES = ("nb", "nn", "en")
CODE_SUFFIXES = {".py", ".po", ".yaml"}
THEME_SUFFIXES = {".html", ".po", ".css", ".js", ".svg"}


def public_texts(
    catalog: Catalog, plan: Plan, credits: Iterable[Credit] = (), packages: Iterable[Path] = ()
) -> Iterator[PublicText]:
    """Everything public; `catalog` has only public entries, `credits` are those of pictures.

    `packages` are the folders of packages that add kinds of content.
    """
    yield from content_texts(catalog)
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


def content_texts(catalog: Catalog) -> Iterator[PublicText]:
    """The text of each entry, and of licenses.txt."""
    for entry in (catalog.site, *catalog.entries()):
        yield PublicText(_key(entry.digest, entry.source.text), partial(_entry_text, entry))
    yield PublicText(_key(catalog.licences), partial(str, catalog.licences))


def _entry_text(entry: Entry) -> str:
    # The owner of a public entry may be a person who is not public yet.
    return "\n".join(text for field, text in texts_of(entry) if field != "owner")


def _key(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def _calendar_words() -> Iterator[str]:
    """The names of months and days in each language."""
    for lang in LANGUAGES:
        locale = Locale.parse(lang)
        for names in (locale.months, locale.days):
            yield from (w for widths in names.values() for n in widths.values() for w in n.values())
