"""Work for the workers of a cluster, which import it from here."""

import os
import signal
import time
from collections.abc import Iterable, Sequence
from pathlib import Path


def squares(here: int, batch: Sequence[int]) -> list[tuple[int, bool]]:
    """The square of each item, and whether another process than `here` made it."""
    return [(one * one, os.getpid() != here) for one in batch]


def slow_squares(here: int, log: Path, batch: Sequence[int]) -> list[tuple[int, bool]]:
    """The same slowly; `log` gets the process of each batch."""
    if os.getpid() != here:
        with log.open("a") as lines:
            print(os.getpid(), file=lines, flush=True)
        time.sleep(0.05)
    return squares(here, batch)


def fatal_squares(here: int, log: Path, batch: Sequence[int]) -> list[tuple[int, bool]]:
    """The same; the first process that begins a batch is killed in it."""
    if os.getpid() != here and not log.exists():
        log.touch(exist_ok=False)
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(here, batch)


def faulty_squares(here: int, batch: Sequence[int]) -> list[tuple[int, bool]]:
    """The same; a worker cannot make the first batch."""
    if os.getpid() != here and batch[0] == 0:
        raise FileNotFoundError("skrift.ttf")
    return squares(here, batch)


def kept(batch: Sequence[int], made: Iterable[tuple[int, bool]]) -> list[tuple[int, bool]]:
    return list(made)
