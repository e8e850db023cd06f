"""YAML read as text: every scalar is a string, and every key knows its line.

PyYAML's C parser under a loader without implicit types, since YAML 1.1 turns 18:30 into 1110 and
`no` into False. Keys given twice, anchors, aliases and tags are faults.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

import yaml

from plugins.contract.source import Place, Where

Data = str | list["Data"] | dict[str, "Data"]
MOST_NESTED = 100
STRING = "tag:yaml.org,2002:str"
COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
ABSENT = {"", "~", "null"}
KEY_LINE = re.compile(r"\s*(- )*(?P<key>[^\s#:'\"\[{][^:#'\"]*):(?: +(?P<value>\S.*))?")


class YamlFault(Exception):
    """What makes a text no YAML of ours; `line` and `column` count from 1."""

    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


class TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Resolves every plain scalar to a string."""

    yaml_implicit_resolvers: ClassVar[dict] = {}


def parse(text: str) -> tuple[Data | None, dict[Where, Place]]:
    """The data in `text`, without what is empty, and the place of every key and item."""
    if (line := too_nested(text)) is not None:
        raise YamlFault("file-too-deep", line, 1, most=str(MOST_NESTED))
    try:
        node = yaml.compose(text, Loader=TextLoader)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text.splitlines()) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise YamlFault("file-character", line, 1) from None
    places: dict[Where, Place] = {}
    return (_value(node, (), places, set()) if node else None), places


def too_nested(text: str) -> int | None:
    """The first line deeper than any honest text is; None when there is none."""
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        said = line.lstrip(" \t>-*+?")
        depth = max(0, depth + _count(line, "[{(") - _count(line, "]})")) if said else 0
        if depth > MOST_NESTED or (said and len(line) - len(said) > 2 * MOST_NESTED):
            return number
    return None


def _count(line: str, marks: str) -> int:
    return sum(map(line.count, marks))


def _value(node: yaml.Node, path: Where, places: dict[Where, Place], seen: set[int]) -> Data | None:
    mark = node.start_mark
    places.setdefault(path, (mark.line + 1, mark.column + 1))
    if id(node) in seen:
        raise _fault("yaml-alias", node)
    seen.add(id(node))
    if node.tag != STRING and node.tag not in COLLECTIONS:
        raise _fault("yaml-tag", node, tag=node.tag.rpartition(":")[2])
    if isinstance(node, yaml.MappingNode):
        return dict(_fields(node, path, places, seen)) or None
    if isinstance(node, yaml.SequenceNode):
        items = (_value(n, (*path, i), places, seen) for i, n in enumerate(node.value))
        return [item for item in items if item is not None] or None
    return None if node.value.strip() in ABSENT else node.value


def _fields(
    node: yaml.MappingNode, path: Where, places: dict[Where, Place], seen: set[int]
) -> Iterator[tuple[str, Data]]:
    keys: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _fault("yaml-key", key)
        if key.value in keys:
            raise _fault("yaml-duplicate-key", key, key=key.value)
        keys.add(key.value)
        mark = key.start_mark
        places[(*path, key.value)] = (mark.line + 1, mark.column + 1)
        data = _value(value, (*path, key.value), places, seen)
        if data is not None:
            yield key.value, data


def _fault(code: str, node: yaml.Node, **values: str) -> YamlFault:
    mark = node.start_mark
    return YamlFault(code, mark.line + 1, mark.column + 1, **values)


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlFault:
    """The parser's complaint as what the writer did: it often points a line too late."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1)
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return YamlFault("yaml-tab", line + 1, 1)
    for at in (line, _before(lines, line)):
        found = KEY_LINE.fullmatch(lines[at])
        if found and _needs_quotes(found["value"] or ""):
            key, value = found["key"], found["value"]
            quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
            return YamlFault(
                "yaml-quotes-needed", at + 1, found.start("value") + 1, mend=f"{key}: {quoted}"
            )
    for at in (line, _before(lines, line)):
        bare = lines[at].strip()
        if bare and not KEY_LINE.fullmatch(lines[at]) and bare[0] not in "-#'\"[{":
            first, _, rest = bare.partition(":" if ":" in bare else " ")
            mend = f"{first}: {rest.strip()}" if rest.strip() else f"{first}:"
            return YamlFault("yaml-colon-missing", at + 1, 1, found=bare, mend=mend)
    if "quoted scalar" in (error.context or ""):
        start = error.context_mark.line
        return YamlFault("yaml-quote-open", start + 1, error.context_mark.column + 1)
    return YamlFault("yaml-syntax", line + 1, mark.column + 1)


def _before(lines: list[str], line: int) -> int:
    """The nearest line above that says something."""
    return next((at for at in range(line - 1, -1, -1) if lines[at].strip()), line)


def _needs_quotes(value: str) -> bool:
    if value[:1] in "'\"[{|>":
        return False
    return ": " in value or value.endswith(":") or value[:1] in tuple("@`%*&!")
