"""Writes data as YAML that the reader reads back as the same data."""

import json
import re
from collections.abc import Iterator, Mapping

from newsroom.contract.problems import Where
from newsroom.reading.files import CONTROL, INVISIBLE, cleaned
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse

# How a scalar is written: plain, in quotation marks of either kind, as a block; or always escaped.
PLAIN, SINGLE, DOUBLE, BLOCK, ESCAPED = "", "'", '"', "|", "\\"
STEP = 2
# The longest list of texts that is written on one line.
LINE = 80
# Line ends of YAML that are none of a text file, and what the reader would replace.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029\u00a0•▪◦·\uf0b7"}
# What no reader of a file accepts: PyYAML refuses the last two.
REFUSED = re.compile(f"{CONTROL.pattern}|[\x80-\x84\x86-\x9f]|[\ud800-\udfff]")


def tidy(data: Data) -> Data | None:
    """The data as a file can have it, without what the reader leaves out; None when it is empty."""
    if isinstance(data, str):
        text = data.replace("\r\n", "\n").replace("\r", "\n")
        text = cleaned(text)[0] if "\n" in text else INVISIBLE.sub("", text)
        return text if text.strip() else None
    if isinstance(data, list):
        return [item for inner in data if (item := tidy(inner)) is not None] or None
    return tidy_fields(data) or None


def tidy_fields(fields: Mapping[str, Data]) -> dict[str, Data]:
    """The same for the fields of an entry."""
    tidied = ((name, tidy(value)) for name, value in fields.items())
    return {name: value for name, value in tidied if value is not None}


def refused(data: Data, where: Where = ()) -> Iterator[Where]:
    """The fields with characters that no file may have."""
    if isinstance(data, str):
        yield from [where] * bool(REFUSED.search(data))
        return
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
        yield from [(*where, step)] * bool(REFUSED.search(str(step)))
        yield from refused(inner, (*where, step))


def flow(value: Data, style: str = PLAIN) -> str:
    """The data on one line: `[a, b]`, `{k: a}`."""
    if isinstance(value, str):
        return next(_scalars(value, 0, style, in_flow=True))
    if isinstance(value, list):
        return f"[{', '.join(flow(item, style) for item in value)}]"
    return f"{{{', '.join(f'{_key(k)}: {flow(inner, style)}' for k, inner in value.items())}}}"


def value_text(value: Data, indent: int, style: str = PLAIN) -> str:
    """What stands after the colon of a key, or the dash, in the column `indent` (from 0)."""
    if isinstance(value, str):
        return f" {scalar(value, indent, style)}"
    below = "\n" + " " * (indent + STEP)
    if isinstance(value, dict):
        return below + fields_text(value, indent + STEP, style)
    if all(isinstance(item, str) for item in value):
        line = flow(value, style)
        if len(line) <= LINE:
            return f" {line}"
    return "".join(below + item_text(item, indent + STEP, style) for item in value)


def fields_text(fields: Mapping[str, Data], indent: int, style: str = PLAIN) -> str:
    """Fields below each other whose keys are in the column `indent`."""
    texts = [field_text(name, value, indent, style) for name, value in fields.items()]
    return f"\n{' ' * indent}".join(texts)


def field_text(name: str, value: Data, indent: int, style: str = PLAIN) -> str:
    """A field whose key is in the column `indent`, without the spaces before the key."""
    return f"{_key(name)}:{value_text(value, indent, style)}"


def item_text(value: Data, indent: int, style: str = PLAIN) -> str:
    """An item of a list whose dash is in the column `indent`."""
    if isinstance(value, list):
        return f"- {flow(value, style)}"
    text = value_text(value, indent, style)
    return f"- {text.lstrip()}" if isinstance(value, dict) else f"-{text}"


def _key(name: str) -> str:
    return name if _is_read(f"{name}: x\n", {name: "x"}) else json.dumps(name, ensure_ascii=False)


def scalar(text: str, indent: int, style: str = PLAIN, body: int = 0, marks: str = "") -> str:
    """A text in block style; `body` is the indent of a block, `marks` what its first line had."""
    return next(_scalars(text, indent, style, body, marks))


def _scalars(
    text: str, indent: int, style: str, body: int = 0, marks: str = "", *, in_flow: bool = False
) -> Iterator[str]:
    """The forms of a text that are read back as the text, in the style if possible."""
    escaped = json.dumps(text, ensure_ascii=False)
    if style != ESCAPED:
        if not in_flow and ("\n" in text or style == BLOCK):
            yield from _if_read(_block(text, indent, body or indent + STEP, marks), text, indent)
        elif "\n" not in text:
            single = "'" + text.replace("'", "''") + "'"
            form = {PLAIN: text, SINGLE: single}.get(style, escaped)
            yield from _if_read(form, text, indent, in_flow=in_flow)
        yield from _if_read(escaped, text, indent, in_flow=in_flow)
    yield escaped.translate(ESCAPES)


def _if_read(form: str, text: str, indent: int, *, in_flow: bool = False) -> Iterator[str]:
    """The form of a text, if the reader gets the text from it wherever it stands."""
    if in_flow:
        is_read = _is_read(f"[{form}, {{k: {form}}}]", [text, {"k": text}])
    else:
        is_read = _is_read(f"{' ' * indent}k: {form}\n", {"k": text})
        is_read = is_read and ("\n" in form or _is_read(f"- {form}\n", [text]))
    yield from [form] * is_read


def _is_read(yaml: str, data: Data) -> bool:
    try:
        return cleaned(yaml)[0] == yaml and parse(yaml)[0] == data
    except YamlFault:
        return False


def _block(text: str, indent: int, body: int, marks: str) -> str:
    """A literal block: `|`, and its lines at the indent `body`."""
    lines = text.removesuffix("\n").split("\n")
    keeps = text.endswith("\n\n") or ("+" in marks and text.endswith("\n"))
    end = "+" if keeps else "" if text.endswith("\n") else "-"
    step = str(body - indent) if text[0].isspace() or re.search(r"\d", marks) else ""
    return "\n".join([f"|{step}{end}", *(f"{' ' * body}{line}" if line else "" for line in lines)])
