"""Makes the index by the program Pagefind, and keeps it until something that it reads changes.

That of a large site has parts, so that an edit of a new text makes only a small one again. The
package for Python would wait a tenth of a second for each page, and receives 2 MiB at most.
"""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsroom.addresses.outputs import OutputPage
from newsroom.disk.stats import FileRecord
from newsroom.parts.site_data import SiteData
from newsroom.search.documents import ALL, FILTERS, SearchDocument, documents, number

INDEX, DOCUMENTS = "search-index", "search-documents"  # cache files
# The script, the program in the browser and the data; not Pagefind's own forms and styles.
WANTED = re.compile(r"pagefind(\.js|-entry\.json)|wasm\.(?!unknown).*|.*\.pf_\w+")
# An edit makes a part again. The first has the last two years that have begun, all that comes,
# and all that has no year. Each other part has earlier years, and is named by the first of them,
# such as `from-2004`. It has at most four times as many pages as an index in one part, unless one
# year has more. More parts would make a search load more, fewer would need much memory.
NEWER, YEARS, EARLIER_TIMES = "newer", 2, 4
# By the name of a document: the hash of all that its text is made of, and that of the text.
TextHashes = dict[str, tuple[bytes, bytes]]
# The files of the first part that the browser uses for all.
OF_ALL = re.compile(r"pagefind\.js|wasm\.")
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
    known_texts: TextHashes = cache.load(DOCUMENTS) or {}
    current_texts: TextHashes = {}
    for stem, address in indexes.items():
        own = {name: document for name, document in every.items() if document.stem == stem}
        parts = _parts(own, split_from, this_year)
        for part, some in parts.items():
            hashes, texts = _read(some, site, records, known_texts)
            current_texts |= hashes
            read = {name: text for name, (_, text) in hashes.items()}
            key = sha256(repr((LEFT_OUT, stem, read)).encode()).digest()
            known, data = cache.load(f"{INDEX}-{stem}-{part}") or (b"", {})
            if known != key:
                pages = ((name, texts.get(name) or own[name].html(site)) for name in some)
                data = made(program, stem, pages)
                cache.save(f"{INDEX}-{stem}-{part}", (key, data))
            if part != NEWER:
                data = {f"{part}/{name}": data[name] for name in data if not OF_ALL.match(name)}
            files |= {address + name: data[name] for name in data}
        values = {name: _numbers(name, own.values()) for name in FILTERS}
        # Hits that fit equally come in the order of the parts, the newest first.
        sizes = {part: len(parts[part]) for part in sorted(parts, reverse=True)}
        known_to_browser = {"parts": sizes, "all": ALL, **values}
        files[f"{address}filters.json"] = json.dumps(known_to_browser).encode()
    if current_texts != known_texts:
        cache.save(DOCUMENTS, current_texts)
    return files


def _read(
    some: Mapping[str, SearchDocument],
    site: Path,
    records: Mapping[str, FileRecord],
    known: TextHashes,
) -> tuple[TextHashes, dict[str, str]]:
    """The hash of each document's text, and the texts themselves of those that may have changed."""
    current, texts = {}, {}
    for name, document in some.items():
        record, file = records[document.path], site / document.path
        # A third-party plugin may have changed what was written.
        written = record.sha256 if record.fits(file) else sha256(file.read_bytes()).hexdigest()
        key = document.key(written)
        if (row := known.get(name)) is None or row[0] != key:
            texts[name] = document.html(site)
            row = key, sha256(texts[name].encode()).digest()
        current[name] = row
    return current, texts


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
    with TemporaryDirectory() as folder:
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


def _numbers(name: str, every: Iterable[SearchDocument]) -> dict[str, str]:
    """The word for each value of a filter, sorted by value."""
    values = {one.facts.get(name, "") for one in every} - {""}
    return {value: number(name, value) for value in sorted(values)}
