"""Compresses text files in advance (`.gz` and `.br`), for hosts that send them as they are."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

import brotli

from newsroom.disk.atomic import read_checked, write_checked

SUFFIXES = {".html", ".css", ".js", ".svg", ".json", ".xml", ".ics", ".txt", ".csv"}
SMALLEST = 256  # bytes; compressing a smaller file gains less than the extra header costs
Compress = Callable[[bytes], bytes]


def compressed(folder: Path, hashes: Mapping[str, str], cache: Path) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each compressed file: `index.html.gz`, `index.html.br` …

    `hashes` has the SHA of each file in `folder` by its path; the compressed bytes are cached by
    it. A file that compression does not make smaller is left out.
    """
    cache.mkdir(parents=True, exist_ok=True)
    encoders = {".gz": partial(gzip.compress, mtime=0), ".br": brotli.compress}
    paths = [path for path in sorted(hashes) if PurePosixPath(path).suffix in SUFFIXES]
    # Files with equal content are compressed once.
    by_hash = {hashes[path]: folder / path for path in paths}
    jobs = [
        (file, cache / f"{sha}{ending}", encode)
        for sha, file in by_hash.items()
        for ending, encode in encoders.items()
    ]
    with ThreadPoolExecutor() as threads:
        list(threads.map(_compress, jobs))
    for path in paths:
        for ending in encoders:
            if data := read_checked(cache / f"{hashes[path]}{ending}"):
                yield path + ending, bytes(data)
    for unused in set(cache.iterdir()) - {cached for _, cached, _ in jobs}:
        unused.unlink()


def _compress(job: tuple[Path, Path, Compress]) -> None:
    """Write the compressed bytes to the cache; no bytes where compression gains nothing."""
    file, cached, encode = job
    if read_checked(cached) is not None:
        return
    data = file.read_bytes()
    encoded = encode(data) if len(data) >= SMALLEST else b""
    write_checked(cached, encoded if len(encoded) < len(data) else b"")
