"""What only a published build does: compress, list and scan the site, and record its addresses."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from shutil import rmtree
from typing import Any

from newsroom.addresses.outputs import path_of
from newsroom.content_kinds import packages_of
from newsroom.contract.catalog import ADDRESSES
from newsroom.contract.entry import Entry
from newsroom.disk.atomic import write_atomically
from newsroom.disk.stats import FileRecord
from newsroom.executor.local import shared_out
from newsroom.hosting.compressed import compressed
from newsroom.inspection.file_scan import Fault, each_once
from newsroom.inspection.scan import CleanScan, SiteScan
from newsroom.inspection.secrets import texts_of
from newsroom.parts.site_data import SiteData
from newsroom.places import PACKAGE
from newsroom.reading.records import CALENDAR, serialized_calendar, serialized_ledger
from newsroom.run import Run
from newsroom.site.media import shown
from newsroom.site.start import in_utf8
from newsroom.site.store import Store, folder_name, forget_oldest
from newsroom.site.writer import SiteWriter
from newsroom.wording.problems import notice

LEAKS = 3
# The hashes of the site's files, in the format of `sha256sum --check`.
MANIFEST = "/.hosting/manifest.sha256"
SCAN_CACHE = "scan-cache"
# How many outputs have a folder with what they make public.
KEPT = 36


def scan_output(
    writer: SiteWriter, run: Run, settings: Mapping[str, Any], store: Store
) -> CleanScan:
    """Stop with SystemExit(3) when the new site has anything that leaks; the old one stays."""
    if settings["PRECOMPRESSED"]:
        _compress(writer, Path(settings["CACHE_PATH"]) / "compressed")
    files = {path: writer.folders.next.records[path] for path in writer.claimed}
    writer.write_data(MANIFEST, manifest_of(files))
    output, site_data = Path(writer.output_path), run.site_data
    scan = SiteScan(
        run.catalog,
        site_data.edition,
        site_data.plan,
        (output, *scanned_folders(settings)),
        {copy.credit for copy in shown(site_data).values()},
        store.load(SCAN_CACHE),
        packages_of(run.kinds),
    )
    each = shared_out(
        partial(scan.faults_of, output), scan.unscanned(files), writer.executor.processes
    )
    if faults := [*chain.from_iterable(each), *scan.originals(files)]:
        _tell(faults, site_data, settings["REPORT_LANG"])
        raise SystemExit(LEAKS)
    result = scan.result(files)
    store.save(SCAN_CACHE, result)
    return result


def manifest_of(files: Mapping[str, FileRecord]) -> bytes:
    """The text of the manifest of these files."""
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode()


def scanned_folders(settings: Mapping[str, Any]) -> Iterator[Path]:
    """The folders of the content, the site, the code, and the user who builds."""
    yield from (Path(settings[name]) for name in ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH"))
    yield from (PACKAGE, Path(settings["PATH"]).parent, Path.cwd())
    with suppress(RuntimeError):  # the user has no home folder
        yield Path.home()


def _tell(faults: Iterable[Fault], site_data: SiteData, lang: str) -> None:
    on_page = {path_of(address): spot.items for address, spot in site_data.plan.spots.items()}
    everything = tuple(site_data.edition.catalog.entries())
    for fault, count in each_once(faults):
        behind = _behind(fault, on_page.get(fault.path) or everything)
        values = {"path": fault.path, "value": fault.value, "source": fault.source}
        text = notice(fault.code, lang, **values, files=count, behind=behind)
        print(text, file=in_utf8(sys.stderr))


def _behind(fault: Fault, entries: Iterable[Entry]) -> str:
    """The file of the first of these entries that has the value in its text; else ""."""
    value = fault.value.lower()
    files = (e.file for e in entries if any(value in text.lower() for _, text in texts_of(e)))
    return next(files, "") if value else ""


def _compress(writer: SiteWriter, cache: Path) -> None:
    hashes = {path: writer.folders.next.records[path].sha256 for path in writer.claimed}
    for path, data in compressed(Path(writer.output_path), hashes, cache):
        writer.write_data(f"/{path}", data)


def folder_for(settings: Mapping[str, Any]) -> Path:
    """The folder for a build of this content into this OUTPUT."""
    names = (folder_name(settings[name], settings) for name in ("PATH", "OUTPUT_PATH"))
    return Path(settings["CACHE_PATH"]) / "published" / "-".join(names)


def write_record(run: Run, settings: Mapping[str, Any]) -> None:
    """Write what the records will say once this is public, for `run.py record`.

    As text and beside the cache, since another machine may deploy the site and record it. On a full
    disk nothing is left, so that nobody records what an earlier build made.
    """
    events = run.site_data.edition.events.values()
    addresses = serialized_ledger(run.url_owners)
    revisions = serialized_calendar(run.catalog.record.next(events, run.now))
    folder = folder_for(settings)
    rmtree(folder, ignore_errors=True)
    forget_oldest(folder.parent, KEPT)
    with suppress(OSError):
        write_atomically(folder / ADDRESSES, addresses.encode())
        write_atomically(folder / CALENDAR, revisions.encode())
