"""What the preview shows at the moment, and telling browsers when that changes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

HEARTBEAT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class PreviewState:
    """The served edition, "" before the first build, and the report if a later build failed.

    `page` is the page at the address `view`, made anew while the rest of the site is still built.
    """

    edition: str = ""
    report: str = ""
    view: str = ""
    page: bytes = b""


class SharedState:
    """The current state, which the building thread replaces and the event streams wait for.

    `listed` is the last list of all content, for while something is built, and `viewed` the
    addresses of the pages that are open in a browser, the last one opened at the end.
    """

    def __init__(self) -> None:
        self.current = PreviewState()
        self.listed: dict[str, Any] = {}
        self.viewed: list[str] = []
        self.has_ended = False
        self._wakers: set[Callable[[], object]] = set()

    def replace(self, state: PreviewState) -> None:
        """Replace the state and wake every stream that waits for it."""
        self.current = state
        self._wake()

    def end(self) -> None:
        """End every stream, so that the server can stop at once."""
        self.has_ended = True
        self._wake()

    async def changes(self) -> AsyncIterator[PreviewState | None]:
        """Yield the state now and when it changes; None when nothing has changed for a while."""
        changed = asyncio.Event()
        waker = partial(asyncio.get_running_loop().call_soon_threadsafe, changed.set)
        self._wakers.add(waker)
        seen = None
        try:
            while not self.has_ended:
                changed.clear()
                before, seen = seen, self.current
                yield None if seen == before else seen
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), HEARTBEAT_SECONDS)
        finally:
            self._wakers.discard(waker)

    def _wake(self) -> None:
        for waker in tuple(self._wakers):
            waker()
