"""A copy of a small site that a test changes and builds, with and without a cache."""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from pelican import signals
from pelican.settings import read_settings

from newsroom import specimens
from newsroom.site.caches import Caches
from newsroom.site.engine import Engine
from newsroom.site.store import settings_hash
from tests.site import forked
from tests.site.building import CACHE, ROOT, SITES, share_pictures, snapshot

try:
    import resource
except ImportError:  # Windows
    resource = None


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: its exit code, its messages, the hash of every file, and its words."""

    code: int
    messages: str
    files: dict[str, str]
    printed: str = ""


class Workshop:
    """A copy of tests/sites/full and of the theme; `settings` override the settings file.

    A copy of an `original` has its output and its caches too, and both remember what clean builds
    of the same sources gave. Builds use one process, since the tests use the other cores.
    """

    def __init__(self, folder: Path, original: "Workshop | None" = None) -> None:
        self.folder, self.out, self.cache = folder, folder / "out", folder / "cache"
        self.content, self.theme = folder / "content", folder / "theme"
        if original:
            shutil.copytree(original.folder, folder, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copytree(SITES / "full", self.content)
            shutil.copytree(ROOT / "theme", self.theme)
        self.settings: dict[str, object] = {"NOW": "2023-12-20T12:00"}
        # Builds share a cache of pictures to save time; None is one of their own. A site that takes
        # pictures down has another than the sites that other processes build meanwhile.
        self.pictures: Path | None = original.pictures if original else CACHE / "pictures"
        self.caches: Caches | None = None
        self.cleaned: dict[str, Built] = original.cleaned if original else {}

    def warm(self) -> Built:
        """Builds with the cache and the output of earlier builds."""
        return self._built(self.out, self.cache)

    def built_into(self, out: Path) -> Built:
        """Builds into another output, with the same cache."""
        return self._built(out, self.cache)

    def kept(self) -> Built:
        """Builds with the caches that the last build in this process left in memory."""
        return self._built(
            self.folder / "kept", self.folder / "kept-cache", self._run_with_kept_caches
        )

    def clean(self) -> Built:
        """What a build of the same sources gives without a cache and without an output.

        Equal sources and settings are built once, unless the clock counts. Compiled templates are
        those of earlier clean builds with the very same templates.
        """
        sources = self._sources()
        if sources not in self.cleaned or self.settings["NOW"] is None:
            self.cleaned[sources] = self._cleanly_built()
        return self.cleaned[sources]

    def _sources(self) -> str:
        """All that a clean build depends on; some settings come from the environment."""
        read = settings_hash(settings_of(self.overrides(self.out, self.cache)))
        folders = self.content, self.theme, self.content.parent / "theme"
        return repr((read, sorted(self.settings.items()), *map(snapshot, folders)))

    def _cleanly_built(self) -> Built:
        out, cache = self.folder / "clean", self.folder / "clean-cache"
        for folder in (out, cache, *self.folder.glob(".clean.*")):
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink(missing_ok=True)
        templates = repr(snapshot(self.theme / "templates")).encode()
        compiled = self.folder / "compiled" / hashlib.sha256(templates).hexdigest()
        compiled.mkdir(parents=True, exist_ok=True)
        cache.mkdir()
        (cache / "templates").symlink_to(compiled)
        return self._built(out, cache)

    def save(self) -> None:
        """Saves a copy of the sources."""
        shutil.rmtree(self.folder / "saved", ignore_errors=True)
        shutil.copytree(self.content, self.folder / "saved")

    def undo(self) -> None:
        """Restores the saved copy of the sources."""
        shutil.rmtree(self.content)
        shutil.copytree(self.folder / "saved", self.content)

    def _built(self, out: Path, cache: Path, run: Callable[[dict], None] | None = None) -> Built:
        cache.mkdir(exist_ok=True)
        if self.pictures:
            share_pictures(cache, self.pictures)
        messages, printed = io.StringIO(), io.StringIO()
        settings = settings_of(self.overrides(out, cache))
        with contextlib.redirect_stderr(messages), contextlib.redirect_stdout(printed):
            code = _ended(run or _started, settings)
        # Problems are printed in a fixed order, so the text is the same in every run.
        files = snapshot(out) if out.exists() else {}
        return Built(code, messages.getvalue(), files, printed.getvalue())

    def _run_with_kept_caches(self, settings: dict) -> None:
        engine = Engine(settings)
        engine.caches.reuse(self.caches)
        self.caches = engine.caches
        engine.run()

    def overrides(self, out: Path, cache: Path) -> dict[str, object]:
        places = {"PATH": self.content, "OUTPUT_PATH": out, "THEME": self.theme}
        return {name: str(place) for name, place in places.items()} | {
            "CACHE_PATH": str(cache),
            "EXECUTOR": "1",
            **self.settings,
        }

    def started(self) -> BaseProcess:
        """Starts a build with Pelican's own command, which the test may kill or run twice."""
        printed = self.folder / "printed"
        return forked.started(self._arguments(), ROOT, os.environ, printed, printed)

    def limited(self, most: int) -> tuple[int, str]:
        """Runs a build that can write files of `most` bytes; its exit code, and what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "pelican", *self._arguments()], cwd=ROOT,
            env=os.environ | {"NO_COLOR": "1"}, encoding="utf-8", check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout

    def _arguments(self) -> list[str]:
        values = {name: json.dumps(value) for name, value in self.settings.items()}
        values |= {"CACHE_PATH": json.dumps(str(self.cache)), "THEME": json.dumps(str(self.theme))}
        line = [str(self.content), "-o", str(self.out), "-s", str(ROOT / "publishconf.py")]
        return [*line, "-t", str(self.theme), "-e", *(f"{k}={v}" for k, v in values.items())]


def settings_of(overrides: dict[str, object]) -> dict:
    """The settings with these overrides; disconnects a plugin that another test has connected."""
    signals.get_generators.disconnect(specimens.give_generator)
    return read_settings(str(ROOT / "publishconf.py"), override=overrides)


def _started(settings: dict) -> None:
    settings["PELICAN_CLASS"](settings).run()


def _ended(run: Callable[[dict], None], settings: dict) -> int:
    try:
        run(settings)
    except SystemExit as end:
        return int(end.code or 0)
    return 0
