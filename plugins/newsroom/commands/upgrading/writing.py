"""Writes the files of an upgrade, all or none, and brings the earlier ones back."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from newsroom.commands.outcome import Refused
from newsroom.commands.upgrading.skeletons import FileBytes
from newsroom.disk.files import bytes_of, set_bytes

FOLDER = Path(".cache/upgrade")
UNDO = FOLDER / "undo"
STATE = UNDO / "state.json"
NO_UPGRADE = "Det er ingen oppgradering å angre i denne mappen."
EDITED = (
    "Disse filene er endret etter oppgraderingen, og endringene ville gått tapt: {}. "
    "Flytt dem unna, og kjør kommandoen på nytt."
)
UNDONE = "Angret: nettstedet har igjen versjon {}. {} filer er som før oppgraderingen."


def write_all(site: Path, files: FileBytes, versions: tuple[str, str]) -> None:
    """Write all files, after keeping those that they replace; restores them after a failure."""
    before = {path: bytes_of(site / path) for path in files}
    shutil.rmtree(site / UNDO, ignore_errors=True)
    for path, data in before.items():
        set_bytes(site / UNDO / "files" / path, data)
    hashes = {path: [hash_of(before[path]), hash_of(data)] for path, data in files.items()}
    state = {"versions": versions, "files": hashes}
    set_bytes(site / STATE, json.dumps(state, indent=1, ensure_ascii=False).encode())
    try:
        for path, data in files.items():
            set_bytes(site / path, data)
    except BaseException:
        for path, data in before.items():
            set_bytes(site / path, data)
        shutil.rmtree(site / UNDO)
        raise


def undone(site: Path) -> Iterable[str]:
    """Restore what the last upgrade replaced. Raises Refused when a file was edited since."""
    try:
        state = json.loads((site / STATE).read_bytes())
    except (FileNotFoundError, ValueError):  # the latter, after a power failure
        raise Refused(NO_UPGRADE) from None
    edited = [
        path
        for path, hashes in state["files"].items()
        if hash_of(bytes_of(site / path)) not in hashes
    ]
    if edited:
        raise Refused(EDITED.format(", ".join(edited)))
    for path in state["files"]:
        set_bytes(site / path, bytes_of(site / UNDO / "files" / path))
    shutil.rmtree(site / UNDO)
    return [UNDONE.format(state["versions"][0], len(state["files"]))]


def hash_of(data: bytes | None) -> str | None:
    """The SHA-256 of the bytes of a file; None without one."""
    return None if data is None else hashlib.sha256(data).hexdigest()
