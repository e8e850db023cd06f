"""theme/examples, one file per part: examples by name, each the arguments of the part's macro.

The files are read as content/ is, every scalar as text, with one difference: what is empty stays,
since an example gives all that a shape has.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from markupsafe import Markup

NUMBERS = {"level", "width", "height"}
SAFE = {"html", "drawing"}

Value = "str | int | list[Value] | Given"
Given = dict[str, Value]


class ExampleUnreadable(Exception):
    """An example that is not what it seems: a key given twice, an alias, a tag."""


class ExampleLoader(yaml.BaseLoader):
    """YAML without types, and without what hides or doubles a value."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node:
        """A node; refuses what refers to another, or is to be made into something."""
        event = self.peek_event()
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise ExampleUnreadable(str(event.start_mark))
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Given:
        """A mapping; refuses one that says the same key twice."""
        found = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            raise ExampleUnreadable(str(node.start_mark))
        return found


def written(theme: Path) -> Mapping[str, str]:
    """Every part by its name, with its file's text; in the order of the alphabet."""
    files = sorted((theme / "examples").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def examples(texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Given]]]:
    """Every part by its name, with its examples."""
    for part, text in texts.items():
        found = yaml.load(text, Loader=ExampleLoader)
        yield part, {name: _value("", given) for name, given in found.items()}


def _value(key: str, data: Value) -> Value:
    """Text, but for a few names: HTML and SVG are safe to print, sizes and levels are numbers."""
    if isinstance(data, dict):
        return {name: _value(name, inner) for name, inner in data.items()}
    if isinstance(data, list):
        return [_value(key, item) for item in data]
    if key in SAFE:
        return Markup(data)
    return int(data) if key in NUMBERS else data
