"""Where an entry, or a field of one, begins and ends in its YAML, according to PyYAML."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from newsroom.contract.entry import Document, Entry
from newsroom.contract.source import Position
from newsroom.reading.frontmatter import split
from newsroom.reading.word_paste import cleaned
from newsroom.reading.yaml_file import TextLoader

# The key and the value of a field; for an item of a sequence both are the item.
Part = tuple[yaml.Node, yaml.Node]


@dataclass(frozen=True, slots=True)
class YamlSpan:
    """Where a field or an item begins, where its value begins, and the place after its last letter.

    Lines and columns count from 1. `is_inline` is true inside braces or brackets; `margin` is the
    column of the mapping or sequence around it; `above` is the last line of the part before it, 0
    for the first part.
    """

    begin: Position
    value: Position
    end: Position
    is_inline: bool
    margin: int
    above: int


def entry_span(lines: Sequence[str], entry: Entry) -> YamlSpan:
    """The span of an entry in a file of several."""
    text = _yaml(lines, entry)
    return part_span(text, root_node(text), lambda part: _is_part_of(part, entry))


def field_span(lines: Sequence[str], entry: Entry, field: str) -> YamlSpan:
    """The span of a field that the entry has."""
    text = _yaml(lines, entry)
    root = root_node(text)
    own = next((part[1] for part in _parts(root) if _is_part_of(part, entry)), root)
    return part_span(text, own, lambda part: part[0].value == field)


def _yaml(lines: Sequence[str], entry: Entry) -> str:
    """What the parser reads of the file, on the same lines as in the file."""
    text, *_ = cleaned("\n".join(lines))
    return split(text)[0] if isinstance(entry, Document) else text


def root_node(text: str) -> yaml.CollectionNode:
    root = yaml.compose(text, Loader=TextLoader)
    assert isinstance(root, yaml.CollectionNode)
    return root


def _parts(node: yaml.Node) -> Iterator[Part]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    else:
        yield from ((item, item) for item in node.value)


def _is_part_of(part: Part, entry: Entry) -> bool:
    """Whether a part of a file is the entry: an item with its id, or the value of its key.

    In a file of one entry no part is the entry; the whole is.
    """
    key, value = part
    if key is not value:
        return "/" not in entry.source.path and key.value == entry.key
    fields = value.value if isinstance(value, yaml.MappingNode) else ()
    ids = (str(node.value).strip() for name, node in fields if name.value == "id")
    return entry.files.form == "list" and entry.short_name in ids


def part_span(text: str, around: yaml.Node, is_wanted: Callable[[Part], bool]) -> YamlSpan:
    assert isinstance(around, yaml.CollectionNode)
    parts = list(_parts(around))
    number = next(number for number, part in enumerate(parts) if is_wanted(part))
    key, value = parts[number]
    return YamlSpan(
        _place(text, key.start_mark.index),
        _place(text, value.start_mark.index),
        _place(text, _end(value, text)),
        bool(around.flow_style),
        _place(text, around.start_mark.index)[1],
        _place(text, _end(parts[number - 1][1], text))[0] if number else 0,
    )


def _end(node: yaml.Node, text: str) -> int:
    """The index after a node; PyYAML ends a block collection only where the next node begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return len(text[: node.end_mark.index].rstrip())
    *_, last = _parts(node)
    return _end(last[1], text)


def _place(text: str, index: int) -> Position:
    """The line and the column of an index; only \\n ends a line, whatever the parser thinks."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
