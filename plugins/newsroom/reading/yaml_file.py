"""Reads YAML as text: every scalar is a string, and every key has its line and column.

This is PyYAML's parser without implicit types, since YAML 1.1 turns 18:30 into 1110 and `no` into
False. Duplicate keys, anchors, aliases and tags are faults.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

import yaml

from newsroom.contract.problems import TEXT, Position, Where, alike
from newsroom.reading.files import CONTROL
from newsroom.reading.yaml_faults import YamlFault, bare_keys, explained, needing_quotes, quoted
from newsroom.wording.placing import in_quotes

if TYPE_CHECKING:
    from yaml import SafeLoader
else:
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where PyYAML was built so

Data = str | list["Data"] | dict[str, "Data"]
MOST_NESTED = 100
# Above and below the front matter of a Markdown file.
FENCE = "---"
STRING = "tag:yaml.org,2002:str"
COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
ABSENT = {"~", "null"}
QUOTES, BLOCKS = ("'", '"'), ("|", ">")
HASH = re.compile(r"\s*(?P<tag>#\w.*)")


def text_in(node: yaml.ScalarNode) -> str | None:
    """The text of a scalar; None for an empty one, and for `null` without quotation marks."""
    value: str = node.value
    is_absent = not value.strip() or (not node.style and value in ABSENT)
    return None if is_absent else value


class TextLoader(SafeLoader):
    """Resolves every plain scalar to a string."""

    # PyYAML reads it from the class; its stubs say that it belongs to the instance.
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


def parse(text: str) -> tuple[Data | None, Mapping[Where, Position]]:
    """The data in `text` without empty values, and each key's and item's place; or YamlFault."""
    if (line := too_nested(text)) is not None:
        raise YamlFault("file-too-deep", line, 1, most=str(MOST_NESTED))
    try:
        node = yaml.compose(text, Loader=TextLoader)
    except yaml.MarkedYAMLError as error:
        raise explained(error, text.splitlines()) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise YamlFault("file-character", line, 1) from None
    nodes = _NodeReader(text.split("\n"))
    data = nodes.value(node, ()) if node else None
    return data, alike(tuple(nodes.places.items()))


def split(text: str) -> tuple[str, str, int]:
    """The front matter of a Markdown file, the text below it, and the line where the text begins.

    The YAML starts with an empty line in place of the opening fence, so that its line numbers are
    those of the file. Raises YamlFault when a fence is missing.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise YamlFault("front-matter-missing", 1, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n" + "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise YamlFault("front-matter-open", 1, 1)


def too_nested(text: str) -> int | None:
    """The first line (from 1) nested more than MOST_NESTED deep; None when there is none.

    Parsers of YAML and Markdown would exceed Python's recursion limit there.
    """
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        content = line.lstrip(" \t>-*+?")
        opened = _count(line, "[{(")
        is_deep = depth + opened > MOST_NESTED and _deepest(line, depth) > MOST_NESTED
        depth = max(0, depth + opened - _count(line, "]})")) if content else 0
        is_deep = is_deep or line.count("[^") > MOST_NESTED or "`" * MOST_NESTED in line
        if is_deep or (content and len(line) - len(content) > 2 * MOST_NESTED):
            return number
    return None


def _deepest(line: str, depth: int) -> int:
    steps = ((sign in "[{(") - (sign in "]})") for sign in line)
    return max(accumulate(steps, initial=depth))


def _count(line: str, marks: str) -> int:
    return sum(map(line.count, marks))


@dataclass(slots=True)
class _NodeReader:
    """Turns the nodes of one text into data; `seen` has their `id()`, as an alias repeats one."""

    lines: list[str]
    places: dict[Where, Position] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: Where) -> Data | None:
        """The data of a node; None for an empty value."""
        mark = node.start_mark
        self.places.setdefault(path, (mark.line + 1, mark.column + 1))
        self._refuse_anchor(node)
        self.seen.add(id(node))
        written = self.lines[mark.line] if mark.line < len(self.lines) else ""
        if node.tag not in (STRING, *COLLECTIONS) or written[mark.column :].startswith("! "):
            tag = _fault("yaml-tag", node, tag=node.tag.rpartition(":")[2])
            raise needing_quotes(written, mark.line) or tag
        if isinstance(node, yaml.ScalarNode):
            return self._text(node, path)
        if isinstance(node, yaml.SequenceNode):
            return self._items(node, path) or None
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            self._refuse_bare_keys(node)
        return dict(self._fields(node, path)) or None

    def _refuse_bare_keys(self, node: yaml.MappingNode) -> None:
        """Rejects `{url:https…}` and `{KI, mat}`, which YAML takes for keys without a value."""
        first, last = node.start_mark, node.end_mark
        line = self.lines[first.line]
        keys = [(key.start_mark.column, key.end_mark.column) for key, _ in node.value]
        bare = [key for key in keys if line[key[1] :].lstrip()[:1] in (",", "}")]
        if bare and first.line == last.line:
            braces = (first.column, last.column) if bare == keys else None
            raise bare_keys(line, first.line, bare, braces)

    def _refuse_anchor(self, node: yaml.Node) -> None:
        """Rejects an alias, and an anchor, which may also be text that begins with "&"."""
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
            self._refuse_comment(node, path)
        line, column = node.start_mark.line, node.start_mark.column
        column += 1 + (node.style in QUOTES)
        last = min(node.end_mark.line, len(self.lines) - 1)
        # A text with | or > ends at the beginning of what follows.
        last -= not self.lines[last][: node.end_mark.column].strip()
        if node.style in BLOCKS:
            # Empty lines at the beginning are no part of a text field.
            line = min(line + 1, last)
            while line < last and not self.lines[line].strip():
                line += 1
            column = len(self.lines[line]) - len(self.lines[line].lstrip()) + 1
        self.places[(*path, TEXT)] = (line + 1, column)
        if node.style != "|" and (last > line or "\n" in node.value.strip()):
            self._add_folds(node.value.strip(), range(line + 1, last + 1), (*path, TEXT))
        return text_in(node)

    def _add_folds(self, text: str, lines: range, path: Where) -> None:
        """Adds the place of each further line of a text that YAML folds, by its first character."""
        self.places[(*path, 0)] = self.places[path]
        end = 1
        for number in lines:
            written = self.lines[number].strip()
            at = text.find(written.rstrip("'\""), end) if written else -1
            if at > 0:
                column = self.lines[number].index(written) + 1
                self.places[(*path, at)] = (number + 1, column)
                end = at + len(written)

    def _refuse_comment(self, node: yaml.ScalarNode, path: Where) -> None:
        """Rejects `room #4`, in which YAML takes `#4` for a comment and drops it."""
        end = node.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if path and (match := HASH.fullmatch(line, end.column)):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            text = f"{node.value} {match['tag']}".strip()
            tags = re.findall(r"[^\s,#]+", text)
            mend = f"tags: [{', '.join(tags)}]" if key == "tags" else quoted(key, text)
            if isinstance(path[-1], int):
                mend = f"- {text.replace('#', '') if key == 'tags' else in_quotes(text)}"
            raise YamlFault("yaml-hash", end.line + 1, match.start("tag") + 1, mend=mend)

    def _items(self, node: yaml.SequenceNode, path: Where) -> list[Data]:
        """The items of a list without empty ones, which get no index."""
        items: list[Data] = []
        for inner in node.value:
            where = (*path, len(items))
            self.places.pop(where, None)
            item = self.value(inner, where)
            items += [] if item is None else [item]
        return items

    def _fields(self, node: yaml.Node, path: Where) -> Iterator[tuple[str, Data]]:
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
