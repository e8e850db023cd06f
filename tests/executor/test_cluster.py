"""Work for a real Dask scheduler with two workers on loopback, and what is done without them."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest
from PIL import Image

from newsroom.executor import cluster as cluster_module
from newsroom.executor.chosen import LOCKED as IN_LOCK
from newsroom.executor.chosen import executor_of
from newsroom.executor.cluster import Cluster, ClusterFault
from newsroom.executor.local import BATCH
from newsroom.places import PACKAGE
from newsroom.settings import PLUGINS
from tests import given
from tests.executor.sent_work import fatal_squares, faulty_squares, kept, slow_squares, squares
from tests.machine import need, program
from tests.site.building import build, snapshot

ROOT = Path(__file__).parents[2]
PATHS = str(ROOT), os.environ["PYTHONPATH"]
ITEMS = range(12 * BATCH)
HERE = os.getpid()
SQUARES = [one * one for one in ITEMS]
FEW = {"PICTURE_FORMATS": ["jpeg"], "PICTURE_WIDTHS": [240]}
LOCKED = ("pillow", "pydantic")
SAK = "---\ntitle: Sak {0}\ndate: 2023-01-{1:02}\n{2}---\n\nTekst {0}, og [en annen](b1.md).\n"
PICTURE = "image:\n  src: images/{0}.png\n  alt: Et rom\n  credit: Ola\n"


class Machines:
    """A scheduler and two workers, each a process; what has been killed is started again."""

    def __init__(self, folder: Path, *tls: str) -> None:
        self.folder, self.tls = folder, tls
        self.scheduler: subprocess.Popen | None = None
        self.workers: list[subprocess.Popen] = []
        self.address = ""

    def whole(self, workers: int = 2) -> "Machines":
        """The scheduler and so many workers are running."""
        if not self.scheduler or self.scheduler.poll() is not None:
            self.stop()
            protocol = "tls" if self.tls else "tcp"
            command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--protocol", protocol]
            self.scheduler, self.address = self._started(
                command, r"Scheduler at: *(t\w+://\S+)", *PATHS
            )
            self.workers = []
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < workers:
            self.workers.append(self.worker(*PATHS))
        return self

    def worker(self, *paths: str) -> subprocess.Popen:
        """One more worker, which imports from these paths."""
        command = ["worker", self.address, "--nthreads", "1", "--no-nanny"]
        command += ["--local-directory", str(self.folder)]
        return self._started(command, r"(Registered) to:", *paths)[0]

    def _started(self, words: list[str], sign: str, *paths: str) -> tuple[subprocess.Popen, str]:
        """A process that has said that it is ready, and what it said."""
        word, *rest = words
        command = [sys.executable, "-m", f"distributed.cli.dask_{word}", *rest, *self.tls]
        command.append("--no-dashboard")
        log = self.folder / f"{word}-{time.monotonic_ns()}.log"
        with log.open("w") as out:
            env = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
            process = subprocess.Popen(command, stdout=out, stderr=out, env=env)
        until = time.monotonic() + 30
        while not (found := re.search(sign, log.read_text())):
            assert process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        return process, found[1]

    def stop(self) -> None:
        for process in filter(None, (*self.workers, self.scheduler)):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    need("distributed", find_spec("distributed"), "installer requirements-dev.txt")
    machines = Machines(tmp_path_factory.mktemp("machines"))
    yield machines
    machines.stop()


@pytest.fixture
def machines(started: Machines) -> Machines:
    return started.whole()


Connect = Callable[..., Cluster]


@pytest.fixture
def told() -> list[ClusterFault]:
    return []


@pytest.fixture
def connect(told: list[ClusterFault], monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    """Makes a cluster that waits for two seconds, and is left at the end of the test."""
    monkeypatch.setattr(cluster_module, "PATIENCE", 2)
    made: list[Cluster] = []

    def connect(address: str, *, falls_back: bool = True) -> Cluster:
        made.append(Cluster(2, address, {}, (LOCKED, ()), told.append, falls_back))
        return made[-1]

    yield connect
    for one in made:
        one.close()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with more articles than are read here, and some pictures."""
    folder = tmp_path_factory.mktemp("site") / "content"
    articles = {
        f"news/2023/b{n}.md": SAK.format(n, n % 28 + 1, PICTURE.format(n) if n < 3 else "")
        for n in range(120)
    }
    given.written(folder, articles | {"events/2023.yaml": EVENTS})
    (folder / "images").mkdir()
    for n in range(3):
        Image.linear_gradient("L").rotate(n).resize((600, 400)).save(folder / f"images/{n}.png")
    return folder


EVENTS = "".join(
    f"- {{id: mote-{day}, title: Møte {day}, start: 2023-02-{day:02} 09:00, "
    "online: https://example.org/m}\n"
    for day in range(1, 9)
)


def transitions(address: str) -> int:
    """A count of the scheduler's that grows with each task."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.transition_counter)


def test_a_site_made_by_workers_has_the_same_bytes(
    machines: Machines, content: Path, tmp_path: Path
) -> None:
    """Its texts are read, its pages rendered and its pictures made by them."""
    before = transitions(machines.address)
    outs = []
    for executor in ("1", machines.address):
        outs.append(tmp_path / str(len(outs)))
        cache = str(tmp_path / f"cache{len(outs)}")
        ended = build(content, outs[-1], EXECUTOR=executor, CACHE_PATH=cache, **FEW)
        assert (ended.code, "executor" in ended.err) == (0, False), ended.err
    here, there = map(snapshot, outs)
    assert [name for name in here if name.startswith("bilder/")]
    assert [name for name in here if name.startswith("delekort/") or name.endswith(".png")]
    assert here == there
    assert transitions(machines.address) - before > 3 * (len(here) // BATCH)


def test_all_work_is_done_by_workers_in_order(
    machines: Machines, connect: Connect, told: list[ClusterFault]
) -> None:
    """A call, and a long list; little work stays here."""
    cluster = connect(machines.address)
    assert list(cluster.shared_out(partial(squares, HERE), ITEMS, kept)) == [
        (square, True) for square in SQUARES
    ]
    assert cluster.call(squares, HERE, [3]) == [(9, True)]
    assert list(cluster.shared_out(partial(squares, HERE), [3], kept)) == [(9, False)]
    assert told == []


def test_what_a_worker_cannot_do_is_done_here(machines: Machines, connect: Connect) -> None:
    """Only that batch; an exception that is raised here too is the caller's."""
    cluster = connect(machines.address)
    made = list(cluster.shared_out(partial(faulty_squares, HERE), ITEMS, kept))
    assert made == [(square, n >= BATCH) for n, square in enumerate(SQUARES)]
    with pytest.raises(ZeroDivisionError):
        cluster.call(divmod, 1, 0)


def test_a_worker_with_other_versions_is_refused(
    machines: Machines,
    connect: Connect,
    told: list[ClusterFault],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of Python, of a locked package, of our code; both sides are named."""
    true = cluster_module.versions(LOCKED, ())
    other = true | {"Python": "3.99.1", "pillow": "1.2", "newsroom": "0123abc"}
    monkeypatch.setattr(cluster_module, "versions", OtherHere(other))
    made = list(connect(machines.address).shared_out(partial(squares, os.getpid()), ITEMS, kept))
    assert [square for square, _ in made] == SQUARES
    assert [fault.code for fault in told] == ["executor-worker"] * 2 + ["executor-gone"]
    for fault in told[:2]:
        assert fault.values["name"].startswith("tcp://127.0.0.1:")
        assert fault.values["wanted"] == "Python 3.99.1, pillow 1.2, newsroom 0123abc"
        assert fault.values["found"] == (
            f"Python {true['Python']}, pillow {true['pillow']}, newsroom {true['newsroom']}"
        )


@pytest.mark.parametrize(
    ("has", "modules", "missing"),
    [((), (), "newsroom"), (("newsroom",), (), "theme"), (("newsroom",), ("guest",), "guest")],
)
def test_a_worker_without_all_of_the_code_is_told_what_it_lacks(
    machines: Machines,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has: tuple[str, ...],
    modules: tuple[str, ...],
    missing: str,
) -> None:
    """The engine, its theme, or a plugin from elsewhere, by their names and not Python's words."""
    for name in has:
        shutil.copytree(PACKAGE, tmp_path / "plugins" / name)
    (tmp_path / "theme" if modules else tmp_path).mkdir(exist_ok=True)
    told: list[ClusterFault] = []
    worker = machines.worker(str(tmp_path / "plugins"))
    monkeypatch.setitem(sys.modules, "guest", ModuleType("guest"))
    with closing(Cluster(2, machines.address, {}, ((), modules), told.append, True)) as cluster:
        assert cluster.width
    worker.kill()
    worker.wait()
    lacking = [fault.values["missing"] for fault in told if fault.code == "executor-incomplete"]
    assert missing in lacking
    assert "executor-worker" not in [fault.code for fault in told]


class OtherHere:
    """Answers otherwise in this process than on a worker, which gets the true function."""

    def __init__(self, other: dict[str, str]) -> None:
        self.other = other

    def __call__(self, *compared: tuple[str, ...]) -> dict[str, str]:
        return self.other

    def __reduce__(self) -> str | tuple[object, ...]:
        return getattr, (sys.modules["newsroom.executor.versions"], "versions")


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_worker_that_is_killed_between_two_kinds_of_work_is_asked_for_no_more(
    machines: Machines, connect: Connect, told: list[ClusterFault], seconds: float
) -> None:
    """Whether the scheduler has noticed it by then or not."""
    cluster, work = connect(machines.address), partial(squares, HERE)
    list(cluster.shared_out(work, ITEMS, kept))
    machines.workers[0].kill()
    machines.workers[0].wait()
    time.sleep(seconds)
    other = partial(fatal_squares, HERE, machines.folder)  # the folder is there: nothing is killed
    assert list(cluster.shared_out(other, ITEMS, kept)) == [(square, True) for square in SQUARES]
    assert told == []


def test_a_worker_that_is_killed_in_a_task_leaves_it_to_the_other(
    machines: Machines, connect: Connect, told: list[ClusterFault], tmp_path: Path
) -> None:
    work = partial(fatal_squares, HERE, tmp_path / "killed")
    made = list(connect(machines.address).shared_out(work, ITEMS, kept))
    assert made == [(square, True) for square in SQUARES]
    assert told == []
    time.sleep(0.1)
    assert [worker.poll() for worker in machines.workers].count(-signal.SIGKILL) == 1


def test_without_workers_the_rest_is_done_here(
    machines: Machines, connect: Connect, told: list[ClusterFault], tmp_path: Path
) -> None:
    """All of them are killed while they work."""
    work = partial(slow_squares, HERE, tmp_path / "log")
    made = connect(machines.address).shared_out(work, ITEMS, kept)
    first = next(made)
    for worker in machines.workers:
        worker.kill()
    assert [square for square, _ in (first, *made)] == SQUARES
    assert [fault.code for fault in told] == ["executor-gone"]


def test_a_scheduler_that_goes_away_ends_in_words_or_here(
    machines: Machines, connect: Connect, told: list[ClusterFault], tmp_path: Path
) -> None:
    """By the setting; with it later work is done here without asking again."""
    cluster = connect(machines.address)
    made = cluster.shared_out(partial(slow_squares, HERE, tmp_path / "log"), ITEMS, kept)
    strict = connect(machines.address, falls_back=False)
    strictly = strict.shared_out(partial(slow_squares, HERE, tmp_path / "log"), ITEMS, kept)
    first, _ = next(made), next(strictly)
    machines.scheduler.kill()
    assert [square for square, _ in (first, *made)] == SQUARES
    assert cluster.call(squares, HERE, [3]) == [(9, False)]
    assert [(fault.code, fault.values) for fault in told] == [
        ("executor-gone", {"value": machines.address})
    ]
    with pytest.raises(ClusterFault) as fault:
        list(strictly)
    assert (fault.value.code, len(told)) == ("executor-gone", 1)


def test_a_site_is_built_where_nobody_answers(content: Path, tmp_path: Path) -> None:
    """That is told once; a build without work does not ask at all."""
    need("distributed", find_spec("distributed"), "installer requirements-dev.txt")
    picture = (content / "images/0.png").read_bytes()
    article = SAK.format("b1", 2, PICTURE.format(0))
    small = given.written(tmp_path / "content", {"news/2023/b1.md": article})
    given.written(tmp_path, {"impatient.py": IMPATIENT})
    (small / "images").mkdir()
    (small / "images/0.png").write_bytes(picture)
    plugins = [*(plugin.__name__ for plugin in PLUGINS), "impatient"]
    settings = FEW | {"EXECUTOR": "tcp://127.0.0.1:1", "CACHE_PATH": str(tmp_path / "cache")}
    settings["PLUGINS"] = plugins
    first, second = (
        build(small, tmp_path / "out", modules=[tmp_path], **settings) for _ in range(2)
    )
    assert (first.code, first.err.count("executor-gone:")) == (0, 1), first.err
    assert list((tmp_path / "out/bilder").rglob("*.jpg"))
    assert (second.code, "executor-gone" in second.err) == (0, False), second.err


IMPATIENT = """
from newsroom.executor import cluster

cluster.PATIENCE = 1


def register():
    pass
"""


def test_what_another_thread_found_gone_is_not_asked_again(
    machines: Machines,
    connect: Connect,
    told: list[ClusterFault],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other leaves the cluster just before this thread would send its task."""
    cluster, true = connect(machines.address), cluster_module.versions
    assert cluster.call(squares, HERE, [2]) == [(4, True)]
    others: list[object] = []

    def meanwhile(*compared: tuple[str, ...]) -> dict[str, str]:
        monkeypatch.setattr(cluster_module, "versions", true)
        machines.scheduler.kill()
        machines.scheduler.wait()
        other = Thread(target=lambda: others.append(cluster.call(squares, HERE, [4])))
        other.start()
        other.join()
        return true(*compared)

    monkeypatch.setattr(cluster_module, "versions", meanwhile)
    assert cluster.call(squares, HERE, [3]) == [(9, False)]
    assert others == [[(16, False)]]
    assert [fault.code for fault in told] == ["executor-gone"]


def test_every_package_of_the_lock_is_compared() -> None:
    """Also those that write their own names otherwise."""
    names = IN_LOCK.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    found = cluster_module.versions(tuple(names), ())
    assert {name: found[name] for name in names} == {name: installed(name) for name in names}
    assert "–" not in {found[name] for name in ("jinja2", "pydantic-core", "pyyaml")}


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def test_a_cluster_with_tls_wants_its_files(
    started: Machines, tmp_path: Path, told: list[ClusterFault], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is done over TLS; with files of somebody else it is done here."""
    openssl = program("openssl", "installer pakken openssl", "openssl")
    monkeypatch.setattr(cluster_module, "PATIENCE", 1)
    settings = {"EXECUTOR_FALLBACK": True}
    tls = [certificate(openssl, tmp_path / name) for name in ("vi", "andre")]
    words = [word for name, file in tls[0].items() for word in (OPTIONS[name], file)]
    machines = Machines(started.folder, *words)
    try:
        settings["EXECUTOR"] = machines.whole(1).address
        made = []
        for files in tls:
            with closing(executor_of(settings | {"EXECUTOR_TLS": files}, (), told.append)) as one:
                made.append(one.call(squares, HERE, [3]))
    finally:
        machines.stop()
    assert settings["EXECUTOR"].startswith("tls://127.0.0.1:")
    assert (made, [fault.code for fault in told]) == (
        [[(9, True)], [(9, False)]],
        ["executor-gone"],
    )


OPTIONS = {
    "tls_ca_file": "--tls-ca-file",
    "tls_client_cert": "--tls-cert",
    "tls_client_key": "--tls-key",
}


def certificate(openssl: str, folder: Path) -> dict[str, str]:
    """EXECUTOR_TLS with a certificate of its own, which is the authority too."""
    folder.mkdir()
    cert, key = str(folder / "cert.pem"), str(folder / "key.pem")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=dask"]
    command += ["-keyout", key, "-out", cert]
    subprocess.run(command, check=True, capture_output=True)
    return dict(zip(OPTIONS, (cert, cert, key), strict=True))


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.5:8786", "tcp://dask.example.org:8786", "tls://a:8786", "dask", "-1", "0", "²"],
)
def test_an_address_without_protection_is_refused(address: str) -> None:
    """Without TLS only on this machine; TLS needs its files."""
    settings = {"EXECUTOR": address, "EXECUTOR_TLS": {}, "EXECUTOR_FALLBACK": True}
    with pytest.raises(ClusterFault) as fault:
        executor_of(settings, (), print)
    assert (fault.value.code, fault.value.values) == ("executor-address", {"value": address})


def test_the_build_says_which_address_it_cannot_use(tmp_path: Path) -> None:
    content = given.written(tmp_path / "content", {"pages/om.md": "---\ntitle: Om\n---\n\nVi.\n"})
    ended = build(content, tmp_path / "out", EXECUTOR="tcp://10.0.0.5:8786")
    assert (ended.code, ended.err.split(":")[0]) == (1, "executor-address")
    assert "«tcp://10.0.0.5:8786»" in ended.err


def test_the_environment_comes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number is one of processes; without one it is all cores."""
    settings = {"EXECUTOR": "tcp://127.0.0.1:8786", "EXECUTOR_TLS": {}, "EXECUTOR_FALLBACK": True}
    assert isinstance(executor_of(settings, (), print), Cluster)
    monkeypatch.setenv("EXECUTOR", "3")
    assert executor_of(settings, (), print).processes == 3
