"""A fresh site in a Git repository with a bare one beside it, and the desk running in it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machine import ROOT
from tests.site.building import share_templates
from tests.small_site import CONTENT, FEW_PICTURES
from tests.test_workflows import git

DESK = "/skrivepult/"
PREVIEW = """\
import os

from newsroom.settings import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
"""
PUBLISHED = """\
from pelicanconf import *

SITEURL = "https://eksempel.no"
SHOW_UNPUBLISHED = False
"""
FILES = {
    **CONTENT,
    "pelicanconf.py": PREVIEW + FEW_PICTURES,
    "publishconf.py": PUBLISHED,
    ".gitignore": "/.cache/\n/output/\n__pycache__/\n",
}
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT / "plugins"),
    "PYTHONUTF8": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass(frozen=True, slots=True)
class DeskSite:
    """The folder of the site, and where its desk answers."""

    folder: Path
    address: str

    def url(self, place: str = "") -> str:
        """The address of a page of the desk."""
        return f"{self.address}{DESK}{place}"

    def published(self, folder: Path) -> Path:
        """The output of a strict build of a new clone of what was pushed, made in a folder."""
        git(self.folder.parent, "clone", "--quiet", "origin.git", str(folder))
        share_templates(folder)
        line = [sys.executable, "-m", "pelican", "content", "-o", "output", "-s", "publishconf.py"]
        done = subprocess.run(
            line, cwd=folder, env=os.environ | ENVIRONMENT, capture_output=True, encoding="utf-8",
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return folder / "output"


def new_site(folder: Path, more: Mapping[str, str] | None = None) -> Path:
    """A clone whose first commit is in origin.git beside it."""
    site = folder / "site"
    for path, text in {**FILES, **(more or {})}.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    share_templates(site)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(site, "init", "--quiet", "--initial-branch=main")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Begynn")
    for name, value in {"name": "Kari", "email": "kari@example.org"}.items():
        git(site, "config", f"user.{name}", value)
    git(site, "remote", "add", "origin", "../origin.git")
    git(site, "push", "--quiet", "--set-upstream", "origin", "main")
    return site


@contextmanager
def desk_running(site: Path) -> Iterator[DeskSite]:
    """`python -m newsroom serve` in a site, until the body ends."""
    line = [sys.executable, "-u", "-m", "newsroom", "serve", "--port", "0", "--no-browser"]
    process = subprocess.Popen(
        line, cwd=site, env=os.environ | ENVIRONMENT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        assert process.stdout
        found = re.search(r"http://[\d.:]+", process.stdout.readline())
        assert found
        yield DeskSite(site, found[0])
    finally:
        process.terminate()
        process.wait(timeout=20)
