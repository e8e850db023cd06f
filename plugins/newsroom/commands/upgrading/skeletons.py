"""The files of a site that are the engine's: what an upgrade replaces, and what people edited."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from newsroom.commands.init.answers import UNANSWERED
from newsroom.commands.init.skeleton import ANSWERS, LANGUAGES, site_files
from newsroom.commands.outcome import Refused
from newsroom.disk.files import bytes_of

LOCK = "requirements.txt"
CONTENT = "content/"
ALWAYS_KEPT = {"name", "siteurl", "lang", "short", "identity", "data_license"}
DAMAGED = "Filen {} er ødelagt. Hent den tilbake slik den var i Git."
PACKAGE = re.compile(r"[\w.-]+")
# The bytes that a file gets by its path from the site's folder; None deletes it.
FileBytes = Mapping[str, bytes | None]


def skeleton_changes(site: Path, old: Path, new: Path) -> tuple[FileBytes, FileBytes]:
    """The files to write for an upgrade between two wheels, and those that were edited here.

    The latter have the bytes that the new engine would write. A file that somebody deleted stays
    deleted.
    """
    values = answers_of(site)
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
    """What init has kept of its answers; a question that it did not ask then has an empty one.

    Raises Refused when somebody has damaged the file.
    """
    try:
        answers = json.loads((site / ANSWERS).read_bytes())
    except (ValueError, RecursionError):
        answers = None
    if not _are_whole(answers):
        raise Refused(DAMAGED.format(ANSWERS))
    return {**UNANSWERED, "networks": {}, **answers}


def _are_whole(answers: object) -> bool:
    """Whether they are as init writes them: texts, and the networks texts by their keys."""
    if not isinstance(answers, dict) or not answers.keys() >= ALWAYS_KEPT:
        return False
    networks = answers.get("networks", {})
    if not isinstance(networks, dict) or answers["lang"] not in LANGUAGES:
        return False
    texts = [*(answers | {"networks": ""}).values(), *networks.values()]
    return all(isinstance(text, str) for text in texts)


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
