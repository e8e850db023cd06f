"""Makes links to the sections of the site, between lists, and to other sites."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from newsroom.addresses.plan import Heading, Spot
from newsroom.contract.people import WebLink
from newsroom.parts.shapes import Link, ResourceLink
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts

LINKEDIN = "https://www.linkedin.com/sharing/share-offsite/"
FACEBOOK = "https://www.facebook.com/sharer/sharer.php"
WORDS = {
    "slides": "Lysark",
    "video": "Video",
    "stream": "Sending",
    "code": "Kode",
    "article": "Artikkel",
}


def section(kind: str, site_data: SiteData, lang: str = "") -> tuple[Link, ...]:
    """The link to a section's first page, by that page's kind; () when no plugin makes it."""
    title, address = site_data.plan.sections.get(kind), site_data.plan.find(kind)
    if not title or not address:
        return ()
    text = our_texts(lang or site_data.lang, *site_data.translations)(title)
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


def share_links(title: str, url: str, lang: str) -> tuple[Link, ...]:
    """Plain links that copy or share the URL of a page; () without a URL."""
    if not url:
        return ()
    t, mail = our_texts(lang), urlencode({"subject": title, "body": url}, quote_via=quote)
    return (
        Link(text=t("Kopier lenken"), href=url, copied=t("Kopiert")),
        Link(text=t("Del på e-post"), href=f"mailto:?{mail}"),
        Link(text=t("Del på LinkedIn"), href=f"{LINKEDIN}?{urlencode({'url': url})}"),
        Link(text=t("Del på Facebook"), href=f"{FACEBOOK}?{urlencode({'u': url})}"),
    )


def web_links(links: Iterable[WebLink], lang: str) -> tuple[ResourceLink, ...]:
    """The links to slides, videos and the like, each with the word for its kind."""
    t = our_texts(lang)
    kinds = ((link, link.kind or "") for link in links)
    return tuple(
        ResourceLink(text=link.title, href=link.url, kind=kind, word=t(WORDS.get(kind, "")))
        for link, kind in kinds
    )
