"""Makes links to the sections of the site, and between lists."""

from collections.abc import Iterable

from newsroom.addresses.plan import Heading, Spot
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts


def section(kind: str, site_data: SiteData, lang: str = "nb") -> tuple[Link, ...]:
    """The link to a section's first page, by that page's kind; () when no plugin makes it."""
    title, address = site_data.plan.sections.get(kind), site_data.plan.find(kind)
    if not title or not address:
        return ()
    text = our_texts(lang, *site_data.translations)(title)
    return (Link(text=text, href=site_data.plan.link(address)),)


def links_between(
    lists: Iterable[Spot | Heading], current: Spot, site_data: SiteData
) -> tuple[Link, ...]:
    """A link to each of the lists; the link to the page itself is marked as current."""
    link = site_data.plan.link
    return tuple(
        Link(text=spot.name, href=link(spot.address), current=spot.address == current.address)
        for spot in lists
    )
