"""The published site, whole but not yet exchanged: compressed, listed, and looked through."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsroom.hosting.compressed import CompressorMissing, compressed
from newsroom.inspection.fault import Fault, each_once
from newsroom.inspection.manifest import MANIFEST, manifest
from newsroom.inspection.scan import SiteScan
from newsroom.inspection.scan_cache import ScanCache
from newsroom.places import PACKAGE
from newsroom.run import Run
from newsroom.site.media import shown
from newsroom.site.store import Store
from newsroom.site.streams import in_utf8
from newsroom.site.writer import SiteWriter
from newsroom.wording.problems import notice

LEAKS = 3
SEEN, HEARD = "inspection", "heard"


def scan_output(writer: SiteWriter, run: Run, settings: Mapping[str, Any], store: Store) -> None:
    """Raises SystemExit(3), and the old site stays, when anything in the new one should not be."""
    if settings["PRECOMPRESSED"]:
        _compress(writer, Path(settings["CACHE_PATH"]) / "compressed", settings["REPORT_LANG"])
    files = {path: writer.trees.next.records[path] for path in writer.claimed}
    writer.write_data(MANIFEST, manifest(files))
    folders = (Path(writer.output_path), *_folders(settings))
    look = _look(run, Path(settings["PATH"]), folders, store.load(HEARD))
    seen = ScanCache.by(look.rules, store.load(SEEN))
    if faults := list(look.faults(Path(writer.output_path), files, seen)):
        _tell(faults, settings["REPORT_LANG"])
        raise SystemExit(LEAKS)
    store.save(SEEN, seen.of(files))
    store.save(HEARD, look.heard)


def _look(run: Run, content: Path, folders: tuple[Path, ...], before: object) -> SiteScan:
    site_data = run.site_data
    credits = {made.credit for made in shown(site_data).values()}
    return SiteScan(
        run.catalog, site_data.edition, site_data.plan, content, credits, folders, before
    )


def _folders(settings: Mapping[str, Any]) -> Iterator[Path]:
    """Where the code, the content, the site and whoever builds it are at home."""
    yield from (Path(settings[name]) for name in ("OUTPUT_PATH", "THEME", "CACHE_PATH"))
    yield from (PACKAGE, Path(settings["PATH"]).parent, Path.cwd())
    with suppress(RuntimeError):  # nobody's
        yield Path.home()


def _tell(faults: Iterable[Fault], lang: str) -> None:
    for fault, count in each_once(faults):
        said = {**fault.values, "files": count}
        print(notice(fault.code, lang, **said), file=in_utf8(sys.stderr))


def _compress(writer: SiteWriter, cache: Path, lang: str) -> None:
    hashes = {path: writer.trees.next.records[path].sha256 for path in writer.claimed}
    try:
        for path, data in compressed(Path(writer.output_path), hashes, cache):
            writer.write_data(f"/{path}", data)
    except CompressorMissing:
        print(notice("compressor-missing", lang), file=sys.stderr)
        raise SystemExit(1) from None
