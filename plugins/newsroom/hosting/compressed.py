"""Compresses text files in advance (`.gz` and `.br`), for hosts that send them as they are."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path, PurePosixPath

from newsroom.disk.checked import read_checked, write_checked

SUFFIXES = {".html", ".css", ".js", ".svg", ".json", ".xml", ".ics", ".txt", ".csv"}
SMALLEST = 256  # bytes; compressing a smaller file gains less than the extra header costs
Compress = Callable[[bytes], bytes]


class CompressorMissing(Exception):
    """The package brotli is not installed."""


def compressed(folder: Path, hashes: Mapping[str, str], cache: Path) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each compressed file: `index.html.gz`, `index.html.br` …

    `hashes` has the SHA of each file in `folder` by its path; the compressed bytes are cached by
    it. A file that compression does not make smaller is left out. Raises CompressorMissing.
    """
    try:
        encoders: dict[str, Compress] = {".gz": _gzip, ".br": import_module("brotli").compress}
    except ImportError:
        raise CompressorMissing from None
    cache.mkdir(parents=True, exist_ok=True)
    texts = {path: sha for path, sha in sorted(hashes.items())
             if PurePosixPath(path).suffix in SUFFIXES}  # fmt: skip
    # Files with equal content are compressed once.
    by_hash = {sha: folder / path for path, sha in texts.items()}
    jobs = [(sha, ending) for sha in by_hash for ending in encoders]

    def compress(job: tuple[str, str]) -> None:
        sha, ending = job
        _compress(by_hash[sha], cache / f"{sha}{ending}", encoders[ending])

    with ThreadPoolExecutor() as threads:
        list(threads.map(compress, jobs))
    for path, sha in texts.items():
        for ending in encoders:
            if data := read_checked(cache / f"{sha}{ending}"):
                yield path + ending, bytes(data)
    for unused in set(cache.iterdir()) - {cache / f"{sha}{ending}" for sha, ending in jobs}:
        unused.unlink()


def _compress(file: Path, cached: Path, encode: Compress) -> None:
    """Write the compressed bytes to the cache; no bytes where compression gains nothing."""
    if read_checked(cached) is not None:
        return
    data = file.read_bytes()
    encoded = encode(data) if len(data) >= SMALLEST else b""
    write_checked(cached, encoded if len(encoded) < len(data) else b"")


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)
