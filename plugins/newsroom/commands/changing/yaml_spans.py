"""Where an entry, or a field of one, begins and ends in its YAML, according to PyYAML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from newsroom.contract.entry import Document, Entry
from newsroom.contract.problems import Position
from newsroom.reading.files import cleaned
from newsroom.reading.yaml_file import TextLoader, split

# The key and the value of a field; for an item of a sequence both are the item.
NodePair = tuple[yaml.Node, yaml.Node]
COMMA = re.compile(r"\s*,[ \t]*")


@dataclass(frozen=True, slots=True)
class YamlSpan:
    """Where a field or an item begins, where its value begins, and the place after its last letter.

    Lines and columns count from 1. `inline` is, inside braces or brackets, the part with a comma
    beside it; `margin` is the column of the mapping or sequence around it; `above` is the last line
    of the part before it, 0 for the first part.
    """

    begin: Position
    value: Position
    end: Position
    inline: tuple[Position, Position] | None
    margin: int
    above: int


def yaml_of(lines: Sequence[str], entry: Entry) -> str:
    """What the parser reads of the file of an entry, on the same lines as in the file."""
    text, *_ = cleaned("\n".join(lines))
    return split(text)[0] if isinstance(entry, Document) else text


def root_node(text: str) -> yaml.CollectionNode:
    root = yaml.compose(text, Loader=TextLoader)
    assert isinstance(root, yaml.CollectionNode)
    return root


def parts(node: yaml.Node) -> list[NodePair]:
    """The fields of a mapping, or the items of a sequence."""
    if isinstance(node, yaml.MappingNode):
        return list(node.value)
    return [(item, item) for item in node.value]


def entry_part(root: yaml.CollectionNode, entry: Entry) -> NodePair | None:
    """The entry in a file of several: the item with its id, or the field of its key; else None."""
    return next((part for part in parts(root) if _is_entry(part, entry)), None)


def _is_entry(part: NodePair, entry: Entry) -> bool:
    key, value = part
    if key is not value:
        return "/" not in entry.source.path and bool(key.value == entry.key)
    return entry.files.form == "list" and entry.short_name in ids_in(value)


def ids_in(node: yaml.Node) -> Iterator[str]:
    """The values of the fields `id` of a node: one, or none."""
    fields = node.value if isinstance(node, yaml.MappingNode) else ()
    return (str(value.value).strip() for key, value in fields if key.value == "id")


def span_of(text: str, around: yaml.Node, part: NodePair) -> YamlSpan:
    """The span of a part of a mapping or of a sequence."""
    assert isinstance(around, yaml.CollectionNode)
    key, value = part
    number = parts(around).index(part)
    begin, end = key.start_mark.index, _end(value, text)
    return YamlSpan(
        _place(text, begin),
        _place(text, value.start_mark.index),
        _place(text, end),
        _with_comma(text, begin, end) if around.flow_style else None,
        _place(text, around.start_mark.index)[1],
        _place(text, _end(parts(around)[number - 1][1], text))[0] if number else 0,
    )


def _with_comma(text: str, begin: int, end: int) -> tuple[Position, Position]:
    if comma := COMMA.match(text, end):
        return _place(text, begin), _place(text, comma.end())
    return _place(text, len(text[:begin].rstrip(" ").removesuffix(","))), _place(text, end)


def _end(node: yaml.Node, text: str) -> int:
    """The index after a node; PyYAML ends a block collection only where the next node begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return len(text[: node.end_mark.index].rstrip())
    return _end(parts(node)[-1][1], text)


def _place(text: str, index: int) -> Position:
    """The line and the column of an index; only \\n ends a line, whatever the parser thinks."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
