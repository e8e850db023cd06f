"""What Pagefind reads instead of each finished page: its main text, and the facts of its entry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from pathlib import Path
from zlib import crc32

from newsroom.addresses.outputs import path_of
from newsroom.contract.article import Article
from newsroom.contract.body import Body
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.people import Network, Venue
from newsroom.parts.directions import MAP
from newsroom.parts.figures import variants
from newsroom.parts.shapes import Time
from newsroom.parts.site_data import SiteData

# Pagefind's own filters have another order, and so other bytes, each time they are made.
FILTERS = ("kind", "year", "network", "place", "type")
# The word of every page; to look for no word at all would load the whole index.
ALL = "999999999"
WIDTH = 240  # pixels: sharp as the picture of a hit
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
# Pagefind skips the first three too, but slowly; the last is the link to a map.
NO_TEXT = re.compile(
    rf'<(nav|picture|svg)\b.*?</\1>|<dt>[^<]*</dt>\s*<dd><a[^>]* href="{MAP}[^<]*</a>', re.DOTALL
)
TAG, WORD = re.compile(r"<[^>]+>"), re.compile(r"\w*[æø]\w*")
# How people type æ, ø and å without them; search.js makes a, o and a of ae, oe and aa.
TYPED = str.maketrans("æøå", "aoa")


def stemmer(lang: str) -> str:
    """Pagefind's name for a language; Bokmål and Nynorsk have one stemmer, and so one index."""
    return {"nb": "no", "nn": "no"}.get(lang, lang)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What Pagefind reads of the finished page at `path`: facts of its entry, and its text.

    `ref` is that of the entry.
    """

    path: str
    stem: str
    ref: str
    facts: dict[str, str]
    body: Body

    def key(self, sha256: str) -> bytes:
        """A hash of all that `html` is made of; `sha256` is that of the finished page."""
        made_of = sha256, self.facts, self.body.packed
        return blake2b(repr(made_of).encode(), digest_size=16).digest()

    def folded(self) -> str:
        """The words of the entry with æ or ø, as people type them without these letters."""
        text = TAG.sub(" ", self.body.html)
        words = folded(f"{self.facts['title']} {self.facts['words']} {text}")
        return " ".join(sorted(words))

    def html(self, site: Path, folded_words: str) -> str:
        """One line of facts, and the main text of the page."""
        numbers = (number(name, self.facts.get(name, "")) for name in FILTERS)
        fields = self.facts | {"folded": folded_words, "filters": " ".join((ALL, *numbers))}
        head = "".join(
            f'<meta data-pagefind-{"sort" if name == "day" else "meta"}="{name}[content]"'
            f' content="{escape(value)}">'
            for name, value in fields.items()
            if value
        )
        main = MAIN.search((site / self.path).read_text("utf-8"))
        body = NO_TEXT.sub("", main[1]) if main else ""
        return f"<!doctype html><html><body data-pagefind-body>{head}\n{body}"


def documents(
    indexed: Iterable[str], site_data: SiteData, stemmers: tuple[str, ...]
) -> dict[str, SearchDocument]:
    """The document of each page that is of one entry alone.

    By the name of a file for Pagefind: a hash of the address, since folders take time. The stemmer
    is one of `stemmers`, else the first. A date of a series is found by the page of the series.
    """
    spots = map(site_data.plan.spots.get, sorted(indexed))
    entries = {spot.address: spot.page_of for spot in spots if spot and spot.page_of}
    return {
        f"{blake2b(address.encode(), digest_size=6).hexdigest()}.html": SearchDocument(
            path_of(address),
            stem if stem in stemmers else stemmers[0],
            entry.ref,
            _facts(address, entry, own),
            own.edition.body(entry),
        )
        for address, entry in entries.items()
        if not isinstance(entry, Occurrence)
        for stem in [stemmer(entry.site_lang)]
        for own in [site_data.editions.get(entry.site_lang, site_data)]
    }


def _facts(address: str, entry: Entry, site_data: SiteData) -> dict[str, str]:
    """What Pagefind is told of an entry, by name, each on one line."""
    facts = {"href": site_data.plan.link(address), **dict(_fields(entry, site_data))}
    return {name: " ".join(value.split()) for name, value in facts.items()}


def number(name: str, value: str) -> str:
    """The word by which a value of a filter is found; "" for no value."""
    return f"{10**9 + crc32(f'{name} {value}'.encode())}" if value else ""


def folded(text: str) -> set[str]:
    """The words with æ or ø as people type them without; Pagefind itself finds å by a."""
    found = " ".join({part for part in text.lower().split() if "æ" in part or "ø" in part})
    return {word.translate(TYPED) for word in WORD.findall(found)}


def _fields(entry: Entry, site_data: SiteData) -> Iterator[tuple[str, str]]:
    """What is known of an entry, by name; its recap has the network, place and type of an event."""
    edition = site_data.edition
    about = edition.events.get(entry.event or "") if isinstance(entry, Article) else entry
    network, venue = about, about
    if isinstance(about, Event):
        network, venue = edition.network(about), edition.venue(about)
        yield "type", about.type
    network_name = network.name if isinstance(network, Network) else ""
    place, town = (venue.name, venue.city) if isinstance(venue, Venue) else ("", "")
    yield from (("network", network_name), ("place", place), ("kind", entry.kind_name()))
    yield "lang", getattr(entry, "lang", entry.site_lang)
    yield "title", getattr(entry, "title", "") or getattr(entry, "name", "")
    yield "words", " ".join((*getattr(entry, "tags", ()), network_name, place, town))
    if moment := getattr(entry, "start", None) or getattr(entry, "date", None):
        yield "year", str(getattr(entry, "year", moment.day.year))
        yield "day", str(moment.day)
        yield "date", Time.of_day(moment, entry.site_lang).text
    if copies := variants(getattr(entry, "image", None), site_data):
        all_copies = (copy for in_slot in copies.by_slot.values() for copy in in_slot)
        copy = min(all_copies, key=lambda c: (c.format == "avif", abs(c.width - WIDTH), c.file))
        yield "picture", site_data.plan.link(copies.address(copy))
