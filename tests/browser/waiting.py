"""Waits for what a page will show, and sees it at once."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000
STEP = 30  # milliseconds between two looks


class soon:
    """Playwright's `expect`, which first asks every 30 ms.

    Playwright itself asks ever more seldom: after a second only once a second.
    """

    def __init__(self, shown: Page | Locator) -> None:
        self.expected = expect(shown)

    def __getattr__(self, name: str) -> Callable[..., None]:
        """What is expected, by the name that Playwright has for it."""
        return partial(_repeated, getattr(self.expected, name))


def _repeated(
    check: Callable[..., None], *values: Any, timeout: float = PATIENCE, **more: Any
) -> None:
    """Look again and again; on a busy machine each look may take longer than the one before."""
    start, waited = monotonic(), 0.0
    while waited < timeout:
        with suppress(AssertionError):
            return check(*values, timeout=STEP + waited / 10, **more)
        waited = (monotonic() - start) * 1000
    return check(*values, timeout=STEP + waited / 10, **more)
