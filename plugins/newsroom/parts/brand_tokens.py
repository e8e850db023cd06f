"""Derives the theme's design tokens from the colours of the association."""

import re
from collections.abc import Mapping
from pathlib import Path

from newsroom.contract.brand import ON_ACCENT, BrandColours
from newsroom.contract.contrast import BLACK, EDGE, WHITE, contrast, legible, mixed
from newsroom.places import THEME, theme_file

TOKENS = "css/tokens.css"
DARK = "(prefers-color-scheme: dark)"
# The colours of the board and of its lit line in the theme's icon.svg and logo.svg.
BOARD, LIT = re.compile("#00303d|#004b60"), "#ffd23f"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6});")


def branded(tokens: str, colours: BrandColours) -> str:
    """The text of a theme's tokens.css with derived colours in place of its own.

    Only tokens that it has are replaced, and each where it stands, so that its rules for print and
    for more contrast stay in force.
    """
    light, *blocks = tokens.split("@media")
    whole = [_replaced(light, _light_tokens(colours))]
    for block in blocks:
        is_dark = DARK in block
        paper = dict(TOKEN.findall(block)).get("paper", BLACK)
        whole.append(_replaced(block, _dark_tokens(colours, paper)) if is_dark else block)
    return "@media".join(whole) + _on_band(colours)


def theme_schemes(
    folders: tuple[Path, ...], colours: BrandColours | None
) -> dict[str, dict[str, str]]:
    """The colours of a theme by scheme and name; what it lacks is that of the engine's theme."""
    files = (THEME / TOKENS, theme_file(folders, TOKENS))
    texts = [file.read_text(encoding="utf-8") for file in files]
    engine, own = (schemes(branded(text, colours) if colours else text) for text in texts)
    return {name: engine[name] | own.get(name, own["light"]) for name in engine}


def schemes(tokens: str) -> dict[str, dict[str, str]]:
    """The colours in the text of a theme's tokens.css, by scheme (`light`, `dark`) and name."""
    light, *blocks = tokens.split("@media")
    both = {"light": dict(TOKEN.findall(light))}
    for block in blocks:
        if DARK in block:
            both["dark"] = both["light"] | dict(TOKEN.findall(block))
    return both


def branded_drawing(svg: str, colours: BrandColours) -> str:
    """The text of the theme's icon or logo in the colours of a site that has no drawing."""
    lit = legible(colours.accent or LIT, colours.brand, least=EDGE)
    return BOARD.sub(colours.brand, svg).replace(LIT, lit)


def _replaced(block: str, tokens: Mapping[str, str]) -> str:
    return TOKEN.sub(lambda match: f"--{match[1]}: {tokens.get(match[1], match[2])};", block)


def _on_band(colours: BrandColours) -> str:
    """The accent inside a band of the brand: as a mark it needs contrast with the brand."""
    if not colours.accent:
        return ""
    return f".band {{ --buoy: {legible(colours.accent, colours.brand, least=EDGE)}; }}\n"


def _light_tokens(colours: BrandColours) -> dict[str, str]:
    brand, accent = colours.brand, colours.accent
    ice, mist = mixed(WHITE, brand, 0.05), mixed(WHITE, brand, 0.14)
    link = legible(brand, mist)
    tokens = {
        "ice": ice,
        "mist": mist,
        "fjord": link,
        "fjord-deep": mixed(link, BLACK, 0.35),
        "on-fjord": WHITE,
        "band": brand,
        "on-band": WHITE,
        "on-band-2": legible(mixed(WHITE, brand, 0.22), brand),
    }
    if accent:
        on_accent = max(ON_ACCENT, key=lambda text: contrast(accent, text))
        tokens |= {"buoy": accent, "on-buoy": on_accent}
    return tokens


def _dark_tokens(colours: BrandColours, paper: str) -> dict[str, str]:
    """The derived tokens of the dark scheme; `paper` is the background of its pages."""
    brand = colours.brand
    ice, mist = mixed(paper, brand, 0.12), mixed(paper, brand, 0.35)
    link = legible(brand, mist, paper)
    return {
        "ice": ice,
        "mist": mist,
        "fjord": link,
        "fjord-deep": mixed(link, WHITE, 0.5),
        "on-fjord": paper,
        "band": dark_band(colours),
    }


def dark_band(colours: BrandColours) -> str:
    """The background of the header in the dark scheme."""
    return mixed(colours.brand, BLACK, 0.4)
