"""Everything that may be read in public: content, what was published, and the site's own words."""

import hashlib
from collections.abc import Iterable, Iterator

from babel import Locale

from newsroom.addresses.documents import documents
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.inspection.public_word_index import Text
from newsroom.inspection.secrets import texts_of
from newsroom.pictures.credits import Credit
from newsroom.places import PACKAGE, THEME

LANGUAGES = ("nb", "nn", "en")
# What the site says of itself: its templates, its catalogues and its code.
CODE_SUFFIXES = {".py", ".po", ".yaml"}
THEME_SUFFIXES = {".html", ".po", ".css", ".js", ".svg"}


def public_texts(catalog: Catalog, plan: Plan, credits: Iterable[Credit] = ()) -> Iterator[Text]:
    """What the content says, the addresses that were published, and what the site says itself."""
    yield from content_texts(catalog)
    for text in map("\n".join, (*_addresses(catalog, plan), _calendar_words(), _names(credits))):
        yield Text(_key(text), lambda text=text: text)
    for top, suffixes in ((PACKAGE, CODE_SUFFIXES), (THEME, THEME_SUFFIXES)):
        for file in sorted(path for path in top.rglob("*") if path.suffix in suffixes):
            now = file.stat()
            key = f"{file} {now.st_size} {now.st_mtime_ns}"
            yield Text(key, lambda file=file: file.read_text(encoding="utf-8"))


def _addresses(catalog: Catalog, plan: Plan) -> Iterator[Iterable[str]]:
    """Of pages, of places on them, of documents, and of what was published."""
    yield (anchor for body in catalog.bodies.values() for anchor in sorted(body.anchors))
    yield plan.spots
    yield map(document_address, documents(catalog, plan))
    # Hosts are told of what was published after its entries are drafts again.
    yield from (catalog.ledger.owners, catalog.ledger.gone)


def _names(credits: Iterable[Credit]) -> list[str]:
    """Whom pictures name."""
    return sorted(name for one in credits for name in (one.line, one.creator, one.copyright))


def content_texts(catalog: Catalog) -> Iterator[Text]:
    """Each entry, and the licences."""
    for entry in (catalog.site, *catalog.entries()):
        yield Text(_key(entry.digest, entry.source.text), lambda entry=entry: _all_of(entry))
    yield Text(_key(catalog.licences), lambda: catalog.licences)


def _all_of(entry: Entry) -> str:
    return "\n".join(text for _, text in texts_of(entry))


def _key(*said: str) -> str:
    return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


def _calendar_words() -> Iterator[str]:
    for lang in LANGUAGES:
        locale = Locale.parse(lang)
        for names in (locale.months, locale.days):
            yield from (w for widths in names.values() for n in widths.values() for w in n.values())
