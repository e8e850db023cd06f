"""Scans one file of the finished site for faults."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from PIL import Image

from newsroom.contract.image import SUFFIXES
from newsroom.inspection.markup import foreign_urls
from newsroom.inspection.secrets import UNPUBLISHED, Secret, decoded, joined, normalized, words_of

# A file without any of these has neither EXIF nor an XMP position; that is quick to see.
MARKERS = (b"Exif", b"EXIF", b"eXIf", b"GPS")
TIFF = {".tif", ".tiff", ".dng"}
GPS = 0x8825
# Paths with fewer parts, such as /app, may be addresses of the site, so they are not searched for.
FEWEST_PARTS = 3
# Compressed copies of other files, and PDFs: their bytes cannot be read as words.
UNREADABLE = {".gz", ".br", ".pdf"}
XMP_PACKET = b"<x:xmpmeta", b"</x:xmpmeta>"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A file of the site that gives something away.

    `path` is relative to OUTPUT, with forward slashes. `wording.problems` has the text for `code`,
    with `value` (what is given away) and `source` (the file in content/ it comes from).
    """

    path: str
    code: str
    value: str = ""
    source: str = ""


def each_once(faults: Iterable[Fault]) -> Iterator[tuple[Fault, int]]:
    """One fault for each thing given away: the first by path, with the number of files.

    A picture with a place is a thing of its own.
    """
    by_subject: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in sorted(set(faults)):
        by_subject[fault.code, fault.value or fault.path].append(fault)
    for same in by_subject.values():
        yield same[0], len({fault.path for fault in same})


def has_place(data: bytes, suffix: str) -> bool:
    """Whether the metadata have a GPS position; True also when they cannot be read."""
    if suffix not in TIFF and not any(marker in data for marker in MARKERS):
        return False
    if b"GPSLatitude" in data:
        return True
    try:
        with Image.open(io.BytesIO(data)) as image:
            return bool(image.getexif().get_ifd(GPS))
    except (OSError, SyntaxError, ValueError, KeyError):
        return True


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What to search for: secrets by keyword, folders of the machine, and sites but `siteurl`."""

    secrets: Mapping[bytes, tuple[Secret, ...]]
    folders: tuple[str, ...]
    siteurl: str

    @classmethod
    def of(cls, secrets: Iterable[Secret], folders: Iterable[str], siteurl: str) -> "ScanRules":
        by_keyword: dict[bytes, set[Secret]] = defaultdict(set)
        for secret in secrets:
            by_keyword[secret.keyword].add(secret)
        sorted_secrets = {key: tuple(sorted(same)) for key, same in sorted(by_keyword.items())}
        return cls(sorted_secrets, tuple(sorted(set(folders))), siteurl)

    def are_covered_by(self, others: "ScanRules") -> bool:
        """Whether `others` search for everything that these search for."""
        if self.siteurl != others.siteurl or not set(self.folders) <= set(others.folders):
            return False
        return all(
            set(secrets) <= set(others.secrets.get(keyword, ()))
            for keyword, secrets in self.secrets.items()
        )


def names_of(folders: Iterable[Path], siteurl: str) -> Iterator[str]:
    """The forms in which a file may contain the path of one of these folders, also in a URL.

    Their paths name the user and the set-up of the machine that builds. A folder whose path is in
    the site's own address is left out.
    """
    paths = {path for folder in folders for path in (folder.absolute(), folder.resolve())}
    deep = {p for p in paths if len(p.parts) >= FEWEST_PARTS and str(p) not in siteurl}
    for folder in deep:
        if not deep.intersection(folder.parents):
            yield from {str(folder), folder.as_posix(), quote(folder.as_posix(), safe="/:")}


def faults_in(path: str, data: bytes, rules: ScanRules) -> Iterator[Fault]:
    """Every fault of one file; `path` is relative to OUTPUT, `data` the file's bytes."""
    suffix = PurePosixPath(path).suffix.lower()
    yield from (Fault(path, "leak-path", name) for name in rules.folders if _is_named(name, data))
    if suffix in SUFFIXES:
        if has_place(data, suffix):
            yield Fault(path, "leak-place")
        data = _xmp(data)
    else:
        urls = foreign_urls(data, suffix, rules.siteurl)
        yield from (Fault(path, "leak-foreign", url) for url in urls)
    if data and rules.secrets and suffix not in UNREADABLE:
        yield from _secrets_in(path, decoded(data, suffix), rules)


def _is_named(folder: str, data: bytes) -> bool:
    """Whether a file names the folder, as a whole path and not as part of a longer name or URL."""
    name = folder.encode()
    whole_path = rb"(?<![\w.~-])" + re.escape(name) + rb"(?![\w-])"
    return name in data and bool(re.search(whole_path, data))


def _secrets_in(path: str, data: bytes, rules: ScanRules) -> Iterator[Fault]:
    """The secrets of a file. The keywords alone are searched for first, since that is quick."""
    keywords = rules.secrets.keys() & set(normalized(data).split())
    text = joined(words_of(data)) if keywords else b""
    for keyword in sorted(keywords):
        for secret in rules.secrets[keyword]:
            if secret.phrase in text:
                yield Fault(path, UNPUBLISHED, secret.shown, secret.source)


def _xmp(data: bytes) -> bytes:
    """The XMP packet of a picture, the only part of it that is text."""
    begin, end = data.find(XMP_PACKET[0]), data.rfind(XMP_PACKET[1])
    return data[begin:end] if 0 <= begin < end else b""
