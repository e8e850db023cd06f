"""The contrast of colours by WCAG 2.2 (definitions of contrast ratio and relative luminance).

A colour is `#rrggbb`.
"""

WHITE, BLACK = "#ffffff", "#000000"
# The least contrast of text at level AAA (1.4.6), and of what is no text (1.4.11).
TEXT, EDGE = 7.0, 3.0
# Black and white have the same contrast on a background of this luminance.
MIDDLE = 0.18


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def full(colour: str) -> str:
    """`#rrggbb` for `#rgb`."""
    return colour if len(colour) > 4 else "#" + "".join(digit * 2 for digit in colour[1:])


def luminance(colour: str) -> float:
    """The relative luminance: 0 of black, 1 of white."""
    values = (channel / 255 for channel in channels(colour))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a share (0 to 1) of another."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return f"#{bytes(round(a + (b - a) * share) for a, b in pairs).hex()}"


def legible(colour: str, *others: str, least: float = TEXT) -> str:
    """The colour, darker or lighter until it has enough contrast with all the others.

    It gets darker when the first of them is light. Raises StopIteration when no colour has it.
    """
    end = BLACK if luminance(others[0]) > MIDDLE else WHITE
    steps = (mixed(colour, end, step / 100) for step in range(101))
    return next(c for c in steps if all(contrast(c, other) >= least for other in others))


def nearest_background(colour: str, texts: tuple[str, ...]) -> str:
    """The nearest colour on which one of the colours of text has enough contrast."""
    return min((legible(colour, text) for text in texts), key=lambda near: _distance(colour, near))


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True))
