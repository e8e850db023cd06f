"""A table of cases as one test: the cases that fail are listed, one line for each."""

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
        told = "\n".join(failed)
        pytest.fail(f"{len(failed)} of {count} cases failed:\n{told}", pytrace=False)


def _first_line(error: BaseException) -> str:
    """An assertion says what was wrong; another error needs its type too."""
    line = str(error).partition("\n")[0]
    return line if isinstance(error, AssertionError) else f"{type(error).__name__}: {line}"
