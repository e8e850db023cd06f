"""The programs and npm packages that the tests in the browser need."""

from pathlib import Path

from tests.machine import ROOT, need, program

MODULES = ROOT / "node_modules"
ICAL_JS = MODULES / "ical.js" / "dist" / "ical.js"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The same engine without windows comes first, since it opens a page in half the time.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM_NAMES += ("google-chrome", "google-chrome-stable", "chrome")
# Where macOS and Windows install it; there it is not on PATH.
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)


def chromium() -> str:
    """The system's browser."""
    mend = "installer pakken chromium"
    return program("Chromium", mend, *CHROMIUM_NAMES, places=CHROMIUM_PLACES)


def java() -> str:
    return program("Java", "installer pakken default-jre-headless", "java")


def node() -> str:
    return program("Node", "installer pakken nodejs", "node")


def module(file: Path) -> Path:
    """A file of a locked npm package."""
    need(file.relative_to(MODULES).parts[0], file.exists(), "kjør `npm ci --ignore-scripts`")
    return file
