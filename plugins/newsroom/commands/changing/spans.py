"""From where to where an entry, or a field of one, stands in YAML, as its parser reads it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.source import Place
from newsroom.reading.frontmatter import split
from newsroom.reading.word_paste import cleaned
from newsroom.reading.yaml_file import TextLoader

# What a field or an item begins with, and its value: of an item both are the same.
Part = tuple[yaml.Node, yaml.Node]


@dataclass(frozen=True, slots=True)
class Span:
    """Where something begins, where its value does, and the place after its last sign.

    `is_inline` tells what stands in braces or brackets; `margin` is the column (from 1) of the
    whole that it is a part of, and `above` the last line of the part before it, 0 for the first.
    """

    begin: Place
    value: Place
    end: Place
    is_inline: bool
    margin: int
    above: int


def entry_span(lines: Sequence[str], entry: Entry) -> Span:
    """Of an entry in a file of several."""
    text = _yaml(lines, entry)
    return _span(text, _root(text), lambda part: _is_of(part, entry))


def field_span(lines: Sequence[str], entry: Entry, field: str) -> Span:
    """Of a field that an entry has."""
    text = _yaml(lines, entry)
    root = _root(text)
    own = next((part[1] for part in _parts(root) if _is_of(part, entry)), root)
    return _span(text, own, lambda part: part[0].value == field)


def _yaml(lines: Sequence[str], entry: Entry) -> str:
    """What the parser is given: its lines are those of the file."""
    text, *_ = cleaned("\n".join(lines))
    return split(text)[0] if isinstance(entry, Document) else text


def _root(text: str) -> yaml.Node:
    return yaml.compose(text, Loader=TextLoader)


def _parts(node: yaml.Node) -> Iterator[Part]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    else:
        yield from ((item, item) for item in node.value)


def _is_of(part: Part, entry: Entry) -> bool:
    """Whether a part of a file is an entry: an item with its id, or what stands under its key.

    In a file to itself an entry is no part, but the whole.
    """
    first, value = part
    if first is not value:
        return "/" not in entry.source.path and first.value == entry.key
    fields = value.value if isinstance(value, yaml.MappingNode) else ()
    ids = (str(one.value).strip() for key, one in fields if key.value == "id")
    return isinstance(entry, Event) and entry.id in ids


def _span(text: str, around: yaml.Node, is_meant: Callable[[Part], bool]) -> Span:
    parts = list(_parts(around))
    at = next(number for number, part in enumerate(parts) if is_meant(part))
    first, value = parts[at]
    return Span(
        _place(text, first.start_mark.index),
        _place(text, value.start_mark.index),
        _place(text, _end(value, text)),
        around.flow_style,
        _place(text, around.start_mark.index)[1],
        _place(text, _end(parts[at - 1][1], text))[0] if at else 0,
    )


def _end(node: yaml.Node, text: str) -> int:
    """Where a node ends; that of a block is told by what it has last, not by what comes next."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        return len(text[: node.end_mark.index].rstrip())
    *_, last = _parts(node)
    return _end(last[1], text)


def _place(text: str, index: int) -> Place:
    """The line and the column of an index, whatever else the parser takes for a line's end."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
