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
WHEEL = "pelican_newsroom-{}-py3-none-any.whl"
REPOSITORY = PACKAGE.parents[1]
NO_WHEEL = """\
Motoren kunne ikke hentes til den nye mappen. Dette svarte pip:
{}
Sjekk nettforbindelsen, eller installer motoren fra en fil som finnes, og prøv igjen."""
NO_ORIGIN = (
    "Ingen vet hvilken fil motoren ble installert fra. Installer den fra filen {}, og prøv igjen."
)


def fetch_wheel(folder: Path) -> Path:
    """Put the wheel of the running engine into `folder`: pip builds, copies or downloads it."""
    command = [*pip(), "wheel", "--quiet", "--no-deps", "--disable-pip-version-check"]
    if find_spec("hatchling"):  # else pip fetches it, when there is something to build
        command += ["--no-build-isolation"]
    command += ["--wheel-dir", str(folder), source()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    wheels = [*folder.glob("*.whl")]
    if done.returncode or len(wheels) != 1:
        raise Refused(NO_WHEEL.format(done.stderr.strip()))
    return wheels[0]


def source() -> str:
    """Where the running engine comes from, as pip takes it."""
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return str(REPOSITORY)
    own = Path("wheels", WHEEL.format(installed.version))  # of a site that was made by init
    return str(own) if own.is_file() else origin(installed.read_text("direct_url.json"))


def origin(direct_url: str | None) -> str:
    """The wheel or the folder in direct_url.json (PEP 610).

    No index is asked instead: nobody holds the name of the engine there, so anybody may take it.
    """
    if not direct_url:
        raise Refused(NO_ORIGIN.format(WHEEL.format("…")))
    found = json.loads(direct_url)
    hashes = found.get("archive_info", {}).get("hashes", {})
    return f"{found['url']}#sha256={hashes['sha256']}" if "sha256" in hashes else found["url"]


def pip() -> list[str]:
    """The command that runs pip for this environment: its own, else that of the Python it is of."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    base = getattr(sys, "_base_executable", sys.executable)
    return [base, "-m", "pip", "--python", sys.executable]


def version_of(wheel: Path) -> str:
    """The version in the name of a wheel."""
    return wheel.name.split("-")[1]


def locked(lock: bytes, wheel: Path) -> bytes:
    """A lock file of the engine's packages, with a line for its wheel."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return lock + f"{NAME}=={version_of(wheel)} \\\n    --hash=sha256:{digest}\n".encode()
