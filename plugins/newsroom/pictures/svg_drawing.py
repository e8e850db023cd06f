"""Draws an SVG as a picture, for where a drawing cannot be shown.

The package resvg-py (requirements-svg.txt) draws in a process of its own: a drawing with absurd
numbers ends that process, and never the build.
"""

import subprocess
import sys
from functools import lru_cache

from newsroom.pictures.drawing import FONTS, HEAVY

SECONDS = 20
# Texts have the font of share pictures, so that the result does not depend on the machine.
FONT = "* { font-family: Manrope !important }"


@lru_cache(maxsize=8)
def drawn(svg: bytes, width: int, height: int) -> bytes:
    """The drawing as a PNG that fits into the size; empty when it could not be drawn."""
    command = [sys.executable, "-m", __name__, str(width), str(height)]
    try:
        done = subprocess.run(command, input=svg, capture_output=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


def main(width: str, height: str) -> None:
    """Write the PNG of the drawing on stdin to stdout."""
    from resvg_py import svg_to_bytes

    svg, font = sys.stdin.buffer.read().decode(), str(FONTS / HEAVY)
    size, fonts = {"width": int(width), "height": int(height)}, {"font_files": [font]}
    png = svg_to_bytes(svg_string=svg, skip_system_fonts=True, style_sheet=FONT, **size, **fonts)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main(*sys.argv[1:])
