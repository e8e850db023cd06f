"""What a page says of itself, and the way back from it."""

from plugins.addresses.plan import FEED, Spot
from plugins.contract.entry import Entry
from plugins.parts.material import Material
from plugins.parts.shapes import Head, Link
from plugins.wording.status import mark_text
from plugins.wording.texts import our_texts

SECTIONS = {
    "news": "Nyheter",
    "events": "Arrangementer",
    "networks": "Nettverk",
    "years": "Året",
}


def head(
    spot: Spot,
    material: Material,
    title: str,
    *,
    description: str = "",
    lang: str = "nb",
    entry: Entry | None = None,
    above: tuple[Link, ...] = (),
    indexed: bool = True,
) -> Head:
    """The head of the page at a spot; `above` are the pages over it, the front page aside."""
    root, edition, t = material.plan.root, material.edition, our_texts(lang)
    mark = edition.mark(entry) if entry else ""
    here = Link(text=title, href=root.link(spot.address), current=True)
    home = Link(text=t("Forsiden"), href=root.link("/"))
    feed = material.plan.find("feed")
    return Head(
        title=title,
        description=description,
        lang=lang,
        canonical=root.url(spot.address) if root.siteurl else "",
        indexed=indexed and not mark,
        mark=mark_text(mark, lang),
        crumbs=(home, *above, here) if spot.address != "/" else (),
        feeds=(Link(text=t("Nyheter"), href=root.link(FEED)),) if feed else (),
    )


def section(kind: str, material: Material, lang: str = "nb") -> tuple[Link, ...]:
    """The crumb of a section's first page; nothing when no room makes it."""
    address = material.plan.find(kind)
    if not address:
        return ()
    return (Link(text=our_texts(lang)(SECTIONS[kind]), href=material.plan.link(address)),)
