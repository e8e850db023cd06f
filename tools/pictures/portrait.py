"""One figure by a window, without a likeness of anyone."""

from __future__ import annotations

from newsroom.commands.pictures.canvas import BAND, FJORD, HAZE, ICE, OCHRE, PINE, SEA, SNOW, Canvas


def portrait(canvas: Canvas) -> None:
    """A figure in flat shapes before a window on the river; the face has no features."""
    canvas.rect(0, 0, 2400, 3000, "#d9e3e2")
    canvas.rect(330, 240, 1740, 1800, SNOW)
    canvas.rect(380, 290, 1640, 1700, "#bfdbe3")
    for index, colour in enumerate(("#cfe3e6", "#e0e7e0", "#f1e3c8")):
        canvas.rect(380, 700 + index * 220, 1640, 230, colour)
    canvas.disc(1640, 800, 120, "#fbeecb")
    for x, tall, colour in (
        (380, 260, SEA),
        (560, 380, "#44788a"),
        (1720, 340, SEA),
        (1880, 220, "#c98d68"),
    ):
        canvas.rect(x, 1390 - tall, 140, tall, colour)
    canvas.rect(380, 1360, 1640, 60, PINE)
    canvas.rect(380, 1410, 1640, 580, HAZE)
    for index in range(11):
        canvas.rect(420 + (index * 410) % 1500, 1450 + index * 46, 220, 9, ICE, 4)
    canvas.rect(1180, 290, 40, 1700, SNOW)
    _bust(canvas)


def _bust(canvas: Canvas) -> None:
    canvas.polygon(
        [(260, 3000), (420, 2420), (760, 2180), (1640, 2180), (1980, 2420), (2140, 3000)], FJORD
    )
    canvas.disc(1200, 1480, 470, "#2a5c6e", 560)
    canvas.rect(740, 1440, 920, 560, "#2a5c6e", 210)
    canvas.rect(1010, 1800, 380, 460, "#86adb5", 120)
    canvas.polygon([(960, 2160), (1440, 2160), (1200, 2640)], SNOW)
    canvas.rect(1010, 1900, 380, 330, "#86adb5", 150)
    canvas.disc(1200, 1560, 330, "#b9d2d8", 420)
    canvas.polygon(
        [
            (850, 1500),
            (900, 1180),
            (1200, 1050),
            (1500, 1180),
            (1560, 1540),
            (1440, 1330),
            (1130, 1230),
            (960, 1330),
        ],
        "#2a5c6e",
    )
    canvas.polygon([(760, 2180), (960, 2130), (1200, 2680), (1120, 3000), (900, 3000)], "#00566e")
    canvas.polygon(
        [(1640, 2180), (1440, 2130), (1200, 2680), (1280, 3000), (1500, 3000)], "#00566e"
    )
    canvas.polygon([(960, 2130), (820, 2330), (1010, 2420), (1200, 2680)], BAND)
    canvas.polygon([(1440, 2130), (1580, 2330), (1390, 2420), (1200, 2680)], BAND)
    canvas.disc(1560, 2560, 34, OCHRE)
