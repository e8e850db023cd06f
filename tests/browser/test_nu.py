"""The Nu HTML checker reports nothing on any page."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.browser.machine import NU, java, module
from tests.browser.sample import Sample

# The beginning of an accepted message -> why it is accepted.
ACCEPTED = {
    "Resource violates Content Security Policy (meta tag)":
        "Nu reads files, which have no origin that could be 'self'; test_policy.py asks Chromium.",
    "Inline script violates Content Security Policy (meta tag)":
        "Nu takes JSON-LD, which is data, for a script; test_policy.py asks Chromium.",
}  # fmt: skip

# For a process of a few seconds: compile fast rather than well, and collect garbage in one thread.
# Code that is compiled so needs a larger stack.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")


def messages(files: Iterable[Path]) -> list[str]:
    """Errors, warnings and information about all files, from one run of the checker."""
    command = [java(), *BRIEF, "-jar", str(module(NU)), "--format", "json", "--also-check-svg"]
    done = subprocess.run(
        [*command, *map(str, files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if not message["message"].startswith(tuple(ACCEPTED))
    ]


def test_nu_reports_nothing_on_any_page(sample: Sample) -> None:
    """The checker has no error and no warning about any HTML or SVG file."""
    pages = [sample.file(address) for address in sample.addresses]
    assert messages([*pages, *sorted(sample.folder.rglob("*.svg"))]) == []


def test_nu_reports_an_error_and_a_warning(tmp_path: Path) -> None:
    """The checker runs: an image without alt and a section without heading are reported."""
    file = tmp_path / "index.html"
    file.write_text(
        '<!doctype html><html lang="nb"><title>Feil</title><img src="x.jpg">'
        "<h1>En</h1><section><p>To</p></section></html>"
    )
    assert len(messages([file])) == 2
