"""`run.py serve`: builds the preview, serves it, and builds again after every save.

Its output is under .cache; the published site in output/ is not touched.
"""

import errno
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from newsroom.commands.building import BuildOutcome, BuildProcess
from newsroom.commands.server import PreviewServer, PreviewState, SharedState
from newsroom.commands.settings import site_models
from newsroom.commands.words import command, spell_seconds
from newsroom.commands.writer_tools import WriterTools
from newsroom.contract.site import Site
from newsroom.places import PACKAGE, THEME
from newsroom.site.prepare import NowUnreadable
from newsroom.site.prepare import now as now_of
from newsroom.wording.problems import notice

SITE = Path(".cache/preview/site")
SETTINGS = "pelicanconf.py"
TICK = 100  # milliseconds


def main(port: int, now: str) -> int:
    """Serve the preview until Ctrl-C; returns the exit code."""
    root = Path.cwd()
    try:
        now_of({"NOW": now}, Site())
        tools = WriterTools(root / "content", now, site_models())
        server = PreviewServer(port, root / SITE, tools)
    except NowUnreadable as unreadable:
        print(notice("now-invalid", "nb", value=unreadable), file=sys.stderr)
        return 1
    except (OSError, OverflowError) as fault:
        print(unusable(port, fault), file=sys.stderr)
        return 1
    builds = BuildProcess(SETTINGS, SITE, siteurl=server.address, now=now, cwd=root)
    try:
        with serving(server):
            print(f"Nettstedet vises på {server.address}/ (Ctrl-C avslutter)", flush=True)
            keep_building(builds.build, server.state, saves_in(root, watched(root)))
    except KeyboardInterrupt:
        print("\nForhåndsvisningen er avsluttet.")
    finally:
        builds.close()
    return 0


def watched(root: Path) -> tuple[Path, ...]:
    """The folders with what a build reads; a site may have its own theme/ and templates/."""
    own = [root / name for name in ("theme", "templates") if (root / name).is_dir()]
    return tuple(dict.fromkeys((root / "content", THEME, PACKAGE, *own)))


def unusable(port: int, fault: Exception) -> str:
    """Why the port cannot be used, and what to do instead."""
    is_busy = isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE
    reason = "er opptatt" if is_busy else "kan ikke brukes"
    return f"Port {port} {reason}. Velg en annen: {command('serve', '--port', '8123')}"


def keep_building(
    build: Callable[[], BuildOutcome], state: SharedState, saves: Iterable[object]
) -> None:
    """Build for each save, for ever."""
    for _ in saves:
        outcome = build()
        tell(outcome)
        state.replace(state_after(outcome, state.current))


def state_after(outcome: BuildOutcome, before: PreviewState) -> PreviewState:
    """A new edition after a good build; after a failed one the last edition, with the report."""
    if outcome.is_good:
        return PreviewState(edition=str(time.time_ns()))
    return PreviewState(edition=before.edition, report=outcome.report)


def tell(outcome: BuildOutcome) -> None:
    """Print the report of a build and the time it took."""
    if outcome.report:
        print(outcome.report)
    took = spell_seconds(outcome.seconds)
    ending = f"Bygget på {took}." if outcome.is_good else "Byggingen mislyktes. Rett og lagre."
    print(ending, flush=True)


@contextmanager
def serving(server: PreviewServer) -> Iterator[None]:
    """Run the server in a thread while the body runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saves_in(root: Path, folders: Iterable[Path]) -> Iterator[None]:
    """Yields at once, then after every save under the folders or of the settings in `root`.

    A save during a build is yielded after it.
    """
    # The settings are looked at: an editor that saves by renaming would end a watch on the file.
    settings, saved_at = root / SETTINGS, -1
    watching = watch(*folders, step=20, debounce=200, rust_timeout=TICK, yield_on_timeout=True)
    for changes in watching:
        last, saved_at = saved_at, settings.stat().st_mtime_ns if settings.is_file() else 0
        if changes or saved_at != last:
            yield
