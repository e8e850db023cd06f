"""Runs Pelican's command in forked processes, so that all builds share one import of the code."""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pelican

WARMED = f"{__package__}.warmed"


def is_possible() -> bool:
    """Whether this system can fork processes; Windows cannot."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def started(
    arguments: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    out: Path,
    err: Path,
    modules: Sequence[Path] = (),
) -> BaseProcess:
    """Starts a build; it writes its stdout to `out` and its stderr to `err`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARMED, __name__])
    process = context.Process(target=_run, args=(arguments, folder, dict(env), out, err, modules))
    process.start()
    return process


def _run(
    arguments: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    out: Path,
    err: Path,
    modules: Sequence[Path],
) -> None:
    for file, number in ((out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.path[:0] = map(str, modules)
    pelican.main(list(arguments))
