"""A new site, with an environment that has the engine's wheel, far from the repository."""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tests import machine

ROOT = Path(__file__).parents[1]
FLAGS = {
    "--name": "Nordfjord Bedriftsforum",
    "--siteurl": "https://forum.example",
    "--networks": "Havbruk, Fornybar energi",
    "--email": "post@forum.example",
    "--organisation-number": "123 456 785",
    "--licence": "CC BY 4.0",
}
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
# What a copy of the code leaves out: modules that another process is about to compile. With
# compiled modules a process starts in half the time.
HALF_WRITTEN = shutil.ignore_patterns("*.pyc.*")


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
    """The environment of a user who has no repository on Python's path.

    The first process compiles the modules that it imports, since pip compiled none of the others.
    """
    others = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    return {k: v for k, v in os.environ.items() if k not in others} | {"PYTHONUTF8": "1"}


def built_wheel(folder: Path) -> Path:
    """What `python -m build` makes."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


def new_site(folder: Path) -> Path:
    """What `run.py init` makes in this repository, set up and built by its README's commands."""
    env = bare() | {"PYTHONPATH": str(ROOT / "plugins")}
    init = [sys.executable, "-m", "newsroom", "init", str(folder), *chain(*FLAGS.items())]
    done = subprocess.run(init, cwd=ROOT, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    for words in readme_commands(folder):
        done = subprocess.run(
            [base_python(), *words],
            cwd=folder,
            env=bare() | {"PIP_COMPILE": "0"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        is_set_up = (folder / ".venv" / "requirements.txt.sha256").exists()
        machine.need("pakkene i requirements.txt", is_set_up, mend=done.stderr.strip()[-500:])
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def readme_commands(folder: Path) -> list[list[str]]:
    """The words after `python3` of each command in the first code block of a site's README."""
    block = (folder / "README.md").read_text(encoding="utf-8").split("```")[1]
    lines = [line.partition("#")[0].split() for line in block.splitlines()[1:]]
    return [words for _, *words in lines]


def base_python() -> str:
    """The Python that this environment was made of."""
    return getattr(sys, "_base_executable", sys.executable)


def one_package(lock: str, name: str, folder: Path) -> Path:
    """Install one package of a lock, without those that it needs; returns where it is."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    (entry,) = (entry for entry in entries if entry.startswith(f"{name}=="))
    (folder / lock).write_text(entry, encoding="utf-8")
    packages = folder / "packages"
    pip = pip_for(folder / "env")
    install_locked(pip, folder / lock, "--no-deps", "--target", str(packages))
    return packages


def install_locked(pip: list[str], requirements: Path, *options: str) -> None:
    """Install packages by their hashes; skips the test when pip cannot, and fails it in CI."""
    command = [*pip, "install", "-q", "--no-compile", "--require-hashes", *options]
    command += ["-r", str(requirements)]
    done = subprocess.run(command, env=bare(), capture_output=True, encoding="utf-8", check=False)
    machine.need(
        f"pakkene i {requirements.name}", done.returncode == 0, mend=done.stderr.strip()[-500:]
    )


def pip_for(environment: Path) -> list[str]:
    """This machine's pip, or else its own, for an environment that is made when it is missing."""
    base = [base_python(), "-m", "pip"]
    has_pip = subprocess.run([*base, "--version"], capture_output=True, check=False).returncode == 0
    if not environment.joinpath("pyvenv.cfg").exists():
        venv.create(environment, with_pip=not has_pip, symlinks=os.name != "nt")
    python = str(environment / SCRIPTS / "python")
    return [*base, "--python", python] if has_pip else [python, "-m", "pip"]
