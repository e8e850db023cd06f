"""The published site, whole but not yet exchanged: compressed, listed, and looked through."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.hosting.compressed import CompressorMissing, compressed
from plugins.inspection.fault import Fault, each_once
from plugins.inspection.look import Look
from plugins.inspection.manifest import MANIFEST, manifest
from plugins.inspection.seen import Seen
from plugins.site.dialect import ROOT
from plugins.site.media import shown
from plugins.site.store import Store
from plugins.site.streams import in_utf8
from plugins.site.writer import SiteWriter
from plugins.wording.problems import notice

LEAKS = 3
SEEN, HEARD = "inspection", "heard"


def look_through(writer: SiteWriter, settings: Mapping, store: Store) -> None:
    """Raises SystemExit(3), and the old site stays, when anything in the new one should not be."""
    if settings["PRECOMPRESSED"]:
        _compress(writer, Path(settings["CACHE_PATH"]) / "compressed", settings["REPORT_LANG"])
    files = {path: writer.trees.next.records[path] for path in writer.claimed}
    writer.write_data(MANIFEST, manifest(files))
    look = _look(settings, (Path(writer.output_path), *_folders(settings)), store.load(HEARD))
    seen = Seen.by(look.rules, store.load(SEEN))
    if faults := list(look.faults(Path(writer.output_path), files, seen)):
        _tell(faults, settings["REPORT_LANG"])
        raise SystemExit(LEAKS)
    store.save(SEEN, seen.of(files))
    store.save(HEARD, look.heard)


def _look(settings: Mapping, folders: tuple[Path, ...], before: object) -> Look:
    material = settings["material"]
    made_of = settings["catalog"], material.edition, material.plan
    credits = {made.credit for made in shown(material).values()}
    return Look(*made_of, Path(settings["PATH"]), credits, folders, before)


def _folders(settings: Mapping) -> Iterator[Path]:
    """Where the code, the content, the site and whoever builds it are at home."""
    yield from (Path(settings[name]) for name in ("OUTPUT_PATH", "THEME", "CACHE_PATH"))
    yield from (ROOT, Path.cwd())
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
