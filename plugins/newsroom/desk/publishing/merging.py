"""Merges what two people have done since a common commit, with Git's objects alone.

No file on the disk changes. Records and entries are merged by what they mean, other texts by Git;
what both have changed is asked for.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.merging import merged_text
from newsroom.contract.problems import Report
from newsroom.desk.publishing.conflict import PublishConflict, Side, merged_entries
from newsroom.desk.publishing.repository import CONTENT, SiteRepository
from newsroom.desk.sentences import sentence
from newsroom.reading.file_reader import Models
from newsroom.reading.load import RECORDS

FILES = {"100644", "100755"}


class Conflicted(Exception):
    """Both have changed the same; somebody must choose."""

    def __init__(self, conflicts: tuple[PublishConflict, ...]) -> None:
        super().__init__()
        self.conflicts = conflicts


class TreeItem(NamedTuple):
    """A file in a commit: its mode, and the id of its data."""

    mode: str
    blob: str


# As Git writes a file that is not there.
ABSENT = TreeItem("000000", "0" * 40)
# Each file that differs from another commit, as it was and as it is.
TreeChanges = dict[str, tuple[TreeItem, TreeItem]]


@dataclass(frozen=True, slots=True)
class TreeMerge:
    """The merge of two commits that have the commit `base` in common.

    `choices` has a side for each conflict by its id; `otherwise` is the side of all others.
    """

    repository: SiteRepository
    base: str
    models: Models
    choices: Mapping[str, Side]
    otherwise: Side | None = None
    conflicts: list[PublishConflict] = field(default_factory=list)

    def tree(self, ours: str, theirs: str) -> str:
        """The tree with the changes of both. Raises Conflicted."""
        mine, others = self._changes(ours), self._changes(theirs)
        _follow(self._moves(ours), mine, others)
        _follow(self._moves(theirs), others, mine)
        new = {path: after for path, (_, after) in mine.items()}
        for path in sorted(mine.keys() & others.keys()):
            if mine[path][1] != others[path][1]:
                new.update(self._merged(path, *mine[path], others[path][1]))
        if self.conflicts:
            raise Conflicted(tuple(self.conflicts))
        lines = "".join(f"{item.mode} {item.blob}\t{path}\0" for path, item in new.items())
        with TemporaryDirectory(prefix="newsroom-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self.repository.git("read-tree", theirs, env=index)
            words = ("update-index", "-z", "--index-info")
            self.repository.git(*words, given=os.fsencode(lines), env=index)
            return self.repository.git("write-tree", env=index)

    def _changes(self, commit: str) -> TreeChanges:
        words = ("diff-tree", "-r", "-z", "--no-renames", self.base, commit)
        items = iter(self.repository.items(*words))
        changes = {}
        for line, path in zip(items, items, strict=True):
            old_mode, mode, old, new, _ = line.removeprefix(":").split()
            changes[path] = (TreeItem(old_mode, old), TreeItem(mode, new))
        return changes

    def _moves(self, commit: str) -> Mapping[str, str]:
        """The new path of each file that was moved, by the old one."""
        words = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status")
        items = iter(self.repository.items(*words, self.base, commit))
        return {old: new for _, old, new in zip(items, items, items, strict=True)}

    def _merged(
        self, path: str, base: TreeItem, ours: TreeItem, theirs: TreeItem
    ) -> Iterator[tuple[str, TreeItem]]:
        """The file that two versions of it become; two files when both are kept."""
        folder = f"{self.repository.prefix}{CONTENT}/"
        here = path.removeprefix(folder) if path.startswith(folder) else ""
        are_new = here.endswith(".md") and base == ABSENT
        datas = [self._data(item) for item in (base, ours, theirs)]
        text = None
        if not are_new and {ours.mode, theirs.mode} <= FILES:
            text = self._text(here, *datas)
        if text is not None:
            blob = self.repository.git("hash-object", "-w", "--stdin", given=text)
            yield path, TreeItem(ours.mode, blob)
            return
        mine, other = map(_shown, (ours, theirs), datas[1:])
        title = PurePosixPath(path).name
        label = sentence("conflict-file", self.repository.lang)
        side = self._side(PublishConflict(here or path, title, label, mine, other, are_new))
        yield path, ours if side == "ours" else theirs
        if side == "both":
            yield self._free_path(path), ours

    def _data(self, item: TreeItem) -> bytes:
        return self.repository.data("cat-file", "blob", item.blob) if item.mode in FILES else b""

    def _text(self, here: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """The merged text of a file; None when Git cannot merge it either."""
        try:
            old, new, other = (d.decode().replace("\r\n", "\n") for d in (base, ours, theirs))
        except UnicodeDecodeError:
            return None
        report, merged, lang = Report(), None, self.repository.lang
        if here in RECORDS:
            merged = merged_text(old, new, other, report)
        elif here:
            merged = merged_entries(here, (old, new, other), self.models, self._side, lang)
        if merged is None or report.problems:
            return self._by_lines(base, ours, theirs)
        return merged.replace("\n", "\r\n" if b"\r\n" in ours else "\n").encode()

    def _by_lines(self, *datas: bytes) -> bytes | None:
        """The text as Git merges it; None when both have changed the same lines."""
        with TemporaryDirectory(prefix="newsroom-") as folder:
            base, ours, theirs = (Path(folder, name) for name in ("base", "ours", "theirs"))
            for file, data in zip((base, ours, theirs), datas, strict=True):
                file.write_bytes(data)
            files = (str(ours), str(base), str(theirs))
            try:
                return self.repository.data("merge-file", "-p", "-q", *files)
            except Refused:
                return None

    def _side(self, conflict: PublishConflict) -> Side:
        """The side that is chosen, or ours until somebody has been asked."""
        side = self.choices.get(conflict.id, self.otherwise)
        if side is None:
            self.conflicts.append(conflict)
        return side or "ours"

    def _free_path(self, path: str) -> str:
        """`news/2024/hei-2.md` beside `news/2024/hei.md`, or with the next number that is free."""
        stem = path.removeprefix(self.repository.prefix).removesuffix(".md")
        numbers = (n for n in count(2) if not (self.repository.root / f"{stem}-{n}.md").exists())
        return f"{self.repository.prefix}{stem}-{next(numbers)}.md"


def _follow(moves: Mapping[str, str], movers: TreeChanges, editors: TreeChanges) -> None:
    """Carry what one side has changed in a file to where the other has moved it."""
    for old, new in moves.items():
        if old in editors and new not in editors:
            before, after = editors[old]
            movers[new] = (before, movers[new][1])
            editors[new], editors[old] = (before, after), (before, ABSENT)


def _shown(item: TreeItem, data: bytes) -> str | None:
    """A file as a text to choose; None for one that is deleted."""
    if item == ABSENT:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"{len(data) // 1000} kB ({item.blob[:7]})"
