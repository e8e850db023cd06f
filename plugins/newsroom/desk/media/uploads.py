"""Stores uploaded pictures and documents in content/, each under a name that is safe everywhere."""

import errno
import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import PurePosixPath

from newsroom.commands.importing.media import DOCUMENTS
from newsroom.commands.outcome import Refused
from newsroom.contract.image import SUFFIXES
from newsroom.contract.slug import slugify
from newsroom.desk.media.ready import DRAWING, ready_file, shown_name
from newsroom.desk.saving.content_files import ContentFiles
from newsroom.desk.sentences import sentence

LONGEST_STEM = 80
# Names of devices, which Windows has in every folder (Naming Files, Paths, and Namespaces).
DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Received:
    """The path in content/ of what was uploaded, what was done in words, and a picture's credit."""

    path: str
    said: tuple[str, ...] = ()
    credit: str = ""


def receive(
    files: ContentFiles,
    name: str,
    data: bytes,
    today: date,
    *,
    removed: Set[str] = frozenset(),
    credit: str = "",
) -> Received:
    """Store an uploaded file in images/ or documents/ of the year. Raises Refused with a sentence.

    No file is overwritten. `removed` are paths that removed.yaml removes, which are not used again.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    ready = ready_file(name, data, files.content.parent, files.lang, credit=credit)
    folder = f"{'documents' if ready.suffix in DOCUMENTS else 'images'}/{today.year}"
    stem = f"{folder}/{_stem(name)}"
    paths = (f"{stem}{f'-{number}' if number > 1 else ''}{ready.suffix}" for number in count(1))
    free = (path for path in paths if path not in removed)
    with files.lock:
        path = next(path for path in free if files.read(path) in (None, ready.data))
        if files.read(path) is not None:
            again = sentence("there-already", files.lang, path=path)
            return Received(path, (*ready.said, again), ready.credit)
        _write(files, path, ready.data, "saved-upload", name)
    return Received(path, ready.said, ready.credit)


def replace(files: ContentFiles, path: str, name: str, data: bytes, credit: str = "") -> Received:
    """Put an uploaded file in the place of one of the same kind in content/. Raises Refused."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES | DOCUMENTS | {DRAWING} or files.read(path) is None:
        raise Refused(sentence("file-not-there", files.lang, path=shown_name(path)))
    ready = ready_file(name, data, files.content.parent, files.lang, suffix, credit)
    _write(files, path, ready.data, "saved-replacement", name)
    return Received(path, ready.said, ready.credit)


def _stem(name: str) -> str:
    """What the file is called, in letters, digits and hyphens."""
    stem = slugify(name.rpartition(".")[0] or name)[:LONGEST_STEM].strip("-") or "fil"
    return f"{stem}-fil" if DEVICE.fullmatch(stem) else stem


def _write(files: ContentFiles, path: str, data: bytes, title: str, name: str) -> None:
    """Write a file, with a sentence as the title of the save. Raises Refused."""
    try:
        files.write({path: data}, sentence(title, files.lang, path=path))
    except OSError as fault:
        code = "disk-full" if fault.errno in FULL else "not-written"
        told = sentence(code, files.lang, name=shown_name(name), fault=fault)
        raise Refused(told) from None
