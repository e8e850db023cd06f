"""The site's sections: what they are called, and where each begins."""

from plugins.parts.material import Material
from plugins.parts.shapes import Link
from plugins.wording.texts import our_texts

SECTIONS = {
    "news": "Nyheter",
    "events": "Arrangementer",
    "networks": "Nettverk",
    "years": "Året",
}


def section(kind: str, material: Material, lang: str = "nb") -> tuple[Link, ...]:
    """The crumb of a section's first page; nothing when no room makes it."""
    address = material.plan.find(kind)
    if not address:
        return ()
    return (Link(text=our_texts(lang)(SECTIONS[kind]), href=material.plan.link(address)),)
