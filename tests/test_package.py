"""The wheel, installed into an empty environment far from the repository, makes a site there."""

import os
import re
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
VERSION = re.compile(r"^pelican_newsroom-\d+\.\d+\.\d+")
FILES = {
    "pelicanconf.py": "from newsroom.settings import *\n",
    "publishconf.py": (
        "from newsroom.settings import *\n\n"
        'SITEURL = "https://eksempel.no"\nSHOW_UNPUBLISHED = False\n'
    ),
    "content/site.yaml": "name: Byen\n",
    "content/pages/om-oss.md": "---\ntitle: Om oss\nsummary: Hvem vi er.\n---\nVi er Byen.\n",
    "content/news/2023/hei.md": (
        "---\ntitle: Hei\ndate: 2023-12-01\nsummary: Vi er i gang.\n---\nLes [om oss](/om-oss/).\n"
    ),
}


@dataclass(frozen=True, slots=True)
class InstalledSite:
    """A folder with a site, and the environment that has the package."""

    folder: Path
    environment: Path

    @property
    def python(self) -> str:
        return str(self.environment / SCRIPTS / "python")

    @property
    def pelican(self) -> str:
        return str(self.environment / SCRIPTS / "pelican")

    def run(self, *command: str) -> str:
        """Run a command that must succeed; what it printed."""
        done = subprocess.run(
            command, cwd=self.folder, env=bare(), encoding="utf-8", timeout=60,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def background(self, *command: str) -> Iterator[None]:
        """A command that runs until the body ends."""
        process = subprocess.Popen(
            command, cwd=self.folder, env=bare(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def bare() -> dict[str, str]:
    """The environment of a user who has no repository on Python's path."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m build` makes."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> InstalledSite:
    """Three files of content and two of settings, beside an environment with the wheel."""
    site = InstalledSite(tmp_path_factory.mktemp("min side"), tmp_path_factory.mktemp("env"))
    for name, text in FILES.items():
        (site.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (site.folder / name).write_text(text, encoding="utf-8")
    pip = pip_for(site.environment)
    locked = [*pip, "install", "-q", "--require-hashes", "-r", str(ROOT / "requirements.txt")]
    done = subprocess.run(locked, env=bare(), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(done.stderr)
    site.run(*pip, "install", "-q", "--no-deps", "--no-index", str(wheel))
    return site


def pip_for(environment: Path) -> list[str]:
    """The pip that installs into a new, empty environment: this machine's, else Python's own."""
    python = str(environment / SCRIPTS / "python")
    base = [getattr(sys, "_base_executable", sys.executable), "-m", "pip"]
    has_pip = subprocess.run([*base, "--version"], capture_output=True, check=False).returncode == 0
    venv.create(environment, with_pip=not has_pip, symlinks=os.name != "nt")
    return [*base, "--python", python] if has_pip else [python, "-m", "pip"]


def page(port: int, address: str, *, seconds: float = 30) -> str:
    """A page of a server that may still be starting and building."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as answer:
                return answer.read().decode()
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_the_wheel_has_theme_translations_schemas_and_licences(wheel: Path) -> None:
    """All that the engine reads besides its modules."""
    with zipfile.ZipFile(wheel) as archive:
        names = {VERSION.sub("", name) for name in archive.namelist()}
    schemas = {f"newsroom/schemas/{path.name}" for path in ROOT.glob(".vscode/schemas/*.json")}
    assert len(schemas) > 5
    theme = [path for path in (ROOT / "theme").rglob("*") if path.is_file()]
    expected = {f"newsroom/{path.relative_to(ROOT).as_posix()}" for path in theme} | schemas
    expected |= {"newsroom/wording/translations/en.po", "newsroom/wording/messages/nb.yaml"}
    expected |= {f".dist-info/licenses/{name}" for name in ("LICENSE", "LICENSES/MIT-0.txt")}
    assert expected - names == set()


def test_pelican_builds_and_serves_the_site(site: InstalledSite) -> None:
    site.run(site.pelican, "content", "-o", "output", "-s", "publishconf.py")
    built = (site.folder / "output" / "nyheter" / "2023" / "hei" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://eksempel.no/nyheter/2023/hei/">' in built
    port = free_port()
    listen = ("--listen", "--port", str(port), "-o", "output", "-s", "publishconf.py")
    with site.background(site.pelican, *listen):
        assert page(port, "/nyheter/2023/hei/") == built


def test_newsroom_builds_checks_and_serves_the_site(site: InstalledSite) -> None:
    newsroom = (site.python, "-m", "newsroom")
    told = site.run(*newsroom, "build")
    assert told.startswith("Bygde ") and told.endswith(": python -m newsroom serve\n")
    assert "Alt er i orden: 1 artikler, 0 arrangementer, 1 sider" in site.run(*newsroom, "check")
    port = free_port()
    with site.background(*newsroom, "serve", "--port", str(port)):
        assert "Vi er Byen." in page(port, "/om-oss/")
