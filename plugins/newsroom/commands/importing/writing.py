"""Writes the items of a source into content/, and makes drafts of those that a build refuses."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.commands.changing.checked_change import strict_run
from newsroom.commands.importing.entry_text import Composer
from newsroom.commands.importing.items import ImportSource, Item, Unreadable
from newsroom.commands.importing.paths import (
    Imported,
    ImportRecord,
    add_aliases,
    assign_paths,
    read_record,
    write_record,
)
from newsroom.contract.entry import aliases_of
from newsroom.contract.problems import Problem
from newsroom.disk.files import bytes_of, set_bytes
from newsroom.run import Run

KEPT = ("written", "existing")
# Where files that --overwrite replaces are kept, by their path in content/.
REPLACED = Path(".cache") / "import"


@dataclass(slots=True)
class Written:
    """What an import did: its items, and what the build says about their files.

    `problems` has the files that were written, `elsewhere` the problems that other files got.
    """

    items: list[Item]
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    elsewhere: list[Problem] = field(default_factory=list)


def write(source: ImportSource, content: Path, *, overwrites: bool) -> Written:
    """Write what is not there yet; with `overwrites` also what is there and differs.

    After a failure content/ has none of the entries, so that the next import begins anew. Raises
    Unreadable when a symbolic link would lead what is written out of content/.
    """
    before, record = strict_run(content), read_record(content)
    for item in source.items:
        item.digest = _digest(item)
    for problem in before.report.errors():
        if problem.code == "path-symlink":
            raise Unreadable("link-in-content", f"{content.name}/{problem.path}")
    languages = before.catalog.site.languages
    assign_paths(source.items, before.catalog, record)
    _keep_existing(source.items, content, record, overwrites=overwrites)
    add_aliases(source.items, _addresses(before, source.items), languages)
    composer = Composer(content, source, before.catalog)
    _convert(source.items, composer)
    new = [item for item in source.items if item.is_entry]
    old = {item.path: bytes_of(content / item.path) for item in new}
    written = Written(source.items)
    try:
        if new:
            _write_accepted(new, content, composer, written, before.report.errors())
        _note_changes(new, content, old)
        kept = {i.id: Imported(i.path, i.digest) for i in source.items if i.outcome in KEPT}
        if not kept.items() <= record.items():
            write_record(content, {**record, **kept})
    except BaseException:
        for path, data in old.items():
            set_bytes(content / path, data)
        raise
    return written


def _digest(item: Item) -> str:
    """A hash of what the source has of an item."""
    fields = json.dumps(item.fields, default=lambda venue: str(venue.title), sort_keys=True)
    data = f"{item.title}\n{fields}\n{item.html}".encode(errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def _convert(items: Iterable[Item], composer: Composer) -> None:
    """Convert the entries among the items; one that is nested too deep is left out."""
    for item in items:
        if item.is_entry:
            try:
                composer.convert(item)
            except RecursionError:
                item.leave_out("too-nested")


def _keep_existing(
    items: Iterable[Item], content: Path, record: ImportRecord, *, overwrites: bool
) -> None:
    """Leave out what an earlier run has written, or what somebody has deleted since."""
    for item in items:
        known = record.get(item.id)
        if not known or (item.kind and overwrites):
            continue
        if (content / item.path).exists():
            item.outcome, item.notes = "existing", []
            if item.kind and known.digest not in ("", item.digest):
                item.note("changed-in-source")
            item.digest = known.digest
        elif item.kind:
            item.leave_out("deleted-since", item.path)


def _addresses(run: Run, items: Iterable[Item]) -> set[str]:
    """The addresses that pages have or had, but for those of the items that are written again."""
    files = {item.path for item in items if item.outcome == "written"}
    own, others = set[str](), set[str]()
    for entry in run.catalog.entries():
        (own if entry.file in files else others).update((entry.page_address, *aliases_of(entry)))
    return others | ({*run.preview_plan.spots} - own)


def _write_accepted(
    new: list[Item], content: Path, composer: Composer, written: Written, before: list[Problem]
) -> None:
    """Write the items, and make drafts of those that the strict build refuses, until it accepts."""
    drafts = new
    while drafts:
        for item in new:
            set_bytes(content / item.path, composer.compose(item).encode())
        of_file = _problems(content)
        refused = [item for item in new if item.path in of_file]
        drafts = [item for item in refused if not item.is_draft and item.kind != "venue"]
        for item in refused:
            written.problems.setdefault(item.path, of_file[item.path])
        for item in drafts:
            item.make_draft()
    old, paths = {(p.path, p.code, p.values) for p in before}, {item.path for item in new}
    others = (problem for path in of_file.keys() - paths for problem in of_file[path])
    written.elsewhere = [p for p in others if (p.path, p.code, p.values) not in old]


def _problems(content: Path) -> Mapping[str, list[Problem]]:
    """What the strict build refuses, by the file."""
    of_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in strict_run(content).report.errors():
        of_file[problem.path].append(problem)
    return of_file


def _note_changes(new: Iterable[Item], content: Path, old: Mapping[str, bytes | None]) -> None:
    """Say of each item whether its file was there; the file that it replaced is kept."""
    for item in new:
        if bytes_of(content / item.path) == old[item.path]:
            item.outcome = "existing"
        elif data := old[item.path]:
            set_bytes(REPLACED / item.path, data)
            item.note("overwritten", str(REPLACED / item.path))
