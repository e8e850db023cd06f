"""What the texts of items refer to: pictures and documents, which are copied, and other items."""

import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin

from newsroom.commands.importing.items import ImportedPicture, ImportSource, Item
from newsroom.commands.importing.media import copy_into, is_picture, split_url, upload_path
from newsroom.reading.markdown_converter import MarkdownConverter

SCHEMES = ("http://", "https://", "mailto:", "tel:", "webcal:", "event:")
# A link to another item stands as its number until all paths are known.
TO_ITEM = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(import:(\d+)#([^\s)]*)\)")
IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29"})


class References:
    """Finds pictures, documents and items by the addresses that the source has for them."""

    def __init__(self, content: Path, source: ImportSource) -> None:
        self.content, self.source = content, source
        self.numbers: dict[str, int] = {}
        for number, item in enumerate(source.items):
            names = filter(None, (item.id, *item.links)) if item.path else ()
            self.numbers |= dict.fromkeys(names, number)
        self.anchors: dict[str, frozenset[str]] = {}

    def picture(self, address: str, item: Item) -> ImportedPicture | None:
        """Copy a picture; its path in content/ and the words for it, None when there is none."""
        return self._copied(address, item, picture=True)

    def link(self, href: str, item: Item) -> str:
        """What a link leads to here: an item, a document, or a page elsewhere; "" for nothing."""
        fragment = split_url(href).fragment.translate(IN_ADDRESS)
        if href.startswith("#"):
            return f"import:{self.numbers[item.id]}#{fragment}"
        place = self.source.locate(href, item)
        if place in self.numbers:
            return f"import:{self.numbers[place]}#{fragment}"
        if document := self._copied(href, item, picture=False):
            return posixpath.relpath(document.src, posixpath.dirname(item.path))
        if href.startswith("/") and self.source.base:
            try:
                href = urljoin(self.source.base, href)
            except ValueError:  # a host in brackets that is no IPv6 address
                return ""
            item.note("link-elsewhere", href)
        return href.translate(IN_ADDRESS) if href.startswith(SCHEMES) else ""

    def _copied(self, address: str, item: Item, *, picture: bool) -> ImportedPicture | None:
        place = self.source.locate(address, item)
        file = self.source.media.find(place) if place else None
        path = copy_into(self.content, file) if file and is_picture(file) is picture else ""
        if not path:
            return None
        shown = self.source.pictures.get(upload_path(address), ImportedPicture())
        if shown.item:
            shown.item.use(path)
        return shown._replace(src=path)

    def resolved(self, text: str, item: Item) -> str:
        """The text with its links to items as those are now."""
        return TO_ITEM.sub(lambda match: self._linked(match, item), text)

    def _linked(self, match: re.Match[str], item: Item) -> str:
        """A link to an item; its words alone when visitors cannot see that item."""
        words, number, fragment = match.groups()
        target = self.source.items[int(number)]
        if target.outcome == "left-out":  # deleted since, or nested too deep
            item.note("link-removed", target.path)
            return words
        if target.is_draft and not item.is_draft:
            item.note("link-to-draft", target.path)
            return words
        anchor = self._anchor(target, unquote(fragment)) if fragment else ""
        if target is item:
            if anchor:
                return f"[{words}]({anchor})"
            item.note("link-removed", f"#{fragment}")
            return words
        if fragment and not anchor:
            item.note("fragment-lost", f"{target.path}#{fragment}")
        path = posixpath.relpath(target.path, posixpath.dirname(item.path))
        address = f"event:{PurePosixPath(path).stem}" if target.kind == "event" else path
        return f"[{words}]({address}{anchor})"

    def _anchor(self, target: Item, fragment: str) -> str:
        """The anchor of the heading that has an id in the source, with `#`; "" without one."""
        if target.path not in self.anchors:
            file = self.content / target.path
            text = target.html if target.outcome == "written" else file.read_text(encoding="utf-8")
            self.anchors[target.path] = MarkdownConverter().convert(text)[0].anchors
        names = (target.anchors.get(fragment, ""), fragment)
        return next((f"#{name}" for name in names if name in self.anchors[target.path]), "")
