"""Builds of the site by Pelican's own command, in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a build succeeded, the text it printed, and the seconds it took."""

    is_good: bool
    report: str
    seconds: float


def pelican_command(
    settings: str, output: Path, *, siteurl: str = "", now: str = "", **more: object
) -> list[str]:
    """Pelican's command line for content/, with other settings by name; empty ones are left out."""
    overrides = {"SITEURL": siteurl, "NOW": now} | more
    given = [f"{key}={json.dumps(value)}" for key, value in overrides.items() if value]
    command = [sys.executable, "-m", "pelican", "content", "-o", str(output), "-s", settings]
    # One -e with every pair: Pelican forgets all but the last -e.
    return [*command, "-e", *given] if given else command


def run_build(command: Sequence[str], *, cwd: Path) -> Outcome:
    """Build without printing; the report has stderr, and after a failure stdout too."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    is_good = done.returncode == 0
    printed = [done.stderr] if is_good else [done.stdout, done.stderr]
    report = "\n".join(text.strip() for text in printed if text.strip())
    return Outcome(is_good, report, time.monotonic() - started)
