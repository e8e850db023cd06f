"""Sixteen tones, one of which fills the place of a picture until the browser has loaded it.

They are grey ("0") and seven hues ("1" to "7"), each in a light and a dark ("0d") tone;
theme/css/tokens.css gives every value of `data-tone` its colour.
"""

import colorsys

from PIL import Image, ImageStat

COARSE = 16  # pixels on the shorter side: enough for a mean
GREY = 0
HUES = 7
FAINT = 0.12
MIDDLE = 0.5


def tone(image: Image.Image) -> str:
    """The tone nearest to the mean colour of a picture, for example "0" (light grey) or "5d"."""
    small = image.reduce(max(1, min(image.size) // COARSE)).convert("RGB")
    red, green, blue = (mean / 255 for mean in ImageStat.Stat(small).mean)
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    strength = max(red, green, blue) - min(red, green, blue)
    family = GREY if strength < FAINT else 1 + int(hue * HUES + 0.5) % HUES
    return f"{family}d" if light < MIDDLE else str(family)
