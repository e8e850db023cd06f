"""Runs `serve` as a process of its own, which can be killed at any moment and started again."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup

from newsroom.desk.serve import context_of
from newsroom.places import PACKAGE
from tests.desk.serving import Served
from tests.installed import ROOT
from tests.small_site import FEW_PICTURES

NOW = "2024-01-15T12:00"
READY = "Skriv på "


def full_site(root: Path) -> Path:
    """A copy of tests/sites/full with its settings; returns its content/."""
    shutil.copytree(ROOT / "tests/sites/full", root / "content")
    shutil.copy(ROOT / "publishconf.py", root)
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (root / "pelicanconf.py").write_text(settings + FEW_PICTURES, encoding="utf-8")
    return root / "content"


class DeskProcess:
    """The desk of the site in a folder; `served` asks the process that runs now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = (root / "serve.log").open("a")
        self.start()

    def start(self) -> None:
        """Start the server on a free port, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsroom", "serve", "--no-browser", "-p", "0", "--now", NOW],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
            stdout=subprocess.PIPE,
            stderr=self.log,
            encoding="utf-8",
        )
        assert self.process.stdout
        line = next(line for line in self.process.stdout if line.startswith(READY))
        port = int(line.rpartition(":")[2].partition("/")[0])
        context = context_of(self.root, port, NOW, {})
        page = Served(context, port).get("/skrivepult/ny/article").text
        field = BeautifulSoup(page, "html5lib").select_one("[name=token]")
        assert field, page
        token = str(field["value"])
        self.served = Served(replace(context, token=token), port)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self.process.communicate()
