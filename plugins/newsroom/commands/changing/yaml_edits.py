"""Edits of data in its YAML: only the lines of what differs change."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

import yaml

from newsroom.commands.changing.yaml_spans import (
    Parts,
    block_header,
    column,
    data_of,
    end_of,
    pairs,
    spans,
)
from newsroom.commands.changing.yaml_text import (
    BLOCK,
    ESCAPED,
    PLAIN,
    field_text,
    flow,
    item_text,
    scalar,
    value_text,
)
from newsroom.reading.yaml_file import Data

COLON = re.compile(r"\s*:")
COMMENT = re.compile(r"[ \t]+#[^\n]*")


@dataclass(frozen=True, slots=True)
class Editor:
    """Edits one text; with the style ESCAPED it writes whole values, without keeping their form."""

    text: str
    style: str = PLAIN

    def changed(self, node: yaml.Node, wanted: Data, order: Iterable[str] = ()) -> str:
        """The text of a mapping or list with other data; new fields are put in the order given."""
        if isinstance(node, yaml.MappingNode) and isinstance(wanted, dict):
            return self._mapping(node, wanted, [*dict.fromkeys((*order, *wanted))])
        assert isinstance(node, yaml.SequenceNode)
        assert isinstance(wanted, list)
        return self._list(node, wanted)

    def _mapping(
        self, node: yaml.MappingNode, wanted: Mapping[str, Data], order: Sequence[str]
    ) -> str:
        parts, names = Parts.of(self.text, node), [key.value for key, _ in node.value]
        for index, name in reversed([*enumerate(names)]):
            now = data_of(node.value[index][1])
            if name not in wanted and now is not None:
                parts.remove(index)
                del names[index]
            elif name in wanted and now != wanted[name]:
                parts.owns[index] = self._part(node, index, wanted[name])
        for name in [name for name in order if name in wanted and name not in names]:
            before = {*order[: order.index(name)]}
            index = max((n + 1 for n, other in enumerate(names) if other in before), default=0)
            parts.insert(index, self._new(parts, wanted[name], name))
            names.insert(index, name)
        return parts.text()

    def _new(self, parts: Parts, value: Data, name: str | None = None) -> str:
        """A new field, or without a name a new item."""
        if parts.is_flow:
            written = flow(value if name is None else {name: value}, self.style)
            return written if name is None else written[1:-1]
        if name is None:
            return item_text(value, parts.indent, self.style)
        return field_text(name, value, parts.indent, self.style)

    def _list(self, node: yaml.SequenceNode, wanted: Sequence[Data]) -> str:
        parts = Parts.of(self.text, node)
        read = [data_of(item) for item in node.value]
        # An empty item is none of the data.
        at = [index for index, data in enumerate(read) if data is not None]
        old = [data for data in read if data is not None]
        moved = {
            repr(data): parts.with_comments(index) for index, data in zip(at, old, strict=True)
        }
        steps, last = [], -1
        for before, after in _aligned(old, wanted):
            last = last if before is None else at[before]
            steps.append((before, after, last))
        for before, after, last in reversed(steps):
            if before is None and after is not None:
                new = moved.get(repr(wanted[after])) or self._new(parts, wanted[after])
                parts.insert(last + 1, new)
            elif after is None:
                parts.remove(last, with_comments=True)
            elif read[last] != wanted[after]:
                parts.owns[last] = self._part(node, last, wanted[after])
        return parts.text()

    def _part(self, around: yaml.CollectionNode, index: int, wanted: Data) -> str:
        """A field or an item with another value."""
        (key, value), (begin, stop) = pairs(around)[index], spans(self.text, around)[index]
        start, end = value.start_mark.index, end_of(self.text, value)
        lead, tail = self.text[begin:start], self.text[end:stop]
        is_same_kind = type(data_of(value)) is type(wanted)
        if self.style != ESCAPED and is_same_kind and not isinstance(wanted, str):
            return lead + self.changed(value, wanted) + tail
        space = " " if lead.endswith((":", "-")) else ""
        if around.flow_style:
            return lead + space + flow(wanted, self._style(value)) + tail
        new = self._value(value, wanted, column(self.text, around))
        header = block_header(self.text, value)
        if isinstance(value, yaml.ScalarNode) and not header and "\n" not in new:
            return lead + space + new[1:] + tail
        colon = COLON.match(self.text, begin + 1 if key is value else key.end_mark.index)
        mark = colon.end() if colon else begin + 1
        comment = COMMENT.match(self.text, mark, start)
        beside, line_end, below = (header["comment"] if header else tail).partition("\n")
        first, new_line, rest = new.partition("\n")
        beside = (comment[0] if comment else "") + beside
        return self.text[begin:mark] + first + beside + new_line + rest + line_end + below

    def _value(self, node: yaml.Node, wanted: Data, indent: int) -> str:
        """What replaces a value in block style, in its style if possible."""
        header = block_header(self.text, node)
        if header and isinstance(wanted, str):
            lines = self.text[header.end() : end_of(self.text, node)].split("\n")
            body = min(len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
            return f" {scalar(wanted, indent, self._style(node), body, header['marks'])}"
        if (
            isinstance(node, yaml.CollectionNode)
            and node.flow_style
            and not isinstance(wanted, str)
        ):
            return f" {flow(wanted, self.style)}"
        return value_text(wanted, indent, self._style(node))

    def _style(self, node: yaml.Node) -> str:
        if self.style == ESCAPED or not isinstance(node, yaml.ScalarNode):
            return self.style
        if block_header(self.text, node):
            return PLAIN if "\n" in node.value else BLOCK
        return str(node.style or PLAIN)


def _aligned(old: Sequence[Data], new: Sequence[Data]) -> Iterator[tuple[int | None, int | None]]:
    """The index of each item before and after, in both orders; None for one removed or added."""
    before, after = [*map(repr, old)], [*map(repr, new)]
    first = _same(before, after)
    last = _same(before[first:][::-1], after[first:][::-1])
    ends = len(old) - last, len(new) - last
    both = {*before[first : ends[0]]} & {*after[first : ends[1]]}
    matcher = SequenceMatcher(None, before[first : ends[0]], after[first : ends[1]], autojunk=False)
    yield from zip(range(first), range(first), strict=True)
    for tag, *span in matcher.get_opcodes():
        i1, i2, j1, j2 = (index + first for index in span)
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        for j in range(j1, j2):
            found = [i for i in range(i1, i2) if not both & {before[i], after[j]}]
            is_as_long = i2 - i1 == j2 - j1
            best = max(found, key=lambda i: (_likeness(old[i], new[j]), -i), default=None)
            if best is None or not (is_as_long or _likeness(old[best], new[j])):
                yield None, j
                continue
            yield from ((i, None) for i in range(i1, best))
            yield best, j
            i1 = best + 1
        yield from ((i, None) for i in range(i1, i2))
    yield from zip(range(ends[0], len(old)), range(ends[1], len(new)), strict=True)


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items are the same from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _likeness(old: Data, new: Data) -> int:
    """How many fields two items share."""
    if isinstance(old, dict) and isinstance(new, dict):
        return sum(new.get(name) == value for name, value in old.items())
    return 0
