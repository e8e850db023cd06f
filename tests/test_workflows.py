"""The workflows of .github/: what two linters say of them, and what we promise beside that."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BOTH_COMMANDS = {"test", "build"}
RUN = re.compile(r"^(?:env -u CI )?python3? run\.py (\w+)", re.MULTILINE)


def command_of(name: str) -> str:
    """The command of an installed package; without it the test skips, but never in CI."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        text = f"{name} is not installed: python3 run.py test sets it up."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)
    return found


def said(*words: str | Path) -> tuple[int, str]:
    """The exit code of a linter run from the root, and all it said."""
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode, done.stdout + done.stderr


def read(path: Path) -> dict[str, Any]:
    """A workflow as written: YAML's own types would turn `on` into True."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def of_each(found: dict[str, dict[str, Any]]) -> list[Any]:
    """Every job of every workflow, as a case with a telling name."""
    return [
        pytest.param(job, id=f"{name}-{key}")
        for name, flow in found.items()
        for key, job in flow["jobs"].items()
    ]


FLOWS = {path.stem: read(path) for path in WORKFLOWS}
JOBS = of_each(FLOWS)


def test_actionlint_is_silent() -> None:
    """Syntax, expressions, the inputs of actions, names of runners and permissions."""
    # shellcheck and pyflakes are run when a machine happens to have them: not the same everywhere.
    code, text = said(command_of("actionlint"), "-shellcheck=", "-pyflakes=", *WORKFLOWS)
    assert (code, text) == (0, "")


def test_zizmor_is_silent() -> None:
    """Injection, leaked credentials, wide permissions, poisoned caches, loose actions."""
    command = (command_of("zizmor"), "--offline", "--pedantic", "--quiet", ".github")
    code, text = said(*command)
    assert code == 0, text


@pytest.mark.parametrize("name", FLOWS)
def test_a_workflow_may_only_read(name: str) -> None:
    """What a job may write it asks for itself."""
    assert FLOWS[name]["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends_in_time(job: dict[str, Any]) -> None:
    """A runner that hangs costs six hours otherwise; a called workflow has limits of its own."""
    assert "uses" in job or int(job["timeout-minutes"]) <= 40


def test_only_the_deployment_may_write() -> None:
    """Two permissions in one job, handed down by those that call it; a pull request has none."""
    writers = {
        (name, key, permission)
        for name, flow in FLOWS.items()
        for key, job in flow["jobs"].items()
        for permission, level in job.get("permissions", {}).items()
        if level == "write"
    }
    assert writers == {
        (name, key, permission)
        for name, key in (("publish", "deploy"), ("daily", "publish"), ("due", "publish"))
        for permission in ("pages", "id-token")
    }


@pytest.mark.parametrize("name", ["check", "systems"])
def test_both_commands_of_the_readme_are_run(name: str) -> None:
    """What README.md promises is what the machines try."""
    steps = [step for job in FLOWS[name]["jobs"].values() for step in job.get("steps", [])]
    words = {word for step in steps for word in RUN.findall(step.get("run", ""))}
    assert words >= BOTH_COMMANDS


def test_the_address_of_the_site_is_asked_for() -> None:
    """A project site stands below a path, and a move to an own domain needs no edit."""
    steps = FLOWS["publish"]["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("run") == "python3 run.py build"]
    assert build["env"] == {"SITEURL": "${{ steps.pages.outputs.base_url }}"}


def test_the_site_is_asked_before_it_is_built_anew() -> None:
    """Most times nothing is due: then one short job is all, with nothing to set up."""
    due, publish = FLOWS["due"]["jobs"]["due"], FLOWS["due"]["jobs"]["publish"]
    (asks,) = [step for step in due["steps"] if "run" in step]
    assert asks["run"] == "python3 tools/publishing/due.py"
    assert [step["uses"] for step in due["steps"] if "uses" in step] == ["actions/checkout@v6"]
    assert (publish["needs"], publish["if"]) == ("due", "needs.due.outputs.due == 'true'")


def test_every_night_is_the_fallback() -> None:
    """Both build as a push does, and the nightly one asks nobody."""
    daily = FLOWS["daily"]["jobs"]
    assert [job["uses"] for job in daily.values()] == [FLOWS["due"]["jobs"]["publish"]["uses"]]
    assert not any("needs" in job or "if" in job for job in daily.values())
