"""The site's sections: what they are called, and where each begins."""

from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts

SECTIONS = {
    "news": "Nyheter",
    "events": "Arrangementer",
    "networks": "Nettverk",
    "years": "Året",
}


def section(kind: str, site_data: SiteData, lang: str = "nb") -> tuple[Link, ...]:
    """The crumb of a section's first page; nothing when no room makes it."""
    address = site_data.plan.find(kind)
    if not address:
        return ()
    return (Link(text=our_texts(lang)(SECTIONS[kind]), href=site_data.plan.link(address)),)
