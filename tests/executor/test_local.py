"""Work in several processes: results in order, in batches, and no process left at the end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from newsroom.executor.local import BATCH, LEAST_EACH, shared_out

ITEMS = range(20 * BATCH)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process without fork")
several = pytest.mark.parametrize("cores", [2, 3], indirect=True)


@pytest.fixture(autouse=True, params=[1, 2, 3])
def cores(request: pytest.FixtureRequest) -> int:
    """Runs the test as on a machine with one, two and three cores."""
    return request.param


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    """Fails a test that leaves a process behind, even a dead one, beside those it began with."""
    before = children()
    yield
    assert children() <= before


def children() -> set[int]:
    """The child processes of this process; none on a system without fork."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, parent, *_ = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(parent) == os.getpid():
                found.add(int(stat.parent.name))
    return found


def squares(batch: list[int]) -> list[int]:
    return [one * one for one in batch]


@pytest.mark.parametrize("count", [0, 3, 2 * LEAST_EACH, 5 * LEAST_EACH + 1, 2000 * BATCH + 1])
def test_work_comes_back_in_its_order(count: int, cores: int) -> None:
    """The results are in order, for any amount of work and any number of processes."""
    assert list(shared_out(squares, range(count), cores)) == [one * one for one in range(count)]


def test_answers_larger_than_a_pipe_come_back(cores: int) -> None:
    """Results larger than a pipe come back without a deadlock."""
    made = shared_out(lambda batch: [b"x" * 100_000 for _ in batch], range(6 * BATCH), cores)
    assert sum(map(len, made)) == 6 * BATCH * 100_000


def test_work_waits_until_it_is_asked_for(tmp_path: Path, cores: int) -> None:
    """Work is taken in batches, even after a slow first one, so memory use stays small."""

    def work(batch: range) -> list[bytes]:
        (tmp_path / str(batch[0])).touch()
        time.sleep(0.01 if batch[0] else 0.5)
        return [b"x" * 100_000 for _ in batch]

    with closing(shared_out(work, range(60 * BATCH), cores)) as made:
        next(made)
        time.sleep(0.3)
        assert len(list(tmp_path.iterdir())) <= 4 * cores


def test_what_goes_wrong_is_told_with_its_place_in_the_code(cores: int) -> None:
    """An error in any process is reported with its place in the code, and nobody waits for ever."""

    def work(batch: range) -> list[int]:
        return [1 // (one - 7 * BATCH) for one in batch]

    with pytest.raises(ZeroDivisionError) as raised:
        list(shared_out(work, ITEMS, cores))
    assert "work" in [entry.name for entry in raised.traceback]


@forks
@several
def test_what_a_killed_process_did_not_make_is_made_here(cores: int) -> None:
    """So a system without memory kills no build, and nobody waits for ever."""
    here = os.getpid()

    def work(batch: range) -> list[int]:
        if os.getpid() == here:
            time.sleep(0.02)
        elif batch[0] >= 3 * BATCH:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(batch)

    assert list(shared_out(work, ITEMS, cores)) == list(ITEMS)


def test_who_has_enough_can_stop(cores: int) -> None:
    """When the caller stops early, the other processes end too."""
    made = shared_out(lambda batch: [b"x" * 100_000 for _ in batch], ITEMS, cores)
    assert len(next(made)) == 100_000
    made.close()


@forks
def test_nobody_works_on_for_a_process_that_was_killed(tmp_path: Path, cores: int) -> None:
    """They end in the middle of a batch, so that none writes into the folder of the next build."""
    script = """
import os, sys, time
from pathlib import Path
from newsroom.executor.local import BATCH, shared_out
def work(batch):
    (Path(sys.argv[2]) / str(os.getpid())).touch()
    if len(os.listdir(sys.argv[2])) == int(sys.argv[1]):
        os.write(1, b"begun\\n")
    time.sleep(60)
    return list(batch)
list(shared_out(work, range(100 * BATCH), int(sys.argv[1])))
"""
    command = [sys.executable, "-c", script, str(cores), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        parent.stdout.readline()
        parent.kill()
    ids = [int(file.name) for file in tmp_path.iterdir()]
    until = time.monotonic() + 10
    while any(map(_is_alive, ids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in ids if _is_alive(one)]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
