"""The content of share cards (1200 × 630 pixels), which the plugin `cards` draws as PNG.

The name of the file is a hash of the content, so that pages know its address before it is drawn.
"""

import hashlib
import re
from dataclasses import dataclass

from PIL import __version__

from newsroom.contract.moment import Moment
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates

KIND = "share-card"  # the kind in the generator's `makes`
SIZE = (1200, 630)
LAYOUT = 2  # increase it when the drawing changes


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a card, as #rrggbb."""

    ink: str
    paper: str
    band: str
    on_band: str
    edge: str


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The content of a card; `day` is drawn large, with `month` below it."""

    day: str
    month: str
    title: str
    facts: str
    status: str
    site: str
    colours: Colours

    @property
    def name(self) -> str:
        """The file name: a hash of the content, the layout and the version of Pillow."""
        inputs = repr((self, LAYOUT, __version__))
        return f"{hashlib.sha256(inputs.encode()).hexdigest()[:20]}.png"

    @property
    def address(self) -> str:
        return f"/bilder/kort/{self.name}"

    @property
    def alt(self) -> str:
        """The alternative text."""
        parts = (self.status, self.title, f"{self.day} {self.month}".strip(), self.facts)
        return ". ".join(part for part in parts if part)


def colours(tokens: str) -> dict[str, str]:
    """The colours of the light scheme in the text of a theme's tokens.css, by name."""
    light = tokens.partition("@media")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6});", light))


def date_of(moment: Moment, lang: str) -> tuple[str, str]:
    """The day of the month, and the weekday, month and year, for a card."""
    return str(moment.day.day), f"{dates.short_month(moment.day, lang)} {moment.day.year}"


def share_card(
    site_data: SiteData,
    day: str,
    month: str,
    title: str,
    facts: str,
    colour: str = "",
    status: str = "",
) -> ShareCard | None:
    """The card of a page; None when no plugin draws cards. `colour` is a name of the palette."""
    theme = site_data.colours
    if not theme:
        return None
    edge = theme.get(f"colour-{colour}", theme["edge"])
    colours = Colours(theme["ink"], theme["paper"], theme["band"], theme["on-band"], edge)
    site = site_data.edition.catalog.site.name
    return ShareCard(day, month, title, facts, status, site, colours)
