"""Sixteen tones, of which one stands in a picture's place until it has come.

Eight hues, "0" to "7", each lighter and darker ("0d"); theme/css/tokens.css gives `data-tone` its
colour.
"""

import colorsys

from PIL import Image, ImageStat

COARSE = 16  # pixels on the shorter side: enough for a mean
GREY = 0
HUES = 7
FAINT = 0.12
MIDDLE = 0.5


def tone(image: Image.Image) -> str:
    """The tone of a picture: its mean colour's hue ("0" is grey), with a "d" when it is dark."""
    small = image.reduce(max(1, min(image.size) // COARSE)).convert("RGB")
    red, green, blue = (mean / 255 for mean in ImageStat.Stat(small).mean)
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    strength = max(red, green, blue) - min(red, green, blue)
    family = GREY if strength < FAINT else 1 + int(hue * HUES + 0.5) % HUES
    return f"{family}d" if light < MIDDLE else str(family)
