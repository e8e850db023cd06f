"""Edits of an entry in its YAML: other values for its fields, and its deletion."""

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from newsroom.commands.changing.file_edits import Edit
from newsroom.commands.changing.yaml_spans import (
    NodePair,
    YamlSpan,
    entry_part,
    ids_in,
    root_node,
    span_of,
    yaml_of,
)
from newsroom.contract.entry import Entry
from newsroom.reading.files import cleaned

# The value of a field; None deletes it.
Values = Mapping[str, "int | str | tuple[str, ...] | Values | None"]
NewValue = int | str | tuple[str, ...] | Values | None
LIST_ITEM = re.compile(r"\s*-\s+(?=\S)")


def field_edits(lines: Sequence[str], entry: Entry, values: Values) -> Iterator[Edit]:
    """The edits that give fields of an entry new values; a new field goes below what names it."""
    text = yaml_of(lines, entry)
    root = root_node(text)
    part = entry_part(root, entry) or (root, root)
    return _field_edits(lines, text, part[1], values)


def edits_by_id(lines: Sequence[str], values: Mapping[str, Values]) -> Iterator[Edit]:
    """The same for several entries of a file, by id; the file is parsed once."""
    text, *_ = cleaned("\n".join(lines))
    root = root_node(text)
    for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        yield from _field_edits(lines, text, node, values.get(next(ids_in(node), ""), {}))


def _field_edits(
    lines: Sequence[str], text: str, node: yaml.Node, values: Values
) -> Iterator[Edit]:
    for name, new in values.items():
        part = next((part for part in node.value if part[0].value == name), None)
        if part and isinstance(new, Mapping) and part[1].value:
            yield from _field_edits(lines, text, part[1], new)
        elif part and new is None:
            yield _field_deletion(lines, span_of(text, node, part))
        elif part:
            yield from _value_edits(lines, text, span_of(text, node, part), part, new)
        elif new is not None:
            yield _new_field(lines, text, node, f"{name}: {_inline(new)}")


def _new_field(lines: Sequence[str], text: str, node: yaml.Node, field: str) -> Edit:
    by_name = {part[0].value: part for part in node.value}
    named = next((by_name[n] for n in ("id", "title", "name") if n in by_name), node.value[0])
    span = span_of(text, node, named)
    if span.inline:
        return span.begin, span.begin, f"{field}, "
    return _below(lines, span.end[0], " " * (span.margin - 1) + field)


def _below(lines: Sequence[str], line: int, text: str) -> Edit:
    end = line, len(lines[line - 1]) + 1
    return end, end, f"\n{text}"


def _field_deletion(lines: Sequence[str], span: YamlSpan) -> Edit:
    """Deletes all lines of a field; the dash of an item stays."""
    if span.inline:
        return *span.inline, ""
    (first, column), (last, _) = span.begin, span.end
    before = lines[first - 1][: column - 1].rstrip()
    return (first, len(before) + 1), (last + 1, 1), "\n" if before else ""


def _value_edits(
    lines: Sequence[str], text: str, span: YamlSpan, part: NodePair, new: NewValue
) -> Iterator[Edit]:
    name, value = part
    is_block_list = isinstance(value, yaml.SequenceNode) and not value.flow_style
    if is_block_list and isinstance(new, tuple) and all(_is_line(lines, i) for i in value.value):
        yield from _item_edits(lines, value, new)
    elif is_block_list:
        yield span.begin, span.end, f"{name.value}: {_inline(new)}"
    else:
        yield span.value, span.end, (" " if span.value == span.end else "") + _inline(new)


def _is_line(lines: Sequence[str], item: yaml.Node) -> bool:
    """Whether an item of a list has a line of its own."""
    first, last = item.start_mark.line, item.end_mark.line
    return first == last and bool(LIST_ITEM.match(lines[first]))


def _item_edits(lines: Sequence[str], node: yaml.Node, new: Sequence[str]) -> Iterator[Edit]:
    """The edits of a list with an item a line, which keep its comments."""
    line_of = {item.value: item.start_mark.line + 1 for item in node.value}
    for item, line in line_of.items():
        if item not in new:
            yield (line, 1), (line + 1, 1), ""
    last = max(line_of.values())
    dash = LIST_ITEM.match(lines[last - 1])
    for item in new:
        if item not in line_of and dash:
            yield _below(lines, last, dash[0] + _quoted(item))


def _inline(value: NewValue) -> str:
    """`7`, `["/a/"]`, or `{2024-01-16: {attendance: 7}}`."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_inline(new)}' for name, new in value.items())}}}"
    return str(value)


def _quoted(text: str) -> str:
    return f'"{text}"'


def entry_deletion(lines: Sequence[str], entry: Entry) -> Iterator[Edit]:
    """The edit that deletes an entry in a file of several."""
    text = yaml_of(lines, entry)
    root = root_node(text)
    if part := entry_part(root, entry):
        span = span_of(text, root, part)
        lines_of_entry = (_first_line(lines, span), 1), (_last_line(lines, span) + 1, 1)
        yield *(span.inline or lines_of_entry), ""


def _first_line(lines: Sequence[str], span: YamlSpan) -> int:
    """The line of its dash or key, or of the comment above it; a comment heading the file stays."""
    line, margin = span.begin[0], span.margin - 1
    # The dash may be above its item, and be another sign (see reading/files.py).
    while not lines[line - 1][margin : margin + 1].strip(" \t#"):
        line -= 1
    first = line
    while first > span.above + 1 and re.match(rf"\s{{,{margin}}}#", lines[first - 2]):
        first -= 1
    return first if first > 1 else line


def _last_line(lines: Sequence[str], span: YamlSpan) -> int:
    """The last line further in than its margin; comments at the margin are of the next entry."""
    last, _ = span.end
    for number, text in enumerate(lines[last:], last + 1):
        if text.strip() and not text[: span.margin].isspace():
            break
        last = number if text.strip() else last
    return last
