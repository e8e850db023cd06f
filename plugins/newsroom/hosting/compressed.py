"""Files compressed once, for hosts that send them as they are (`.gz` and `.br`)."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from newsroom.disk.atomic import write_atomically

SUFFIXES = {".html", ".css", ".js", ".svg", ".json", ".xml", ".ics", ".txt", ".csv"}
SMALLEST = 256  # bytes: below, the headers weigh more
Compress = Callable[[bytes], bytes]


class CompressorMissing(Exception):
    """The package brotli is not installed."""


def compressed(folder: Path, hashes: Mapping[str, str], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Each file that gains by it once more, as `.gz` and `.br`; kept in the cache by its hash.

    Raises CompressorMissing.
    """
    ways = {".gz": _gzip, ".br": _brotli()}
    cache.mkdir(parents=True, exist_ok=True)
    texts = {path: sha for path, sha in sorted(hashes.items())
             if PurePosixPath(path).suffix in SUFFIXES}  # fmt: skip
    # Files that say the same are compressed once, by one thread.
    alike = {sha: folder / path for path, sha in texts.items()}
    kept = {(sha, ending): cache / f"{sha}{ending}" for sha in alike for ending in ways}
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda one: _keep(alike[one[0]], kept[one], ways[one[1]]), kept))
    for path, sha in texts.items():
        for ending in ways:
            if data := kept[sha, ending].read_bytes():
                yield path + ending, data
    _forget(set(kept.values()), cache)


def _keep(file: Path, kept: Path, way: Compress) -> None:
    """Keep the compressed bytes; none where nothing is gained."""
    if kept.is_file():
        return
    data = file.read_bytes()
    small = way(data) if len(data) >= SMALLEST else b""
    small = small if len(small) < len(data) else b""
    write_atomically(kept, small)


def _forget(used: set[Path], cache: Path) -> None:
    for file in set(cache.iterdir()) - used:
        file.unlink()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _brotli() -> Compress:
    if not find_spec("brotli"):
        raise CompressorMissing
    return import_module("brotli").compress
