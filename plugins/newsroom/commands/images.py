"""`run.py images`: originals that are too large or hold private metadata, and changing them."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsroom.commands.originals import MOST_SIDE, Original, clean, originals, shrink
from newsroom.commands.words import command
from newsroom.pictures.inspect import PictureFault

ASK = "Skal de gjøres mindre? Det kan ikke gjøres om. [j/N] "


def main(content: Path, *, shrinks: bool, cleans: bool) -> int:
    """List the originals and change those asked for; 1 when private data or a failure is left."""
    every, images = list(originals(content)), content / "images"
    private = [o for o in every if o.facts.has_place or o.facts.has_serial]
    # A picture among the documents is for download, in the size it has.
    large = [o for o in every if o.is_large and o.file.is_relative_to(images)]
    left = _private(private, content, cleans=cleans) if private else 0
    left += _large(large, content, shrinks=shrinks) if large else 0
    if not private and not large:
        print(f"Alt er i orden: {len(every)} bilder, ingen for store, ingen med GPS.")
    return 1 if left else 0


def _private(private: list[Original], content: Path, *, cleans: bool) -> int:
    print(f"{len(private)} bilder forteller hvor de er tatt (GPS), eller med hvilket kamera:")
    _list(private, content)
    if not cleans:
        print(f"Ta det bort med: {command('images', '--clean')}")
        return len(private)
    return _changed(private, clean, "{count} bilder forteller det ikke lenger.")


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
    before = sum(original.size for original in large)
    left = _changed(large, shrink, "{count} bilder er gjort mindre.")
    saved = before - sum(original.file.stat().st_size for original in large)
    print(f"{saved / 1e6:.1f} MB spart.".replace(".", ",", 1))
    return left


def _list(pictures: Iterable[Original], content: Path) -> None:
    for picture in pictures:
        facts, megabytes = picture.facts, f"{picture.size / 1e6:.1f} MB".replace(".", ",")
        path = picture.file.relative_to(content).as_posix()
        print(f"  {content.name}/{path} ({facts.width} × {facts.height}, {megabytes})")


def _changed(pictures: list[Original], change: Callable[[Original], bool], done: str) -> int:
    """Change pictures and print how many were; returns how many could not be changed."""
    failed = []
    for picture in pictures:
        try:
            is_changed = change(picture)
        except PictureFault:
            is_changed = False
        failed += [] if is_changed else [picture]
    print(done.format(count=len(pictures) - len(failed)))
    for picture in failed:
        print(f"Kunne ikke endre {picture.file.name}: lagre det som JPEG eller PNG, og prøv igjen.")
    return len(failed)
