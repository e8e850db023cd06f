"""A drawing surface in output pixels: drawn at double size, handed over smooth."""

from __future__ import annotations

import math
from collections.abc import Iterable
from random import Random

from PIL import Image, ImageDraw

Point = tuple[float, float]

OVERSAMPLING = 2

ICE, MIST, SNOW = "#eef4f6", "#d9e9ee", "#f7fafb"
BAND, FJORD, SEA, HAZE = "#00303d", "#004b60", "#2f7a90", "#8db8c6"
SAND, OCHRE, CORAL, RUST = "#ead9bd", "#dda63f", "#e38a6c", "#b9502f"
PINE, MOSS, LEAF, PLUM = "#1f4a3f", "#5d7d58", "#93ab7b", "#5a4a68"


class Canvas:
    """Flat shapes on a picture of `width` by `height`, with chance that is the same every time."""

    def __init__(self, width: int, height: int, background: str, seed: int) -> None:
        self.width, self.height = width, height
        self.random = Random(seed)
        size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self._image = Image.new("RGB", size, background)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def rect(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        """A rectangle from its top left corner."""
        box = _scaled([(x, y), (x + w, y + h)])
        self._draw.rounded_rectangle(box, radius * OVERSAMPLING, fill)

    def disc(self, x: float, y: float, rx: float, fill: str, ry: float | None = None) -> None:
        """A circle, or an ellipse when `ry` is given, around its centre."""
        tall = rx if ry is None else ry
        self._draw.ellipse(_scaled([(x - rx, y - tall), (x + rx, y + tall)]), fill)

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        self._draw.polygon(_scaled(points), fill)

    def line(self, points: Iterable[Point], fill: str, width: float) -> None:
        self._draw.line(_scaled(points), fill, round(width * OVERSAMPLING), joint="curve")

    def arc(
        self, x: float, y: float, radius: float, span: tuple[float, float], fill: str, width: float
    ) -> None:
        """A part of a circle; `span` is in degrees, clockwise from three o'clock."""
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.arc(box, span[0], span[1], fill, round(width * OVERSAMPLING))

    def bands(self, top: float, bottom: float, colours: list[str]) -> None:
        """Horizontal stripes of equal height: a sky or a floor without gradients."""
        step = (bottom - top) / len(colours)
        for index, colour in enumerate(colours):
            self.rect(0, top + index * step, self.width, step + 1, colour)

    def ridge(self, level: float, swing: float, fill: str, length: float = 900) -> None:
        """A rolling outline filled down to the lower edge."""
        phases = [self.random.uniform(0, math.tau) for _ in range(3)]
        tops = [
            (x, level - swing * _roll(x / length, phases)) for x in range(-20, self.width + 40, 20)
        ]
        self.polygon([(-20, self.height), *tops, (self.width + 40, self.height)], fill)

    def finished(self) -> Image.Image:
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def turned(points: Iterable[Point], degrees: float, around: Point = (0, 0)) -> list[Point]:
    """The points rotated clockwise around one of them or any other."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ax, ay = around
    return [
        (ax + (x - ax) * cos - (y - ay) * sin, ay + (x - ax) * sin + (y - ay) * cos)
        for x, y in points
    ]


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]


def _roll(t: float, phases: list[float]) -> float:
    return (
        math.sin(math.tau * t + phases[0])
        + 0.5 * math.sin(math.tau * t * 2.1 + phases[1])
        + 0.2 * math.sin(math.tau * t * 5.3 + phases[2])
    )
