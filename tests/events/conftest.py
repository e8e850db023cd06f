"""One Node process for each test process, since starting Node is slow."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.machine import ICAL_JS, module, node
from tests.events.readers import IcalJs

SCRIPT = Path(__file__).with_name("ical.mjs")


@pytest.fixture(scope="session")
def ical_js() -> Iterator[IcalJs]:
    """Reads calendars with ical.js."""
    module(ICAL_JS)
    pipe = subprocess.PIPE
    with subprocess.Popen([node(), SCRIPT], stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield IcalJs(process)
        process.stdin.close()
