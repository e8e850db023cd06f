"""The engine of a site, a newer one that pip fetches, and its packages beside those installed."""

import os
import re
import subprocess
import zipfile
import zlib
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from newsroom.commands.init.skeleton import ANSWERS
from newsroom.commands.init.wheel import NAME, WHEEL, locked, pip, version_of
from newsroom.commands.outcome import Refused
from newsroom.commands.upgrading.skeletons import LOCK, requirements
from newsroom.commands.words import command
from newsroom.places import as_typed

LOCKED = re.compile(rf"^{NAME}==(\S+)", re.MULTILINE)
METADATA = "pelican_newsroom-{}.dist-info/METADATA"
CHANGELOG = "newsroom/CHANGELOG.md"
SKELETON_LOCK = f"newsroom/skeleton/all/{LOCK}"
NO_SITE = (
    "Her er det ikke noe nettsted som `init` har laget: {} mangler. Bare slike kan oppgraderes."
)
NO_FILE = "Filen {} finnes ikke."
NO_ENGINE = "Filen {} er ikke en hel wheel med motoren. Den skal hete {}. Hent den på nytt."
NO_SOURCE = """\
Motoren kommer som en fil, {}, og ikke fra noen pakkeindeks. Last ned den nye {}, og oppgi den:
{}"""
ITS_MAKERS = "der dere fikk den forrige"
PIP_FAILED = """\
pip kunne ikke hente {}. Dette svarte den:
{}
Sjekk versjonen og nettforbindelsen, eller oppgi filen: run.py upgrade FIL.whl."""
# Where pip looks for wheels: a folder, or the address of a page with links to them.
LINKS = "PIP_FIND_LINKS"


def current_wheel(site: Path) -> Path:
    """The wheel of the engine that the site has. Raises Refused when init did not make the site."""
    lock = site / LOCK
    version = LOCKED.search(lock.read_text(encoding="utf-8")) if lock.is_file() else None
    wheel = site / "wheels" / WHEEL.format(version[1] if version else "…")
    for file in (wheel, site / ANSWERS):
        if not file.is_file():
            raise Refused(NO_SITE.format(file.relative_to(site).as_posix()))
    return checked_wheel(wheel)


def fetched_wheel(wanted: str, old: Path, folder: Path) -> Path:
    """The wheel in a file; with `LINKS` also that of a version, or the newest, in `folder`.

    Raises Refused without a file and without `LINKS`. No index is asked, since nobody holds the
    name of the engine there: whoever took it could run code on the machines of all sites.
    """
    if wanted.endswith(".whl") or "/" in wanted or "\\" in wanted:
        return checked_wheel(Path(as_typed(wanted)))
    if not os.environ.get(LINKS):
        name, upgrade = WHEEL.format(wanted or "…"), command("upgrade", WHEEL.format(wanted or "…"))
        raise Refused(NO_SOURCE.format(name, release_page(old), upgrade))
    name = f"{NAME}=={wanted}" if wanted else NAME
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
    options += ["--no-index"]
    run_pip(["download", *options, "--dest", str(folder), name], name)
    return checked_wheel(next(iter(folder.glob("*.whl"))))


def release_page(wheel: Path) -> str:
    """Where to get wheels: the address that the metadata of one has, else words."""
    urls = (url.partition(",") for url in metadata_of(wheel).get_all("Project-URL", ()))
    return next((f"fra {url.strip()}" for name, _, url in urls if name == "Releases"), ITS_MAKERS)


def checked_wheel(file: Path) -> Path:
    """The file, when it is a wheel of the engine."""
    if not file.is_file():
        raise Refused(NO_FILE.format(file))
    if not file.match(WHEEL.format("[0-9]*")) or not is_whole(file):
        raise Refused(NO_ENGINE.format(file, WHEEL.format("1.2.3")))
    return file.absolute()


def is_whole(wheel: Path) -> bool:
    """Whether a wheel is the version in its name, and no file in it is missing or damaged."""
    try:
        about = metadata_of(wheel)
        with zipfile.ZipFile(wheel) as archive:
            is_ours = {SKELETON_LOCK, CHANGELOG} <= {*archive.namelist()}
            is_named = (about["Name"], about["Version"]) == (NAME, version_of(wheel))
            return is_ours and is_named and archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError):
        return False


def metadata_of(wheel: Path) -> Message:
    """What a wheel says about itself (core metadata). Raises KeyError when it says nothing."""
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(METADATA.format(version_of(wheel))))


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
