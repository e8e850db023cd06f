"""Checks a table of cases in one test, which lists each case that fails."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def check_each(
    cases: Iterable[Case], check: Callable[[Case], object], name: Callable[[Case], object] = str
) -> None:
    """Runs the check for each case; fails with one line for each case that raised an error."""
    count, failed = 0, []
    for case in cases:
        count += 1
        try:
            check(case)
        except (Exception, pytest.fail.Exception) as error:
            failed.append(f"{name(case)}: {_first_line(error)}")
    assert count, "The table has no cases."
    if failed:
        lines = "\n".join(failed)
        pytest.fail(f"{len(failed)} of {count} cases failed:\n{lines}", pytrace=False)


def _first_line(error: BaseException) -> str:
    """The first line of the error, with its type unless it is an assertion."""
    line = str(error).partition("\n")[0]
    return line if isinstance(error, AssertionError) else f"{type(error).__name__}: {line}"
