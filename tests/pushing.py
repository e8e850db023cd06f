"""Rehearses a push of a site made by `run.py init`: its workflow's steps, on a bare repository."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.installed import base_python
from tests.test_workflows import git

SITEURL = "https://nordfjord.example/forum"


def pushed(work: Path, environment: Path) -> Path:
    """A clone in which the steps have run after a push of the folder `work`, beside it."""
    origin, clone = work.parent / "origin.git", work.parent / "klone"
    git(work.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begynn")
    git(work, "push", "--quiet", str(origin), "HEAD:main")
    git(work.parent, "clone", "--quiet", str(origin), str(clone))
    (clone / ".venv").symlink_to(environment)
    for step in steps_of(clone):
        run_step(step, clone)
    return clone


def steps_of(site: Path) -> Iterator[dict[str, Any]]:
    """The steps of the site's workflow that run commands, in order; not those of apt."""
    flow = yaml.safe_load((site / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    steps = (step for job in flow["jobs"].values() for step in job["steps"])
    return (step for step in steps if "run" in step and "apt-get" not in step["run"])


def run_step(step: dict[str, Any], clone: Path) -> None:
    """Run a step as GitHub's runner does, with a replacement for `gh` and for what GitHub knows."""
    bin = clone.parent / "bin"
    bin.mkdir(exist_ok=True)
    (bin / "gh").write_text("#!/bin/sh\n", encoding="utf-8")
    (bin / "gh").chmod(0o755)
    values = {"SITEURL": SITEURL, "GH_TOKEN": "x", "BRANCH": "main"}
    path = os.pathsep.join((str(bin), str(Path(base_python()).parent), os.environ["PATH"]))
    env = os.environ | {"PATH": path, "PYTHONPATH": "", "GIT_CONFIG_GLOBAL": os.devnull}
    env |= {name: values[name] for name in step.get("env", {})}
    command = ["bash", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=clone, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
