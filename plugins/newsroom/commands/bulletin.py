"""What open browsers must know about the site they show, passed on between threads."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """Which edition of the site is served, and why a newer one failed, if it did.

    No edition means that nothing has been built yet.
    """

    edition: str = ""
    report: str = ""


class Bulletin:
    """The latest news, for any number of waiting threads."""

    def __init__(self) -> None:
        self._latest = News()
        self._posted = threading.Condition()

    @property
    def latest(self) -> News:
        """The news right now."""
        return self._latest

    def post(self, news: News) -> None:
        """Replace the news and wake everyone who waits for it."""
        with self._posted:
            self._latest = news
            self._posted.notify_all()

    def wait(self, *, seen: News | None, seconds: float) -> News:
        """The news as soon as it differs from what was seen, else after so many seconds."""
        with self._posted:
            self._posted.wait_for(lambda: self._latest != seen, timeout=seconds)
            return self._latest
