"""Shares the test files out among the processes of a run, the slowest first.

Tests of a file have their fixtures in common, so one process runs them all. A process that ends
early takes the next file, and the last files are short, so that nobody waits long for another.
"""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# The tests in the browser share one build, except those that have a site of their own.
BROWSER = "tests/browser/"
APART = tuple(
    f"{BROWSER}test_{name}.py"
    for name in ("lighthouse", "desk_walk", "desk_pages", "search", "desk_tools", "preview_page")
)
# What takes more than ten seconds, in descending order.
# init/ is begun early, since other tests wait for the site that it makes.
SLOW = (
    "tests/browser/test_desk_walk.py",
    "tests/init/",
    "tests/browser/test_lighthouse.py",
    "tests/publishing/test_bucket.py",
    "tests/test_code_checks.py",
    "tests/soundness/",
    "tests/publishing/test_ssh_server.py",
    "tests/browser/test_search.py",
    "tests/desk/test_desk_attacks.py",
    "tests/browser/test_desk_pages.py",
    "tests/desk/test_edit_page.py",
    "tests/site/test_pdf.py",
    "tests/publishing/test_publish_task.py",
    "tests/publishing/test_other_hosts.py",
    "tests/upgrading/test_upgrade.py",
    "tests/test_extending.py",
    "tests/site/test_up_to_date.py",
    "tests/executor/test_cluster.py",
    "tests/newsletters/test_listmonk.py",
    "tests/desk/test_form_values.py",
    "tests/desk/test_desk_english.py",
    "tests/sample/",
    "tests/browser/test_desk_tools.py",
    "tests/test_mistakes.py",
    "tests/test_problems.py",
    "tests/desk/test_desk_sessions.py",
    "tests/changing/",
    "tests/browser/test_preview_page.py",
    "tests/test_environments.py",
    "tests/publishing/",
    "tests/kinds/",
    "tests/desk/",
    "tests/site/",
)


def in_order(items: list[pytest.Item]) -> None:
    """Sorts the tests; those of the same file stay in their order."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(test: str) -> int:
    """The place of a test in SLOW, where the first beginning that fits counts.

    The tests that share the build in the browser take longest, and come first.
    """
    if _scope(test) == BROWSER:
        return -1
    return next((at for at, path in enumerate(SLOW) if test.startswith(path)), len(SLOW))


def _scope(test: str) -> str:
    """What one process runs: a file, or all tests that share a build."""
    file = test.partition("::")[0]
    return BROWSER if file.startswith(BROWSER) and file not in APART else file


class BySlowness(LoadScopeScheduling):
    """Gives a process one file after the other, or all the tests that share a build."""

    def _split_scope(self, nodeid: str) -> str:
        return _scope(nodeid)
