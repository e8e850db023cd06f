"""Work shared out over the cores: forked where there is fork, and where it is worth it."""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import TypeVar

try:
    import fcntl
except ImportError:  # where there is no fork either
    fcntl = None

Given = TypeVar("Given")
Made = TypeVar("Made")
Work = Callable[[Sequence[Given]], list[Made]]
LEAST_EACH = 50
# Enough that what is alike in a batch is worth sharing, few enough that little waits in memory.
BATCH = 50
MOST_BATCHES = 1000  # a ticket each, which all stand in one pipe
AHEAD = 2  # batches for each process that may wait for their turn
TICKET = 2  # bytes
WAITING = 1 << 20  # bytes of answers


class WorkerFailed(Exception):
    """Work that went wrong in another process; the text is its traceback."""


def shared_out(work: Work, items: Sequence[Given]) -> Iterator[Made]:
    """What `work` makes of the items, in their order, a batch at a time in some process.

    `work` has to be pure but for files, since what it changes in memory stays behind.
    """
    size = max(BATCH, -(-len(items) // MOST_BATCHES))
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    count = min(_cores(), len(items) // LEAST_EACH)
    if count < 2:
        for batch in batches:
            yield from work(batch)
        return
    tickets = _tickets(len(batches))
    others: dict[Connection, int] = {}
    # What stands in memory stays shared as long as nobody touches it, and a collection touches all.
    gc.freeze()
    try:
        for _ in range(count - 1):
            pipe, child = _begun(work, batches, tickets, list(others))
            others[pipe] = child
        yield from _in_order(work, batches, tickets, others)
    finally:
        os.close(tickets)
        for pipe, child in others.items():
            pipe.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        gc.unfreeze()


def _cores() -> int:
    """The cores we may use; one where there is no fork."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0))


def _tickets(count: int) -> int:
    """A pipe with the number of each batch: whoever reads one makes that batch."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(at.to_bytes(TICKET, "big") for at in range(count)))
    os.close(writing)
    return reading


def _drawn(tickets: int) -> int | None:
    """The next batch that nobody makes yet; None when there is none."""
    ticket = os.read(tickets, TICKET)
    return int.from_bytes(ticket, "big") if ticket else None


def _begun(
    work: Work, batches: Sequence[Sequence], tickets: int, inherited: Sequence[Connection]
) -> tuple[Connection, int]:
    """The pipe that another process answers through, and its id."""
    reading, writing = Pipe(duplex=False)
    child = os.fork()
    if child:
        writing.close()
        return reading, child
    # The child touches no console and no log, and runs nothing at its end. It keeps no end that is
    # read from: when the parent is gone, the next answer goes nowhere, and the child goes too.
    try:
        for pipe in (reading, *inherited):
            pipe.close()
        _widen(writing)
        _answer(work, batches, tickets, writing)
    finally:
        os._exit(0)


def _widen(pipe: Connection) -> None:
    """Let a few answers wait in the pipe while the parent is busy, where that can be asked for."""
    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, WAITING)


def _answer(work: Work, batches: Sequence[Sequence], tickets: int, pipe: Connection) -> None:
    """Make batches, and send the number of each with what was made; last None, or a traceback."""
    last = None
    try:
        while (at := _drawn(tickets)) is not None:
            pipe.send_bytes(pickle.dumps((at, work(batches[at])), pickle.HIGHEST_PROTOCOL))
    except BaseException:
        last = traceback.format_exc()
    pipe.send(last)


def _in_order(
    work: Work, batches: Sequence[Sequence], tickets: int, others: Iterable[Connection]
) -> Iterator[Made]:
    """Everything made, here and in the others, as soon as it is its turn."""
    made: dict[int, list] = {}
    # The others answer in the order they drew: who is past a batch is not the one that makes it.
    latest = dict.fromkeys(others, -1)
    most = AHEAD * (len(latest) + 1)
    for number in range(len(batches)):
        while number not in made:
            mine = _drawn(tickets) if len(made) < most else None
            if mine is not None:
                made[mine] = work(batches[mine])
            awaited = [pipe for pipe, last in latest.items() if last < number or len(made) < most]
            for pipe in wait(awaited, timeout=None if mine is None else 0):
                if answer := _received(pipe):
                    latest[pipe], made[answer[0]] = answer[0], answer[1]
                else:
                    del latest[pipe]
        yield from made.pop(number)


def _received(pipe: Connection) -> tuple[int, list] | None:
    """The number of a batch and what was made of it; None from one that makes no more."""
    try:
        answer = pickle.loads(pipe.recv_bytes())
    except EOFError:
        raise WorkerFailed("no answer") from None
    if isinstance(answer, str):
        raise WorkerFailed(answer)
    return answer
