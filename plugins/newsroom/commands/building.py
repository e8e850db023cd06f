"""Builds of the site in other processes: Pelican's own command, and the preview's builder."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.places import PACKAGE


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """Whether a build succeeded, the text it printed, and the seconds it took."""

    is_good: bool
    report: str
    seconds: float


BROKEN_OFF = BuildOutcome(
    False, "Byggingen ble avbrutt. Lagre en gang til for å bygge på nytt.", 0.0
)
# A group of its own, so that Ctrl-C reaches the command alone; Windows has none.
OWN_GROUP = None if os.name == "nt" else 0


def pelican_command(
    settings: str, output: Path, *, siteurl: str = "", now: str = "", **more: object
) -> list[str]:
    """Pelican's command line for content/, with other settings by name; empty ones are left out."""
    overrides = {"SITEURL": siteurl, "NOW": now} | more
    given = [f"{key}={json.dumps(value)}" for key, value in overrides.items() if value]
    command = [sys.executable, "-m", "pelican", "content", "-o", str(output), "-s", settings]
    # One -e with every pair: Pelican forgets all but the last -e.
    return [*command, "-e", *given] if given else command


def run_build(command: Sequence[str], *, cwd: Path) -> BuildOutcome:
    """Build without printing; the report has stderr, and after a failure stdout too."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    is_good = done.returncode == 0
    printed = [done.stderr] if is_good else [done.stdout, done.stderr]
    report = "\n".join(text.strip() for text in printed if text.strip())
    return BuildOutcome(is_good, report, time.monotonic() - started)


class BuildProcess:
    """Builds the preview in a process of builder.py, started again when it has ended."""

    def __init__(self, settings: str, output: Path, *, siteurl: str, now: str, cwd: Path) -> None:
        given = {"SITEURL": siteurl, "NOW": now or None, "OUTPUT_PATH": str(cwd / output)}
        module = "newsroom.commands.builder"
        self.command = [sys.executable, "-m", module, settings, json.dumps(given)]
        self.cwd = cwd
        self.process: subprocess.Popen[str] | None = None
        self.lock = threading.Lock()

    def start(self) -> None:
        """Start the process, which imports the engine before it is asked for anything."""
        with self.lock:
            self.process = self.process or self._start()

    def build(self) -> BuildOutcome:
        """Build, in a new process when the code has changed or the old process has ended."""
        answer = self.answer({})
        if not answer:
            return BROKEN_OFF
        return BuildOutcome(answer["code"] == 0, answer["report"].strip(), answer["seconds"])

    def view(self, address: str) -> bytes:
        """The page at an address, as the next build will make it; b"" as in `Builder.view`."""
        page: str = self.answer({"view": address}).get("page", "")
        return page.encode()

    def call(
        self,
        function: str,
        arguments: Mapping[str, object],
        unsaved: Mapping[str, str] | None = None,
        only: str = "",
        patience: float = -1,
        *,
        is_live: bool = False,
    ) -> dict[str, Any]:
        """What `package.module:function` answers in that process; see `Builder`. {} for a break.

        `busy` after so many seconds of `patience`, when the process builds something else.
        """
        asked: dict[str, object] = {"call": function, "arguments": arguments}
        more = {"unsaved": unsaved, "only": only, "is_live": is_live}
        return self.answer(asked | more, patience)

    def saved(self) -> None:
        """Say that the unsaved texts of the last call have been saved."""
        self.answer({"is_saved": True})

    def answer(self, asked: Mapping[str, object], patience: float = -1) -> dict[str, Any]:
        """The answer of the process, or of a new one when the code has changed or it has ended."""
        if not self.lock.acquire(timeout=patience):
            return {"busy": True}
        try:
            answer = self._answer(self.process, asked) if self.process else {}
            if not answer or answer.get("is_stale"):
                self.close()
                self.process = self._start()
                answer = self._answer(self.process, asked)
            return answer
        finally:
            self.lock.release()

    def close(self) -> None:
        """End the process, if there is one."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def _start(self) -> "subprocess.Popen[str]":
        # The engine of a repository goes before the one that is installed.
        given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        path = [str(self.cwd / "plugins"), str(PACKAGE.parent), *filter(None, given)]
        env = os.environ | {"PYTHONPATH": os.pathsep.join(path)}
        return subprocess.Popen(
            self.command,
            cwd=self.cwd,
            env=env,
            encoding="utf-8",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=OWN_GROUP,
        )

    def _answer(
        self, process: "subprocess.Popen[str]", asked: Mapping[str, object]
    ) -> dict[str, Any]:
        """The process's answer to one request; empty when the process has ended."""
        try:
            print(json.dumps(asked), file=process.stdin, flush=True)
            line = process.stdout.readline() if process.stdout else ""
            answer: dict[str, Any] = json.loads(line) if line else {}
        except (OSError, ValueError):  # it ended, also in the middle of its answer
            return {}
        return answer
