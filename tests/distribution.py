"""Shares the test files out among the processes of a run, the slowest first.

Tests of a file have their fixtures in common, so one process runs them all. A process that ends
early takes the next file, and the last files are short, so that nobody waits long for another.
"""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# The tests in the browser share one build, except those that have a site of their own.
BROWSER = "tests/browser/"
APART = ("tests/browser/test_lighthouse.py", "tests/browser/test_desk_walk.py")
# Files of more than ten seconds, in descending order.
# init/ is begun early, since other tests wait for the site that it makes.
SLOW = (
    *APART,
    BROWSER,
    "tests/init/",
    "tests/publishing/test_bucket.py",
    "tests/soundness/test_accidents.py",
    "tests/upgrading/test_upgrade.py",
    "tests/publishing/test_ssh_server.py",
    "tests/site/test_up_to_date.py",
    "tests/kinds/test_effects.py",
    "tests/test_extending.py",
    "tests/soundness/test_edits.py",
    "tests/publishing/test_github_pages.py",
    "tests/publishing/test_publish_task.py",
    "tests/publishing/test_undo.py",
    "tests/test_code_checks.py",
    "tests/sample/",
    "tests/site/test_safety.py",
    "tests/site/test_brand.py",
    "tests/changing/",
    "tests/site/test_pdf.py",
    "tests/test_mistakes.py",
    "tests/test_problems.py",
    "tests/publishing/",
    "tests/site/",
)


def in_order(items: list[pytest.Item]) -> None:
    """Sorts the tests; those of the same file stay in their order."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(test: str) -> int:
    """The place of a test in SLOW, where the first beginning that fits counts."""
    return next((at for at, path in enumerate(SLOW) if test.startswith(path)), len(SLOW))


class BySlowness(LoadScopeScheduling):
    """Gives a process one file after the other, or all the tests that share a build."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER if file.startswith(BROWSER) and file not in APART else file
