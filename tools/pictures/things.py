"""Batteries, medicine and the departure board."""

from __future__ import annotations

import math

from newsroom.commands.pictures.canvas import (
    BAND,
    CORAL,
    FJORD,
    HAZE,
    ICE,
    MIST,
    MOSS,
    OCHRE,
    RUST,
    SEA,
    SNOW,
    Canvas,
    Point,
)


def cells(canvas: Canvas) -> None:
    """Rows of battery cells from slightly above; some of them glow."""
    canvas.rect(0, 0, 2400, 1600, "#06303d")
    canvas.polygon([(0, 420), (2400, 120), (2400, 1600), (0, 1600)], "#083c4b")
    for row in range(6):
        for column in range(-1, 9):
            x = 90 + column * 344 + (row % 2) * 172
            y = 300 + row * 262 - column * 20
            _cell(canvas, (x, y), glows=(row * 5 + column * 3) % 11 in (0, 7))


def medicine(canvas: Canvas) -> None:
    """A molecule beside capsules and tablets."""
    canvas.rect(0, 0, 2400, 1600, ICE)
    canvas.disc(620, 760, 640, MIST)
    canvas.disc(2180, 1500, 520, "#f3e6cc")
    _molecule(canvas)
    for x, y, degrees, colour in (
        (1560, 520, -32, RUST),
        (1980, 780, 18, FJORD),
        (1700, 1180, -12, MOSS),
        (2130, 330, 60, OCHRE),
    ):
        _capsule(canvas, (x, y), degrees, colour)
    for x, y, colour in (
        (1330, 900, SNOW),
        (1400, 1330, CORAL),
        (2120, 1240, SNOW),
        (1760, 240, SNOW),
        (1990, 1440, HAZE),
    ):
        _tablet(canvas, (x, y), colour)


def departures(canvas: Canvas) -> None:
    """A departure board over a platform at dusk; its rows are marks, not words."""
    canvas.bands(0, 1600, ["#123f53", "#1a4a5e", "#28586a", "#3f6877", "#6a7f86", "#a08f85"])
    canvas.ridge(1240, 30, "#0d3140", 1300)
    for x in range(0, 2400, 150):
        tall = canvas.random.choice((90, 160, 220, 280))
        canvas.rect(x, 1260 - tall, 130, tall, "#10323f")
        for index in range(3):
            if canvas.random.random() < 0.6:
                canvas.rect(x + 20 + index * 36, 1290 - tall, 18, 24, "#eab35a")
    canvas.rect(0, 1250, 2400, 350, "#0b2a36")
    canvas.rect(0, 1420, 2400, 30, OCHRE)
    for x in (420, 1940):
        canvas.rect(x, 0, 44, 200, "#07202a")
    canvas.rect(220, 180, 1960, 900, "#07202a", 26)
    canvas.rect(260, 220, 1880, 820, "#021920", 10)
    for row in range(7):
        _departure(canvas, row)
    _clock(canvas, (1960, 330))


def _cell(canvas: Canvas, spot: Point, *, glows: bool) -> None:
    x, y = spot
    side, top, pole = (OCHRE, "#f2cd7c", "#fbeecb") if glows else (SEA, HAZE, ICE)
    shade = "#b98424" if glows else FJORD
    canvas.disc(x, y + 480, 146, shade, 62)
    canvas.rect(x - 146, y, 292, 480, shade)
    canvas.rect(x - 146, y, 176, 480, side)
    canvas.rect(x - 108, y + 30, 30, 460, "#ffffff30")
    canvas.rect(x - 146, y + 130, 292, 20, "#00303d55")
    canvas.disc(x, y, 146, top, 62)
    canvas.disc(x, y, 120, shade, 48)
    canvas.disc(x, y, 108, top, 42)
    canvas.rect(x - 48, y - 34, 96, 34, pole)
    canvas.disc(x, y, 48, pole, 20)
    canvas.disc(x, y - 34, 48, SNOW, 20)


def _molecule(canvas: Canvas) -> None:
    ring = [
        (620 + 230 * math.cos(math.radians(a)), 780 + 230 * math.sin(math.radians(a)))
        for a in range(30, 390, 60)
    ]
    arms = {0: (1010, 1120), 2: (220, 1110), 3: (210, 470), 4: (620, 270), 5: (1010, 470)}
    further = {(1010, 470): (1180, 250), (210, 470): (90, 660), (1010, 1120): (950, 1370)}
    for index, atom in enumerate(ring):
        _bond(canvas, atom, ring[(index + 1) % 6], double=index % 2 == 0)
    for index, end in arms.items():
        _bond(canvas, ring[index], end)
    for start, end in further.items():
        _bond(canvas, start, end)
    for atom in ring:
        _atom(canvas, atom, 74, FJORD)
    for end, colour in zip(arms.values(), (RUST, SEA, OCHRE, SEA, RUST), strict=True):
        _atom(canvas, end, 86, colour)
    for end in further.values():
        _atom(canvas, end, 52, SNOW)


def _bond(canvas: Canvas, start: Point, end: Point, *, double: bool = False) -> None:
    canvas.line([start, end], BAND, 34 if double else 20)
    if double:
        canvas.line([start, end], MIST, 12)


def _atom(canvas: Canvas, spot: Point, radius: float, colour: str) -> None:
    x, y = spot
    canvas.disc(x + 8, y + 12, radius, "#00303d26")
    canvas.disc(x, y, radius, colour)
    canvas.disc(x - radius * 0.32, y - radius * 0.34, radius * 0.26, "#ffffff55")


def _capsule(canvas: Canvas, spot: Point, degrees: float, colour: str) -> None:
    (x, y), angle = spot, math.radians(degrees)
    dx, dy = 120 * math.cos(angle), 120 * math.sin(angle)
    for shift, (head, tail) in ((12, ("#00303d22", "#00303d22")), (0, (SNOW, colour))):
        canvas.disc(x - dx + shift, y - dy + shift, 78, tail)
        canvas.disc(x + dx + shift, y + dy + shift, 78, head)
        if not shift:
            canvas.line([(x, y), (x + dx, y + dy)], head, 156)
            canvas.line([(x - dx, y - dy), (x, y)], tail, 156)
    nx, ny = -math.sin(angle) * -40, math.cos(angle) * -40
    canvas.line(
        [(x - dx + nx, y - dy + ny), (x - dx * 0.15 + nx, y - dy * 0.15 + ny)], "#ffffff4d", 18
    )
    canvas.line([(x + dx - nx, y + dy - ny), (x + dx * 0.1 - nx, y + dy * 0.1 - ny)], "#d9e9ee", 18)


def _tablet(canvas: Canvas, spot: Point, colour: str) -> None:
    x, y = spot
    canvas.disc(x + 10, y + 18, 100, "#00303d22")
    canvas.disc(x, y + 12, 100, HAZE if colour == SNOW else "#00303d55")
    canvas.disc(x, y, 100, colour)
    canvas.disc(x, y, 82, "#00303d10")
    canvas.line([(x - 58, y + 22), (x + 58, y - 22)], "#00303d44", 9)


def _departure(canvas: Canvas, row: int) -> None:
    y = 270 + row * 106
    canvas.rect(300, y + 78, 1440 if row < 3 else 1800, 3, "#12343f")
    colour = "#ffd98a" if row == 0 else "#e9c987" if row % 3 else ICE
    for digit in range(4):
        canvas.rect(310 + digit * 42 + (16 if digit > 1 else 0), y, 30, 54, colour, 6)
    left = 570.0
    for _ in range(canvas.random.randint(2, 3)):
        wide = canvas.random.choice((110, 170, 230, 290))
        canvas.rect(left, y + 8, wide, 38, colour, 6)
        left += wide + 28
    canvas.rect(1600, y, 54, 54, (RUST, SEA, MOSS)[row % 3], 8)


def _clock(canvas: Canvas, spot: Point) -> None:
    x, y = spot[0], spot[1] + 50
    canvas.disc(x, y, 140, BAND)
    canvas.disc(x, y, 124, SNOW)
    for hour in range(12):
        angle = math.radians(hour * 30)
        canvas.line(
            [
                (x + 96 * math.cos(angle), y + 96 * math.sin(angle)),
                (x + 114 * math.cos(angle), y + 114 * math.sin(angle)),
            ],
            BAND,
            9,
        )
    canvas.line([(x, y), (x - 40, y + 42)], BAND, 14)
    canvas.line([(x, y), (x + 10, y - 92)], BAND, 10)
    canvas.disc(x, y, 14, RUST)
