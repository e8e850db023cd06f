"""Finds the lines of a file that a mend changes: YAML has a text behind its key, or folded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

import yaml

from newsroom.contract.problems import Mend, Position

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PIECE = re.compile(r"\s+|\S+")


def placed(mend: Mend, lines: Sequence[str]) -> Mend | None:
    """The mend of whole lines of a file; None where YAML would not have just that change."""
    first, column = mend.start
    old, new = (_indented(text, " " * (column - 1)) for text in (mend.old, mend.new))
    whole = Mend(first + mend.line - 1, old, new, is_sure=mend.is_sure)
    if column == 1:
        return whole if _applied(whole, lines) else None
    text = "\n".join(lines)
    events = _events(text)
    scalars = (event for event in events if hasattr(event, "value"))
    scalar = max((s for s in scalars if _start(s) <= mend.start), key=_start, default=None)
    meant = _applied(mend, scalar.value.strip().split("\n")) if scalar else ""
    if not scalar or not meant:
        return None
    candidates = [whole, *_rewritten_lines(mend, text, scalar)]
    scalar.value = meant
    said = _said(events)
    return next((one for one in candidates if _said(_events(_applied(one, lines))) == said), None)


def _applied(mend: Mend, lines: Sequence[str]) -> str:
    """The lines with the mend, as one text; "" where they are not as it has them."""
    old, at = mend.old.split("\n"), mend.line - 1
    below = at + len(old)
    is_there = [*lines[at:below]] == old
    return "\n".join([*lines[:at], mend.new, *lines[below:]]) if is_there else ""


def _events(text: str) -> list[Any]:
    """What a parser finds in a file, or in the front matter of one; nothing if that fails."""
    try:
        events = yaml.parse(text, Loader=LOADER)
        return [*takewhile(lambda event: not isinstance(event, yaml.DocumentEndEvent), events)]
    except yaml.YAMLError:
        return []


def _start(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _said(events: Sequence[Any]) -> list[tuple[type, str]]:
    """What events mean, whatever their quotation marks and empty lines at the end."""
    return [(type(event), getattr(event, "value", "").strip()) for event in events]


def in_quotes(text: str) -> str:
    """The text in quotation marks, as YAML needs where a sign in it has a meaning."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _rewritten_lines(mend: Mend, text: str, scalar: Any) -> Iterator[Mend]:
    """The lines of a scalar with new words for the old ones, as they are and in quotation marks."""
    start, end = scalar.start_mark.index, scalar.end_mark.index
    before = text[text.rfind("\n", 0, start) + 1 : start]
    written, after = text[start:end], text[end:].partition("\n")[0]
    words = r"\s+".join(map(re.escape, mend.old.split()))
    for match in re.finditer(words, written) if words else ():
        new = written[: match.start()] + _rewritten(mend, match[0]) + written[match.end() :]
        for value in (new, in_quotes(new)):
            lines = before + written + after, before + value + after
            changed = _changed_lines(scalar.start_mark.line + 1, *lines)
            yield replace(changed, is_sure=mend.is_sure)


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


def _rewritten(mend: Mend, written: str) -> str:
    """The text as written, with its own ends of lines, and the changes."""
    old, new, own = map(PIECE.findall, (mend.old.strip(), mend.new.strip(), written))
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return "".join(
        piece for tag, a, b, c, d in changes for piece in (own[a:b] if tag == "equal" else new[c:d])
    )


def _changed_lines(line: int, old: str, new: str) -> Mend:
    """The mend without the lines before and after that stay."""
    before, after = old.split("\n"), new.split("\n")
    while len(before) > 1 < len(after) and before[0] == after[0]:
        line, before, after = line + 1, before[1:], after[1:]
    while len(before) > 1 < len(after) and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return Mend(line, "\n".join(before), "\n".join(after))
