"""`run.py rename`: another address, with the old one leading to it, and links that follow."""

import posixpath
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from plugins.addresses.urls import entry_address
from plugins.contract.entry import Document, Entry
from plugins.contract.review import Review
from plugins.contract.slug import slugify
from plugins.reading.load import load
from plugins.site.gate import tell
from tools.publishing.entries import (
    Refused,
    changed_or_restored,
    found,
    inserted,
    names_file,
    texts,
    with_alias,
)

SLUG = re.compile(r"^(\s*(?:- )?)slug:.*$")
# Where Markdown, or a field, names another entry; what follows # stays as it is.
GOAL = re.compile(r"""(\]\(\s*<?|\]:\s*<?|(?:link|translation_of):\s*["']?)([^)\s>#"']+)""")


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry, its slug to be, its file now and then, and the folder of the content."""

    entry: Entry
    slug: str
    file: Path
    target: Path
    content: Path

    @property
    def old(self) -> str:
        return entry_address(self.entry)

    @property
    def new(self) -> str:
        return f"{self.old.rstrip('/').rpartition('/')[0]}/{self.slug}/"


def main(name: str, slug: str, content: Path) -> int:
    """Rename, and say what came of it; the exit code."""
    try:
        catalog, _ = load(content)
        done = renaming(found(name, content, catalog), slug, content)
        files = texts(content)
        wrong = changed_or_restored(content, [*files, done.target], lambda: _change(done, files))
    except Refused as refused:
        print(f"{refused} Ingenting er endret.", file=sys.stderr)
        return 1
    tell(wrong, content, "nb", sys.stderr)
    print(f"Ny adresse: {done.new}")
    print(f"Den gamle fører dit: {done.old}")
    return 0


def renaming(entry: Entry, slug: str, content: Path) -> Renaming:
    """What is to be done. Raises Refused."""
    if isinstance(entry, Review):
        raise Refused("Et årsbrev har adressen sin av året, og kan ikke få en annen.")
    if slugify(slug) != slug or not slug.strip("-0123456789"):
        raise Refused(f"«{slug}» kan ikke stå i en adresse. Skriv for eksempel: {slugify(slug)}.")
    file = content / entry.source.path
    # An event keeps its id, which calendars know it by, and so its file.
    target = file.with_stem(slug) if isinstance(entry, Document) else file
    found = Renaming(entry, slug, file, target, content)
    if found.new == found.old:
        raise Refused(f"{found.old} er adressen allerede.")
    if target != file and target.exists():
        raise Refused(f"{content.name}/{target.relative_to(content).as_posix()} finnes allerede.")
    return found


def _change(done: Renaming, files: list[Path]) -> None:
    lines = done.file.read_text(encoding="utf-8").split("\n")
    lines = _slugged(with_alias(lines, done.entry, done.old), done)
    _write(done.file, "\n".join(lines))
    if done.target != done.file:
        done.file.rename(done.target)
    for file in files:
        _follow(done.target if file == done.file else file, file, done)


def _slugged(lines: list[str], done: Renaming) -> list[str]:
    """A document has its slug from the name of its file; an event has it written."""
    is_document = isinstance(done.entry, Document)
    written = done.entry.source.places.get(("slug",))
    if not written:
        return lines if is_document else inserted(lines, done.entry, [f"slug: {done.slug}"])
    # The alias above may have moved it down by a line.
    at = next((at for at in (written[0] - 1, written[0]) if SLUG.match(lines[at])), None)
    if at is None:
        raise Refused(f"Skriv selv `slug: {done.slug}` i {done.entry.source.path}.")
    kept = [] if is_document else [SLUG.sub(rf"\g<1>slug: {done.slug}", lines[at])]
    return [*lines[:at], *kept, *lines[at + 1 :]]


def _follow(file: Path, was: Path, done: Renaming) -> None:
    """Write the links of a file to the entry anew; the file itself may have moved from `was`."""
    folder = was.parent.relative_to(done.content).as_posix()

    def written(match: re.Match[str]) -> str:
        return match[1] + _goal(match[2], folder, done)

    text = file.read_text(encoding="utf-8")
    if (after := GOAL.sub(written, text)) != text:
        _write(file, after)


def _goal(goal: str, folder: str, done: Renaming) -> str:
    """What a link leads to now."""
    if goal == done.old:
        return done.new
    if not names_file(goal, folder, done.entry):
        return goal
    return goal[: len(goal) - len(posixpath.basename(goal))] + quote(done.target.name)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
