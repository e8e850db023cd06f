"""What CHANGELOG.md in the engine's wheel tells editors about the versions of an upgrade."""

import re
import zipfile
from pathlib import Path

from newsroom.commands.upgrading.engines import CHANGELOG, number

VERSION = re.compile(r"^## (\d+\.\d+\.\d+).*\n", re.MULTILINE)
EDITORS = re.compile(r"^### For dere som skriver\n+(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


def changelog_of(wheel: Path) -> str:
    """The text of the changelog in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(CHANGELOG).decode()


def news(changelog: str, after: str, until: str) -> str:
    """The sections for editors of the versions later than `after` until `until`, as they stand."""
    _, *parts = VERSION.split(changelog)
    sections = zip(parts[::2], parts[1::2], strict=True)
    return "\n".join(
        f"Nytt i {version}:\n{section[1].rstrip()}\n"
        for version, text in sections
        if number(after) < number(version) <= number(until) and (section := EDITORS.search(text))
    )
