"""Makes the index by the program Pagefind, and keeps it until something that it reads changes.

The package for Python would wait a tenth of a second for each page, and receives 2 MiB at most.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from html import unescape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsroom.addresses.outputs import OutputPage
from newsroom.parts.site_data import SiteData
from newsroom.search.documents import FILTERS, documents, number

CACHE_FILE = "search-index"
# The script, the program in the browser and the data; not Pagefind's own forms and styles.
WANTED = re.compile(r"pagefind(\.js|-entry\.json)|wasm\.(?!unknown).*|.*\.pf_\w+")
# The title is a field of its own; lists are about other pages.
LEFT_OUT = (
    "h1, .button, article .facts, .page-head__kicker, .page-head__badges, .byline, .credit, "
    ".initials, .event-list, .card-grid, .tag-list, .add-to-calendar, .subscription, .timeline, "
    ".thanks, .credits, .chart, .year-dots, .status-notice"
)


def pagefind() -> Path | None:
    """The program; None where its package has none for this machine, or it does not start."""
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
    site: Path,
    cache: Any,
) -> dict[str, bytes]:
    """The files of all indexes; `indexes` has the address of each by its stemmer."""
    indexed = (page.address for page in planned if page.indexed)
    pages = documents(indexed, site_data, site, tuple(indexes))
    key = hashlib.sha256(repr((LEFT_OUT, indexes, pages)).encode()).digest()
    known, files = cache.load(CACHE_FILE) or (b"", {})
    if known != key:
        files = dict[str, bytes]()
        for stem, address in indexes.items():
            own = {name: html for name, (of, html) in pages.items() if of == stem}
            files |= {address + name: data for name, data in made(program, stem, own).items()}
        cache.save(CACHE_FILE, (key, files))
    return files


def made(program: Path, stem: str, pages: Mapping[str, str]) -> dict[str, bytes]:
    """The files of an index by name, none without words; the same pages give the same bytes."""
    with TemporaryDirectory() as folder:
        site, index = Path(folder) / "site", Path(folder) / "index"
        site.mkdir()
        for name, page in pages.items():
            (site / name).write_text(page, encoding="utf-8")
        command = [str(program), "--silent", "--site", str(site), "--output-path", str(index)]
        command += ["--force-language", stem, "--exclude-selectors", LEFT_OUT]
        done = subprocess.run(command, check=False, capture_output=True)
        # It fails when the pages have no words at all.
        if done.returncode and b"not able to build an index" not in done.stderr:
            done.check_returncode()
        found = sorted(file for file in index.rglob("*") if WANTED.fullmatch(file.name))
        files = {file.relative_to(index).as_posix(): file.read_bytes() for file in found}
    facts = "".join(page.partition("\n")[0] for page in pages.values())
    filters = {name: _numbers(name, facts) for name in FILTERS}
    return files | {"filters.json": json.dumps(filters).encode()}


def _numbers(name: str, facts: str) -> dict[str, str]:
    """The word for each value of a filter, sorted by value."""
    values = re.findall(rf'"{name}\[content\]" content="([^"]*)"', facts)
    return {value: number(name, value) for value in sorted(set(map(unescape, values)))}
