"""Writes values into the fields of entries in a YAML file, which is parsed once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import eq

import yaml

from newsroom.commands.changing.file_edits import replaced
from newsroom.commands.changing.yaml_spans import part_span, root_node
from newsroom.contract.source import Position
from newsroom.reading.word_paste import cleaned

# The values of fields by name, also of the fields in a field.
Values = Mapping[str, "int | Values"]
# Where a text begins and ends, and the new text.
Edit = tuple[Position, Position, str]


def with_values(lines: Sequence[str], values: Mapping[str, Values]) -> Sequence[str]:
    """The lines of a file with new values for its entries, by id; all else stays as it is."""
    text, *_ = cleaned("\n".join(lines))
    root = root_node(text)
    edits: list[Edit] = []
    for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        fields = node.value if isinstance(node, yaml.MappingNode) else ()
        id = next((str(value.value).strip() for key, value in fields if key.value == "id"), "")
        edits += _edits(lines, text, node, values.get(id, {}))
    for edit in sorted(edits, reverse=True):
        lines = replaced(lines, *edit)
    return lines


def _edits(
    lines: Sequence[str], text: str, node: yaml.CollectionNode, values: Values
) -> Iterator[Edit]:
    """The edits for the fields of one node; a new field goes below the first one."""
    for name, new in values.items():
        key, value = next((part for part in node.value if part[0].value == name), (None, None))
        span = part_span(text, node, partial(eq, (key, value) if key else node.value[0]))
        if isinstance(value, yaml.MappingNode) and value.value and isinstance(new, Mapping):
            yield from _edits(lines, text, value, new)
        elif value:
            gap = " " if span.value == span.end else ""
            yield span.value, span.end, gap + _inline(new)
        elif span.is_inline:
            yield span.begin, span.begin, f"{name}: {_inline(new)}, "
        else:
            line_end = span.end[0], len(lines[span.end[0] - 1]) + 1
            yield line_end, line_end, f"\n{' ' * (span.margin - 1)}{name}: {_inline(new)}"


def _inline(value: int | Values) -> str:
    """`7`, or `{2024-01-16: {attendance: 7}}`."""
    if isinstance(value, int):
        return str(value)
    return f"{{{', '.join(f'{name}: {_inline(new)}' for name, new in value.items())}}}"
