"""The wheel of the running engine, and the lines of lock files that name it."""

import hashlib
import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from newsroom.commands.outcome import Refused
from newsroom.places import PACKAGE

NAME = "pelican-newsroom"
REPOSITORY = PACKAGE.parents[1]
NO_WHEEL = """\
Motoren kunne ikke hentes til den nye mappen. Dette svarte pip:
{}
Sjekk nettforbindelsen, eller installer {} fra en fil som finnes, og prøv igjen."""


def fetch_wheel(folder: Path) -> Path:
    """Put the wheel of the running engine into `folder`: built, copied or downloaded by pip."""
    command = [*pip(), "wheel", "--quiet", "--no-deps", "--disable-pip-version-check"]
    if find_spec("hatchling"):  # else pip fetches it, when there is something to build
        command += ["--no-build-isolation"]
    if Path("wheels").is_dir():  # a site that was itself made by init
        command += ["--find-links", "wheels"]
    command += ["--wheel-dir", str(folder), source()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    wheels = [*folder.glob("*.whl")]
    if done.returncode or len(wheels) != 1:
        raise Refused(NO_WHEEL.format(done.stderr.strip(), NAME))
    return wheels[0]


def source() -> str:
    """Where the running engine comes from, as pip takes it."""
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return str(REPOSITORY)
    return requirement(installed.read_text("direct_url.json"), installed.version)


def requirement(direct_url: str | None, version: str) -> str:
    """The wheel or the folder in direct_url.json (PEP 610); without one, the index's version."""
    if not direct_url:
        return f"{NAME}=={version}"
    origin = json.loads(direct_url)
    hashes = origin.get("archive_info", {}).get("hashes", {})
    return f"{origin['url']}#sha256={hashes['sha256']}" if "sha256" in hashes else origin["url"]


def pip() -> list[str]:
    """The command that runs pip for this environment: its own, else that of the Python it is of."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    base = [getattr(sys, "_base_executable", sys.executable), "-m", "pip"]
    if not subprocess.run([*base, "--version"], capture_output=True, check=False).returncode:
        return [*base, "--python", sys.executable]
    own = [sys.executable, "-m", "ensurepip", "--default-pip"]
    subprocess.run(own, capture_output=True, check=False)
    return [sys.executable, "-m", "pip"]


def version_of(wheel: Path) -> str:
    """The version in the name of a wheel."""
    return wheel.name.split("-")[1]


def locked(lock: bytes, wheel: Path) -> bytes:
    """A lock file of the engine's packages, with a line for its wheel."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return lock + f"{NAME}=={version_of(wheel)} \\\n    --hash=sha256:{digest}\n".encode()
