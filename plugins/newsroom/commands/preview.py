"""The newsroom's preview: builds, shows the site, and builds again at every save.

It has a tree of its own under .cache; what is to be published is never touched.
"""

import errno
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from newsroom.commands.building import Outcome
from newsroom.commands.bulletin import Bulletin, News
from newsroom.commands.desk import Desk
from newsroom.commands.process import BuildProcess
from newsroom.commands.server import PreviewServer
from newsroom.commands.wording import spell_seconds
from newsroom.commands.words import command
from newsroom.places import PACKAGE, THEME

SITE = Path(".cache/preview/site")
SETTINGS = "pelicanconf.py"


def main(port: int, now: str) -> int:
    """Show the site until Ctrl-C; the exit code."""
    root, bulletin = Path.cwd(), Bulletin()
    try:
        server = PreviewServer(port, root / SITE, bulletin)
    except (OSError, OverflowError) as fault:
        print(unusable(port, fault), file=sys.stderr)
        return 1
    server.desk = Desk(root / "content", now)
    builds = BuildProcess(SETTINGS, SITE, siteurl=server.address, now=now, cwd=root)
    try:
        with serving(server), saves_in(root, (root / "content", THEME, PACKAGE)) as saved:
            print(f"Nettstedet vises på {server.address}/ (Ctrl-C avslutter)", flush=True)
            keep_building(builds.build, bulletin, saved)
    except KeyboardInterrupt:
        print("\nForhåndsvisningen er avsluttet.")
    finally:
        builds.close()
    return 0


def unusable(port: int, fault: Exception) -> str:
    """Why nothing can be shown on the port, and what to do instead."""
    is_busy = isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE
    reason = "er opptatt" if is_busy else f"kan ikke brukes ({fault})"
    return f"Port {port} {reason}. Velg en annen: {command('serve', '--port', '8123')}"


def keep_building(build: Callable[[], Outcome], bulletin: Bulletin, saved: threading.Event) -> None:
    """Build now and after every save, for ever; a save during a build leads to another."""
    while True:
        saved.clear()
        outcome = build()
        tell(outcome)
        bulletin.post(news_after(outcome, bulletin.latest))
        while not saved.wait(timeout=1):  # Windows hears no Ctrl-C in a wait without an end
            pass


def news_after(outcome: Outcome, before: News) -> News:
    """A good build makes a new edition; a failed one leaves the last, with its report."""
    if outcome.is_good:
        return News(edition=str(time.time_ns()))
    return News(edition=before.edition, report=outcome.report)


def tell(outcome: Outcome) -> None:
    """Say in the terminal how the build went."""
    if outcome.report:
        print(outcome.report)
    took = spell_seconds(outcome.seconds)
    ending = f"Bygget på {took}." if outcome.is_good else "Byggingen mislyktes. Rett og lagre."
    print(ending, flush=True)


@contextmanager
def serving(server: PreviewServer) -> Iterator[None]:
    """The server answers in a thread of its own while the body runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def saves_in(root: Path, folders: Iterable[Path]) -> Iterator[threading.Event]:
    """An event that is set at every save under one of the folders, or of the settings in `root`."""
    saved, ended = threading.Event(), threading.Event()
    watches = (
        partial(watch, *folders),
        # The folder and not the file: an editor that saves by renaming ends a watch on a file.
        partial(watch, root, recursive=False, watch_filter=SettingsOnly()),
    )
    threads = [threading.Thread(target=note_saves, args=(w, saved, ended)) for w in watches]
    for thread in threads:
        thread.start()
    try:
        yield saved
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def note_saves(
    watch_for: Callable[..., Iterator[object]], saved: threading.Event, ended: threading.Event
) -> None:
    """Set the event at every change that the watch sees."""
    for _ in watch_for(stop_event=ended, step=20, debounce=200):
        saved.set()


class SettingsOnly(DefaultFilter):
    """Lets only the settings file of the preview through."""

    def __call__(self, change: Change, path: str) -> bool:
        return Path(path).name == SETTINGS
