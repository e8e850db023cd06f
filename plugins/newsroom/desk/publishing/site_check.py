"""The strict check of the site in a folder, and what the publishing needs to know about it."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TypeVar

from newsroom.commands.builder import stats_of_code
from newsroom.commands.changing.checked_change import strict_run
from newsroom.commands.outcome import Refused
from newsroom.contract.problems import Problem
from newsroom.desk.publishing.repository import CONTENT
from newsroom.desk.sentences import sentence

ApartResult = TypeVar("ApartResult")
# What every work in a process of its own needs, and takes most of a second to import.
SHARED = [
    "newsroom.commands.changing.remove",
    "newsroom.commands.changing.rename",
    "newsroom.commands.comparing.compare",
]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """The errors of a strict build, and whether changes are reviewed."""

    errors: tuple[Problem, ...]
    is_reviewed: bool


def site_check() -> SiteCheck:
    """Check the site in the current folder, as the build that publishes does."""
    run = strict_run(Path(CONTENT))
    return SiteCheck(tuple(run.report.errors()), run.catalog.site.review)


def apart(folder: Path, lang: str, work: Callable[[], ApartResult]) -> ApartResult:
    """Do work in a process of its own in this folder, so that its memory is given back.

    Raises Refused, in a language, when the process is broken off, and what the work raises.
    """
    pool = ProcessPoolExecutor(1, _processes(), _begin, (folder, dict(os.environ)))
    try:
        with pool:
            return pool.submit(work).result()
    except (BrokenProcessPool, ConnectionRefusedError, EOFError, SystemExit):
        raise Refused(sentence("check-broken-off", lang)) from None


def _processes() -> BaseContext:
    """What starts processes: where it can fork them, they share one import of the engine.

    After the code has changed, each imports what is there now, as the builder does.
    """
    can_fork = hasattr(os, "fork") and sys.platform != "darwin"
    if not can_fork or _code_at_first() != stats_of_code():
        return get_context("spawn")
    forked = get_context("forkserver")
    forked.set_forkserver_preload(SHARED)
    return forked


@cache
def _code_at_first() -> list[tuple[str, int, int]]:
    """That of the process which the others are forked from."""
    return stats_of_code()


def _begin(folder: Path, environment: dict[str, str]) -> None:
    """Be in a folder and an environment as a process that was started now."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
