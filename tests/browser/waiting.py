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
    """Playwright's `expect`, which asks every 30 ms.

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
    end = monotonic() + timeout / 1000
    while monotonic() < end:
        with suppress(AssertionError):
            return check(*values, timeout=STEP, **more)
    return check(*values, timeout=STEP, **more)
