"""Files compressed once, for hosts that send them as they are (`.gz` and `.br`)."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

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
    wanted = {(sha, ending): cache / f"{sha}{ending}" for sha in alike for ending in ways}
    with ThreadPoolExecutor() as threads:
        done = threads.map(lambda one: _made(alike[one[0]], wanted[one], ways[one[1]]), wanted)
        made = dict(zip(wanted, done, strict=True))
    for path, sha in texts.items():
        yield from ((path + ending, made[sha, ending]) for ending in ways if made[sha, ending])
    _forget(set(wanted.values()), cache)


def _made(file: Path, kept: Path, way: Compress) -> bytes:
    """The compressed bytes; none where nothing is gained."""
    if kept.is_file():
        return kept.read_bytes()
    data = file.read_bytes()
    small = way(data) if len(data) >= SMALLEST else b""
    small = small if len(small) < len(data) else b""
    part = kept.with_name(f"{kept.name}.part")
    part.write_bytes(small)
    part.replace(kept)
    return small


def _forget(used: set[Path], cache: Path) -> None:
    for file in set(cache.iterdir()) - used:
        file.unlink()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _brotli() -> Compress:
    if not find_spec("brotli"):
        raise CompressorMissing
    return import_module("brotli").compress
