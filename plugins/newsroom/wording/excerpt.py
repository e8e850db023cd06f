"""Shows the faulty line of a problem, with a caret under the fault and the corrected line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Mend, Problem
from newsroom.wording.placing import placed
from newsroom.wording.value_corrections import corrected_value

# The values of a problem that may occur in its line, the most likely first.
QUOTED_VALUES = (
    *("value", "written", "src", "link", "found", "tag", "key", "end", "deadline", "title"),
    "address",
)
# The signs that problems without such a value point at, by code.
SIGNS = {"link-empty": "]()", "yaml-tab": "\t"}
LIKE = {"nb": "slik", "en": "like"}
MOST_COLUMNS = 96
BEFORE = 40
CUT = "…"
WORD = re.compile(r"[\w-]+")
SIGN = re.compile(r"\W")
# A part of a line: its first column, from 0, and its width.
Columns = tuple[int, int]


def fault_columns(problem: Problem, line: str) -> Columns:
    """The columns of a fault: its value, else its field, else the word at its column."""
    line = masked(line)
    values, start = dict(problem.values), max(0, problem.column - 1)
    quoted = (values.get(name, "") for name in QUOTED_VALUES)
    for text in filter(None, (SIGNS.get(problem.code, ""), *quoted, _field_name(values))):
        at = line.find(text, start)
        if at >= 0:
            return at, len(text)
    indent = len(line) - len(line.lstrip())
    start = max(start, indent) if start < len(line) else indent
    word = WORD.match(line, start)
    return start, len(word[0]) if word else 1


def with_exact_column(problem: Problem, line: str) -> Problem:
    """The problem with the column of its fault in the line."""
    return replace(problem, column=fault_columns(problem, line)[0] + 1)


def excerpt(problem: Problem, lines: Sequence[str], lang: str, *, with_fix: bool = True) -> str:
    """The line of a file, a caret under the fault, and the corrected line if known.

    "" when the line is empty. Identity numbers are masked. `with_fix` asks for the corrected line.
    """
    line = masked(line_of(problem, lines))
    columns = fault_columns(problem, line)
    if not line.strip():
        return ""
    width = max(len(str(problem.line)), len(LIKE[lang]))
    shown, (start, fault_width) = _window(line, columns)
    rows = [(str(problem.line), shown)]
    if problem.code != "field-missing" or _field_name(dict(problem.values)) in line:
        rows.append(("", " " * start + "^" * fault_width))
    if with_fix and "mend" not in dict(problem.values) and (mend := mend_of(problem, lines)):
        # Several lines are shown whole, to be copied.
        new = mend.new.split("\n") if "\n" in mend.new else [_window(mend.new, columns)[0]]
        rows += [(LIKE[lang], masked(row)) for row in new]
    return "\n".join(f"  {head:>{width}} | {text}".rstrip() for head, text in rows)


def _field_name(values: Mapping[str, str]) -> str:
    return values.get("field", "").rpartition(".")[2]


def line_of(problem: Problem, lines: Sequence[str]) -> str:
    """The line of a problem among those of its file; "" for the whole file."""
    return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""


def mend_of(problem: Problem, lines: Sequence[str]) -> Mend | None:
    """The finished line of a problem in a file; None where it is not known."""
    if problem.mend or problem.code == "yaml-hash":
        return placed(problem.mend, lines) if problem.mend else None
    line, values = line_of(problem, lines), dict(problem.values)
    mend = values.get("mend") if problem.code.startswith("yaml-") else ""
    if indent := values.get("indent"):
        new = indent + line
    elif mend:
        start = re.match(r"\s*" if mend.startswith("- ") else r"\s*(?:- +)*", line)
        # What is after a # may be a comment.
        # What is known of a text of several lines is not the whole line.
        is_whole = start and SIGN.sub("", mend) == SIGN.sub("", line[start.end() :])
        new = start[0] + mend if start and is_whole and " #" not in line else ""
    else:
        new = _corrected_line(problem, line, fault_columns(problem, line))
    return Mend(problem.line, line, new, is_sure="doubt" not in values) if new else None


def _corrected_line(problem: Problem, line: str, columns: Columns) -> str:
    """The line with the faulty value corrected; "" when the correction is not known."""
    values = dict(problem.values)
    start, width = columns
    faulty = line[start : start + width]
    correction = values.get("suggestion") or values.get("moment")
    correction = correction or corrected_value(problem.code, values.get("value", ""))
    is_whole = faulty in (*(values.get(name) for name in QUOTED_VALUES), _field_name(values))
    if correction.startswith("[") and line[start - 1 : start] in ("'", '"'):
        start, width = start - 1, width + 2  # in quotation marks it would be a text
    corrected = line[:start] + correction + line[start + width :]
    return corrected if correction and is_whole else ""


def _window(line: str, columns: Columns) -> tuple[str, Columns]:
    """The part of a line that fits in a terminal, with visible tabs, and its fault columns."""
    line, (start, width) = line.replace("\t", "⇥").rstrip(), columns
    first = max(0, start - BEFORE) if len(line) > MOST_COLUMNS else 0
    part = line[first : first + MOST_COLUMNS]
    shown = (CUT if first else "") + part + (CUT if first + MOST_COLUMNS < len(line) else "")
    start += bool(first) - first
    return shown, (start, max(1, min(width, len(shown) - start)))
