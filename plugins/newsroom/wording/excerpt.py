"""The line at fault, with a caret under what is meant and the line as it should be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.wording.fields import example
from newsroom.wording.mends import mended

# What a problem found, by the names it knows it by; the likeliest to stand in the line goes first.
FOUND = (
    *("value", "written", "src", "link", "found", "tag", "key", "end", "deadline", "title"),
    "address",
)
# What some are about has no words of its own.
SIGNS = {"link-empty": "](", "yaml-tab": "\t"}
LIKE = {"nb": "slik", "en": "like"}
ADD = "+"
MOST_COLUMNS = 96
BEFORE = 40
CUT = "…"
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line: its first column, from 0, and its width."""

    start: int
    width: int

    def put(self, line: str, text: str) -> str:
        """The line with this part of it replaced."""
        return line[: self.start] + text + line[self.start + self.width :]


def pointed(problem: Problem, line: str) -> Span:
    """What a problem is about in its line: the value it found, else its field, else the place."""
    line = masked(line)
    values, start = dict(problem.values), max(0, problem.column - 1)
    sought = (SIGNS.get(problem.code, ""), *(values.get(name, "") for name in FOUND), _name(values))
    for found in sought:
        at = line.find(found, start) if found else -1
        if at >= 0:
            return Span(at, len(found))
    indent = len(line) - len(line.lstrip())
    start = max(start, indent) if start < len(line) else indent
    word = WORD.match(line, start)
    return Span(start, len(word[0]) if word else 1)


def placed(problem: Problem, line: str) -> Problem:
    """The problem at the column it is about."""
    return replace(problem, column=pointed(problem, line).start + 1)


def excerpt(problem: Problem, line: str, lang: str, *, mends: bool = True) -> str:
    """The line, what is meant in it or missing below it, and the mend where that is known.

    "" when there is nothing to show. An identity number is shown without its secret half.
    """
    line = masked(line)
    span = pointed(problem, line)
    if not line.strip():
        return ""
    width = max(len(str(problem.line)), len(LIKE[lang]))
    shown, span_shown = _window(line, span)
    rows = [(str(problem.line), shown)]
    if added := _added(problem, line):
        rows.append((ADD, added))
    else:
        rows.append(("", " " * span_shown.start + "^" * span_shown.width))
    if mends and (mend := masked(_mend(problem, line, span))):
        rows.append((LIKE[lang], _window(mend, span)[0]))
    return "\n".join(f"  {head:>{width}} | {text}".rstrip() for head, text in rows)


def _name(values: Mapping[str, str]) -> str:
    return values.get("field", "").rpartition(".")[2]


def _added(problem: Problem, line: str) -> str:
    """The line that is missing, as far in as the one it may follow; "" when none is."""
    values = dict(problem.values)
    name = _name(values)
    if problem.code != "field-missing" or name in line:
        return ""
    return " " * pointed(problem, line).start + example(name, values.get("field_example", ""))


def _mend(problem: Problem, line: str, span: Span) -> str:
    """The line with what was found replaced by what was meant."""
    values = dict(problem.values)
    found = line[span.start : span.start + span.width]
    meant = values.get("suggestion") or mended(problem.code, values.get("value", ""))
    is_whole = found in (*(values.get(name) for name in FOUND), _name(values))
    return span.put(line, meant) if meant and is_whole else ""


def _window(line: str, span: Span) -> tuple[str, Span]:
    """The part of a line that a terminal has room for, with tabs to be seen."""
    line = line.replace("\t", "⇥").rstrip()
    first = max(0, span.start - BEFORE) if len(line) > MOST_COLUMNS else 0
    part = line[first : first + MOST_COLUMNS]
    shown = (CUT if first else "") + part + (CUT if first + MOST_COLUMNS < len(line) else "")
    start = span.start - first + bool(first)
    return shown, Span(start, max(1, min(span.width, len(shown) - start)))
