"""Rails, apartment fronts and a building site."""

from __future__ import annotations

from newsroom.commands.pictures.canvas import (
    BAND,
    CORAL,
    FJORD,
    ICE,
    LEAF,
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
)


def railway(canvas: Canvas) -> None:
    """Tracks that meet at the horizon, a red train and the masts of the overhead line."""
    canvas.bands(0, 900, ["#9cc4d2", "#b4d2da", "#cddfe0", "#e6e4d6", "#f3dcb6"])
    canvas.ridge(850, 40, "#7fa5b0", 1300)
    canvas.ridge(890, 26, PINE, 1000)
    canvas.rect(0, 900, 2400, 700, "#8e8578")
    canvas.polygon([(1210, 900), (1240, 900), (2400, 1330), (2400, 1600), (2150, 1600)], "#c9d3d5")
    canvas.polygon([(1210, 900), (1216, 900), (2190, 1600), (2090, 1600)], OCHRE)
    for foot in (-300, 520, 1340):
        _track(canvas, foot)
    _masts(canvas)
    _train(canvas, 520, 760, 1.5)
    _shelter(canvas)


def fronts(canvas: Canvas) -> None:
    """Five apartment fronts in a row, with balconies and some lit windows."""
    canvas.bands(0, 1300, ["#b9d6df", "#c8dee3", "#d8e5e5", "#e8e8df"])
    canvas.disc(2120, 260, 96, "#fbeecb")
    heights, colours = (900, 1080, 820, 1150, 960), (SEA, RUST, SAND, FJORD, MOSS)
    for index, (tall, colour) in enumerate(zip(heights, colours, strict=True)):
        _apartment(canvas, 70 + index * 456, tall, colour, index)
    canvas.rect(0, 1360, 2400, 240, "#b9c4c4")
    canvas.rect(0, 1360, 2400, 26, "#dfe6e4")
    for x in range(150, 2400, 456):
        canvas.rect(x - 32, 1250, 14, 120, "#5a4337")
        canvas.disc(x - 25, 1200, 74, PINE, 96)
    for x in (470, 1380, 1840):
        _cyclist(canvas, x, 1470)


def site(canvas: Canvas) -> None:
    """A building site with an electric excavator and a lorry on its charger."""
    canvas.bands(0, 1150, ["#bcd7df", "#cbdfe4", "#dce7e6", "#ece8db"])
    for x, tall in ((60, 420), (330, 560), (1850, 500), (2110, 380)):
        canvas.rect(x, 1130 - tall, 240, tall, "#a9c4cc")
    _crane(canvas, 1250)
    _frame(canvas, 1380, 600)
    canvas.ridge(1130, 18, "#cdb48a", 1500)
    canvas.ridge(1340, 14, "#b3946a", 1900)
    canvas.polygon(
        [(0, 1220), (180, 1040), (330, 1010), (520, 1150), (640, 1260), (0, 1280)], "#8f7350"
    )
    _excavator(canvas, 640, 1330)
    _charger(canvas, 2180, 1330)
    _lorry(canvas, 1300, 1330)
    for x in range(120, 2400, 300):
        canvas.polygon([(x, 1560), (x + 30, 1450), (x + 60, 1560)], RUST)
        canvas.rect(x + 14, 1500, 32, 18, SNOW)


def _track(canvas: Canvas, foot: float) -> None:
    for index in range(34):
        share = (index / 33) ** 2.2
        y, half = 900 + 700 * share, 6 + 250 * share
        x = 1215 + (foot - 1215) * share
        canvas.rect(x - half, y, half * 2, 2 + 26 * share, "#5d5348", 2)
    for side in (-1, 1):
        end = foot + side * 170
        canvas.polygon([(1215, 900), (1216, 900), (end + 15, 1600), (end - 15, 1600)], "#dfe6e8")


def _masts(canvas: Canvas) -> None:
    for index in range(5):
        share = ((5 - index) / 5) ** 1.9
        x, y = 1215 - 1130 * share, 900 + 330 * share
        tall, thick = 1000 * share + 40, 26 * share + 3
        canvas.rect(x - thick / 2, y - tall, thick, tall, BAND)
        canvas.rect(x, y - tall * 0.94, 560 * share, thick * 0.6, BAND)
        canvas.line([(x, y - tall * 0.76), (x + 420 * share, y - tall * 0.94)], BAND, thick * 0.4)
    for end in (-60, 360):
        canvas.line([(1215, 868), (end, -10)], BAND, 4)


def _train(canvas: Canvas, x: float, y: float, size: float) -> None:
    def part(dx: float, dy: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        canvas.rect(x + dx * size, y + dy * size, w * size, h * size, fill, radius * size)

    canvas.polygon(
        [
            (x + 330 * size, y + 40 * size),
            (1196, 872),
            (1208, 905),
            (x + 330 * size, y + 380 * size),
        ],
        "#8f3b20",
    )
    canvas.polygon(
        [
            (x + 330 * size, y + 95 * size),
            (1186, 882),
            (1190, 892),
            (x + 330 * size, y + 200 * size),
        ],
        BAND,
    )
    part(0, 0, 340, 400, RUST, 70)
    part(34, 64, 272, 150, BAND, 34)
    part(60, 82, 100, 90, "#35697a", 16)
    part(104, 18, 132, 34, BAND, 8)
    part(118, 25, 104, 20, OCHRE, 4)
    for lamp in (56, 260):
        canvas.disc(x + (lamp + 12) * size, y + 276 * size, 22 * size, "#fbeecb")
    part(0, 318, 340, 26, SNOW)
    part(20, 380, 300, 44, BAND, 10)


def _shelter(canvas: Canvas) -> None:
    canvas.polygon([(1640, 760), (2400, 560), (2400, 640), (1640, 800)], FJORD)
    for x, top, foot in ((1720, 780, 1100), (2020, 720, 1220), (2330, 650, 1340)):
        canvas.rect(x, top, 18, foot - top, BAND)
    for x, y, size, coat in (
        (1860, 1130, 0.8, OCHRE),
        (1950, 1160, 0.9, PLUM),
        (2200, 1270, 1.15, FJORD),
    ):
        _waiting(canvas, (x, y), size, coat)


def _waiting(canvas: Canvas, foot: Point, size: float, coat: str) -> None:
    x, y = foot
    canvas.rect(x - 22 * size, y - 90 * size, 18 * size, 92 * size, BAND)
    canvas.rect(x + 4 * size, y - 90 * size, 18 * size, 92 * size, BAND)
    canvas.rect(x - 36 * size, y - 210 * size, 72 * size, 140 * size, coat, 26 * size)
    canvas.disc(x, y - 240 * size, 30 * size, "#d9a987")
    canvas.arc(x, y - 242 * size, 34 * size, (170, 370), BAND, 18 * size)


def _apartment(canvas: Canvas, x: float, tall: float, colour: str, kind: int) -> None:
    top, wide = 1360 - tall, 400
    canvas.rect(x, top, wide, tall, colour)
    if kind in (0, 2, 4):
        canvas.polygon(
            [(x - 14, top + 2), (x + wide / 2, top - 130), (x + wide + 14, top + 2)], "#2b3a3f"
        )
    else:
        canvas.rect(x - 10, top - 20, wide + 20, 30, "#2b3a3f")
    for row in range(int((tall - 240) // 150)):
        for column in range(3):
            _window(
                canvas,
                (x + 44 + column * 116, top + 56 + row * 150),
                balcony=(column + kind) % 3 == 1 and row > 0,
            )
    canvas.rect(x + 40, 1180, 320, 180, "#00000030")
    canvas.rect(x + 160, 1200, 80, 160, "#2b3a3f", 4)
    canvas.rect(x + 60, 1210, 80, 90, "#fbe3ae")
    canvas.rect(x + 260, 1210, 80, 90, "#fbe3ae")


def _window(canvas: Canvas, corner: Point, *, balcony: bool) -> None:
    x, y = corner
    canvas.rect(x - 7, y - 7, 94, 104, SNOW)
    canvas.rect(x, y, 80, 90, "#f6cf7d" if canvas.random.random() < 0.3 else "#1c4656")
    canvas.rect(x + 37, y, 6, 90, SNOW)
    if balcony:
        canvas.rect(x - 20, y + 92, 120, 12, "#2b3a3f")
        for bar in range(9):
            canvas.rect(x - 18 + bar * 14, y + 48, 4, 46, "#2b3a3f")
        canvas.rect(x - 20, y + 44, 120, 7, "#2b3a3f")
        canvas.disc(x + 14, y + 78, 14, LEAF)


def _cyclist(canvas: Canvas, x: float, y: float) -> None:
    for wheel in (0, 110):
        canvas.arc(x + wheel, y, 40, (0, 360), BAND, 6)
    canvas.line([(x, y), (x + 46, y - 6), (x + 92, y - 62), (x + 34, y - 62), (x, y)], BAND, 6)
    canvas.line([(x + 40, y - 76), (x + 60, y - 34), (x + 48, y - 4)], FJORD, 17)
    canvas.line([(x + 38, y - 78), (x + 66, y - 142)], CORAL, 34)
    canvas.line([(x + 66, y - 138), (x + 98, y - 84)], CORAL, 14)
    canvas.disc(x + 76, y - 176, 24, "#d9a987")
    canvas.arc(x + 76, y - 178, 26, (180, 360), OCHRE, 14)


def _crane(canvas: Canvas, x: float) -> None:
    canvas.rect(x, 190, 30, 960, OCHRE)
    canvas.rect(x - 330, 236, 1060, 22, OCHRE)
    canvas.line([(x + 15, 150), (x - 320, 240)], BAND, 5)
    canvas.line([(x + 15, 150), (x + 700, 240)], BAND, 5)
    canvas.rect(x, 140, 30, 80, OCHRE)
    canvas.rect(x - 330, 250, 120, 80, BAND)
    canvas.rect(x + 36, 262, 70, 76, FJORD, 8)
    canvas.line([(x + 560, 258), (x + 560, 500)], BAND, 5)
    canvas.rect(x + 470, 500, 180, 28, RUST)


def _frame(canvas: Canvas, x: float, y: float) -> None:
    for floor in range(4):
        canvas.rect(x - 20, y + floor * 140, 460, 22, "#8fa3a8")
        for column in range(5):
            canvas.rect(x + column * 104, y + floor * 140, 18, 140, "#9fb1b5")
    canvas.rect(x + 20, y + 300, 84, 120, "#cfe0e4")
    canvas.rect(x + 124, y + 300, 84, 120, "#cfe0e4")


def _excavator(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x + 60, y - 230), (x - 120, y - 560), (x - 330, y - 380)], "#c98f28", 56)
    canvas.line([(x - 330, y - 400), (x - 390, y - 130)], OCHRE, 42)
    canvas.polygon(
        [
            (x - 430, y - 160),
            (x - 350, y - 160),
            (x - 330, y - 40),
            (x - 420, y - 10),
            (x - 480, y - 70),
        ],
        BAND,
    )
    canvas.line([(x + 10, y - 220), (x - 80, y - 440)], ICE, 16)
    canvas.rect(x - 30, y - 300, 400, 170, OCHRE, 18)
    canvas.rect(x + 30, y - 460, 190, 200, OCHRE, 18)
    canvas.rect(x + 50, y - 440, 150, 130, "#cfe6ee", 10)
    canvas.rect(x + 250, y - 270, 100, 60, PINE, 8)
    canvas.polygon(
        [
            (x + 306, y - 264),
            (x + 280, y - 236),
            (x + 298, y - 236),
            (x + 290, y - 216),
            (x + 320, y - 246),
            (x + 302, y - 246),
        ],
        "#fbeecb",
    )
    canvas.rect(x - 60, y - 120, 460, 130, BAND, 62)
    for wheel in range(5):
        canvas.disc(x + 6 + wheel * 82, y - 54, 30, "#5b7079")


def _lorry(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon([(x, y - 330), (x + 560, y - 330), (x + 520, y - 110), (x + 40, y - 110)], SEA)
    for rib in range(5):
        canvas.rect(x + 80 + rib * 96, y - 320, 12, 200, FJORD)
    canvas.polygon(
        [(x + 40, y - 330), (x + 180, y - 410), (x + 330, y - 370), (x + 500, y - 330)], "#8f7350"
    )
    canvas.rect(x - 10, y - 120, 800, 46, BAND, 8)
    canvas.rect(x + 580, y - 380, 210, 290, FJORD, 24)
    canvas.rect(x + 660, y - 350, 116, 110, "#cfe6ee", 12)
    canvas.rect(x + 770, y - 150, 26, 34, "#fbeecb", 6)
    for wheel in (90, 240, 680):
        canvas.disc(x + wheel, y - 50, 68, "#16282f")
        canvas.disc(x + wheel, y - 50, 30, "#8fa3a8")


def _charger(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 360, 120, 380, SNOW, 12)
    canvas.rect(x + 20, y - 335, 80, 70, PINE, 6)
    canvas.polygon(
        [
            (x + 66, y - 328),
            (x + 40, y - 296),
            (x + 58, y - 296),
            (x + 50, y - 270),
            (x + 82, y - 306),
            (x + 62, y - 306),
        ],
        "#fbeecb",
    )
    curve = [
        (x, y - 210),
        (x - 30, y - 80),
        (x - 70, y - 40),
        (x - 100, y - 120),
        (x - 92, y - 190),
    ]
    canvas.line(curve, BAND, 14)
