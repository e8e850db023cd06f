"""The preview's builds: in a process of their own that keeps what it knows from save to save."""

import json
import os
import subprocess
import sys
from pathlib import Path

from newsroom.commands.building import Outcome
from newsroom.places import PACKAGE

BROKEN_OFF = "Byggingen ble avbrutt. Lagre en gang til for å bygge på nytt."


class BuildProcess:
    """Builds the preview in a process that keeps what it knows (builder.py)."""

    def __init__(self, settings: str, output: Path, *, siteurl: str, now: str, cwd: Path) -> None:
        given = {"SITEURL": siteurl, "NOW": now or None, "OUTPUT_PATH": str(cwd / output)}
        module = "newsroom.commands.builder"
        self.command = [sys.executable, "-m", module, settings, json.dumps(given)]
        self.cwd = cwd
        self.process: subprocess.Popen[str] | None = None

    def build(self) -> Outcome:
        """Build; with a new process when the code has changed, or the old one is gone."""
        answer = (self.process and self._asked()) or {"is_stale": True}
        if answer.get("is_stale"):
            self.close()
            self.process = self._begun()
            answer = self._asked() or {"code": 1, "report": BROKEN_OFF, "seconds": 0.0}
        return Outcome(answer["code"] == 0, answer["report"].strip(), answer["seconds"])

    def close(self) -> None:
        """End the process, if there is one."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def _begun(self) -> "subprocess.Popen[str]":
        # In a group of its own, so that Ctrl-C is heard once.
        group = {} if os.name == "nt" else {"process_group": 0}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        # The engine of a repository goes before the one that is installed.
        path = os.pathsep.join((str(self.cwd / "plugins"), str(PACKAGE.parent)))
        env = os.environ | {"PYTHONPATH": path}
        return subprocess.Popen(
            self.command, cwd=self.cwd, env=env, encoding="utf-8", **pipes, **group
        )

    def _asked(self) -> dict:
        """The answer of the process; empty when it is gone."""
        try:
            print("build", file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
        except OSError:
            line = ""
        return json.loads(line) if line else {}
