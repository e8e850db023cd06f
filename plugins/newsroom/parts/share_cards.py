"""What the share picture of a page says, and where it stands.

The room cards/ draws it; its address is known before, from what is on it.
"""

import hashlib
import re
from dataclasses import dataclass

from PIL import __version__

from newsroom.contract.moment import Moment
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates

KIND = "share-card"  # what the room that draws them says it makes
SIZE = (1200, 630)
LAYOUT = 2  # another number for another drawing


@dataclass(frozen=True, slots=True)
class Colours:
    """The theme's colours that are on it, as #rrggbb."""

    ink: str
    paper: str
    band: str
    on_band: str
    edge: str


@dataclass(frozen=True, slots=True)
class ShareCard:
    """An event row for sharing: the day large, the title, a line of facts, the site's name."""

    day: str
    month: str
    title: str
    facts: str
    status: str
    site: str
    colours: Colours

    @property
    def name(self) -> str:
        """Another one for anything else on it, or another Pillow, which may draw otherwise."""
        said = repr((self, LAYOUT, __version__))
        return f"{hashlib.sha256(said.encode()).hexdigest()[:20]}.png"

    @property
    def address(self) -> str:
        return f"/bilder/kort/{self.name}"

    @property
    def alt(self) -> str:
        """The same in words."""
        said = (self.status, self.title, f"{self.day} {self.month}".strip(), self.facts)
        return ". ".join(part for part in said if part)


def colours(tokens: str) -> dict[str, str]:
    """The colours of the light scheme in a theme's tokens.css, by their names."""
    light = tokens.partition("@media")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6});", light))


def date_of(moment: Moment, lang: str) -> tuple[str, str]:
    """The day large, and under it the weekday, the month and the year."""
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
    """The card of a page; None where no room draws them. `colour` is a name of the palette."""
    theme = site_data.colours
    if not theme:
        return None
    edge = theme.get(f"colour-{colour}", theme["edge"])
    colours = Colours(theme["ink"], theme["paper"], theme["band"], theme["on-band"], edge)
    site = site_data.edition.catalog.site.name
    return ShareCard(day, month, title, facts, status, site, colours)
