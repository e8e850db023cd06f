"""Halls, tables and people seen from afar, without faces."""

from __future__ import annotations

import math

from newsroom.commands.pictures.canvas import (
    BAND,
    CORAL,
    FJORD,
    HAZE,
    ICE,
    LEAF,
    MIST,
    MOSS,
    OCHRE,
    PINE,
    PLUM,
    RUST,
    SAND,
    SEA,
    SNOW,
    Canvas,
    Point,
    turned,
)

COATS = (FJORD, RUST, OCHRE, MOSS, PLUM, SEA, CORAL, SAND)
HAIR = ("#3b2a22", "#7a5535", "#c9a063", "#22262a", "#9b9a96", "#a5532f")
SKIN = ("#e3b896", "#c98f68", "#8f5f43", "#efcdb0")


def hall(canvas: Canvas) -> None:
    """A conference hall from behind: curved rows, heads, a bright stage."""
    canvas.rect(0, 0, 2400, 1600, "#06303d")
    for index in range(12):
        canvas.rect(index * 200, 0, 100, 900, "#083845")
    canvas.rect(0, 0, 2400, 70, "#04222c")
    for x in (300, 700, 1200, 1700, 2100):
        canvas.polygon(
            [
                (x - 26, 70),
                (x + 26, 70),
                (1200 + (x - 1200) * 0.5 + 190, 800),
                (1200 + (x - 1200) * 0.5 - 190, 800),
            ],
            "#fbeecb1e",
        )
        canvas.rect(x - 34, 52, 68, 40, "#021920", 8)
    _screen(canvas)
    canvas.polygon([(360, 760), (2040, 760), (2160, 850), (240, 850)], "#c89a62")
    canvas.rect(240, 850, 1920, 46, "#8d6438")
    canvas.rect(1690, 610, 120, 160, "#8d6438", 8)
    _speaker(canvas, 1750, 610)
    for row in range(5):
        _row(canvas, row)


def tables(canvas: Canvas) -> None:
    """Round tables from above, with people around them and threads between the tables."""
    canvas.rect(0, 0, 2400, 1600, "#dfeaed")
    for index in range(14):
        canvas.rect(0, index * 120, 2400, 3, "#cbdce1")
    spots = [(420, 400), (1180, 330), (1960, 430), (640, 1150), (1400, 1060), (2080, 1220)]
    for start, end in ((0, 1), (1, 2), (0, 3), (1, 4), (3, 4), (4, 5), (2, 5), (0, 4), (1, 5)):
        canvas.line([spots[start], spots[end]], "#e9c987", 14)
    for index, spot in enumerate(spots):
        _round_table(canvas, spot, 6 + index % 3)


def workshop(canvas: Canvas) -> None:
    """A long work table from above, full of sketches, machines and cups."""
    canvas.rect(0, 0, 2400, 1600, "#c9d8dc")
    for index in range(9):
        canvas.rect(index * 280, 0, 4, 1600, "#b6c9cf")
    canvas.rect(216, 366, 2000, 900, "#00303d26", 40)
    canvas.rect(200, 340, 2000, 900, "#dcb98a", 40)
    for index in range(1, 6):
        canvas.rect(200, 340 + index * 150, 2000, 4, "#cba673")
    _sheet(canvas, (1010, 560), 420, 300, -6)
    _sheet(canvas, (1480, 840), 300, 380, 12)
    _sheet(canvas, (610, 800), 260, 340, 8)
    for index, (x, y) in enumerate(
        ((860, 980), (960, 960), (1060, 990), (880, 1080), (980, 1070), (1080, 1095))
    ):
        _note(canvas, (x, y), (OCHRE, CORAL, HAZE, LEAF, OCHRE, MIST)[index], index * 7 - 16)
    for x, y, degrees in ((430, 470, 180), (1780, 480, 184), (520, 1120, -4), (1830, 1130, 6)):
        _laptop(canvas, (x, y), degrees)
    for x, y in ((790, 450), (1540, 470), (1330, 1130), (330, 800), (2100, 800)):
        _cup(canvas, (x, y))
    _plant(canvas, (1300, 450))
    for x, y, degrees in (
        (430, 240, 180),
        (1120, 220, 176),
        (1780, 236, 184),
        (520, 1370, 0),
        (1180, 1380, 4),
        (1830, 1370, -3),
    ):
        _person_above(canvas, (x, y), degrees)


def _screen(canvas: Canvas) -> None:
    canvas.rect(560, 170, 1280, 520, "#021920", 10)
    canvas.rect(580, 190, 1240, 480, ICE, 4)
    canvas.disc(890, 430, 190, HAZE)
    for rx in (60, 130):
        canvas.disc(890, 430, rx, "#00000000", 190)
    for x, y, rx, ry in (
        (830, 360, 70, 46),
        (960, 420, 54, 74),
        (850, 510, 80, 40),
        (940, 300, 34, 24),
    ):
        canvas.disc(x, y, rx, MOSS, ry)
    canvas.line([(1110, 430), (1250, 430)], RUST, 18)
    canvas.polygon([(1240, 390), (1310, 430), (1240, 470)], RUST)
    for x, tall, colour in (
        (1380, 110, SEA),
        (1440, 190, FJORD),
        (1510, 150, CORAL),
        (1580, 240, SEA),
        (1650, 130, OCHRE),
    ):
        canvas.rect(x, 560 - tall, 58, tall, colour)
    canvas.rect(1350, 560, 390, 12, BAND)


def _speaker(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 46, y - 130, 92, 150, RUST, 36)
    canvas.disc(x, y - 164, 34, SKIN[0])
    canvas.disc(x, y - 178, 35, HAIR[0], 24)
    canvas.rect(x - 70, y - 10, 140, 180, "#a87748", 8)


def _row(canvas: Canvas, row: int) -> None:
    size, level = 0.62 + row * 0.24, 960 + row * 118 + row * row * 10
    gap = 118 * size
    for index in range(-int(1300 / gap), int(1300 / gap) + 1):
        x = 1200 + index * gap
        y = level - 60 * size * (abs(x - 1200) / 1200) ** 2
        if abs(x - 1200) < 46 * size + 20:
            continue
        if canvas.random.random() < 0.84:
            _listener(canvas, x, y, size)
        canvas.rect(
            x - 50 * size,
            y - 24 * size,
            100 * size,
            220 * size,
            ("#7a3a2c", "#6c3226")[row % 2],
            22 * size,
        )
        canvas.rect(x - 38 * size, y - 12 * size, 76 * size, 12 * size, "#ffffff1c", 6 * size)


def _listener(canvas: Canvas, x: float, y: float, size: float) -> None:
    coat, hair = canvas.random.choice(COATS), canvas.random.choice(HAIR)
    canvas.rect(x - 44 * size, y - 60 * size, 88 * size, 120 * size, coat, 34 * size)
    canvas.rect(x - 12 * size, y - 76 * size, 24 * size, 30 * size, SKIN[0])
    canvas.disc(x, y - 98 * size, 28 * size, hair, 33 * size)
    if canvas.random.random() < 0.35:
        canvas.rect(x - 28 * size, y - 100 * size, 56 * size, 54 * size, hair, 18 * size)


def _round_table(canvas: Canvas, spot: Point, seats: int) -> None:
    x, y = spot
    for seat in range(seats):
        degrees = seat * 360 / seats + canvas.random.uniform(-5, 5)
        _person_above(canvas, turned([(x, y + 228)], degrees, spot)[0], degrees, 0.8)
    canvas.disc(x + 8, y + 12, 176, "#00303d22")
    canvas.disc(x, y, 176, SNOW)
    canvas.disc(x, y, 160, "#f3e6cc")
    for seat in range(seats):
        cup = turned([(x + 20, y + 118)], seat * 360 / seats, spot)[0]
        canvas.disc(*cup, 20, SNOW)
        canvas.disc(*cup, 13, "#6b4a34")
    canvas.disc(x, y, 40, MOSS)
    canvas.disc(x + 10, y - 8, 20, LEAF)


def _person_above(canvas: Canvas, spot: Point, degrees: float, size: float = 1.15) -> None:
    """Shoulders, arms and head from above, facing up before turning."""
    x, y = spot
    coat = canvas.random.choice(COATS)
    skin, hair = canvas.random.choice(SKIN), canvas.random.choice(HAIR)
    for side in (-1, 1):
        arm = [
            (x + side * 74 * size, y),
            (x + side * 80 * size, y - 50 * size),
            (x + side * 40 * size, y - 92 * size),
        ]
        canvas.line(turned(arm, degrees, spot), coat, 34 * size)
        hand = turned([(x + side * 38 * size, y - 96 * size)], degrees, spot)[0]
        canvas.disc(*hand, 18 * size, skin)
    oval = [
        (x + 96 * size * math.cos(t / 18 * math.pi), y + 46 * size * math.sin(t / 18 * math.pi))
        for t in range(36)
    ]
    canvas.polygon(turned(oval, degrees, spot), coat)
    nose = turned([(x, y - 10 * size)], degrees, spot)[0]
    canvas.disc(*nose, 40 * size, skin)
    canvas.disc(*turned([(x, y + 4 * size)], degrees, spot)[0], 43 * size, hair)


def _slab(canvas: Canvas, spot: Point, size: Point, degrees: float, fill: str) -> None:
    (x, y), (wide, tall) = spot, size
    corners = [
        (x - wide / 2, y - tall / 2),
        (x + wide / 2, y - tall / 2),
        (x + wide / 2, y + tall / 2),
        (x - wide / 2, y + tall / 2),
    ]
    canvas.polygon(turned(corners, degrees, spot), fill)


def _sheet(canvas: Canvas, spot: Point, wide: float, tall: float, degrees: float) -> None:
    _slab(canvas, (spot[0] + 8, spot[1] + 10), (wide, tall), degrees, "#00303d22")
    _slab(canvas, spot, (wide, tall), degrees, SNOW)
    x, y = spot
    points = [
        (
            x - wide * 0.36 + wide * 0.72 * i / 6,
            y + tall * (0.1 - 0.3 * (i / 6) ** 1.6 + 0.05 * (i % 2)),
        )
        for i in range(7)
    ]
    canvas.line(turned(points, degrees, spot), RUST, 8)
    for index in range(3):
        line = [
            (x - wide * 0.36, y + tall * (0.22 + index * 0.08)),
            (x + wide * (0.3 - index * 0.1), y + tall * (0.22 + index * 0.08)),
        ]
        canvas.line(turned(line, degrees, spot), HAZE, 7)
    canvas.disc(*turned([(x - wide * 0.24, y - tall * 0.3)], degrees, spot)[0], 26, OCHRE)


def _note(canvas: Canvas, spot: Point, fill: str, degrees: float) -> None:
    _slab(canvas, spot, (78, 78), degrees, fill)
    x, y = spot
    for dy in (-14, 6):
        canvas.line(turned([(x - 24, y + dy), (x + 20, y + dy)], degrees, spot), "#00303d88", 5)


def _laptop(canvas: Canvas, spot: Point, degrees: float) -> None:
    x, y = spot
    _slab(canvas, spot, (300, 190), degrees, "#8fa3a8")
    _slab(canvas, turned([(x, y - 30)], degrees, spot)[0], (260, 96), degrees, "#5b7079")
    _slab(canvas, turned([(x, y + 58)], degrees, spot)[0], (90, 46), degrees, "#7b9096")
    _slab(canvas, turned([(x, y - 112)], degrees, spot)[0], (300, 36), degrees, BAND)


def _cup(canvas: Canvas, spot: Point) -> None:
    x, y = spot
    canvas.disc(x + 5, y + 7, 52, "#00303d22")
    canvas.disc(x, y, 52, SNOW)
    canvas.rect(x + 40, y - 9, 34, 18, MIST, 9)
    canvas.disc(x, y, 36, MIST)
    canvas.disc(x, y, 30, "#6b4a34")


def _plant(canvas: Canvas, spot: Point) -> None:
    canvas.disc(*spot, 56, RUST)
    for index in range(9):
        x, y = spot
        leaf = [(x, y), (x + 26, y - 50), (x, y - 104), (x - 26, y - 50)]
        canvas.polygon(turned(leaf, index * 40, spot), (PINE, MOSS, LEAF)[index % 3])
