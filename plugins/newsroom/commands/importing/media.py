"""The files that come with a source: finds them by name, and copies them into content/."""

import re
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterator
from filecmp import cmp
from itertools import takewhile
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from newsroom.contract.image import SUFFIXES
from newsroom.contract.slug import slugify

DOCUMENTS = {
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf"),
    *(".csv", ".txt", ".zip", ".epub", ".ics"),
}
# The copies that WordPress makes: frokost-300x200.jpg, frokost-scaled.jpg.
RESIZED = re.compile(r"-(\d+x\d+|scaled)(?=\.\w+$)")
YEAR = re.compile(r"(19|20)\d\d")
# The day that the name of a text may begin with.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Of a file that is read into memory.
LARGEST = 200 * 1024 * 1024
# Folders of the texts in that of a site, which has a name of its own.
UNNAMED = ("content", "src", "source", "docs", "_posts")


def files_below(place: Path, suffixes: Collection[str] = ()) -> Iterator[Path]:
    """The files of a folder, or one file; without symbolic links, so nothing outside is read.

    Also what has one of the suffixes and is no such file; it is to be left out with a reason.
    """
    for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
        if is_readable(file) or file.suffix.lower() in suffixes:
            yield file


def source_name(folder: Path) -> str:
    """The name that tells a source from others, the same on each machine."""
    return next((name for name in reversed(folder.resolve().parts) if name not in UNNAMED), "")


def dated_name(name: str) -> tuple[str, str]:
    """The day that a name begins with, "" without one, and the rest; of a day alone all of it."""
    day = DAY.match(name)
    return (day[0], name[day.end() :].lstrip(" _-") or name) if day else ("", name)


def is_readable(file: Path) -> bool:
    """Whether it is a file, not a link, whose name is text."""
    try:
        str(file).encode()
    except UnicodeEncodeError:
        return False
    return file.is_file() and not file.is_symlink()


class MediaFolder:
    """The files below a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.by_name: dict[str, list[Path]] = defaultdict(list)
        for file in files_below(folder) if folder else ():
            self.by_name[file.name.lower()].append(file)

    def find(self, address: str) -> Path | None:
        """The file of an address: its original if it is there, of several the best by folder."""
        path = PurePosixPath(unquote(split_url(address).path).lower())
        for name in dict.fromkeys((RESIZED.sub("", path.name), path.name)):
            if files := self.by_name.get(name):
                return max(files, key=lambda file: _common(path.parts[:-1], file))
        return None


def split_url(address: str) -> SplitResult:
    """The parts of an address; of one that cannot be read, a host that is nobody's."""
    try:
        return urlsplit(address)
    except ValueError:  # a host in brackets that is no IPv6 address
        return SplitResult("http", address, "", "", "")


def upload_path(address: str) -> str:
    """The path of a file below the uploads of WordPress, without the size of a copy."""
    return RESIZED.sub("", unquote(split_url(address).path).rpartition("/uploads/")[2]).lower()


def _common(folders: tuple[str, ...], file: Path) -> int:
    """How many folders above a file have the wanted names."""
    pairs = zip(reversed(folders), reversed(file.parts[:-1]), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1].lower(), pairs)))


def is_picture(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES


def copy_into(content: Path, file: Path) -> str:
    """Copy a picture or a document into content/; its path from there, "" for another file."""
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES | DOCUMENTS:
        return ""
    years = [part for part in file.parts if YEAR.fullmatch(part)]
    folder = f"{'images' if is_picture(file) else 'documents'}/{years[-1] if years else 'import'}"
    stem = slugify(file.stem) or "fil"
    for number in range(1, 10_000):
        path = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        target = content / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            return path
        if cmp(file, target, shallow=False):
            return path
    return ""
