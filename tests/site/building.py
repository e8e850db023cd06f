"""Builds of small sites with Pelican's own command, and our commands, each in its own process."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsroom.commands.publishing.record import main as record
from newsroom.contract.catalog import ADDRESSES
from newsroom.reading.records import CALENDAR
from tests import given
from tests.site import forked

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests" / "sites"
CACHE = ROOT / ".cache"
NOW = "2023-12-20T12:00"
# What a build asks the environment for; Python and libraries read other variables when they start.
READ_LATE = {"GITHUB_ACTIONS", "HOME", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
READ_LATE |= {"PUBLISH_SSH_KEY", "PUBLISH_SSH_KNOWN_HOSTS", "LISTMONK_TOKEN"}


@dataclass(frozen=True, slots=True)
class Ended:
    """The exit code of a build, and what it printed on stderr and stdout."""

    code: int
    err: str
    out: str


def command(content: Path, out: Path, *flags: str, settings: str = "publishconf.py", **given):
    """The command line of a build; `given` are settings, and NOW has a default.

    A build uses one process, since the tests use the other cores.
    """
    given = {"NOW": NOW, "EXECUTOR": "1", **given}
    pairs = [f"{key}={json.dumps(value)}" for key, value in given.items()]
    line = [sys.executable, "-m", "pelican", str(content), "-o", str(out), "-s", settings]
    return [*line, *flags, "-e", *pairs]


def build(
    content: Path, out: Path, *flags: str, cwd: Path = ROOT, env=None, modules=(), **given
) -> Ended:
    """Builds a site, and waits until the build has ended."""
    return ended(command(content, out, *flags, **given), cwd, env, modules)


def ended(
    line: list[str],
    cwd: Path = ROOT,
    env: dict[str, str] | None = None,
    modules: Sequence[Path] = (),
) -> Ended:
    """Runs `python -m pelican …` or `newsroom …`; `modules` are folders to import from too.

    An ordinary build is forked from a process that has imported Pelican and the plugins; one with
    another environment or with code of its own is started as a user starts it.
    """
    changed = env or {}
    # On GitHub the build would print its problems in another form.
    here = os.environ | {"GITHUB_ACTIONS": ""} | changed
    if modules:
        here["PYTHONPATH"] = os.pathsep.join([*map(str, modules), here["PYTHONPATH"]])
    if changed.keys() <= READ_LATE and (cwd == ROOT or modules) and forked.is_possible():
        return _forked(line, cwd, here, modules)
    done = subprocess.run(
        line, cwd=cwd, env=here, capture_output=True, encoding="utf-8", check=False
    )
    return Ended(done.returncode, done.stderr, done.stdout)


def _forked(line: list[str], cwd: Path, env: dict[str, str], modules: Sequence[Path]) -> Ended:
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        program, *arguments = line[line.index("-m") + 1 :]
        process = forked.started(arguments, cwd, env, out, err, modules, program)
        process.join()
        texts = (file.read_text(encoding="utf-8") for file in (err, out))
        return Ended(process.exitcode or 0, *texts)


def good(content: Path, out: Path, *flags: str, **given) -> Path:
    """Builds a site that must succeed, and returns its folder."""
    done = build(content, out, *flags, **given)
    assert done.code == 0, done.err + done.out
    return out


def share_pictures(cache: Path, pictures: Path = CACHE / "pictures") -> None:
    """Gives a cache folder the pictures of other builds of the tests, which take long to make."""
    _share(pictures, cache)


def share_templates(site: Path) -> None:
    """Gives a site the compiled templates of other builds; Jinja compares the sources."""
    _share(CACHE / "templates", site / ".cache")


def _share(folder: Path, cache: Path) -> None:
    if not (cache / folder.name).exists():
        folder.mkdir(parents=True, exist_ok=True)
        cache.mkdir(parents=True, exist_ok=True)
        (cache / folder.name).symlink_to(folder)


def recorded(content: Path, **given) -> int:
    """Builds a site and records its addresses; returns the exit code of `run.py record`."""
    return record(content, good(content, content.parent / "published", **given))


def publish(content: Path) -> None:
    """Records the addresses of a site, as `recorded` does; the same texts are built only once."""
    files = (path for path in sorted(content.rglob("*")) if path.is_file())
    texts = ((path.relative_to(content).as_posix(), path.read_text("utf-8")) for path in files)
    given.written(content, _record_of(tuple(texts)))


@cache
def _record_of(files: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The record that a site with these files has once it is published."""
    with tempfile.TemporaryDirectory() as folder:
        content = given.written(Path(folder) / "content", dict(files))
        assert recorded(content) == 0
        return {name: (content / name).read_text("utf-8") for name in (ADDRESSES, CALENDAR)}


def snapshot(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
