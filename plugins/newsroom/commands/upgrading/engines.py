"""The engine of a site, a newer one that pip fetches, and its packages beside those installed."""

import re
import subprocess
import zipfile
import zlib
from pathlib import Path

from newsroom.commands.init.skeleton import ANSWERS
from newsroom.commands.init.wheel import NAME, locked, pip
from newsroom.commands.outcome import Refused
from newsroom.commands.upgrading.skeletons import LOCK, requirements
from newsroom.places import as_typed

LOCKED = re.compile(rf"^{NAME}==(\S+)", re.MULTILINE)
WHEEL = "pelican_newsroom-{}-py3-none-any.whl"
CHANGELOG = "newsroom/CHANGELOG.md"
SKELETON_LOCK = f"newsroom/skeleton/all/{LOCK}"
NO_SITE = (
    "Her er det ikke noe nettsted som `init` har laget: {} mangler. Bare slike kan oppgraderes."
)
NO_FILE = "Filen {} finnes ikke."
NO_ENGINE = "Filen {} er ikke en hel wheel med motoren. Den skal hete {}. Hent den på nytt."
PIP_FAILED = """\
pip kunne ikke hente {}. Dette svarte den:
{}
Sjekk versjonen og nettforbindelsen, eller oppgi filen: run.py upgrade FIL.whl."""


def current_wheel(site: Path) -> Path:
    """The wheel of the engine that the site has. Raises Refused when init did not make the site."""
    lock = site / LOCK
    version = LOCKED.search(lock.read_text(encoding="utf-8")) if lock.is_file() else None
    wheel = site / "wheels" / WHEEL.format(version[1] if version else "…")
    for file in (wheel, site / ANSWERS):
        if not file.is_file():
            raise Refused(NO_SITE.format(file.relative_to(site).as_posix()))
    return checked_wheel(wheel)


def fetched_wheel(wanted: str, folder: Path) -> Path:
    """The wheel in a file, that of a version, or the newest; pip puts it into `folder`."""
    if wanted.endswith(".whl") or "/" in wanted or "\\" in wanted:
        return checked_wheel(Path(as_typed(wanted)))
    name = f"{NAME}=={wanted}" if wanted else NAME
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
    run_pip(["download", *options, "--dest", str(folder), name], name)
    return checked_wheel(next(iter(folder.glob("*.whl"))))


def checked_wheel(file: Path) -> Path:
    """The file, when it is a wheel of the engine."""
    if not file.is_file():
        raise Refused(NO_FILE.format(file))
    if not file.match(WHEEL.format("[0-9]*")) or not is_whole(file):
        raise Refused(NO_ENGINE.format(file, WHEEL.format("1.2.3")))
    return file.absolute()


def is_whole(wheel: Path) -> bool:
    """Whether a wheel has what an upgrade reads, and no file in it is damaged."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            is_ours = {SKELETON_LOCK, CHANGELOG} <= {*archive.namelist()}
            return is_ours and archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return False


def number(version: str) -> tuple[int, ...]:
    """The numbers of a version, in the order of SemVer."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def install_beside(site: Path, wheel: Path, folder: Path) -> Path:
    """Install the engine and the packages that its lock has in other versions into `folder`.

    The installed packages stay as they are; with the folder first in PYTHONPATH, Python finds the
    new ones.
    """
    with zipfile.ZipFile(wheel) as archive:
        new = archive.read(SKELETON_LOCK)
    installed = requirements((site / LOCK).read_bytes()).values()
    lines = [text for text in requirements(locked(new, wheel)).values() if text not in installed]
    folder.mkdir(parents=True)
    changed = folder / LOCK
    changed.write_text("".join(lines), encoding="utf-8")
    options = ["--no-deps", "--require-hashes", "--no-compile", "--quiet"]
    options += ["--disable-pip-version-check", "--find-links", str(wheel.parent)]
    run_pip(["install", *options, "--target", str(folder), "-r", str(changed)], wheel.name)
    return folder


def run_pip(words: list[str], what: str) -> None:
    """Run pip; raises Refused with what it answered."""
    done = subprocess.run([*pip(), *words], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Refused(PIP_FAILED.format(what, done.stderr.strip()))
