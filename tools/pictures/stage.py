"""A stage in the dark, with music, lamps and a ferris wheel."""

from __future__ import annotations

import math

from newsroom.commands.pictures.canvas import (
    BAND,
    CORAL,
    FJORD,
    HAZE,
    ICE,
    LEAF,
    OCHRE,
    PINE,
    PLUM,
    RUST,
    Canvas,
    Point,
    turned,
)


def stage(canvas: Canvas) -> None:
    """An outdoor stage at night with beams, bunting and a ferris wheel."""
    canvas.bands(0, 1250, ["#0a2338", "#102c42", "#1a374c", "#2b4458", "#4b5265", "#7d6166"])
    for _ in range(80):
        canvas.disc(
            canvas.random.uniform(0, 2400),
            canvas.random.uniform(0, 500),
            canvas.random.uniform(2, 4),
            ICE,
        )
    canvas.ridge(1090, 40, "#12303f", 1400)
    _wheel(canvas, (1930, 660), 430)
    for foot, tip, colour in (
        (520, 60, "#fbe3ae30"),
        (640, 500, "#e38a6c38"),
        (900, 940, "#8fdcae30"),
        (1140, 1420, "#e38a6c38"),
        (1260, 1840, "#fbe3ae30"),
    ):
        canvas.polygon(
            [(foot - 14, 620), (foot + 14, 620), (tip + 170, -20), (tip - 170, -20)], colour
        )
    canvas.polygon([(330, 640), (890, 470), (1450, 640), (1450, 700), (330, 700)], RUST)
    canvas.polygon([(610, 555), (890, 470), (890, 700), (610, 700)], "#cf6a48")
    canvas.rect(350, 690, 1080, 440, "#3b2a3f")
    canvas.polygon([(420, 700), (1360, 700), (1240, 1100), (540, 1100)], "#f0bf5e")
    canvas.polygon([(560, 700), (1220, 700), (1140, 1100), (640, 1100)], "#f7dc9c")
    for x in (350, 1390):
        canvas.rect(x, 640, 40, 490, BAND)
    _band(canvas)
    canvas.rect(310, 1100, 1160, 70, "#5d3028")
    _bunting(canvas)
    for row, (y, tone) in enumerate(((1280, "#123847"), (1380, "#0c2c39"), (1500, "#061f29"))):
        for index in range(26):
            _back(
                canvas,
                index * 100 + row * 37 - 40,
                y + canvas.random.uniform(-26, 26),
                0.8 + row * 0.22,
                tone,
            )


def _wheel(canvas: Canvas, hub: Point, radius: float) -> None:
    x, y = hub
    canvas.line([(x - 190, 1150), hub, (x + 190, 1150)], BAND, 22)
    for index in range(12):
        rim = turned([(x, y - radius)], index * 30, hub)[0]
        canvas.line([hub, rim], "#9c7f80", 5)
    canvas.arc(x, y, radius, (0, 360), "#d8b98a", 12)
    canvas.arc(x, y, radius * 0.82, (0, 360), "#9c7f80", 5)
    for index in range(36):
        bulb = turned([(x, y - radius + 6)], index * 10, hub)[0]
        canvas.disc(*bulb, 9, "#fbe3ae")
    for index in range(12):
        cx, cy = turned([(x, y - radius)], index * 30 + 15, hub)[0]
        canvas.rect(cx - 40, cy, 80, 62, (CORAL, OCHRE, HAZE, LEAF)[index % 4], 20)
        canvas.rect(cx - 30, cy + 12, 60, 20, "#10323f", 4)
    canvas.disc(x, y, 36, OCHRE)


def _band(canvas: Canvas) -> None:
    for x, coat in ((700, FJORD), (890, PLUM), (1080, PINE)):
        canvas.rect(x - 34, 960, 26, 145, BAND)
        canvas.rect(x + 8, 960, 26, 145, BAND)
        canvas.rect(x - 46, 830, 92, 160, coat, 34)
        canvas.disc(x, 792, 34, "#e3b896")
        canvas.disc(x, 776, 35, "#3b2a22", 22)
    canvas.line([(834, 1104), (846, 850), (868, 840)], BAND, 7)
    canvas.disc(870, 838, 14, BAND)
    canvas.line([(650, 870), (770, 920)], "#8d6438", 16)
    canvas.disc(655, 905, 38, "#8d6438", 46)


def _bunting(canvas: Canvas) -> None:
    for start, end, sag in (((0, 560), (340, 660), 60), ((1440, 660), (2400, 380), 150)):
        points = [
            (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + sag * math.sin(math.pi * t),
            )
            for t in (i / 24 for i in range(25))
        ]
        canvas.line(points, ICE, 4)
        for index, (x, y) in enumerate(points[1:-1:2]):
            canvas.polygon([(x - 20, y), (x + 20, y), (x, y + 50)], (OCHRE, CORAL, HAZE)[index % 3])


def _back(canvas: Canvas, x: float, y: float, size: float, tone: str) -> None:
    canvas.rect(x - 70 * size, y + 30 * size, 140 * size, 400, tone, 56 * size)
    canvas.disc(x, y - 14 * size, 44 * size, tone, 52 * size)
    if canvas.random.random() < 0.16:
        canvas.line(
            [(x + 50 * size, y + 70 * size), (x + 74 * size, y - 110 * size)], tone, 30 * size
        )
