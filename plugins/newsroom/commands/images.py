"""`run.py images`: which originals are too large or tell too much, and whether to mend them."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsroom.commands.originals import MOST_SIDE, Original, clean, originals, shrink
from newsroom.commands.words import command
from newsroom.pictures.inspect import PictureFault

ASK = "Skal de gjøres mindre? Det kan ikke gjøres om. [j/N] "


def main(content: Path, *, shrinks: bool, cleans: bool) -> int:
    """Tell of the originals, and mend what was asked for; 1 when GPS or a failure is left."""
    found = list(originals(content))
    placed = [one for one in found if one.facts.has_place or one.facts.has_serial]
    # What is offered for download is meant to be as large as it is.
    large = [one for one in found if one.is_large and one.file.is_relative_to(content / "images")]
    left = _placed(placed, content, cleans=cleans) if placed else 0
    left += _large(large, content, shrinks=shrinks) if large else 0
    if not placed and not large:
        print(f"Alt er i orden: {len(found)} bilder, ingen for store, ingen med GPS.")
    return 1 if left else 0


def _placed(placed: list[Original], content: Path, *, cleans: bool) -> int:
    print(f"{len(placed)} bilder forteller hvor de er tatt (GPS), eller med hvilket kamera:")
    _list(placed, content)
    if not cleans:
        print(f"Ta det bort med: {command('images', '--clean')}")
        return len(placed)
    return _mended(placed, clean, "{count} bilder forteller det ikke lenger.")


def _large(large: list[Original], content: Path, *, shrinks: bool) -> int:
    print(
        f"{len(large)} bilder er større enn nødvendig (over {MOST_SIDE} bildepunkter eller 1 MB):"
    )
    _list(large, content)
    if not shrinks and sys.stdin.isatty():
        shrinks = input(ASK).strip().lower() in ("j", "ja")
    elif not shrinks:
        print(f"Gjør dem mindre med: {command('images', '--shrink')}")
    if not shrinks:
        return 0
    before = sum(one.size for one in large)
    left = _mended(large, shrink, "{count} bilder er gjort mindre.")
    saved = before - sum(one.file.stat().st_size for one in large)
    print(f"{saved / 1e6:.1f} MB spart.".replace(".", ",", 1))
    return left


def _list(found: Iterable[Original], content: Path) -> None:
    for one in found:
        size = f"{one.facts.width} × {one.facts.height}, {one.size / 1e6:.1f} MB".replace(".", ",")
        print(f"  {content.name}/{one.file.relative_to(content).as_posix()} ({size})")


def _mended(found: list[Original], mend: Callable[[Original], bool], said: str) -> int:
    """How many could not be mended; each of them is told."""
    left = []
    for one in found:
        try:
            is_mended = mend(one)
        except PictureFault:
            is_mended = False
        left += [] if is_mended else [one]
    print(said.format(count=len(found) - len(left)))
    for one in left:
        print(f"Kunne ikke endre {one.file.name}: lagre det som JPEG eller PNG, og prøv igjen.")
    return len(left)
