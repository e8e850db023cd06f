"""Makes the links to slides, videos and the like on other sites."""

from collections.abc import Iterable

from newsroom.contract.people import WebLink
from newsroom.parts.shapes import ResourceLink
from newsroom.wording.texts import our_texts

WORDS = {
    "slides": "Lysark",
    "video": "Video",
    "stream": "Sending",
    "code": "Kode",
    "article": "Artikkel",
}


def web_links(links: Iterable[WebLink], lang: str) -> tuple[ResourceLink, ...]:
    """The links in their order, each with the word for its kind."""
    kinds = ((link, link.kind or "") for link in links)
    t = our_texts(lang)
    return tuple(
        ResourceLink(text=link.title, href=link.url, kind=kind, word=t(WORDS.get(kind, "")))
        for link, kind in kinds
    )
