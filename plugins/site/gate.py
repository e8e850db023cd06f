"""The gate: every problem told, in order, and not a byte written when one is an error."""

import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO

from plugins.contract.problems import Problem, Report
from plugins.wording.problems import line

BAD_CONTENT = 2


def pass_or_stop(report: Report, content: str, lang: str) -> None:
    """Tell what was found. Raises SystemExit(2) when there are errors."""
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8")
    tell(report, content, lang, sys.stderr)
    if report.errors():
        raise SystemExit(BAD_CONTENT)


def tell(problems: Iterable[Problem], content: str, lang: str, out: TextIO) -> None:
    """One line each, under the name of the content folder, as a terminal can follow it."""
    for problem in problems:
        print(line(problem, content, lang), file=out)
