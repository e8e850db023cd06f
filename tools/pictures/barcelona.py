"""Barcelona: blocks from above, chimneys and glass, a street."""

from __future__ import annotations

import math

from newsroom.commands.pictures.canvas import (
    BAND,
    FJORD,
    HAZE,
    ICE,
    LEAF,
    MIST,
    MOSS,
    OCHRE,
    PINE,
    RUST,
    SEA,
    SNOW,
    Canvas,
    Point,
    turned,
)


def blocks(canvas: Canvas) -> None:
    """Eixample from above: octagonal blocks with courtyards, and one diagonal avenue."""
    canvas.rect(0, 0, canvas.width, canvas.height, "#cbb999")
    step, middle = 330, (1200.0, 800.0)
    for row in range(-5, 6):
        for column in range(-6, 7):
            corner = (middle[0] + column * step, middle[1] + row * step)
            _block(canvas, turned([corner], 45, middle)[0], row, column)
    _avenue(canvas)
    _park(canvas, turned([(middle[0] + step, middle[1] - step)], 45, middle)[0])


def skyline(canvas: Canvas) -> None:
    """A district where brick chimneys stand beside glass offices."""
    canvas.bands(0, 1280, ["#a9cfdb", "#bdd9de", "#d3e1dc", "#e9e2cb", "#f4d9ae", "#f3c48f"])
    canvas.disc(560, 760, 150, "#fbeecb")
    for x, tall in (
        (0, 300),
        (260, 380),
        (560, 260),
        (900, 340),
        (1300, 300),
        (1700, 400),
        (2100, 320),
    ):
        canvas.rect(x, 1180 - tall, 330, tall + 120, "#a5bcc0")
    _glass(canvas, (1480, 380), (330, 860), FJORD, SEA)
    _glass(canvas, (1830, 590), (260, 650), "#35697a", HAZE)
    _glass(canvas, (180, 700), (280, 540), "#44788a", MIST)
    _chimney(canvas, 1010, 300, 940)
    _chimney(canvas, 1250, 560, 680)
    _factory(canvas, 560, 1010)
    canvas.rect(0, 1240, 2400, 360, "#d8c7a6")
    canvas.rect(0, 1330, 2400, 150, "#7f8b8c")
    for x in range(40, 2400, 220):
        canvas.rect(x, 1400, 110, 10, ICE)
    for x in (90, 480, 1420, 2130, 2330):
        _palm(canvas, x, 1300)
    _tram(canvas, 900, 1240)


def street(canvas: Canvas) -> None:
    """A narrow street in tall format: facades, balconies, plane trees and a strip of sky."""
    canvas.bands(0, 2200, ["#8fc3d4", "#a8d0da", "#c4dcdd", "#e0e2d3", "#f0dfbd"])
    canvas.polygon([(900, 2100), (1500, 2100), (2500, 3060), (-100, 3060)], "#d9cdb6")
    canvas.polygon([(1080, 2100), (1320, 2100), (1700, 3000), (700, 3000)], "#8d9798")
    for index, colour in enumerate(("#c98d68", "#dcb98a", "#b86f4e", "#e3c9a0")):
        _front(canvas, index, colour, left=True)
        _front(canvas, index, ("#d9b27c", "#bf7a58", "#e6d0aa", "#a9c0bd")[index], left=False)
    for depth in (3, 2, 1, 0):
        for side in (-1, 1):
            _plane_tree(
                canvas,
                1200 + side * (230 + 190 * (3 - depth)),
                2170 + 190 * (3 - depth),
                70 + 46 * (3 - depth),
            )
    _bicycle(canvas, 1270, 2790)


def _block(canvas: Canvas, centre: Point, row: int, column: int) -> None:
    colour = canvas.random.choice(("#c47b55", "#d79a6c", "#b9623f", "#e0b285", "#cf8a5e"))
    canvas.polygon(_octagon((centre[0] + 14, centre[1] + 18), 142), "#a9946f")
    canvas.polygon(_octagon(centre, 142), colour)
    for index in range(8):
        edge = turned([(centre[0], centre[1] - 104)], index * 45 + 22.5, centre)[0]
        if canvas.random.random() < 0.6:
            tone = canvas.random.choice(("#ffffff26", "#00303d22", "#7a2f1a2e"))
            canvas.polygon(
                turned(
                    [
                        (edge[0] - 24, edge[1] - 17),
                        (edge[0] + 24, edge[1] - 17),
                        (edge[0] + 24, edge[1] + 17),
                        (edge[0] - 24, edge[1] + 17),
                    ],
                    index * 45 + 22.5,
                    edge,
                ),
                tone,
            )
    canvas.polygon(_octagon(centre, 74), "#8a5a3e")
    green = (row * 3 + column * 5) % 4 != 0
    canvas.polygon(_octagon((centre[0] + 4, centre[1] + 5), 68), MOSS if green else "#d7c39c")
    for _ in range(6 if green else 2):
        x, y = canvas.random.uniform(-38, 38), canvas.random.uniform(-38, 38)
        canvas.disc(
            centre[0] + x, centre[1] + y, canvas.random.uniform(9, 17), PINE if green else LEAF
        )


def _octagon(centre: Point, reach: float) -> list[Point]:
    cut, (x, y) = reach * 0.7, centre
    flat = [
        (x - cut, y - reach),
        (x + cut, y - reach),
        (x + reach, y - cut),
        (x + reach, y + cut),
        (x + cut, y + reach),
        (x - cut, y + reach),
        (x - reach, y + cut),
        (x - reach, y - cut),
    ]
    return turned(flat, 45, centre)


def _avenue(canvas: Canvas) -> None:
    canvas.polygon([(-60, 1180), (-60, 1010), (2460, 330), (2460, 500)], "#cbb999")
    canvas.polygon([(-60, 1120), (-60, 1072), (2460, 392), (2460, 440)], "#7f8b8c")
    for index in range(46):
        x = index * 56 - 30
        y = 1096 - (x + 60) * 0.2698
        canvas.disc(x, y - 52, 19, MOSS)
        canvas.disc(x + 18, y + 52, 19, PINE)
        if index % 3 == 0:
            canvas.rect(x, y - 8, 26, 12, canvas.random.choice((SNOW, OCHRE, FJORD)), 4)


def _park(canvas: Canvas, centre: Point) -> None:
    canvas.polygon(_octagon(centre, 140), LEAF)
    canvas.polygon(_octagon(centre, 60), HAZE)
    for index in range(20):
        x, y = turned([(centre[0], centre[1] - 100 + 12 * (index % 3))], index * 18, centre)[0]
        canvas.disc(x, y, 17, PINE if index % 2 else MOSS)


def _glass(canvas: Canvas, corner: Point, size: Point, frame: str, pane: str) -> None:
    (x, y), (wide, tall) = corner, size
    canvas.rect(x, y, wide, tall, frame)
    for row in range(int((tall - 30) // 52)):
        for column in range(int((wide - 20) // 44)):
            if (row * 7 + column * 3) % 5:
                canvas.rect(x + 16 + column * 44, y + 20 + row * 52, 34, 38, pane)


def _chimney(canvas: Canvas, x: float, top: float, tall: float) -> None:
    canvas.polygon([(x, top), (x + 74, top), (x + 108, top + tall), (x - 34, top + tall)], RUST)
    canvas.rect(x - 12, top - 16, 98, 34, "#8f3b20", 4)
    for index in range(1, 6):
        y, grow = top + tall * index / 6, 34 * index / 6
        canvas.rect(x - grow, y, 74 + grow * 2, 12, "#9c4426")


def _factory(canvas: Canvas, x: float, y: float) -> None:
    for index in range(5):
        left = x + index * 170
        canvas.polygon([(left, y), (left, y - 110), (left + 170, y)], "#8f3b20")
        canvas.polygon(
            [(left + 8, y - 6), (left + 8, y - 88), (left + 60, y - 54), (left + 60, y - 6)], HAZE
        )
    canvas.rect(x, y, 850, 240, "#c98d68")
    for index in range(8):
        left = x + 44 + index * 100
        canvas.rect(left, y + 70, 58, 120, BAND, 28)
        canvas.rect(left, y + 120, 58, 70, BAND)


def _palm(canvas: Canvas, x: float, foot: float) -> None:
    canvas.polygon(
        [(x - 12, foot + 40), (x + 12, foot + 40), (x + 24, foot - 340), (x + 8, foot - 340)],
        "#6d5240",
    )
    for degrees in range(-200, 30, 32):
        angle = math.radians(degrees)
        tip = (x + 16 + 150 * math.cos(angle), foot - 340 + 120 * math.sin(angle) + 46)
        bend = (x + 16 + 80 * math.cos(angle), foot - 350 + 110 * math.sin(angle))
        canvas.polygon([(x + 16, foot - 346), bend, tip, (bend[0] + 6, bend[1] + 34)], PINE)


def _tram(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 560, 170, FJORD, 26)
    canvas.rect(x + 10, y + 34, 540, 66, ICE, 10)
    for index in range(6):
        canvas.rect(x + 22 + index * 90, y + 42, 72, 50, BAND, 4)
    canvas.rect(x, y + 122, 560, 14, OCHRE)
    for wheel in (90, 170, 390, 470):
        canvas.disc(x + wheel, y + 172, 24, BAND)


def _front(canvas: Canvas, index: int, colour: str, *, left: bool) -> None:
    near, far = index * 300 - 40, (index + 1) * 300 - 40
    edges = (near, far) if left else (2400 - near, 2400 - far)
    top = (100 + index * 250, 110 + (index + 1) * 250)
    low = (3040 - index * 235, 3040 - (index + 1) * 235)
    canvas.polygon(
        [(edges[0], top[0]), (edges[1], top[1]), (edges[1], low[1]), (edges[0], low[0])], colour
    )
    for floor in range(6):
        _balcony(canvas, edges, top, low, 0.08 + floor * 0.15, ground=floor == 5)


def _balcony(
    canvas: Canvas, edges: Point, top: Point, low: Point, share: float, *, ground: bool
) -> None:
    for begin, end in ((0.14, 0.42), (0.58, 0.86)):

        def at(across: float, down: float) -> Point:
            upper, under = top[0] + (top[1] - top[0]) * across, low[0] + (low[1] - low[0]) * across
            return edges[0] + (edges[1] - edges[0]) * across, upper + (under - upper) * down

        bottom = share + (0.15 if ground else 0.095)
        pane = canvas.random.choice((BAND, FJORD, "#35697a", "#3f5f5a"))
        canvas.polygon([at(begin, share), at(end, share), at(end, bottom), at(begin, bottom)], pane)
        if not ground:
            canvas.polygon(
                [
                    at(begin - 0.05, share + 0.07),
                    at(end + 0.05, share + 0.07),
                    at(end + 0.05, bottom + 0.006),
                    at(begin - 0.05, bottom + 0.006),
                ],
                "#2b3a3fcc",
            )


def _plane_tree(canvas: Canvas, x: float, foot: float, size: float) -> None:
    canvas.rect(x - size * 0.09, foot - size * 2.1, size * 0.18, size * 2.3, "#6d5f4c")
    for across, up, scale, colour in (
        (-0.5, 2.4, 0.75, PINE),
        (0.5, 2.5, 0.8, MOSS),
        (0, 3.0, 0.9, MOSS),
        (0.1, 2.3, 0.6, LEAF),
    ):
        canvas.disc(x + size * across, foot - size * up, size * scale, colour)


def _bicycle(canvas: Canvas, x: float, y: float) -> None:
    for wheel in (0, 230):
        canvas.arc(x + wheel, y, 82, (0, 360), BAND, 11)
    frame = [(x, y), (x + 96, y), (x + 190, y - 112), (x + 70, y - 112), (x + 96, y)]
    canvas.line(frame, RUST, 13)
    canvas.line([(x, y), (x + 70, y - 112), (x + 60, y - 146)], RUST, 13)
    canvas.line([(x + 230, y), (x + 184, y - 150), (x + 224, y - 166)], RUST, 12)
    canvas.rect(x + 24, y - 164, 76, 18, BAND, 9)
