"""The files of content/, in one order everywhere, and the texts in them."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.reading.word_paste import cleaned

MOST_BYTES = 1_000_000
# Also what turns the direction of all that follows (UAX 9, 2).
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LEFTOVERS = (".", "#", "~")


@dataclass(frozen=True, slots=True)
class File:
    """A file of content/: `path` from there, with forward slashes, in Unicode's form C."""

    path: str
    where: Path

    @property
    def folder(self) -> str:
        """The first part of its path; the file's own name at the top."""
        return self.path.partition("/")[0]

    @property
    def suffix(self) -> str:
        return self.where.suffix.lower()


def walk(content: Path, report: Report) -> list[File]:
    """Every file to read, sorted; links that leave content/ are problems, leftovers ignored.

    Of files whose names differ only in their Unicode form, the first is read.
    """
    root = content.resolve()
    files: dict[str, File] = {}
    for file in _walk(root, "", root, report):
        first = files.setdefault(file.path, file)
        if first is not file:
            values = {"name": _spelt(file, root), "other": _spelt(first, root)}
            report.add(Source(file.path), (), "file-twice", values)
    return sorted(files.values(), key=lambda file: file.path)


def _spelt(file: File, root: Path) -> str:
    """The path as it is on disk, with the code of each letter that is not ASCII: `\\u00e5.md`."""
    return file.where.relative_to(root).as_posix().encode("ascii", "backslashreplace").decode()


def _walk(folder: Path, way: str, root: Path, report: Report) -> Iterator[File]:
    """The files of a folder, `way` being how it is reached from `root`, with a slash."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        where, path = Path(entry.path), unicodedata.normalize("NFC", way + entry.name)
        if not _is_text(path):
            shown = os.fsencode(path).decode("utf-8", "replace")
            report.add(Source(shown), (), "file-name")
            continue
        if entry.name.startswith(LEFTOVERS) or entry.name.endswith("~"):
            continue
        if entry.is_symlink() and not _stays(where, root):
            report.add(Source(path), (), "path-symlink")
        elif entry.is_dir():
            yield from _walk(where, f"{path}/", root, report)
        elif entry.is_file():
            yield File(path, where)
        else:
            report.add(Source(path), (), "file-special")


def _is_text(path: str) -> bool:
    """Whether a path can be written as UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return path.isprintable()


def _stays(link: Path, root: Path) -> bool:
    """Whether a symbolic link names a file inside content/; one to a folder could be a loop."""
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return False
    return target.is_file() and target.is_relative_to(root)


def text_of(file: File, report: Report) -> str | None:
    """The file's text with plain line ends, None when it is none of ours to read."""
    return text_in(file, file.where.read_bytes(), report)


def text_in(file: File, data: bytes, report: Report) -> str | None:
    """The same of a file whose bytes have been read."""
    if len(data) > MOST_BYTES:
        report.add(
            Source(file.path), (), "file-too-large", {"bytes": len(data), "most": MOST_BYTES}
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(Source(file.path).at_line(line), (), "file-encoding")
        return None
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        report.add(Source(file.path).at_line(line), (), "file-character")
        return None
    return _without_pasted(file, text.replace("\r\n", "\n").replace("\r", "\n"), report)


def _without_pasted(file: File, text: str, report: Report) -> str:
    """The text without what came along from Word, which is told as advice."""
    text, count, line = cleaned(text)
    if count:
        at = Source(file.path).at_line(line)
        report.add(at, (), "pasted-signs", {"count": count}, "advice")
    return text
