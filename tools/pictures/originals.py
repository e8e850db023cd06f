"""Draws every original picture of the sample content.

Run as `python -m tools.pictures.originals content/images`, with words to draw only some.
The pictures are ours, hold no likeness of anyone and come out the same every time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.commands.pictures import barcelona, landscapes, portrait, rooms, stage, things, town
from newsroom.commands.pictures.canvas import ICE, Canvas
from PIL import Image

QUALITY = 88


@dataclass(frozen=True, slots=True)
class Original:
    """One picture: where it goes, how large it is and who draws it."""

    path: str
    seed: int
    draw: Callable[[Canvas], None]
    size: tuple[int, int] = (2400, 1600)


ORIGINALS: tuple[Original, ...] = (
    Original("2023/nitelva-morgen.jpg", 1, partial(landscapes.river, light=landscapes.MORNING)),
    Original("2023/nitelva-kveld.jpg", 2, partial(landscapes.river, light=landscapes.EVENING)),
    Original("2023/romerike-panorama.jpg", 3, landscapes.hills, (3600, 1200)),
    Original("2023/barcelona-kvartaler.jpg", 11, barcelona.blocks),
    Original("2023/barcelona-piper.jpg", 12, barcelona.skyline),
    Original("2023/barcelona-gate.jpg", 13, barcelona.street, (2400, 3000)),
    Original("2023/jernbane.jpg", 14, town.railway),
    Original("2023/eiendom.jpg", 15, town.fronts),
    Original("2023/anleggsplass.jpg", 16, town.site),
    Original("2023/konferansesal.jpg", 21, rooms.hall),
    Original("2023/nettverk.jpg", 22, rooms.tables),
    Original("2023/grunderverksted.jpg", 23, rooms.workshop),
    Original("2023/scene.jpg", 24, stage.stage),
    Original("2023/daglig-leder.jpg", 25, portrait.portrait, (2400, 3000)),
    Original("2023/batteri.jpg", 31, things.cells),
    Original("2023/farmasi.jpg", 32, things.medicine),
    Original("2024/avgangstavle.jpg", 33, things.departures),
    Original("2024/vinterskog.jpg", 4, landscapes.forest),
    Original("2024/vinteraser.jpg", 5, landscapes.northern),
)


def picture(original: Original) -> Image.Image:
    """The finished drawing of one original."""
    canvas = Canvas(*original.size, background=ICE, seed=original.seed)
    original.draw(canvas)
    return canvas.finished()


def write(original: Original, folder: Path) -> Path:
    """Save one original as JPEG below `folder` and answer where it is."""
    path = folder / original.path
    path.parent.mkdir(parents=True, exist_ok=True)
    picture(original).save(path, quality=QUALITY, optimize=True, progressive=True)
    return path


def main(arguments: list[str]) -> int:
    """Draw all originals, or only those whose path holds one of the further words."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder, wanted = Path(arguments[0]), arguments[1:]
    for original in ORIGINALS:
        if not wanted or any(word in original.path for word in wanted):
            print(write(original, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
