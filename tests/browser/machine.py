"""What these tests need beside Python's packages, and what to say when the machine lacks it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.building import ROOT

MODULES = ROOT / "node_modules"
ICAL_JS = MODULES / "ical.js" / "dist" / "ical.js"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = "Mangler {what}: {mend} (docs/testing.md). / This machine has no {what}."
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Where macOS and Windows put it, who have it on no PATH.
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)


def chromium() -> str:
    """The system's browser."""
    return _found("Chromium", "installer pakken chromium", _browsers())


def java() -> str:
    return _found("Java", "installer pakken default-jre-headless", iter([shutil.which("java")]))


def node() -> str:
    return _found("Node", "installer pakken nodejs", iter([shutil.which("node")]))


def module(file: Path) -> Path:
    """A file of a locked npm package."""
    name = file.relative_to(MODULES).parts[0]
    places = iter([str(file) if file.exists() else None])
    return Path(_found(name, "kjør `npm ci --ignore-scripts`", places))


def _browsers() -> Iterator[str | None]:
    yield from map(shutil.which, CHROMIUM_NAMES)
    yield from (place for place in CHROMIUM_PLACES if Path(place).exists())


def _found(what: str, mend: str, places: Iterator[str | None]) -> str:
    """The first of the places; where there is none the test is skipped, in CI it fails."""
    if place := next(filter(None, places), None):
        return place
    missing = MISSING.format(what=what, mend=mend)
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(missing)
    pytest.fail(missing, pytrace=False)
