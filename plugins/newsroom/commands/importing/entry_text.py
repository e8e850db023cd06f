"""Composes the file of an item: its fields as the contract names them, and its text."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newsroom.commands.importing.items import ImportSource, Item, Kind, only_filled
from newsroom.commands.importing.media import copy_into, is_picture
from newsroom.commands.importing.to_markdown import Resolver, Shown, inline, to_markdown
from newsroom.commands.sheets.new_events import yaml_text
from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.fields import KEY
from newsroom.contract.page import Page
from newsroom.contract.people import Venue

MODELS: Mapping[Kind, type[Entry]] = {
    "article": Article,
    "page": Page,
    "event": Event,
    "venue": Venue,
}
# A link to another item stands as its number until all paths are known.
TO_ITEM = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(import:(\d+)\)")
WITHOUT_ALT = re.compile(r"<!-- !\[\]\(([^\s)]+)")


@dataclass(slots=True)
class Composer:
    """Converts items once, and composes their files as often as their states change."""

    content: Path
    source: ImportSource
    catalog: Catalog
    names: dict[str, int] = field(default_factory=dict)
    without_alt: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, item in enumerate(self.source.items):
            self.names.update((name, number) for name in item.links if name and item.path)

    def convert(self, item: Item) -> None:
        """Make the fields and the text of an item those of the contract; copies its files."""
        fields = item.fields
        if summary := fields.get("summary"):
            fields["summary"] = inline(summary)
        if item.kind == "event" and fields.get("tags"):
            self._find_network(item)
        if venue := fields.get("venue"):
            fields["venue"] = venue.name if isinstance(venue, Item) else venue
        fields["author"] = [
            a for name in fields.get("author", ()) if (a := self._person(name, item))
        ]
        unseen = self.without_alt.setdefault(item.id, [])
        if image := fields.pop("image", ""):
            shown = self._shown(image, item)
            if not shown:
                item.note("picture-missing", image)
            elif shown.alt:
                fields["image"] = _image(shown)
            else:
                unseen.append(("image", _image(shown)))
        resolver = Resolver(
            lambda address: self._shown(address, item, in_text=True),
            lambda href: self._link(href, item),
            self.source.base,
            has_gallery="gallery" in MODELS[item.kind or "page"].model_fields,
        )
        text = to_markdown(item.html, item, resolver)
        item.html = text.markdown
        gallery = [_image(self._from_content(shown, item)) for shown in text.gallery]
        fields["gallery"] = [
            *fields.get("gallery", ()),
            *(one for one in gallery if one.get("alt")),
        ]
        unseen += [("gallery", one) for one in gallery if not one.get("alt")]
        for src in (*(one["src"] for _, one in unseen), *WITHOUT_ALT.findall(item.html)):
            item.note("alt-missing", src.rpartition("../")[2])
            item.make_draft()

    def compose(self, item: Item) -> str:
        """The file of an item, with its links as they lead now."""
        fields = dict(item.fields)
        body = TO_ITEM.sub(lambda match: self._linked(match, item), item.html)
        if item.kind == "event":
            fields["id"] = PurePosixPath(item.path).stem
            fields["description"] = body
        model = MODELS[item.kind or "page"]
        order = [info.alias or name for name, info in model.model_fields.items()]
        head = yaml_text(only_filled(fields, order))
        for name, picture in self.without_alt.get(item.id, ()):
            shown = yaml_text({name: picture if name == "image" else [picture]})
            head += "".join(f"# {line}\n" for line in shown.splitlines())
        return head if model in (Event, Venue) else f"---\n{head}---\n{body}\n"

    def _person(self, name: str, item: Item) -> str:
        """The key of a person with this name, else the name; "" for the name of a login."""
        keys = {person.name.casefold(): key for key, person in self.catalog.people.items()}
        if key := keys.get(name.casefold()):
            return key
        if KEY.fullmatch(name) and name not in self.catalog.people:
            item.note("author-login", name)
            return ""
        return name

    def _find_network(self, item: Item) -> None:
        """The network that a category of an event names, and a note for each that names none."""
        keys = {network.name.casefold(): key for key, network in self.catalog.networks.items()}
        for name in item.fields.pop("tags"):
            if (key := keys.get(name.casefold())) and not item.fields.get("network"):
                item.fields["network"] = key
            else:
                item.note("category-lost", name)

    def _shown(self, address: str, item: Item, *, in_text: bool = False) -> Shown | None:
        """Copy a picture into content/; how the item names it, None when there is none."""
        picture = self.source.picture(address, item)
        if not picture or not is_picture(picture.file):
            return None
        path = copy_into(self.content, picture.file)
        _use(picture.item, path)
        src = posixpath.relpath(path, posixpath.dirname(item.path)) if in_text else path
        return Shown(src, picture.alt, picture.caption, picture.credit)

    def _from_content(self, shown: Shown, item: Item) -> Shown:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(item.path), shown.src))
        return shown._replace(src=path)

    def _link(self, href: str, item: Item) -> str:
        """The number of another item, the path of a document, or the address itself."""
        if (name := self.source.link(href, item)) and name in self.names:
            return f"import:{self.names[name]}"
        document = self.source.picture(href, item) if name else None
        path = copy_into(self.content, document.file) if document else ""
        if not document or not path or is_picture(document.file):
            return href
        _use(document.item, path)
        return posixpath.relpath(path, posixpath.dirname(item.path))

    def _linked(self, match: re.Match[str], item: Item) -> str:
        """A link to another item; its words alone when visitors cannot see that item."""
        target = self.source.items[int(match[2])]
        if target.fields.get("status") == "draft" and item.fields.get("status") != "draft":
            item.note("link-to-draft", target.path)
            return match[1]
        path = posixpath.relpath(target.path, posixpath.dirname(item.path))
        is_event = target.kind == "event"
        return f"[{match[1]}]({f'event:{PurePosixPath(target.path).stem}' if is_event else path})"


def _image(shown: Shown) -> dict[str, str]:
    values = {"src": shown.src, "alt": shown.alt, "credit": shown.credit}
    values["caption"] = inline(shown.caption)
    return only_filled(values, ("src", "alt", "caption", "credit"))


def _use(item: Item | None, path: str) -> None:
    """The item of a file is written: its file is in content/."""
    if item and path and item.outcome != "existing":
        item.outcome, item.path, item.notes = "written", path, []
