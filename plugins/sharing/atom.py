"""News as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from plugins.addresses.plan import FEED
from plugins.addresses.urls import entry_address
from plugins.contract.article import Article
from plugins.parts.cards import summary
from plugins.parts.material import Material
from plugins.parts.prose import prose
from plugins.wording.dates import stamp

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = "1970-01-01T00:00:00+00:00"


def atom_feed(articles: Sequence[Article], material: Material) -> bytes:
    """The feed's bytes; ids outlive a new slug and a new domain (RFC 4151)."""
    root, site = material.plan.root, material.edition.catalog.site
    feed = ET.Element("feed", {"xmlns": ATOM, LANG: "nb"})
    _add(feed, "id", f"{authority(material)}:{FEED}")
    _add(feed, "title", site.name)
    changes = [material.edition.changed[article.ref] for article in articles]
    _add(feed, "updated", stamp(max(changes)) if changes else NEVER)
    _add(feed, "link", rel="self", type="application/atom+xml", href=root.url(FEED))
    _add(feed, "link", rel="alternate", type="text/html", href=root.url("/"))
    _add(_add(feed, "author"), "name", site.name)
    for article in articles:
        _entry(feed, article, material)
    ET.indent(feed)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def authority(material: Material) -> str:
    """`tag:example.org,2023`: the site's identity, which no move changes."""
    return f"tag:{material.edition.catalog.site.identity or 'example.org,2000'}"


def _entry(feed: ET.Element, article: Article, material: Material) -> None:
    root, edition = material.plan.root, material.edition
    address = entry_address(article)
    first = article.aliases[0] if article.aliases else address
    person = edition.person(article.author)
    author = person.name if person else article.author
    entry = _add(feed, "entry", **({} if article.lang == "nb" else {LANG: article.lang}))
    _add(entry, "id", f"{authority(material)}:{first}")
    _add(entry, "title", article.title)
    _add(entry, "link", rel="alternate", type="text/html", href=root.url(address))
    _add(entry, "published", stamp(article.due.instant))
    _add(entry, "updated", stamp(edition.changed[article.ref]))
    _add(_add(entry, "author"), "name", author or edition.catalog.site.name)
    for term in (article.category, *article.tags):
        _add(entry, "category", term=term)
    _add(entry, "summary", summary(article, material))
    # A feed reader is not on our site: its addresses are whole.
    _add(entry, "content", str(prose(article, material, is_absolute=True)), type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element
