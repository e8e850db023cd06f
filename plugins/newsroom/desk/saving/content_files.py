"""Writes the files of content/ and nothing else, and keeps what each save replaced."""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TypeVar

from newsroom.commands.outcome import Refused
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Report
from newsroom.desk.sentences import sentence
from newsroom.disk.atomic import write_atomically
from newsroom.reading.files import walk

KeptResult = TypeVar("KeptResult")
TEXTS = (".md", ".yaml", ".yml", ".txt")
# The bytes of each file by its path in content/; None for a file that is not there.
ContentBytes = Mapping[str, bytes | None]
# How many saves can be undone.
KEPT = 500
LIST = "save.json"


@dataclass(frozen=True, slots=True)
class Save:
    """A save: when (Oslo's clock), what in words, and the files it wrote, with their hash after."""

    id: str
    at: datetime
    title: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """The folder content/, and the folder of its history; one thread writes at a time.

    Refusals and the titles of undone saves are in `lang`.
    """

    content: Path
    history: Path
    lang: str = "nb"
    lock: threading.RLock = field(default_factory=threading.RLock)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None when there is none. Raises Refused for other places."""
        file = self._file(path)
        try:
            return file.read_bytes() if file.is_file() else None
        except OSError:  # such as a name that is too long
            raise Refused(sentence("place-outside", self.lang, path=path[:80])) from None

    def find(self, path: str) -> bytes | None:
        """The same; None for other places too."""
        with suppress(Refused):
            return self.read(path)
        return None

    def write(self, files: ContentBytes, title: str) -> None:
        """Write or delete files, after noting what they replace. Raises Refused and OSError."""
        with self.lock:
            before = {path: self.read(path) for path in files}
            noted = self._note(before, files, title)
            done: dict[str, bytes | None] = {}
            try:
                for path, data in files.items():
                    done[path] = before[path]
                    self._put(path, data)
            except OSError:
                _remove(noted)
                for path, data in done.items():
                    self._put(path, data)
                raise

    def keep_changes(self, title: str, work: Callable[[], KeptResult]) -> KeptResult:
        """Do work that may change any text of content/, and keep what it replaced."""
        with self.lock:
            before = {path: self.read(path) for path in self._texts()}
            result = work()
            paths = sorted({*before, *self._texts()})
            changed = {p: before.get(p) for p in paths if self.read(p) != before.get(p)}
            if changed:
                self._note(changed, {path: self.read(path) for path in changed}, title)
            return result

    def _texts(self) -> list[str]:
        """The paths of the text files that can be written."""
        files = (file for file in walk(self.content, Report()) if file.suffix in TEXTS)
        return [file.path for file in files]

    def saves(self) -> list[Save]:
        """The saves that can be undone, the newest first."""
        folders = sorted(self.history.glob("*"), reverse=True) if self.history.is_dir() else []
        return [save for folder in folders if (save := _read(folder))]

    def undo(self, id: str) -> Save:
        """Put back what a save replaced. Raises Refused and OSError."""
        with self.lock:
            save = next((save for save in self.saves() if save.id == id), None)
            if not save:
                raise Refused(sentence("undo-too-old", self.lang))
            for path, after in save.files.items():
                if hash_of(self.read(path)) != after:
                    raise Refused(sentence("undo-changed", self.lang, path=path))
            kept = self.history / save.id
            before = {path: _kept(kept, path) for path in save.files}
            self.write(before, sentence("undone", self.lang, title=save.title))
            return save

    def _file(self, path: str) -> Path:
        """The file at a path. Raises Refused for a place that is not in content/."""
        parts = PurePosixPath(path)
        inside = path.isprintable() and "\\" not in path and not parts.is_absolute()
        if not inside or not parts.name or any(part.startswith(".") for part in parts.parts):
            raise Refused(sentence("place-outside", self.lang, path=path))
        file, root = self.content / path, self.content.resolve()
        links = (place for place in (file, *file.parents) if place.is_symlink())
        if not file.resolve().is_relative_to(root) or any(
            link.parent.resolve().is_relative_to(root) for link in links
        ):
            raise Refused(sentence("place-linked", self.lang, path=path))
        return file

    def _put(self, path: str, data: bytes | None) -> None:
        file = self._file(path)
        if data is None:
            file.unlink(missing_ok=True)
            return
        mode = file.stat().st_mode if file.is_file() else 0o644
        write_atomically(file, data, is_flushed=True)
        file.chmod(mode)

    def _note(self, before: ContentBytes, after: ContentBytes, title: str) -> Path:
        """The folder with what a save replaces; the list of its files is written last."""
        now = datetime.now(OSLO)
        folder = self.history / f"{now:%Y%m%dT%H%M%S.%f}"
        for path, data in before.items():
            if data is not None:
                write_atomically(folder / _name(path), data)
        files = {path: hash_of(data) for path, data in after.items()}
        row = {"at": now.isoformat(), "title": title, "files": files}
        write_atomically(folder / LIST, json.dumps(row, ensure_ascii=False).encode())
        for old in sorted(self.history.glob("*"))[:-KEPT]:
            with suppress(OSError):  # it may have files of others
                _remove(old)
        return folder


def _remove(folder: Path) -> None:
    for file in folder.glob("*"):
        file.unlink()
    folder.rmdir()


def _read(folder: Path) -> Save | None:
    """A save; None for one that was broken off while it was noted."""
    with suppress(OSError, ValueError, KeyError):
        row = json.loads((folder / LIST).read_bytes())
        at = datetime.fromisoformat(row["at"])
        return Save(folder.name, at, row["title"], row["files"])
    return None


def _kept(folder: Path, path: str) -> bytes | None:
    file = folder / _name(path)
    return file.read_bytes() if file.is_file() else None


def _name(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()


def hash_of(data: bytes | None) -> str:
    """A hash of the bytes of a file; "" when there is none."""
    return "" if data is None else hashlib.sha256(data).hexdigest()
