"""Builds the preview again after every save."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from watchfiles import watch

from newsroom.commands.building import BuildOutcome
from newsroom.commands.words import spell_seconds
from newsroom.desk.start import SETTINGS
from newsroom.desk.state import PreviewState, SharedState
from newsroom.places import PACKAGE, THEME

TICK = 100  # milliseconds


def watched(root: Path) -> tuple[Path, ...]:
    """The folders with what a build reads; a site may have its own theme/ and templates/."""
    own = [root / name for name in ("theme", "templates") if (root / name).is_dir()]
    return tuple(dict.fromkeys((root / "content", THEME, PACKAGE, *own)))


def keep_building(
    build: Callable[[], BuildOutcome],
    view: Callable[[str], bytes],
    state: SharedState,
    saves: Iterable[object],
) -> None:
    """Build for each save, for ever: first `view` the page that somebody looks at."""
    for _ in saves:
        for address in filter(None, state.viewed[-1:]):
            if page := view(address):
                state.replace(replace(state.current, view=address, page=page))
        outcome = build()
        tell(outcome)
        if outcome.is_good:
            state.replace(PreviewState(edition=str(time.time_ns())))
        else:
            state.replace(PreviewState(edition=state.current.edition, report=outcome.report))


def tell(outcome: BuildOutcome) -> None:
    """Print the report of a build and the time it took."""
    if outcome.report:
        print(outcome.report)
    took = spell_seconds(outcome.seconds)
    ending = f"Bygget på {took}." if outcome.is_good else "Byggingen mislyktes. Rett og lagre."
    print(ending, flush=True)


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
