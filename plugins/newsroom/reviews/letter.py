"""The text of an annual letter in parts: each paragraph with the figures that it names first."""

import re
from collections.abc import Collection, Iterator, Mapping

from markupsafe import Markup

from newsroom.contract.body import SLOT
from newsroom.contract.review import Review
from newsroom.parts.prose import prose
from newsroom.parts.shapes import Stat
from newsroom.parts.site_data import SiteData
from newsroom.reviews.proofs import linked_figures, without_nested_links
from newsroom.reviews.views import LetterPart

HEADING = re.compile(r"<h[2-6]\b")
# The tags of blocks that paragraphs may be in, and whole paragraphs.
BLOCK = re.compile(r"<(/?)(?:ul|ol|dl|div|blockquote)\b[^>]*>|<p>.*?</p>", re.DOTALL)


def letter_parts(
    review: Review, tiles: Mapping[str, Stat], on_cover: Collection[Stat], site_data: SiteData
) -> tuple[LetterPart, ...]:
    """The whole text; each of the `tiles`, by its name in `{{ figures.<name> }}`, at most once.

    Those on the cover stand right above what comes before the first heading, so not beside it too.
    """
    body, shown = site_data.edition.body(review), dict[str, Stat]()
    links = linked_figures(review, {name: tile.value for name, tile in tiles.items()}, site_data)
    filled = without_nested_links(prose(review, site_data, links), review, site_data)
    above, parts = on_cover, []
    for written, html in zip(_pieces(body.html), _pieces(filled), strict=True):
        targets = [body.targets[int(index)] for index in SLOT.findall(written)]
        named = [one.name for one in targets if one.kind == "figure" and written.startswith("<p>")]
        above = () if HEADING.search(written) else above
        found = {name: tiles[name] for name in named if name in tiles.keys() - shown.keys()}
        here = {name: tile for name, tile in found.items() if tile not in above}
        shown |= found
        parts.append(LetterPart(html=Markup(html), stats=tuple(here.values())))
    return tuple(parts)


def _pieces(html: str) -> Iterator[str]:
    """The paragraphs that are in no other block, and all that stands between them."""
    depth = start = 0
    for found in BLOCK.finditer(html):
        if not found[0].startswith("<p>"):
            depth += -1 if found[1] else 1
        elif depth == 0:
            yield html[start : found.start()]
            yield found[0]
            start = found.end()
    yield html[start:]
