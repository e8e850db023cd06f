"""`run.py images`: originals that are unusable, too large or hold private metadata."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsroom.commands.originals import MOST_SIDE, Original, clean, originals, shrink
from newsroom.commands.words import command, count
from newsroom.contract.problems import Problem
from newsroom.pictures.inspect import CLOSED, PictureFault
from newsroom.site.gate import tell
from newsroom.wording.numbers import size

ASK = "Skal de gjøres mindre? Det kan ikke gjøres om. [j/N] "
PRIVATE = "hvor bildet er tatt (GPS), kameraet, objektivet eller eieren"


def main(content: Path, *, shrinks: bool, cleans: bool) -> int:
    """List the originals and change those asked for; 1 when something is left to do."""
    every, documents = list(originals(content)), content / "documents"
    # A picture among the documents is for download, as it is.
    shown = [o for o in every if not o.file.is_relative_to(documents) or o.facts.code == CLOSED]
    faults = [_fault(o, content) for o in shown if o.facts.code]
    private = [o for o in every if o.facts.has_place or o.facts.has_serial]
    tell(faults, content, "nb", sys.stdout)
    left = len(faults) + (_private(private, content, cleans=cleans) if private else 0)
    # Cleaning may have made pictures smaller.
    usable = [o for o in originals(content) if not o.facts.code]
    large = [o for o in usable if o.is_large and not o.file.is_relative_to(documents)]
    left += _large(large, content, shrinks=shrinks) if large else 0
    if not faults and not private and not large:
        print(f"Alt er i orden: {_pictures(every)}, ingen for store, ingen som røper {PRIVATE}.")
    return 1 if left else 0


def _fault(original: Original, content: Path) -> Problem:
    path = original.file.relative_to(content).as_posix()
    return Problem(path, 0, 0, original.facts.code, (("src", path),))


def _private(private: list[Original], content: Path, *, cleans: bool) -> int:
    print(f"{_pictures(private)} røper {PRIVATE}:")
    _list(private, content)
    if not cleans:
        print(f"Ta det bort med: {command('images', '--clean')}")
        return len(private)
    cleaned, failed = _changed(private, clean)
    print(f"{_pictures(cleaned)} røper det ikke lenger.")
    return failed


def _large(large: list[Original], content: Path, *, shrinks: bool) -> int:
    print(f"{_pictures(large)} er større enn nødvendig (over {MOST_SIDE} bildepunkter eller 1 MB):")
    _list(large, content)
    if not shrinks and sys.stdin.isatty():
        shrinks = input(ASK).strip().lower() in ("j", "ja")
    elif not shrinks:
        print(f"Gjør dem mindre med: {command('images', '--shrink')}")
    if not shrinks:
        return 0
    shrunk, failed = _changed(large, shrink)
    saved = sum(original.size - original.file.stat().st_size for original in shrunk)
    if shrunk:
        print(f"{_pictures(shrunk)} er gjort mindre: {size(saved, 'nb')} spart.")
    return failed


def _list(pictures: Iterable[Original], content: Path) -> None:
    for picture in pictures:
        facts, path = picture.facts, picture.file.relative_to(content).as_posix()
        shown = f"{facts.width} × {facts.height}, {size(picture.size, 'nb')}"
        print(f"  {content.name}/{path} ({shown})")


def _pictures(pictures: list[Original]) -> str:
    return count(len(pictures), "bilde", "bilder")


def _changed(
    pictures: list[Original], change: Callable[[Original], bool]
) -> tuple[list[Original], int]:
    """Change pictures; those that were, and the number of those that could not be written."""
    changed, failed = [], 0
    for picture in pictures:
        name = picture.file.name
        try:
            if change(picture):
                changed.append(picture)
            else:
                print(f"{name} er så liten den kan bli uten å se dårligere ut.")
        except PictureFault:
            print(f"Kunne ikke endre {name}: lagre det som JPEG eller PNG, og prøv igjen.")
            failed += 1
    return changed, failed
