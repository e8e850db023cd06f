"""YAML read as text: every scalar is a string, and every key knows its line.

PyYAML's C parser under a loader without implicit types, since YAML 1.1 turns 18:30 into 1110 and
`no` into False. Keys given twice, anchors, aliases and tags are faults.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

import yaml

from newsroom.contract.source import TEXT, Place, Where, alike
from newsroom.reading.files import CONTROL
from newsroom.reading.yaml_faults import YamlFault, explained, needing_quotes, quoted

Data = str | list["Data"] | dict[str, "Data"]
MOST_NESTED = 100
STRING = "tag:yaml.org,2002:str"
COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
ABSENT = {"", "~", "null"}
HASH = re.compile(r"\s*(?P<tag>#\w.*)")


class TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Resolves every plain scalar to a string."""

    yaml_implicit_resolvers: ClassVar[dict] = {}


def parse(text: str) -> tuple[Data | None, Mapping[Where, Place]]:
    """The data in `text`, without what is empty, and the place of every key and item."""
    if (line := too_nested(text)) is not None:
        raise YamlFault("file-too-deep", line, 1, most=str(MOST_NESTED))
    try:
        node = yaml.compose(text, Loader=TextLoader)
    except yaml.MarkedYAMLError as error:
        raise explained(error, text.splitlines()) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise YamlFault("file-character", line, 1) from None
    reading = _Reading(text.split("\n"))
    data = reading.value(node, ()) if node else None
    return data, alike(tuple(reading.places.items()))


def too_nested(text: str) -> int | None:
    """The first line deeper than any honest text is; None when there is none."""
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        said = line.lstrip(" \t>-*+?")
        opened = _count(line, "[{(")
        is_deep = depth + opened > MOST_NESTED and _deepest(line, depth) > MOST_NESTED
        depth = max(0, depth + opened - _count(line, "]})")) if said else 0
        is_deep = is_deep or line.count("[^") > MOST_NESTED or "`" * MOST_NESTED in line
        if is_deep or (said and len(line) - len(said) > 2 * MOST_NESTED):
            return number
    return None


def _deepest(line: str, depth: int) -> int:
    steps = ((sign in "[{(") - (sign in "]})") for sign in line)
    return max(accumulate(steps, initial=depth))


def _count(line: str, marks: str) -> int:
    return sum(map(line.count, marks))


@dataclass(slots=True)
class _Reading:
    """One text on its way from nodes to data; `seen` are nodes, which only an alias repeats."""

    lines: list[str]
    places: dict[Where, Place] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: Where) -> Data | None:
        """The data of a node; None for what is empty."""
        mark = node.start_mark
        self.places.setdefault(path, (mark.line + 1, mark.column + 1))
        self._refuse_anchor(node)
        self.seen.add(id(node))
        if node.tag != STRING and node.tag not in COLLECTIONS:
            raise _fault("yaml-tag", node, tag=node.tag.rpartition(":")[2])
        if isinstance(node, yaml.MappingNode):
            return dict(self._fields(node, path)) or None
        if isinstance(node, yaml.SequenceNode):
            return self._items(node, path) or None
        return self._text(node, path)

    def _refuse_anchor(self, node: yaml.Node) -> None:
        """An anchor nobody refers to would vanish from the text without a word."""
        line, column = node.start_mark.line, node.start_mark.column
        written = self.lines[line] if line < len(self.lines) else ""
        if id(node) in self.seen:
            raise _fault("yaml-alias", node)
        if written[column : column + 1] == "&":
            raise needing_quotes(written, line) or _fault("yaml-alias", node)

    def _text(self, node: yaml.ScalarNode, path: Where) -> str | None:
        if CONTROL.search(node.value):
            raise _fault("file-character", node)
        if not node.style:
            self._refuse_cut(node, path)
        line = node.start_mark.line + (2 if node.style in ("|", ">") else 1)
        self.places[(*path, TEXT)] = (line, 1)
        return None if node.value.strip() in ABSENT else node.value

    def _refuse_cut(self, node: yaml.ScalarNode, path: Where) -> None:
        """`#4` after a space would be a comment, and the value cut off without a word."""
        end = node.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if path and (found := HASH.fullmatch(line, end.column)):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            whole = f"{node.value} {found['tag']}".strip()
            raise YamlFault(
                "yaml-hash", end.line + 1, found.start("tag") + 1, mend=quoted(key, whole)
            )

    def _items(self, node: yaml.SequenceNode, path: Where) -> list[Data]:
        """The items of a list; an empty one is none, and takes no place."""
        items: list[Data] = []
        for inner in node.value:
            here = (*path, len(items))
            self.places.pop(here, None)
            item = self.value(inner, here)
            items += [] if item is None else [item]
        return items

    def _fields(self, node: yaml.MappingNode, path: Where) -> Iterator[tuple[str, Data]]:
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("yaml-key", key)
            if key.value in keys:
                raise _fault("yaml-duplicate-key", key, key=key.value)
            keys.add(key.value)
            mark = key.start_mark
            self.places[(*path, key.value)] = (mark.line + 1, mark.column + 1)
            data = self.value(value, (*path, key.value))
            if data is not None:
                yield key.value, data


def _fault(code: str, node: yaml.Node, **values: str) -> YamlFault:
    mark = node.start_mark
    return YamlFault(code, mark.line + 1, mark.column + 1, **values)
