"""Runs Pelican's command and ours in forked processes, which share one import of the code."""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import pelican

from newsroom import __main__ as newsroom

ROOT = Path(__file__).parents[2]
WARMED = f"{__package__}.warmed"
PROGRAMS = {"pelican": pelican.main, "newsroom": newsroom.main}


def is_possible() -> bool:
    """Whether this system can fork processes; Windows cannot."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def prepare() -> None:
    """Let all forks of this process be of one that has built a site, also those of the desk."""
    if is_possible():
        multiprocessing.set_forkserver_preload([WARMED, __name__])
        with contextlib.chdir(ROOT):  # it imports `tests` from here
            forkserver.ensure_running()


def started(
    arguments: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    out: Path,
    err: Path,
    modules: Sequence[Path] = (),
    program: str = "pelican",
) -> BaseProcess:
    """Starts a program; it writes its stdout to `out` and its stderr to `err`."""
    prepare()
    context = multiprocessing.get_context("forkserver")
    given = (arguments, folder, dict(env), out, err, modules, program)
    process = context.Process(target=_run, args=given)
    process.start()
    return process


def _run(
    arguments: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    out: Path,
    err: Path,
    modules: Sequence[Path],
    program: str,
) -> None:
    for file, number in ((out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.path[:0] = map(str, modules)
    PROGRAMS[program](list(arguments))
