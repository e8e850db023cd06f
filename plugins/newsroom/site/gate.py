"""The gate: prints every problem, and stops the run before anything is written for an error."""

import os
import sys
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TextIO

from newsroom.contract.problems import Problem, Report
from newsroom.site.streams import in_utf8
from newsroom.wording.excerpt import excerpt, with_exact_column
from newsroom.wording.problems import annotation, line

BAD_CONTENT = 2


def pass_or_stop(report: Report, content: Path, lang: str) -> str:
    """Print the problems to stderr; the text. Raises SystemExit(2) when there are errors."""
    text = StringIO()
    tell(report, content, lang, text)
    print(text.getvalue(), end="", file=in_utf8(sys.stderr))
    if report.errors():
        raise SystemExit(BAD_CONTENT)
    return text.getvalue()


def tell(
    problems: Iterable[Problem], content: Path, lang: str, out: TextIO, *, with_fix: bool = True
) -> None:
    """Print each problem with its path from the content folder's name, and the line it is in.

    On GitHub also as an annotation of the change. Without `with_fix` only what is wrong is printed:
    the caller says better what to do.
    """
    texts, on_github = _Texts(content), os.environ.get("GITHUB_ACTIONS") == "true"
    for problem in problems:
        written = texts.line(problem)
        problem = with_exact_column(problem, written) if written else problem
        print(line(problem, content.name, lang, with_fix=with_fix), file=out)
        if shown := excerpt(problem, written, lang, with_fix=with_fix):
            print(f"{shown}\n", file=out)
        if on_github:
            print(annotation(problem, content.name, lang, with_fix=with_fix), file=out)


class _Texts(dict[str, list[str]]):
    """The lines of each file with a problem, read once."""

    def __init__(self, content: Path) -> None:
        super().__init__()
        self.content = content

    def __missing__(self, path: str) -> list[str]:
        try:
            text = (self.content / path).read_bytes().decode("utf-8-sig", errors="replace")
        except OSError:
            text = ""
        self[path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self[path]

    def line(self, problem: Problem) -> str:
        """The line a problem is at; "" when it is about the whole file."""
        lines = self[problem.path] if problem.line else []
        return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
