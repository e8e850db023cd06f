"""Does work on this machine: in forked processes, where there is fork and enough work."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any, TypeVar, TypeVarTuple

WorkItem = TypeVar("WorkItem")
WorkResult = TypeVar("WorkResult")
Kept = TypeVar("Kept")
Inputs = TypeVarTuple("Inputs")
Work = Callable[[Sequence[WorkItem]], Iterable[WorkResult]]
Keep = Callable[[Sequence[WorkItem], Iterable[WorkResult]], list[Kept]]
BatchWork = Callable[[Sequence[WorkItem]], list[WorkResult]]
LEAST_EACH = 50
# Large enough that what is alike in a batch is worth sharing, small enough to wait in memory.
BATCH = 50
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(eq=False)
class Executor:
    """Does pure work on this machine, in at most so many processes or threads.

    Equal inputs give equal bytes, wherever and however often the work is done.
    """

    processes: int

    @property
    def width(self) -> int:
        """How many calls it can answer at the same time."""
        return self.processes

    def call(self, function: Callable[[*Inputs], WorkResult], /, *inputs: *Inputs) -> WorkResult:
        """What a function of a module returns; waits for it, in the thread that asks."""
        return function(*inputs)

    def shared_out(
        self,
        work: Work[WorkItem, WorkResult],
        items: Sequence[WorkItem],
        keep: Keep[WorkItem, WorkResult, Kept],
    ) -> Iterator[Kept]:
        """What `keep` makes of the items and their results, in order, a batch at a time.

        `work` may be done on another machine; `keep` on this one, in any process.
        """
        return shared_out(lambda batch: keep(batch, work(batch)), items, self.processes)

    def close(self) -> None:
        """Nothing is open."""


def shared_out(
    work: BatchWork[WorkItem, WorkResult], items: Sequence[WorkItem], most: int
) -> Iterator[WorkResult]:
    """What `work` makes of the items, in their order, a batch at a time in some process.

    `work` has to be pure but for files, since what it changes in memory stays in its process. A
    batch that failed in another process is made again in this one, which raises its exception.
    """
    batches = in_batches(items)
    can_fork = hasattr(os, "fork") and sys.platform != "darwin"
    count = min(most if can_fork else 1, len(items) // LEAST_EACH)
    # Memory stays shared as long as nobody touches it, and a garbage collection touches all of it.
    gc.freeze()
    try:
        with ExitStack() as processes:
            # Each of the others makes every `count`th batch, and this one takes them in order.
            others = range(count) if count > 1 else ()
            pipes = [processes.enter_context(_process(work, batches[nth::count])) for nth in others]
            for at, batch in enumerate(batches):
                made = _received(pipes[at % count]) if pipes else None
                yield from work(batch) if made is None else made
    finally:
        gc.unfreeze()


def in_batches(items: Sequence[WorkItem]) -> list[Sequence[WorkItem]]:
    return [items[at : at + BATCH] for at in range(0, len(items), BATCH)]


def cores() -> int:
    """The cores we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _process(
    work: BatchWork[WorkItem, WorkResult], batches: Sequence[Sequence[WorkItem]]
) -> Iterator["Connection[Any, Any]"]:
    """A process that makes batches; it waits while its results are not taken from the pipe."""
    reading, writing = Pipe(duplex=False)
    fork = multiprocessing.get_context("fork")
    given = os.getpid(), work, batches, reading, writing
    process = fork.Process(target=_answer, args=given, daemon=True)
    process.start()
    writing.close()
    try:
        yield reading
    finally:
        reading.close()
        process.kill()
        process.join()


def _answer(
    parent: int,
    work: BatchWork[WorkItem, WorkResult],
    batches: Sequence[Sequence[WorkItem]],
    reading: "Connection[Any, Any]",
    writing: "Connection[Any, Any]",
) -> None:
    """Send the results of each batch, until one fails.

    Touches no console and no log, since other threads may hold their locks, and runs no exit
    handlers. On Linux the system ends this process with the first one. Elsewhere the next send ends
    it, since nobody reads from the pipe.
    """
    try:
        _end_with(parent)
        reading.close()
        for batch in batches:
            writing.send(work(batch))
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """Have Linux kill this process when its parent ends: the next build may begin at once."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _received(pipe: "Connection[Any, Any]") -> list[Any] | None:
    """The results of the next batch from another process; None when it has ended before."""
    with suppress(EOFError, OSError):
        results: list[Any] = pipe.recv()
        return results
    return None
