"""River, hills, fields and winter."""

from __future__ import annotations

import math
from dataclasses import dataclass

from newsroom.commands.pictures.canvas import (
    BAND,
    FJORD,
    HAZE,
    ICE,
    LEAF,
    OCHRE,
    PINE,
    RUST,
    SNOW,
    Canvas,
)


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of one time of day by the river."""

    sky: tuple[str, ...]
    orb: str
    hills: tuple[str, str]
    houses: tuple[str, ...]
    window: str
    lit: float
    bank: str
    water: tuple[str, ...]
    glint: str


MORNING = Light(
    sky=("#bfdbe3", "#cfe3e6", "#e0e7e0", "#eee3cf", "#f5d9b8", "#f6cda3"),
    orb="#fbeecb",
    hills=("#a9c6cc", "#86adb5"),
    houses=("#35697a", "#2a5c6e", "#44788a", "#9c5a45", "#c98d68"),
    window="#f7e3b4",
    lit=0.18,
    bank=PINE,
    water=("#c9ced0", "#b6cad1", "#9cbdc8", "#82aebc", "#6b9eb0"),
    glint="#fbe6bd",
)
EVENING = Light(
    sky=("#0b3446", "#123f53", "#1d4d62", "#2f5f72", "#56737d", "#98827a"),
    orb="#f2ead2",
    hills=("#1f4a5b", "#173e4e"),
    houses=("#0c2a36", "#10323f", "#153a48", "#0a2631"),
    window="#f0bf5e",
    lit=0.55,
    bank="#07202a",
    water=("#41606c", "#2b5364", "#1d4759", "#143c4d", "#0d3140"),
    glint="#eab35a",
)


def river(canvas: Canvas, light: Light) -> None:
    """Nitelva with the town on the far bank."""
    shore = canvas.height * 0.62
    canvas.bands(0, shore, list(light.sky))
    canvas.disc(
        canvas.width * 0.71, canvas.height * 0.36 if light.lit < 0.5 else 330, 120, light.orb
    )
    canvas.ridge(shore - 170, 42, light.hills[0], 1500)
    canvas.ridge(shore - 90, 30, light.hills[1], 1100)
    canvas.rect(0, shore - 8, canvas.width, canvas.height, light.bank)
    _town(canvas, light, shore)
    _trees(canvas, light.bank, shore)
    canvas.rect(0, shore - 6, canvas.width, 34, light.bank)
    canvas.bands(shore + 28, canvas.height, list(light.water))
    _glints(canvas, light, shore + 40)
    _reeds(canvas, light.bank)


def hills(canvas: Canvas) -> None:
    """Romerike as a wide view: forest, fields, a farm and a bend of the river."""
    canvas.bands(0, 620, ["#cfe2ea", "#dbe9ec", "#e8eeea", "#f3ecdc"])
    for x, y, r in (
        (520, 230, 90),
        (620, 210, 120),
        (740, 236, 84),
        (2500, 170, 80),
        (2600, 150, 108),
        (2710, 176, 76),
    ):
        canvas.disc(x, y, r * 1.6, SNOW, r * 0.42)
    for level, swing, colour in (
        (520, 50, "#a8c8d2"),
        (590, 44, "#7ea9b6"),
        (650, 36, "#4f8490"),
        (720, 26, "#2d655f"),
    ):
        canvas.ridge(level, swing, colour, 1700)
    canvas.ridge(800, 22, "#c9bd83", 2300)
    canvas.ridge(860, 26, LEAF, 1900)
    _furrows(canvas)
    _farm(canvas, 2480, 850)
    for x in range(60, 3600, 38):
        if canvas.random.random() < 0.45 and not 2300 < x < 2960:
            spruce(
                canvas,
                x,
                830 + canvas.random.uniform(-12, 26),
                canvas.random.uniform(60, 120),
                PINE,
            )
    _bend(canvas)


def forest(canvas: Canvas) -> None:
    """Spruce in snow, in four depths, with a low sun."""
    canvas.bands(0, 1150, ["#c6dbe3", "#d3e3e8", "#e0eaec", "#ece9e0", "#f4e3cb"])
    canvas.disc(1640, 640, 110, "#fdf3dc")
    for base, size, colour, count in (
        (1010, 330, "#a9c5cf", 34),
        (1090, 470, "#6d9aa8", 24),
        (1200, 640, "#2f6b7b", 15),
    ):
        canvas.ridge(base - 30, 20, SNOW, 1400)
        for index in range(count):
            x = (index + canvas.random.uniform(0.1, 0.9)) * canvas.width / count
            _snowy(
                canvas,
                x,
                base + canvas.random.uniform(-20, 40),
                size * canvas.random.uniform(0.75, 1.15),
                colour,
            )
    canvas.ridge(1250, 26, "#eef4f6", 1500)
    canvas.ridge(1380, 34, SNOW, 1800)
    _tracks(canvas)
    for x, size in ((150, 900), (420, 700), (2200, 980), (1960, 640)):
        _snowy(canvas, x, 1440, size, BAND)


def northern(canvas: Canvas) -> None:
    """White hills under a green sky light."""
    canvas.bands(0, 1200, ["#06222e", "#082a38", "#0b3342", "#0f3d4d", "#164a5a"])
    for _ in range(130):
        canvas.disc(
            canvas.random.uniform(0, 2400),
            canvas.random.uniform(0, 760),
            canvas.random.uniform(1.5, 4),
            ICE,
        )
    for offset, colour in ((0, "#5fb8a820"), (130, "#8fdcae2a"), (260, "#6fc2c01c")):
        _curtain(canvas, offset, colour)
    canvas.ridge(980, 110, "#3b6b7c", 1500)
    canvas.ridge(1120, 90, "#7fa8b5", 1300)
    canvas.ridge(1250, 60, "#c3dae1", 1500)
    canvas.ridge(1390, 34, ICE, 1900)
    for _ in range(46):
        x = canvas.random.uniform(0, 2400)
        if 1560 < x < 1860:
            continue
        spruce(
            canvas,
            x,
            1420 + canvas.random.uniform(-20, 60),
            canvas.random.uniform(70, 150),
            "#123c4a",
        )
    _cabin(canvas, 1650, 1420)


def spruce(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    canvas.polygon([(x, foot - size), (x + size * 0.24, foot), (x - size * 0.24, foot)], colour)


def _town(canvas: Canvas, light: Light, shore: float) -> None:
    x = 40.0
    while x < canvas.width - 60:
        wide, tall = (
            canvas.random.choice((90, 120, 150, 190)),
            canvas.random.choice((110, 150, 190, 240, 300)),
        )
        middle = 1 - abs(x - canvas.width * 0.45) / canvas.width
        tall *= 0.55 + middle * 0.75
        _house(canvas, light, (x, shore - tall), (wide, tall))
        x += wide + canvas.random.choice((0, 0, 6, 40, 90))


def _house(
    canvas: Canvas, light: Light, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    (x, y), (wide, tall) = corner, size
    colour = canvas.random.choice(light.houses)
    canvas.rect(x, y, wide, tall + 4, colour)
    if tall < 190:
        canvas.polygon(
            [(x - 6, y + 1), (x + wide / 2, y - wide * 0.32), (x + wide + 6, y + 1)], colour
        )
    for row in range(int((tall - 30) // 40)):
        for column in range(int((wide - 20) // 30)):
            if canvas.random.random() < light.lit:
                canvas.rect(x + 16 + column * 30, y + 20 + row * 40, 14, 20, light.window)


def _trees(canvas: Canvas, colour: str, shore: float) -> None:
    for _ in range(60):
        size = canvas.random.uniform(24, 62)
        x = canvas.random.uniform(0, canvas.width)
        canvas.disc(x, shore - size * 0.3, size, colour, size * 1.05)


def _glints(canvas: Canvas, light: Light, top: float) -> None:
    centre = canvas.width * 0.71
    for index in range(34):
        y = top + index * 17
        if y > canvas.height - 40:
            break
        half = 70 + index * 9 * canvas.random.uniform(0.4, 1.1)
        x = centre + canvas.random.uniform(-46, 46)
        canvas.rect(x - half, y, half * 2, 6, light.glint + "c0", 3)
    for _ in range(70):
        y = canvas.random.uniform(top, canvas.height - 20)
        wide = canvas.random.uniform(60, 320)
        canvas.rect(canvas.random.uniform(-100, canvas.width), y, wide, 5, "#ffffff2e", 2)


def _reeds(canvas: Canvas, colour: str) -> None:
    for _ in range(90):
        x = canvas.random.triangular(-20, 820, 40)
        tall = canvas.random.uniform(70, 300) * (1 - x / 1100)
        lean = canvas.random.uniform(-30, 46)
        canvas.polygon(
            [(x - 7, canvas.height), (x + 7, canvas.height), (x + lean, canvas.height - tall)],
            colour,
        )


def _furrows(canvas: Canvas) -> None:
    for index in range(15):
        x = 300 + index * 110
        canvas.line([(x, 1210), (x * 0.55 + 760, 900)], "#7f9a68", 5)


def _farm(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 110, 250, 120, RUST)
    canvas.polygon([(x - 20, y - 108), (x + 125, y - 200), (x + 270, y - 108)], "#5d3028")
    canvas.rect(x + 100, y - 66, 60, 76, "#6f2f20")
    canvas.rect(x + 310, y - 80, 130, 90, SNOW)
    canvas.polygon([(x + 296, y - 78), (x + 375, y - 140), (x + 454, y - 78)], BAND)
    for column in range(3):
        canvas.rect(x + 330 + column * 36, y - 54, 18, 28, FJORD)


def _bend(canvas: Canvas) -> None:
    upper = [(x, 1010 + 60 * math.sin(x / 520) - x * 0.012) for x in range(1700, 3621, 20)]
    lower = [(x, 1130 + 46 * math.sin(x / 480 + 0.4)) for x in range(3620, 1499, -20)]
    canvas.polygon([*upper, *lower, (1400, 1200), (1300, 1200)], HAZE)
    for _ in range(26):
        canvas.rect(
            canvas.random.uniform(1900, 3500), canvas.random.uniform(1060, 1120), 120, 4, ICE, 2
        )


def _snowy(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    canvas.rect(x - size * 0.02, foot - size * 0.14, size * 0.04, size * 0.16, "#5a4337")
    for tier in (3, 2, 1, 0):
        top = foot - size * (1 - tier * 0.2)
        half, low = size * (0.1 + tier * 0.05), top + size * 0.3
        canvas.polygon(
            [(x, top), (x + half, low), (x, low - size * 0.035), (x - half, low)], colour
        )
        _snow(canvas, x, top, half * 0.5, size * 0.15)


def _snow(canvas: Canvas, x: float, top: float, half: float, tall: float) -> None:
    steps = ((1, 1), (0.5, 0.82), (0.1, 1.08), (-0.35, 0.8), (-1, 1))
    canvas.polygon(
        [(x, top), *((x + half * across, top + tall * down) for across, down in steps)], SNOW
    )


def _tracks(canvas: Canvas) -> None:
    for shift in (0, 46):
        points = [
            (1180 + shift * (0.3 + t) + 300 * math.sin(t * 2.6), 1600 - t * 330)
            for t in (i / 20 for i in range(21))
        ]
        canvas.line(points, HAZE, 9)


def _curtain(canvas: Canvas, offset: float, colour: str) -> None:
    """One veil of light in four layers, strongest at its lower hem."""
    across = range(-20, 2440, 20)
    hem = [(x, 640 + offset * 0.7 + 130 * math.sin(x / 360 + offset / 50)) for x in across]
    for height in (0.25, 0.5, 0.75, 1):
        crest = [(x, y - height * (300 + 110 * math.sin(x / 230 + offset))) for x, y in hem]
        canvas.polygon([*hem, *reversed(crest)], colour)


def _cabin(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 70, 150, 80, "#5d3028")
    canvas.polygon([(x - 24, y - 66), (x + 75, y - 140), (x + 174, y - 66)], SNOW)
    canvas.rect(x + 26, y - 46, 34, 34, OCHRE)
    canvas.rect(x + 92, y - 46, 34, 56, "#3d201b")
