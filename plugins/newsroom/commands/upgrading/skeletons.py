"""The files of a site that are the engine's: what an upgrade replaces, and what people edited."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from newsroom.commands.init.answers import QUESTIONS
from newsroom.commands.init.skeleton import ANSWERS, site_files
from newsroom.commands.outcome import Refused

LOCK = "requirements.txt"
CONTENT = "content/"
DAMAGED = "Filen {} er ødelagt. Hent den tilbake slik den var i Git."
PACKAGE = re.compile(r"[\w.-]+")
# The bytes that a file gets by its path from the site's folder; None deletes it.
FileBytes = Mapping[str, bytes | None]


def skeleton_changes(site: Path, old: Path, new: Path) -> tuple[FileBytes, FileBytes]:
    """The files to write for an upgrade between two wheels, and those that were edited here.

    The latter have the bytes that the new engine would write. A file that somebody deleted stays
    deleted.
    """
    values = {question.flag.replace("-", "_"): "" for question in QUESTIONS} | answers_of(site)
    before, after = (site_files(wheel, values) for wheel in (old, new))
    writes: dict[str, bytes | None] = {}
    edited: dict[str, bytes | None] = {}
    for path in sorted(before.keys() | after.keys()):
        current, then, now = bytes_of(site / path), before.get(path), after.get(path)
        if path.startswith(CONTENT) or current == now or then == now:
            continue
        if current and then and now and PurePosixPath(path).match("requirements*.txt"):
            writes[path] = renewed_lock(current, then, now)
        elif current == then:
            writes[path] = now
        elif current is not None:
            edited[path] = now
    return writes, edited


def answers_of(site: Path) -> dict[str, object]:
    """What init has kept of its answers. Raises Refused when somebody has damaged the file."""
    try:
        answers = json.loads((site / ANSWERS).read_bytes())
    except ValueError:
        answers = None
    if not isinstance(answers, dict):
        raise Refused(DAMAGED.format(ANSWERS))
    return answers


def bytes_of(file: Path) -> bytes | None:
    """The bytes of a file; None without one."""
    return file.read_bytes() if file.is_file() else None


def requirements(lock: bytes) -> dict[str, str]:
    """The lines of each package in a lock file, by its name."""
    texts: dict[str, str] = {}
    name = ""
    for line in lock.decode().splitlines():
        if start := PACKAGE.match(line):
            name = start[0]
        if name:
            texts[name] = texts.get(name, "") + line + "\n"
    return texts


def renewed_lock(current: bytes, old: bytes, new: bytes) -> bytes:
    """The new lock, with the packages that the site added to the old one."""
    engine = requirements(old).keys() | requirements(new).keys()
    own = [text for name, text in requirements(current).items() if name not in engine]
    return new + "".join(own).encode()
