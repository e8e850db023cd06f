"""Composes the file of an item: its fields as the contract names them, and its text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap
from pathlib import Path, PurePosixPath
from typing import Any

from newsroom.commands.importing.items import ImportedPicture, ImportSource, Item
from newsroom.commands.importing.references import References
from newsroom.commands.importing.to_markdown import inline, to_markdown
from newsroom.commands.sheets.new_events import yaml_text
from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.fields import KEY
from newsroom.contract.page import Page
from newsroom.contract.people import Venue

MODELS: Mapping[str, type[Entry]] = {
    model.kind_name(): model for model in (Article, Page, Event, Venue)
}
IMAGE = ("src", "alt", "caption", "credit")


class Composer:
    """Converts items once, and composes their files as often as their states change."""

    def __init__(self, content: Path, source: ImportSource, catalog: Catalog) -> None:
        self.references = References(content, source)
        named = (catalog.people, catalog.networks)
        self.people, self.networks = (
            {entry.name.casefold(): key for key, entry in entries.items()} for entries in named
        )

    def convert(self, item: Item) -> None:
        """Make the fields and the text of an item those of the contract; copies its files."""
        fields = item.fields
        has_gallery = "gallery" in MODELS[item.kind or "page"].model_fields
        item.html, gallery = to_markdown(item, self.references, has_gallery=has_gallery)
        fields["summary"] = inline(fields.get("summary", ""))
        fields["author"] = [*self._authors(fields.get("author", ()), item)]
        if item.kind == "event":
            self._find_network(item, fields.pop("tags", ()))
        if isinstance(venue := fields.get("venue"), Item):
            fields["venue"] = venue.name if venue.path else {"name": venue.title}
        pictures = [("gallery", shown) for shown in gallery]
        if image := fields.pop("image", ""):
            if shown := self.references.picture(image, item):
                pictures.insert(0, ("image", shown))
            else:
                item.note("picture-missing", image)
        for name, shown in pictures:
            if not shown.alt:
                item.lack_alt(shown.src)
            if name == "image":
                fields["image"] = _values(shown)
            else:
                fields.setdefault("gallery", []).append(_values(shown))

    def compose(self, item: Item) -> str:
        """The file of an item, with its links as they lead now."""
        model = MODELS[item.kind or "page"]
        body = self.references.resolved(item.html, item)
        own = {"id": PurePosixPath(item.path).stem, "description": body}
        fields = item.fields | (own if item.kind == "event" else {})
        order = [info.alias or name for name, info in model.model_fields.items()]
        head = "".join(starmap(_yaml, only_filled(fields, order).items()))
        return head if model in (Event, Venue) else f"---\n{head}---\n{body}\n"

    def _authors(self, names: Iterable[str], item: Item) -> Iterator[str]:
        """The key of a person with each name, else the name; not that of a login."""
        for name in names:
            if key := self.people.get(name.casefold()):
                yield key
            elif KEY.fullmatch(name) and name not in self.people.values():
                item.note("author-login", name)
            else:
                yield name

    def _find_network(self, item: Item, names: Iterable[str]) -> None:
        """The network that a category of an event names, and a note for each that names none."""
        for name in names:
            if (key := self.networks.get(name.casefold())) and not item.fields.get("network"):
                item.fields["network"] = key
            else:
                item.note("category-lost", name)


def _values(shown: ImportedPicture) -> dict[str, str]:
    values = {"src": shown.src, "alt": shown.alt, "credit": shown.credit}
    filled = only_filled(values | {"caption": inline(shown.caption)}, IMAGE)
    return filled if shown.alt else {"src": shown.src, "alt": "", **filled}


def _yaml(name: str, value: Any) -> str:
    """A field as YAML; each picture without a text alternative is a comment in its place."""
    pictures = {"image": [value], "gallery": value}.get(name, [])
    lacking = [not picture["alt"] for picture in pictures]
    if not any(lacking) or all(lacking):
        return _commented(yaml_text({name: value}), any(lacking))
    items = (_commented(yaml_text([one]), not one["alt"]) for one in pictures)
    return f"{name}:\n{''.join(items)}"


def _commented(text: str, is_comment: bool) -> str:
    return re.sub("(?m)^(?=.)", "# ", text) if is_comment else text


def only_filled(fields: Mapping[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """The fields that have a value, in an order."""
    return {name: fields[name] for name in order if fields.get(name)}
