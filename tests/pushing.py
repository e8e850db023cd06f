"""Rehearses a push of a site made by `run.py init`: its workflow's steps, on a bare repository."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.installed import base_python
from tests.test_due import hosting
from tests.test_workflows import git

EXPRESSION = re.compile(r"\${{ (.+?) }}")
# The values of what the workflow asks for.
VALUES = {
    "github.token": "x", "vars.SITE_URL": "", "job.status != 'success'": "false",
    "steps.build.outputs.reason": "",
}  # fmt: skip
SITEURL = "https://nordfjord.example/forum"


def pushed(work: Path, environment: Path) -> Path:
    """A clone in which the steps have run after a push of the folder `work`; it is at main then."""
    origin, clone = work.parent / "origin.git", work.parent / "klone"
    git(work.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begynn")
    git(work, "push", "--quiet", str(origin), "HEAD:main")
    git(work.parent, "clone", "--quiet", str(origin), str(clone))
    (clone / ".venv").symlink_to(environment)
    with hosting() as api:
        site = {"html_url": SITEURL, "build_type": "workflow"}
        api.bodies["/repos/ola/nettsted/pages"] = json.dumps(site).encode()
        for step in steps_of(clone):
            run_step(step, clone, api.url)
    git(clone, "fetch", "--quiet", "origin")
    git(clone, "reset", "--quiet", "--hard", "origin/main")
    return clone


def steps_of(site: Path) -> Iterator[dict[str, Any]]:
    """The steps of the site's workflow that run commands, in order."""
    flow = yaml.safe_load((site / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    steps = (step for job in flow["jobs"].values() for step in job["steps"])
    return (step for step in steps if "run" in step)


def run_step(step: dict[str, Any], clone: Path, api: str) -> None:
    """Run a step as GitHub's runner does, with what GitHub tells it after a push to main."""
    outputs = clone.parent / "outputs.txt"
    outputs.touch()
    github = {"API_URL": api, "SERVER_URL": "https://github.example", "REPOSITORY": "ola/nettsted"}
    github |= {"REF_NAME": "main", "EVENT_NAME": "push", "ACTOR": "ola", "OUTPUT": str(outputs)}
    path = os.pathsep.join((str(Path(base_python()).parent), os.environ["PATH"]))
    env = os.environ | {f"GITHUB_{name}": value for name, value in github.items()}
    env |= {"PATH": path, "PYTHONPATH": "", "GIT_CONFIG_GLOBAL": os.devnull}
    env |= {"NO_PROXY": "127.0.0.1"}
    for name, value in step.get("env", {}).items():
        env[name] = EXPRESSION.sub(lambda match: VALUES[match[1]], value)
    command = ["bash", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=clone, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
