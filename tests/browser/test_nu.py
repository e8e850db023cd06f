"""The Nu HTML checker has nothing to say of any page."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.browser.machine import NU, java, module
from tests.browser.sample import Sample

# The beginning of a message -> why it may stand.
TOLERATED = {
    "Resource violates Content Security Policy (meta tag)":
        "Nu reads files, which have no origin that could be 'self'; test_policy.py asks Chromium.",
    "Inline script violates Content Security Policy (meta tag)":
        "Nu takes JSON-LD, which is data, for a script; test_policy.py asks Chromium.",
}  # fmt: skip


def messages(files: Iterable[Path]) -> list[str]:
    """Errors, warnings and information of all the files, from one run of the checker."""
    command = [java(), "-jar", str(module(NU)), "--format", "json", "--also-check-svg"]
    done = subprocess.run(
        [*command, *map(str, files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [
        f"{said.get('url', '')}:{said.get('lastLine', '')}: {said['message']}"
        for said in json.loads(done.stderr)["messages"]
        if not said["message"].startswith(tuple(TOLERATED))
    ]


def test_the_checker_is_silent_on_every_page(sample: Sample) -> None:
    """HTML and SVG, errors and warnings alike."""
    pages = [sample.file(address) for address in sample.addresses]
    assert messages([*pages, *sorted(sample.folder.rglob("*.svg"))]) == []


def test_the_checker_sees_an_error_and_a_warning(tmp_path: Path) -> None:
    """Its silence is not that of a checker that did not run."""
    file = tmp_path / "index.html"
    file.write_text(
        '<!doctype html><html lang="nb"><title>Feil</title><img src="x.jpg">'
        "<h1>En</h1><section><p>To</p></section></html>"
    )
    assert len(messages([file])) == 2
