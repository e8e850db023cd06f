"""The picture that pages without one are shared with: the logo as a board, 1200 × 630 px.

python -m newsroom.commands.pictures.share theme/static/share.png
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 630)
BAND, FJORD, PAPER, BUOY = "#00303d", "#004b60", "#ffffff", "#ffd23f"
ROWS = ((BUOY, 560), (PAPER, 400), (PAPER, 560))


def board() -> Image.Image:
    """Three departures on a board, the next one in yellow."""
    image = Image.new("RGB", SIZE, BAND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((90, 75, 1110, 555), fill=FJORD)
    for number, (colour, width) in enumerate(ROWS):
        top = 125 + number * 140
        draw.rectangle((170, top, 410, top + 100), fill=colour)
        draw.rectangle((470, top, 470 + width, top + 100), fill=colour)
    return image


if __name__ == "__main__":
    board().save(Path(sys.argv[1]), "PNG", optimize=True)
