"""The parts of a mapping or a list as they are written in YAML, and what stands between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import yaml

from newsroom.reading.yaml_file import Data, TextLoader, text_in

# The key and the value of a field; for an item of a list both are the item.
NodePair = tuple[yaml.Node, yaml.Node]
COMMA = re.compile(r"\s*,[ \t]*")
BETWEEN = re.compile(r"(?:\s+|#[^\n]*)*")
HEADER = re.compile(r"[|>](?P<marks>[-+\d]*)(?P<comment>[^\n]*)")
COMMENTS_ABOVE = re.compile(r"(?:\n[ \t]*#[^\n]*)+\Z")


def root_node(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=TextLoader)


def pairs(node: yaml.Node | None) -> list[NodePair]:
    """The fields of a mapping, or the items of a list; none of a scalar."""
    if isinstance(node, yaml.MappingNode):
        return list(node.value)
    return [(item, item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []


def data_of(node: yaml.Node) -> Data | None:
    """The data of a node as the reader has it; None for an empty value."""
    if isinstance(node, yaml.MappingNode):
        fields = ((key.value, data_of(value)) for key, value in node.value)
        return {name: value for name, value in fields if value is not None} or None
    if isinstance(node, yaml.SequenceNode):
        return [data for item in node.value if (data := data_of(item)) is not None] or None
    assert isinstance(node, yaml.ScalarNode)
    return text_in(node)


def ids_in(node: yaml.Node) -> Iterator[str]:
    """The values of the fields `id` of a node: one, or none."""
    fields = node.value if isinstance(node, yaml.MappingNode) else ()
    return (str(value.value).strip() for key, value in fields if key.value == "id")


def column(text: str, node: yaml.Node) -> int:
    """The column of a node, from 0; only \\n ends a line, whatever the parser thinks."""
    index: int = node.start_mark.index
    return index - text.rfind("\n", 0, index) - 1


def block_header(text: str, node: yaml.Node) -> re.Match[str] | None:
    """The first line of a scalar in block style: `|`, `>-`."""
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return HEADER.match(text, node.start_mark.index) if is_block else None


def end_of(text: str, node: yaml.Node) -> int:
    """The index after a node; PyYAML ends a block only where the next node begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return _stop(text, node, pairs(node)[-1][1])
    begin, end = node.start_mark.index, node.end_mark.index
    if (header := block_header(text, node)) and "+" in header["marks"]:
        return int(end) - (text[end - 1] == "\n")
    while end > begin and text[end - 1].isspace():
        end -= 1
    return int(end)


def _stop(text: str, around: yaml.CollectionNode, value: yaml.Node) -> int:
    """The end of a part; in block style with comments beside it, and those below further in."""
    end = end_of(text, value)
    if around.flow_style:
        return end
    deeper = re.compile(rf"[^\n]*(?:\s*\n {{{column(text, around) + 1},}}#[^\n]*)*")
    match = deeper.match(text, end)
    return match.end() if match else end


def spans(text: str, node: yaml.CollectionNode) -> list[tuple[int, int]]:
    """Where each part begins, with its dash, and where it ends."""
    found: list[tuple[int, int]] = []
    for key, value in pairs(node):
        begin = key.start_mark.index
        if not node.flow_style:
            between = BETWEEN.match(text, found[-1][1]) if found else None
            begin = between.end() if between else node.start_mark.index
        found.append((begin, _stop(text, node, value)))
    return found


@dataclass(slots=True)
class Parts:
    """A mapping or a list as text: its parts, the gaps between them, what is before and after.

    `indent` is the column of the parts.
    """

    head: str
    owns: list[str]
    gaps: list[str]
    tail: str
    is_flow: bool
    indent: int

    @classmethod
    def of(cls, text: str, node: yaml.CollectionNode) -> Self:
        found, end = spans(text, node), end_of(text, node)
        return cls(
            text[node.start_mark.index : found[0][0]],
            [text[begin:stop] for begin, stop in found],
            [text[a[1] : b[0]] for a, b in pairwise(found)],
            text[found[-1][1] : end],
            bool(node.flow_style),
            column(text, node),
        )

    def text(self) -> str:
        after = [*self.gaps, ""]
        parts = "".join(own + gap for own, gap in zip(self.owns, after, strict=False))
        return f"{self.head}{parts}{self.tail}"

    def with_comments(self, index: int) -> str:
        """A part below the comments directly above it."""
        above = self.comments_above(index).lstrip()
        return f"{above}\n{' ' * self.indent}{self.owns[index]}" if above else self.owns[index]

    def comments_above(self, index: int) -> str:
        """The comments directly above a part; those above the first may be of the whole list."""
        lines = self.gaps[index - 1].rpartition("\n")[0] if index and not self.is_flow else ""
        match = COMMENTS_ABOVE.search(lines)
        return match[0] if match else ""

    def remove(self, index: int, *, with_comments: bool = False) -> None:
        """Remove a part, and if wanted the comments above it; other comments stay."""
        above = self.comments_above(index) if with_comments else ""
        self.owns.pop(index)
        if not self.gaps:
            return
        if index == len(self.owns):
            last = self.gaps.pop()
            rest = COMMA.sub("", last, count=1) if self.is_flow else self._upper(last, above)
            self.tail = rest.rstrip() + self.tail
            return
        gap = self.gaps.pop(index)
        if self.is_flow:
            gap = COMMA.sub("", gap, count=1)
            gap = gap if gap.strip() else ""
        if index == 0:
            self.head += gap.lstrip()
        else:
            before = self.gaps[index - 1]
            self.gaps[index - 1] = (before if self.is_flow else self._upper(before, above)) + gap

    def _upper(self, gap: str, above: str) -> str:
        """A gap without the last line end and the comments directly above the part."""
        return gap.rpartition("\n")[0].removesuffix(above)

    def insert(self, index: int, own: str) -> None:
        """Insert a part, separated as the others are."""
        if self.owns:
            self.gaps.insert(max(index - 1, 0), self._separator())
        self.owns.insert(index, own)

    def _separator(self) -> str:
        if self.is_flow:
            return next((gap for gap in self.gaps if "," in gap and "#" not in gap), ", ")
        is_apart = self.gaps and all(re.match(r"\n[ \t]*\n", gap) for gap in self.gaps)
        return "\n" * (2 if is_apart else 1) + " " * self.indent
