"""The lines of removed.yaml, and one more among them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from newsroom.commands.changing.deleting import ended
from newsroom.commands.changing.entries import Refused
from newsroom.reading.load import REMOVED
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import parse

PLAIN = re.compile(r"[\w./-]+(?: [\w./-]+)*")
FLOW = re.compile(r"((?:[ \t]*(?:#.*)?\n)*)[ \t]*\[[^#]*\]\s*")
DASH = re.compile(r"[ \t]*- ")


def named(file: Path) -> Mapping[str, int]:
    """What the file takes off, each with its line; nothing when it cannot be read."""
    text = file.read_text("utf-8-sig", errors="replace") if file.is_file() else ""
    return dict(_items(text) or ())


def item(name: str) -> str:
    """A line of the file; quoted, a number sign or a colon in a name is no YAML."""
    return f"- {name if PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)}"


def with_item(text: str, name: str) -> str:
    """The text of the file with one more line; as it is where the build tells faults of it.

    Raises Refused.
    """
    items = _items(text)
    if items is None:
        return text
    wanted = [*(one for one, _ in items), name]
    for new in (_below(text, name), _as_lines(text, wanted)):
        if [one for one, _ in _items(new) or ()] == wanted:
            return new
    raise Refused(f"Skriv selv «{item(name)}» i content/{REMOVED}.")


def _items(text: str) -> list[tuple[str, int]] | None:
    """What the list names, each with its line; None when it cannot be read, or is none."""
    try:
        data, places = parse(text)
    except YamlFault:
        return None
    if data and not isinstance(data, list):
        return None
    said = enumerate(data or ())
    return [(one.strip(), places[at,][0]) for at, one in said if isinstance(one, str)]


def _below(text: str, name: str) -> str:
    """The text with a line below the others, as far in as they are."""
    first = DASH.match(next(filter(DASH.match, text.splitlines()), "- "))[0]
    return ended(text) + first + item(name).removeprefix("- ") + "\n"


def _as_lines(text: str, names: list[str]) -> str:
    """A list between brackets with a line for each; what stands above it stays."""
    found = FLOW.fullmatch(text)
    return found[1] + "".join(f"{item(one)}\n" for one in names) if found else text
