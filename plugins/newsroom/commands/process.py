"""The preview's builds, in a process that keeps its caches from one build to the next."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsroom.commands.building import Outcome
from newsroom.places import PACKAGE

BROKEN_OFF = Outcome(False, "Byggingen ble avbrutt. Lagre en gang til for å bygge på nytt.", 0.0)


class BuildProcess:
    """Builds the preview in a process of builder.py, started again when it has ended."""

    def __init__(self, settings: str, output: Path, *, siteurl: str, now: str, cwd: Path) -> None:
        given = {"SITEURL": siteurl, "NOW": now or None, "OUTPUT_PATH": str(cwd / output)}
        module = "newsroom.commands.builder"
        self.command = [sys.executable, "-m", module, settings, json.dumps(given)]
        self.cwd = cwd
        self.process: subprocess.Popen[str] | None = None

    def build(self) -> Outcome:
        """Build, in a new process when the code has changed or the old process has ended."""
        answer = self._answer(self.process) if self.process else {}
        if not answer or answer.get("is_stale"):
            self.close()
            self.process = self._start()
            answer = self._answer(self.process)
        if not answer:
            return BROKEN_OFF
        return Outcome(answer["code"] == 0, answer["report"].strip(), answer["seconds"])

    def close(self) -> None:
        """End the process, if there is one."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def _start(self) -> "subprocess.Popen[str]":
        # The engine of a repository goes before the one that is installed.
        path = os.pathsep.join((str(self.cwd / "plugins"), str(PACKAGE.parent)))
        env = os.environ | {"PYTHONPATH": path}
        return subprocess.Popen(
            self.command,
            cwd=self.cwd,
            env=env,
            encoding="utf-8",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A group of its own, so that Ctrl-C reaches the preview alone; Windows has none.
            process_group=None if os.name == "nt" else 0,
        )

    def _answer(self, process: "subprocess.Popen[str]") -> dict[str, Any]:
        """The process's answer to one build; empty when the process has ended."""
        try:
            print("build", file=process.stdin, flush=True)
            line = process.stdout.readline() if process.stdout else ""
            answer: dict[str, Any] = json.loads(line) if line else {}
        except (OSError, ValueError):  # it ended, also in the middle of its answer
            return {}
        return answer
