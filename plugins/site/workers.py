"""Work shared out over the cores: forked where there is fork, and where it is worth it."""

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
LEAST_EACH = 50


class WorkerFailed(Exception):
    """Work that went wrong in another process; the text is its traceback."""


def shared_out(
    work: Callable[[Sequence[Given]], list[Made]], items: Sequence[Given]
) -> Iterator[Made]:
    """What `work` makes of the items, in their order: of each share in a process of its own.

    `work` has to be pure but for files, since what it changes in memory stays behind.
    """
    count = min(_cores(), len(items) // LEAST_EACH)
    if count < 2:
        yield from work(items)
        return
    # Neighbours are alike, and some kinds are slower: every process gets some of each.
    shares = [items[at::count] for at in range(count)]
    begun = [_begun(work, share) for share in shares[1:]]
    try:
        made = [work(shares[0]), *(_received(pipe) for _, pipe in begun)]
    finally:
        for child, pipe in begun:
            pipe.close()
            os.waitpid(child, 0)
    for at in range(len(items)):
        yield made[at % count][at // count]


def _cores() -> int:
    """The cores we may use; one where there is no fork."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0))


def _begun(work: Callable, share: Sequence) -> tuple[int, BinaryIO]:
    """The process that works on a share, and the pipe it answers through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    # The child touches no console and no log, and runs nothing at its end.
    try:
        answer = pickle.dumps((True, work(share)), pickle.HIGHEST_PROTOCOL)
    except BaseException:
        answer = pickle.dumps((False, traceback.format_exc()))
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)


def _received(pipe: BinaryIO) -> list:
    data = pipe.read()
    is_good, answer = pickle.loads(data) if data else (False, "no answer")
    if not is_good:
        raise WorkerFailed(answer)
    return answer
