"""Lists the files of content/ in one fixed order, and reads their text without signs of Word."""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.contract.problems import Report, Source

MOST_BYTES = 1_000_000
# Control characters, those that change the direction of text (UAX 9, 2), and noncharacters.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Soft hyphen, zero-width space, word joiner, byte order mark: they break words and searches.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A no-break space is right in «2 200» and «5. mars», but not as indent or after the mark of a list
# or heading; Word writes two or more after a number.
MARK = "(?:[-*+–—o]|\\d{1,3}\\)|[a-zæøå]\\)|\\d{1,3}\\.(?=[ \t\u00a0]{2}))"
NO_BREAK = re.compile(
    f"^[ \t]*(?:{MARK}[ \t]*)?\u00a0[ \t\u00a0]*|(?<=^[-#>])\u00a0|(?<=[#:-])\u00a0(?=\\S)",
    re.MULTILINE,
)
BULLET = re.compile("^([ \t]*)[•▪◦·\uf0b7][ \t\u00a0]*(?=\\S)", re.MULTILINE)
PASTED = re.compile("[\u00ad\u200b\u2060\ufeff\u00a0•▪◦·\uf0b7]")
IGNORED_PREFIXES = (".", "#", "~")
NOTHING: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file at `where` on disk; `path` is relative to content/, with "/" and in Unicode form C.

    `unsaved` is what an editor has typed and not saved: it is read instead of the disk.
    """

    path: str
    where: Path
    unsaved: bytes | None = None

    @property
    def folder(self) -> str:
        """The first part of its path; for a file directly in content/ its own name."""
        return self.path.partition("/")[0]

    @property
    def suffix(self) -> str:
        """The suffix in small letters, with its dot."""
        return os.path.splitext(self.path)[1].lower()  # noqa: PTH122 - asked for each file

    def read(self) -> bytes:
        """The bytes of the file. Raises OSError."""
        return self.where.read_bytes() if self.unsaved is None else self.unsaved


def walk(
    content: Path, report: Report, unsaved: Mapping[str, bytes] = NOTHING
) -> list[ContentFile]:
    """Every file, sorted by path, without hidden files and those of editors (`#a`, `a~`).

    `unsaved` are the bytes of files, by path, that have not been saved; such a file may be new.
    Reports names that are not text, links that lead out of content/, and special files. Of files
    whose names differ only in Unicode form, the first is read and the others are reported.
    """
    root = content.resolve()
    files: dict[str, ContentFile] = {}
    for file in _walk(root, "", root, report):
        first = files.setdefault(file.path, file)
        if first is not file:
            values = {"name": _escaped(file, root), "other": _escaped(first, root)}
            report.add(Source(file.path), (), "file-twice", values)
    files |= {path: ContentFile(path, root / path, data) for path, data in unsaved.items()}
    return sorted(files.values(), key=lambda file: file.path)


def _escaped(file: ContentFile, root: Path) -> str:
    """The path on disk, with the code of each letter that is not ASCII: `\\u00e5.md`."""
    return file.where.relative_to(root).as_posix().encode("ascii", "backslashreplace").decode()


def _walk(folder: Path, prefix: str, root: Path, report: Report) -> Iterator[ContentFile]:
    """The files of a folder; `prefix` is its path from `root`, ending with a slash or empty."""
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if not path.isascii():
            path = unicodedata.normalize("NFC", path)
        where = Path(entry.path)
        if not path.isprintable():  # a byte that is not UTF-8 stands for a sign that is not
            shown = os.fsencode(path).decode("utf-8", "replace")
            report.add(Source(shown), (), "file-name")
            continue
        if entry.name.startswith(IGNORED_PREFIXES) or entry.name.endswith("~"):
            continue
        if entry.is_symlink() and not _is_inside(where, root):
            report.add(Source(path), (), "path-symlink")
        elif entry.is_dir():
            yield from _walk(where, f"{path}/", root, report)
        elif entry.is_file():
            yield ContentFile(path, where)
        else:
            report.add(Source(path), (), "file-special")


def _is_inside(link: Path, root: Path) -> bool:
    """Whether a symbolic link leads to a file in content/; one to a folder could be a loop."""
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return False
    return target.is_file() and target.is_relative_to(root)


def text_of(file: ContentFile, report: Report) -> str | None:
    """The file's text with "\\n" line ends; None, and a problem, when it is not valid text."""
    return text_in(file, file.read(), report)


def text_in(file: ContentFile, data: bytes, report: Report) -> str | None:
    """The same for a file whose bytes have been read."""
    source = Source(file.path)
    if len(data) > MOST_BYTES:
        report.add(source, (), "file-too-large", {"bytes": len(data), "most": MOST_BYTES})
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(source.at_line(line), (), "file-encoding")
        return None
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        report.add(source.at_line(line), (), "file-character")
        return None
    text, count, line = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
    if count:
        report.add(source.at_line(line), (), "pasted-signs", {"count": count}, "advice")
    return text


def cleaned(text: str) -> tuple[str, int, int]:
    """The text without what text pasted from Word brings: invisible characters and bullets.

    Also how many there were, and the line (from 1) of the first; else 0. No line moves.
    """
    patterns = (INVISIBLE, NO_BREAK, BULLET) if PASTED.search(text) else ()
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    if not matches:
        return text, 0, 0
    first = min(match.start() for match in matches)
    line = text.count("\n", 0, first) + 1
    spaced = NO_BREAK.sub(lambda match: match[0].replace("\u00a0", " "), INVISIBLE.sub("", text))
    return BULLET.sub(r"\1- ", spaced), len(matches), line
