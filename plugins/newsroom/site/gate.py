"""The gate: prints the problems, and stops the run before anything is written for an error."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TextIO

from newsroom.contract.problems import Problem, Report
from newsroom.places import program
from newsroom.site.start import in_utf8
from newsroom.wording.excerpt import excerpt, line_of, with_exact_column
from newsroom.wording.problems import annotation, line
from newsroom.wording.texts import our_texts

BAD_CONTENT = 2
# How much advice with one code is printed, unless all is asked for.
FEW = 5


def pass_or_stop(report: Report, content: Path, lang: str, *, everything: bool = False) -> str:
    """Print the problems to stderr, errors first; return the printed text.

    Raises SystemExit(2) when there are errors.
    """
    errors, text = report.errors(), StringIO()
    if errors:
        print(our_texts(lang)("Dette stopper ({}):").format(len(errors)), file=text)
        tell(errors, content, lang, text)
        print(end="" if text.getvalue().endswith("\n\n") else "\n", file=text)
    tell_advice(report, content, lang, text, everything=everything)
    print(text.getvalue(), end="", file=in_utf8(sys.stderr))
    if errors:
        raise SystemExit(BAD_CONTENT)
    return text.getvalue()


def tell_advice(
    problems: Iterable[Problem], content: Path, lang: str, out: TextIO, *, everything: bool
) -> None:
    """Print the advice among the problems by code, the first few of each code or everything."""
    t, by_code = our_texts(lang), sorted(problems, key=attrgetter("code"))
    advice = [problem for problem in by_code if problem.severity == "advice"]
    if advice:
        print(t("Råd, som ikke stopper noe ({}):").format(len(advice)), file=out)
    for _, group in groupby(advice, key=attrgetter("code")):
        of_code = list(group)
        shown = of_code if everything else of_code[:FEW]
        tell(shown, content, lang, out)
        if len(shown) < len(of_code):
            more = t("{} til: `{} check --all`").format(len(of_code) - len(shown), program())
            print(more, file=out)


def tell(
    problems: Iterable[Problem], content: Path, lang: str, out: TextIO, *, with_fix: bool = True
) -> None:
    """Print each problem with its path, its message and its line.

    On GitHub also as an annotation of the change. Without `with_fix` the advice is left out: the
    caller prints its own.
    """
    lines_of, on_github = cache(_lines_of), os.environ.get("GITHUB_ACTIONS") == "true"
    located = []
    for problem in problems:
        lines = lines_of(content / problem.path) if problem.line else []
        written = line_of(problem, lines)
        located.append((with_exact_column(problem, written) if written else problem, lines))
    for problem, lines in _by_column(located):
        print(line(problem, content.name, lang, with_fix=with_fix), file=out)
        if shown := excerpt(problem, lines, lang, with_fix=with_fix):
            print(f"{shown}\n", file=out)
        if on_github:
            print(annotation(problem, content.name, lang, with_fix=with_fix), file=out)


def _by_column(located: list[tuple[Problem, list[str]]]) -> Iterator[tuple[Problem, list[str]]]:
    """The problems of each line from left to right, with the lines of their file, in order."""
    for _, of_line in groupby(located, lambda pair: (pair[0].path, pair[0].line)):
        yield from sorted(of_line, key=lambda pair: pair[0].column)


def _lines_of(file: Path) -> list[str]:
    """The lines of a file; none where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []
