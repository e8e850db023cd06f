"""Work shared out over the cores: forked where there is fork, and where it is worth it."""

import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection, Pipe
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
Work = Callable[[Sequence[Given]], list[Made]]
LEAST_EACH = 50
# Enough that what is alike in a batch is worth sharing, few enough that little waits in memory.
BATCH = 50


class WorkerFailed(Exception):
    """Work that went wrong in another process; the text is its traceback."""


def shared_out(work: Work, items: Sequence[Given]) -> Iterator[Made]:
    """What `work` makes of the items, in their order, a batch at a time in some process.

    `work` has to be pure but for files, since what it changes in memory stays behind. Raises
    WorkerFailed.
    """
    batches = [items[at : at + BATCH] for at in range(0, len(items), BATCH)]
    count = max(1, min(_cores(), len(items) // LEAST_EACH))
    # What stands in memory stays shared as long as nobody touches it, and a collection touches all.
    gc.freeze()
    try:
        with ExitStack() as others:
            # Each process makes every `count`th batch, and this one the first of them.
            pipes = [
                others.enter_context(_process(work, batches[nth::count])) for nth in range(1, count)
            ]
            for at, batch in enumerate(batches):
                nth = at % count
                yield from _received(pipes[nth - 1]) if nth else work(batch)
    finally:
        gc.unfreeze()


def _cores() -> int:
    """The cores we may use; one where there is no fork."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0))


@contextmanager
def _process(work: Work, batches: Sequence[Sequence]) -> Iterator[Connection]:
    """Another process that makes batches; it waits when what it made is not taken from the pipe."""
    reading, writing = Pipe(duplex=False)
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_answer, args=(work, batches, reading, writing), daemon=True)
    process.start()
    writing.close()
    try:
        yield reading
    finally:
        reading.close()
        process.kill()
        process.join()


def _answer(
    work: Work, batches: Sequence[Sequence], reading: Connection, writing: Connection
) -> None:
    """Send what is made of each batch, or a traceback.

    Touches no console and no log, since other threads may hold their locks, and runs nothing at its
    end. When the first process is gone, nobody reads from the pipe, and the next answer ends this.
    """
    try:
        reading.close()
        for batch in batches:
            writing.send(work(batch))
    except BaseException:
        writing.send(traceback.format_exc())
    finally:
        os._exit(0)


def _received(pipe: Connection) -> list:
    """What another process made of its next batch."""
    try:
        answer = pipe.recv()
    except (EOFError, OSError):
        raise WorkerFailed("no answer") from None
    if isinstance(answer, str):
        raise WorkerFailed(answer)
    return answer
