"""Makes the index by the program Pagefind, and keeps it until something that it reads changes.

That of a large site has parts, so that an edit of a new text makes only a small one again. The
package for Python would wait a tenth of a second for each page, and receives 2 MiB at most.
"""

import json
import os
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from shutil import disk_usage, rmtree
from tempfile import TemporaryDirectory, gettempdir
from time import time
from typing import Any, NamedTuple

from newsroom.addresses.outputs import OutputPage
from newsroom.contract.body import NO_BODY, Body
from newsroom.contract.problems import packed, unpacked
from newsroom.disk.stats import FileRecord
from newsroom.parts.site_data import SiteData
from newsroom.search.documents import ALL, FILTERS, SearchDocument, documents, number

# Cache files: the files and the pages of each part, and the part of each page by its path.
INDEX, PAGES, PARTS = "search-index", "search-pages", "search-parts"
# The script, the program in the browser and the data; not Pagefind's own forms and styles.
WANTED = re.compile(r"pagefind(\.js|-entry\.json)|wasm\.(?!unknown).*|.*\.pf_\w+")
# An edit makes a part again. The first has the last two years that have begun, all that comes,
# and all that has no year. Each other part has earlier years, and is named by the first of them,
# such as `from-2004`. It has at most four times as many pages as an index in one part, unless one
# year has more. More parts would make a search load more, fewer would need much memory.
NEWER, YEARS, EARLIER_TIMES = "newer", 2, 4
# The files of the first part that the browser uses for all.
OF_ALL = re.compile(r"pagefind\.js|wasm\.")
# Where Linux has files in memory, and the bytes that must be free there; a part takes a tenth.
MEMORY, ROOM, AN_HOUR = Path("/dev/shm"), 500_000_000, 3600
PREFIX = "newsroom-search-"
# The title is a field of its own; lists are about other pages.
LEFT_OUT = (
    "h1, .button, article .facts, .page-head__kicker, .page-head__badges, .byline, .credit, "
    ".initials, .event-list, .card-grid, .tag-list, .add-to-calendar, .subscription, .timeline, "
    ".thanks, .credits, .chart, .year-dots, .status-notice"
)


@cache
def pagefind() -> Path | None:
    """The program, tried once; None when there is none for this machine, or it does not start."""
    try:
        program: Path = import_module("pagefind_bin").get_executable()
        subprocess.run([program, "--version"], check=True, capture_output=True)
    except (ImportError, OSError, subprocess.CalledProcessError):
        return None
    return program


class IndexedPage(NamedTuple):
    """A page as Pagefind reads it: `packed` is that text, `key` a hash of what it is made of.

    The document is without its body, of which it has the `folded` words.
    """

    document: SearchDocument
    key: bytes
    folded: str
    packed: bytes

    @classmethod
    def of(cls, document: SearchDocument, key: bytes, site: Path) -> "IndexedPage":
        words = document.folded()
        html = document.html(site, words)
        return cls(replace(document, body=NO_BODY), key, words, packed(html))

    def edited(self, bodies: Mapping[str, Body], site: Path) -> "IndexedPage":
        """The page after an edit of these texts, by ref. The next run takes it for a new one."""
        if self.document.ref in bodies:
            return self.of(replace(self.document, body=bodies[self.document.ref]), b"", site)
        return self._replace(key=b"", packed=packed(self.document.html(site, self.folded)))


IndexedPages = dict[str, IndexedPage]


def index_files(
    program: Path,
    indexes: Mapping[str, str],
    planned: Iterable[OutputPage],
    site_data: SiteData,
    split_from: int,
    this_year: int,
    site: Path,
    records: Mapping[str, FileRecord],
    cache: Any,
) -> dict[str, bytes]:
    """The files of all indexes; `indexes` has the address of each by its stemmer.

    `site` is the folder of the finished pages, and `records` has their hashes by path.
    """
    indexed = (page.address for page in planned if page.indexed)
    every, files = documents(indexed, site_data, tuple(indexes)), dict[str, bytes]()
    part_of_page: dict[str, tuple[str, str, str]] = {}
    for stem, address in indexes.items():
        own = {name: document for name, document in every.items() if document.stem == stem}
        parts = _parts(own, split_from, this_year)
        for part, some in parts.items():
            known: IndexedPages = cache.load(f"{PAGES}-{stem}-{part}") or {}
            pages = {
                name: _page(document, known.get(name), site, records)
                for name, document in some.items()
            }
            if pages != known:
                cache.save(f"{PAGES}-{stem}-{part}", pages)
            part_of_page |= {one.path: (stem, part, name) for name, one in some.items()}
            data = _part_files(program, stem, part, pages, cache)
            files |= {address + name: data[name] for name in data}
        values = {name: _numbers(name, own.values()) for name in FILTERS}
        # Hits that fit equally come in the order of the parts, the newest first.
        sizes = {part: len(parts[part]) for part in sorted(parts, reverse=True)}
        known_to_browser = {"parts": sizes, "all": ALL, **values}
        files[f"{address}filters.json"] = json.dumps(known_to_browser).encode()
    if part_of_page != cache.load(PARTS):
        cache.save(PARTS, part_of_page)
    return files


def files_of_edit(
    program: Path,
    indexes: Mapping[str, str],
    bodies: Mapping[str, Body],
    edited: Iterable[str],
    site: Path,
    cache: Any,
) -> tuple[dict[str, bytes], set[str]] | None:
    """The files of the parts in which pages have been `edited`, and the addresses that have gone.

    `bodies` are the new texts by ref, `edited` the paths of pages, `cache` that of the last run,
    which gets the new index. None where it lacks something.
    """
    part_of_page: dict[str, tuple[str, str, str]] | None = cache.load(PARTS)
    if part_of_page is None:
        return None
    by_part: dict[tuple[str, str], list[str]] = defaultdict(list)
    for stem, part, name in (part_of_page[path] for path in edited if path in part_of_page):
        by_part[stem, part].append(name)
    files, gone = dict[str, bytes](), set[str]()
    for (stem, part), names in by_part.items():
        pages: IndexedPages | None = cache.load(f"{PAGES}-{stem}-{part}")
        before = cache.load(f"{INDEX}-{stem}-{part}")
        if pages is None or before is None:
            return None
        pages |= {name: pages[name].edited(bodies, site) for name in names}
        cache.save(f"{PAGES}-{stem}-{part}", pages)
        after = _part_files(program, stem, part, pages, cache)
        files |= {indexes[stem] + name: data for name, data in after.items()}
        gone |= {indexes[stem] + name for name in _named(part, before[1]).keys() - after.keys()}
    return files, gone


def _page(
    document: SearchDocument,
    known: IndexedPage | None,
    site: Path,
    records: Mapping[str, FileRecord],
) -> IndexedPage:
    """The page of a document: the known one, unless it may have changed."""
    record, file = records[document.path], site / document.path
    # A third-party plugin may have changed what was written.
    written = record.sha256 if record.fits(file) else sha256(file.read_bytes()).hexdigest()
    key = document.key(written)
    return known if known and known.key == key else IndexedPage.of(document, key, site)


def _part_files(
    program: Path, stem: str, part: str, pages: IndexedPages, cache: Any
) -> dict[str, bytes]:
    """The files of a part by name, made again when a page has another text."""
    read = {name: sha256(page.packed).digest() for name, page in pages.items()}
    key = sha256(repr((LEFT_OUT, stem, read)).encode()).digest()
    known, data = cache.load(f"{INDEX}-{stem}-{part}") or (b"", {})
    if known != key:
        data = made(program, stem, ((n, unpacked(page.packed)) for n, page in pages.items()))
        cache.save(f"{INDEX}-{stem}-{part}", (key, data))
    return _named(part, data)


def _named(part: str, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a part in the folder of all; only those of the first serve all parts."""
    if part == NEWER:
        return dict(data)
    return {f"{part}/{name}": data[name] for name in data if not OF_ALL.match(name)}


def _parts(
    every: Mapping[str, SearchDocument], split_from: int, this_year: int
) -> dict[str, dict[str, SearchDocument]]:
    """The documents by part; a small index has one, and so has one without earlier years."""
    years = {name: int(year) for name, one in every.items() if (year := one.facts.get("year"))}
    begun = {year for year in years.values() if year <= this_year}
    first = sorted({0, *begun})[-YEARS:][0] if len(every) >= split_from else 0
    earlier = Counter(year for year in years.values() if year < first)
    part_of = _earlier_parts(earlier, EARLIER_TIMES * split_from)
    parts: dict[str, dict[str, SearchDocument]] = {NEWER: {}}
    for name, document in every.items():
        part = part_of.get(years.get(name, first), NEWER)
        parts.setdefault(part, {})[name] = document
    return parts


def _earlier_parts(counted: Counter[int], most: int) -> dict[int, str]:
    """The part of each year, by how many documents the years have."""
    parts, part, size = dict[int, str](), "", most
    for year in sorted(counted):
        if size + counted[year] > most:
            part, size = f"from-{year}", 0
        parts[year] = part
        size += counted[year]
    return parts


def made(program: Path, stem: str, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The files of an index by name, none without words; the same pages give the same bytes."""
    _remove_leftovers()
    with TemporaryDirectory(prefix=PREFIX, dir=_memory()) as folder:
        site, index = Path(folder) / "site", Path(folder) / "index"
        site.mkdir()
        for name, page in pages:
            (site / name).write_text(page, encoding="utf-8")
        command = [str(program), "--silent", "--site", str(site), "--output-path", str(index)]
        command += ["--force-language", stem, "--exclude-selectors", LEFT_OUT]
        done = subprocess.run(command, check=False, capture_output=True)
        # It fails when the pages have no words at all.
        if done.returncode and b"not able to build an index" not in done.stderr:
            done.check_returncode()
        found = sorted(file for file in index.rglob("*") if WANTED.fullmatch(file.name))
        return {file.relative_to(index).as_posix(): file.read_bytes() for file in found}


def _memory() -> Path | None:
    """A folder in memory, where thousands of small files take less time; None for the usual one."""
    is_usable = gettempdir() == "/tmp" and os.access(MEMORY, os.W_OK)
    return MEMORY if is_usable and disk_usage(MEMORY).free > ROOM else None


def _remove_leftovers() -> None:
    """Remove what builds that were killed have left in memory."""
    for left in MEMORY.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another build has removed it
            if time() - left.stat().st_mtime > AN_HOUR:
                rmtree(left, ignore_errors=True)


def _numbers(name: str, every: Iterable[SearchDocument]) -> dict[str, str]:
    """The word for each value of a filter, sorted by value."""
    values = {one.facts.get(name, "") for one in every} - {""}
    return {value: number(name, value) for value in sorted(values)}
