"""theme/examples, one file per part: examples by name, each the arguments of the part's macro.

The same rules as for content/, and every scalar is text; but an empty value stays, since an
example gives all the fields of its shape.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from markupsafe import Markup

from newsroom.reading.yaml_file import parse

NUMBERS = {"level", "width", "height"}
SAFE = {"html", "drawing"}

Value = "str | int | list[Value] | Given"
Given = dict[str, Value]


def written(theme: Path) -> Mapping[str, str]:
    """Every part by its name, with its file's text; in the order of the alphabet."""
    files = sorted((theme / "examples").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def examples(texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Given]]]:
    """Every part by its name, with its examples. Raises YamlFault."""
    for part, text in texts.items():
        parse(text)  # refuses repeated keys, aliases and tags
        found = yaml.load(text, Loader=yaml.BaseLoader)
        yield part, {name: _value("", given) for name, given in found.items()}


def _value(key: str, data: Value) -> Value:
    """Text, but for a few names: HTML and SVG are safe to print, sizes and levels are numbers."""
    if isinstance(data, dict):
        return {name: _value(name, inner) for name, inner in data.items()}
    if isinstance(data, list):
        return [_value(key, item) for item in data]
    if key in SAFE:
        return Markup(data)
    return int(data) if key in NUMBERS else data
