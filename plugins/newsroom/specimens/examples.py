"""Reads theme/examples: a YAML file per part, with the arguments of its macro in each example."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import yaml
from markupsafe import Markup

from newsroom.reading.yaml_file import parse

NUMBERS = {"level", "width", "height"}
SAFE = {"html", "drawing"}

Value: TypeAlias = "str | int | list[Value] | dict[str, Value]"
Arguments = dict[str, Value]


def example_files(theme: Path) -> Mapping[str, str]:
    """The text of each file by the name of the part, sorted by name."""
    files = sorted((theme / "examples").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def examples(texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Arguments]]]:
    """Each part with its examples by name. Raises YamlFault."""
    for part, text in texts.items():
        parse(text)  # it rejects repeated keys, aliases and tags, but drops empty values
        by_name = yaml.load(text, Loader=yaml.BaseLoader)
        yield part, {name: _arguments(data) for name, data in by_name.items()}


def _arguments(data: dict[str, Value]) -> Arguments:
    return {name: _value(name, value) for name, value in data.items()}


def _value(key: str, data: Value) -> Value:
    """The value as a macro gets it: HTML and SVG as Markup, sizes and levels as int."""
    if isinstance(data, dict):
        return _arguments(data)
    if isinstance(data, list):
        return [_value(key, item) for item in data]
    if key in SAFE:
        return Markup(data)
    return int(data) if key in NUMBERS else data
