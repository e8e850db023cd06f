"""Does work on the workers of a Dask cluster, and on this machine what they cannot do.

A task is named by the hash of its code and its inputs, and answers with bytes and their hash. So it
may be done twice, or by another worker after the first was killed.
"""

import hashlib
import logging
import pickle
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from itertools import islice
from threading import RLock
from typing import Any, TypeVar

from newsroom.executor.local import (
    Executor,
    Inputs,
    Keep,
    Kept,
    Work,
    WorkItem,
    WorkResult,
    in_batches,
)
from newsroom.executor.versions import MISSING, versions

Task = TypeVar("Task")
# To connect takes a second: less work than this is done here.
LEAST_SENT = 100
# Seconds without an answer, after which we look whether there are workers.
PATIENCE = 10
# Dask hands over some exceptions of a worker as their text only.
NO_MODULE = re.compile(r"No module named '([^']+)'")


class ClusterFault(Exception):
    """What is wrong with a cluster or a worker: the code of a message, and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def done(work: bytes, inputs: bytes) -> tuple[bytes, str]:
    """Do a task on a worker: its pickled result, with the hash."""
    result = _loaded(work)(*pickle.loads(inputs))
    data = _dumped(list(result) if isinstance(result, Iterator) else result)
    return data, _hash(data)


@lru_cache(maxsize=2)
def _loaded(work: bytes) -> Callable[..., Any]:
    """Work with what all its tasks share; a worker reads it once."""
    function: Callable[..., Any] = pickle.loads(work)
    return function


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _ahead(tasks: Iterator[Task], most: int) -> Iterator[Task]:
    """The tasks in order; at most `most` are taken before the first of them is done."""
    waiting = deque(islice(tasks, most))
    while waiting:
        yield waiting.popleft()
        waiting.extend(islice(tasks, 1))


@dataclass(eq=False)
class Cluster(Executor):
    """The workers of the scheduler at an address that have our versions of what is `compared`.

    Connects with the first work that is worth it; `tls` are arguments of Dask's `Security`. `tell`
    is called with each worker that is refused, and with the reason why the cluster is not used;
    without `falls_back` that reason is raised.
    """

    address: str
    tls: Mapping[str, str]
    compared: tuple[tuple[str, ...], tuple[str, ...]]
    tell: Callable[[ClusterFault], None]
    falls_back: bool
    is_lost: bool = False
    workers: Collection[str] = ()
    client: Any = None
    # Pictures are asked for by several threads: one connects, and one tells that it failed.
    lock: RLock = field(default_factory=RLock)

    @property
    def width(self) -> int:
        """Twice the threads of the workers, so that none waits for its next task."""
        with self._or_here():
            return 2 * self._threads()
        return self.processes

    def call(self, function: Callable[[*Inputs], WorkResult], /, *inputs: *Inputs) -> WorkResult:
        """See Executor."""
        with self._or_here():
            future = self._sent(_dumped(function), *inputs)
            result: WorkResult = self._result(future, function, *inputs)
            return result
        return function(*inputs)

    def shared_out(
        self,
        work: Work[WorkItem, WorkResult],
        items: Sequence[WorkItem],
        keep: Keep[WorkItem, WorkResult, Kept],
    ) -> Iterator[Kept]:
        """See Executor. What `work` holds is sent to the workers once."""
        count = 0
        with self._or_here():
            for batch, result in self._made(work, items) if len(items) >= LEAST_SENT else ():
                yield from keep(batch, result)
                count += len(batch)
        yield from super().shared_out(work, items[count:], keep)

    def close(self) -> None:
        """Leave the cluster; other work would connect again."""
        with self.lock:
            client, self.client = self.client, None
        if client:
            with suppress(Exception):
                client.close(timeout=1)

    @contextmanager
    def _or_here(self) -> Iterator[None]:
        """When the cluster fails in the block, the work is done by what follows."""
        try:
            yield
        except ClusterFault as fault:
            if not self.falls_back:
                raise
            with self.lock:
                was_lost, self.is_lost = self.is_lost, True
            if not was_lost:
                self.tell(fault)
            self.close()

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """The client of Dask; what it raises because the cluster is gone becomes a ClusterFault."""
        gone = ClusterFault("executor-gone", value=self.address)
        try:
            with self.lock:
                if self.is_lost:
                    raise gone
                self.client = self.client or self._connected()
                client = self.client
            yield client
        except Exception as error:
            # Another thread may have closed it in the meantime, which raises many others.
            if self.is_lost or isinstance(error, OSError | RuntimeError | ValueError):
                raise gone from None
            raise

    def _connected(self) -> Any:
        """A client of Dask; `workers` become those that we use. May raise OSError."""
        try:
            dask = import_module("distributed")
        except ImportError:
            raise ClusterFault("executor-missing", value=self.address) from None
        # We say in words what is wrong.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        security = dask.Security(require_encryption=True, **self.tls) if self.tls else None
        client = dask.Client(self.address, security=security, timeout=PATIENCE)
        with ExitStack() as unusable:
            unusable.callback(client.close, timeout=1)
            client.wait_for_workers(1, timeout=PATIENCE)
            found = client.run(versions, *self.compared, on_error="return")
            self.workers = [worker for worker in found if self._is_ours(worker, found[worker])]
            unusable.pop_all()
        return client

    def _is_ours(self, worker: str, found: Any) -> bool:
        """Whether a worker makes the same bytes as we."""
        wanted = versions(*self.compared)
        if isinstance(found, BaseException):
            module = NO_MODULE.search(str(found))
            failed = {"newsroom": f"({type(found).__name__}: {found})"}
            found = {module[1]: MISSING} if module else failed
        other = [name for name in found if found[name] != wanted.get(name)]
        if missing := ", ".join(name for name in other if found[name] == MISSING):
            self.tell(ClusterFault("executor-incomplete", name=worker, missing=missing))
        elif other:
            theirs, ours = (", ".join(f"{n} {of[n]}" for n in other) for of in (found, wanted))
            self.tell(ClusterFault("executor-worker", name=worker, found=theirs, wanted=ours))
        return not other

    def _threads(self) -> int:
        """How many threads our workers have. Raises ClusterFault when there are none."""
        return sum(self._running().values())

    def _running(self) -> Mapping[str, int]:
        """The threads of each of our workers that is still there. Raises as `_threads` does."""
        with self._reached() as client:
            there: dict[str, int] = client.nthreads(callback_timeout=PATIENCE)
        if running := {worker: there[worker] for worker in self.workers if worker in there}:
            return running
        raise ClusterFault("executor-gone", value=self.address)

    def _made(
        self, work: Work[WorkItem, WorkResult], items: Sequence[WorkItem]
    ) -> Iterator[tuple[Sequence[WorkItem], Iterable[WorkResult]]]:
        """Each batch with its results; some are sent ahead of the one that is waited for."""
        most, shared = 2 * self._threads(), self._shared(_dumped(work))
        sent = ((batch, self._sent(shared, batch)) for batch in in_batches(items))
        for batch, future in _ahead(sent, most):
            yield batch, self._result(future, work, batch)

    def _shared(self, data: bytes) -> Any:
        """The future of data that each of our workers has. Raises ClusterFault."""
        named = {f"newsroom-{_hash(data)}": data}
        for _ in range(len(self.workers) + 1):  # a worker may be killed meanwhile
            running = list(self._running())
            with self._reached() as client, suppress(KeyError, OSError):
                (future,) = client.scatter(named, workers=running, broadcast=True).values()
                return future
        raise ClusterFault("executor-gone", value=self.address)

    def _sent(self, work: Any, *inputs: object) -> Any:
        """The future of a task; `work` is pickled, or the future of that. Raises ClusterFault."""
        self._threads()
        data = _dumped(inputs)
        about = repr((versions(*self.compared), getattr(work, "key", work))).encode()
        key = f"newsroom-{_hash(about + data)}"
        with self._reached() as client:
            return client.submit(done, work, data, key=key, workers=self.workers)

    def _result(self, future: Any, work: Callable[..., Any], *inputs: object) -> Any:
        """What a task made; one that a worker cannot do is done here. Raises ClusterFault."""
        while True:
            try:
                data, sha256 = future.result(timeout=PATIENCE)
                if _hash(data) == sha256:
                    return pickle.loads(data)
            except Exception:
                self._threads()
            if future.done():
                return work(*inputs)
