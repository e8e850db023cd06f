"""What a test needs of the machine beside Python's packages; without it the test is skipped.

With `CI=true` it fails instead, so that nothing goes untested unseen.
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
    found = next(on_path, None) or next((p for p in places if Path(p).exists()), None)
    need(what, found, mend)
    return str(found)


def git() -> str:
    return program("git", "installer pakken git", "git")


def repository() -> None:
    """Needs git, and that these files are in a repository: not unpacked from an archive."""
    git()
    need("et git-lager rundt filene", (ROOT / ".git").exists(), "bruk `git clone`")
