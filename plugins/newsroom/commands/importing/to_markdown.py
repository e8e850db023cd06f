"""Converts the HTML of an item to the Markdown that this site accepts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdownify import MarkdownConverter

from newsroom.commands.importing.html_pass import (
    ESCAPE,
    INLINE,
    mark_escapes,
    name_lost,
    parsed,
)
from newsroom.commands.importing.items import Item

GALLERY = re.compile(r"\bgallery\b|wp-block-gallery|blocks-gallery-grid")
VIDEO = re.compile(r"(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com/video)/([\w-]+)")
SCHEMES = ("http://", "https://", "mailto:", "tel:", "webcal:", "event:")
INDENT = "    "
# What a picture is moved out of.
AROUND = {"p", "a", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "span", *INLINE}


class Shown(NamedTuple):
    """A picture as the site names it, from the file of the item."""

    src: str
    alt: str
    caption: str
    credit: str

    @property
    def line(self) -> str:
        """The caption with the credit, which Markdown has no place of its own for."""
        if not self.caption or not self.credit or self.credit in self.caption:
            return self.caption or self.credit
        return f"{self.caption.rstrip('.')}. {self.credit}"


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds what the text of an item refers to.

    `picture` copies a picture and gives its name, None when the source has no such file. `link`
    gives the address to write: of another item, of a document, or the address itself.
    """

    picture: Callable[[str], Shown | None]
    link: Callable[[str], str]
    base: str = ""
    has_gallery: bool = False


class MarkdownText(NamedTuple):
    """A text in Markdown, and the pictures of its galleries."""

    markdown: str
    gallery: list[Shown]


def to_markdown(html: str, item: Item, resolver: Resolver) -> MarkdownText:
    """The text of an item. What is lost on the way is noted in the item."""
    soup = parsed(html, item)
    gallery = list(_galleries(soup, item, resolver)) if resolver.has_gallery else []
    for frame in soup.find_all(["iframe", "video", "audio", "embed"]):
        _link_in_place(soup, frame, item)
    for picture in soup.find_all("img"):
        _place_picture(soup, picture, item, resolver)
    for link in soup.find_all("a"):
        _resolve_link(link, item, resolver)
    name_lost(soup, item)
    mark_escapes(soup)
    markdown = _Converter().convert_soup(soup)
    lines = re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", markdown).strip("\n")
    text = lines.replace(ESCAPE, "\\")
    return MarkdownText(text, gallery)


def plain(html: str) -> str:
    """The words of a text without its markup, on one line."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split()) if html else ""


def inline(html: str) -> str:
    """The words of a text for a field in which inline Markdown works."""
    soup = BeautifulSoup(f"<p>{plain(html)}</p>" if "<" in html else "", "html.parser")
    if not soup.contents:
        soup.append(NavigableString(plain(html)))
    mark_escapes(soup)
    return soup.get_text().replace(ESCAPE, "\\")


def _galleries(soup: BeautifulSoup, item: Item, resolver: Resolver) -> Iterator[Shown]:
    """Take the galleries out of the text; their pictures."""
    for element in soup.find_all(class_=GALLERY):
        if not element.parent:
            continue
        for picture in element.find_all("img"):
            if shown := _shown(picture, item, resolver):
                yield shown
        element.decompose()


def _shown(picture: Tag, item: Item, resolver: Resolver) -> Shown | None:
    """The picture with the text of the page, else that of its file; None and a note without."""
    address = _value(picture, "src") or _value(picture, "data-src")
    shown = resolver.picture(address)
    if not shown:
        item.note("picture-missing", address[:200])
        return None
    figure = picture.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    words = plain(str(caption)) if caption else ""
    return shown._replace(
        alt=_value(picture, "alt").strip() or shown.alt, caption=words or shown.caption
    )


def _place_picture(soup: BeautifulSoup, picture: Tag, item: Item, resolver: Resolver) -> None:
    """Make a picture a paragraph of its own with the caption of its figure; or remove it."""
    shown = _shown(picture, item, resolver)
    top: Tag | None = _around(picture)
    figure = picture.find_parent("figure")
    if shown and top:
        new = soup.new_tag("img", src=shown.src, alt=shown.alt, title=shown.line)
        paragraph = soup.new_tag("p")
        paragraph.append(new)
        top.insert_before(paragraph)
    picture.decompose()
    if figure and not figure.find("img") and (caption := figure.find("figcaption")) and shown:
        caption.decompose()
    while top is not None and top.name and not top.find("img") and not top.get_text(strip=True):
        parent = top.parent
        top.decompose()
        top = parent if parent is not None and parent.name in ("figure", "p", "div", "a") else None


def _around(picture: Tag) -> Tag:
    """The block that a picture is moved out of; in a list or a table the picture itself."""
    top = picture
    while top.parent is not None and top.parent.name in AROUND:
        top = top.parent
    return top


def _link_in_place(soup: BeautifulSoup, frame: Tag, item: Item) -> None:
    """Put a link where a page of another site was shown."""
    inner = frame.find("source")
    address = _value(frame, "src") or (_value(inner, "src") if isinstance(inner, Tag) else "")
    address = f"https:{address}" if address.startswith("//") else address
    if not address.startswith(SCHEMES[:2]):
        item.note("element-removed", f"<{frame.name}>")
        frame.decompose()
        return
    if video := VIDEO.search(address):
        is_vimeo = "vimeo" in video[0]
        host = "https://vimeo.com/" if is_vimeo else "https://www.youtube.com/watch?v="
        address = host + video[1]
    link = soup.new_tag("a", href=address)
    link.string = _value(frame, "title") or address
    paragraph = soup.new_tag("p")
    paragraph.append(link)
    frame.replace_with(paragraph)
    item.note("embed-linked", address)


def _resolve_link(link: Tag, item: Item, resolver: Resolver) -> None:
    """Give a link its address on this site; unwrap one that leads nowhere."""
    href = _value(link, "href").strip()
    del link["title"]
    if not href or not (link.get_text(strip=True) or link.find("img")):
        link.unwrap()
        return
    new = resolver.link(href)
    if new == href and href.startswith("/") and resolver.base:
        new = urljoin(resolver.base, href)
        item.note("link-elsewhere", new)
    if new.startswith(SCHEMES) or (new != href and new):
        link["href"] = new.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    else:
        item.note("link-removed", href[:200])
        link.unwrap()


def _value(element: Tag, name: str) -> str:
    """An attribute as text; "" when it is missing."""
    value = element.get(name)
    return value if isinstance(value, str) else ""


class _Converter(MarkdownConverter):
    """Writes lists with the indent that Python-Markdown reads, and the escapes that are marked."""

    def __init__(self) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            escape_asterisks=False,
            escape_underscores=False,
            table_infer_header=True,
            keep_inline_images_in=["td", "th"],
        )

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        href = _value(el, "href")
        if text.replace(ESCAPE, "") == href:
            return f"<{href}>"
        words = text.strip()
        return text.replace(words, f"[{words}]({href})") if words and href else text

    def convert_img(self, el: Tag, text: str, parent_tags: Any) -> str:
        alt = re.sub(r"([\[\]*_`\\])", rf"{ESCAPE}\1", " ".join(_value(el, "alt").split()))
        title = " ".join(_value(el, "title").split()).replace('"', f'{ESCAPE}"')
        picture = f"![{alt}]({_value(el, 'src')}{f' {chr(34)}{title}{chr(34)}' if title else ''})"
        # The site refuses a picture without alt; a comment keeps its place for the editor.
        return picture if alt else f"<!-- {picture} -->"

    def convert_li(self, el: Tag, text: str, parent_tags: Any) -> str:
        number = len(el.find_previous_siblings("li")) + _start(el.parent)
        mark = f"{number}. " if el.parent and el.parent.name == "ol" else "- "
        lines = text.strip().split("\n")
        rest = [INDENT + line if line else "" for line in lines[1:]]
        return "\n".join((mark + lines[0], *rest)) + "\n" if text.strip() else "\n"


def _start(items: Tag | None) -> int:
    """The number of the first item of a list."""
    start = _value(items, "start") if items else ""
    return int(start) if start.isdigit() and len(start) < 6 else 1
