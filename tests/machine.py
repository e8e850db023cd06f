"""Skips a test when the machine lacks a program that the test needs.

With `CI=true` the test fails instead, so that no test is left out unnoticed.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MISSING = "Mangler {what}{mend} (docs/testing.md). / This machine has no {what}."


def is_ci() -> bool:
    """Whether the tests run where nothing may be missing."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def need(what: str, is_there: object, mend: str = "") -> None:
    """Skips the test, or fails it in CI, when `is_there` is false; `mend` says what to do."""
    if is_there:
        return
    missing = MISSING.format(what=what, mend=f": {mend}" if mend else "")
    if is_ci():
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


def program(what: str, mend: str, *names: str, places: Iterable[str] = ()) -> str:
    """The path of the first of `names` that is on PATH, else of the first of `places`."""
    on_path = filter(None, map(shutil.which, names))
    path = next(on_path, None) or next((p for p in places if Path(p).exists()), None)
    need(what, path, mend)
    return str(path)


def git() -> str:
    return program("git", "installer pakken git", "git")


def repository() -> None:
    """Needs git and a git repository; an unpacked archive is none."""
    git()
    need("et git-lager rundt filene", (ROOT / ".git").exists(), "bruk `git clone`")
