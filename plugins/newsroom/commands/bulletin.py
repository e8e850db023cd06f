"""The latest state of the preview, passed from the building thread to open browsers."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """The served edition, "" before the first build, and the report if a later build failed."""

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
