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

from tests import machine
from tests.machine import need

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BOTH_COMMANDS = {"test", "build"}
RUN = re.compile(r"^(?:env -u CI )?python3? run\.py (\w+)", re.MULTILINE)


def command_of(name: str) -> str:
    """The command of an installed package."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    need(name, found, "kjør `python3 run.py test`")
    return str(found)


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


def written_by(job: dict[str, Any]) -> set[str]:
    """What a job may write."""
    return {name for name, level in job.get("permissions", {}).items() if level == "write"}


def test_only_the_deployment_and_its_record_may_write() -> None:
    """Each what it needs and no more; a pull request has none of it."""
    writers = {param.id: written_by(job) for param in JOBS for job in param.values}
    assert {id: what for id, what in writers.items() if what and not id.endswith("-publish")} == {
        "publish-deploy": {"pages", "id-token"},
        "publish-record": {"contents"},
    }


def test_whoever_publishes_hands_down_what_that_needs() -> None:
    """A called workflow never has more than its caller, and would stop in the middle."""
    needed = set().union(*map(written_by, FLOWS["publish"]["jobs"].values()))
    jobs = [job for param in JOBS for job in param.values]
    callers = [job for job in jobs if job.get("uses", "").endswith("publish.yml")]
    assert callers
    assert all(written_by(job) == needed for job in callers)


@pytest.mark.parametrize("name", ["check", "systems"])
def test_both_commands_of_the_readme_are_run(name: str) -> None:
    """What README.md promises is what the machines try."""
    steps = [step for job in FLOWS[name]["jobs"].values() for step in job.get("steps", [])]
    words = {word for step in steps for word in RUN.findall(step.get("run", ""))}
    assert words >= BOTH_COMMANDS


@pytest.mark.parametrize(("name", "key"), [("check", "check"), ("publish", "build")])
def test_a_build_that_counts_has_the_commit_before(name: str, key: str) -> None:
    """A shallow clone does not show that the record of addresses has just been deleted."""
    steps = FLOWS[name]["jobs"][key]["steps"]
    assert "python3 run.py build" in [step.get("run") for step in steps]
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == "2"


def test_the_address_of_the_site_is_asked_for() -> None:
    """A project site stands below a path, and a move to an own domain needs no edit."""
    steps = FLOWS["publish"]["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("run") == "python3 run.py build"]
    assert build["env"] == {"SITEURL": "${{ steps.pages.outputs.base_url }}"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone where content/record/calendar.txt has just been written, and its origin beside it."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / "content" / "record").mkdir(parents=True)
    commit(clone, "content/record/calendar.txt", "gammelt\n")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    (clone / "content/record/calendar.txt").write_text("nytt\n", encoding="utf-8")
    return clone


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        [machine.git(), *who, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def commit(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", name)
    git(folder, "commit", "--quiet", "--message", name)


def keep(clone: Path, tmp_path: Path) -> None:
    """Run the step that commits the record as a runner does, GitHub's own command left out."""
    steps = FLOWS["publish"]["jobs"]["record"]["steps"]
    (step,) = [step for step in steps if "git push" in step.get("run", "")]
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "gh").write_text("#!/bin/sh\n", encoding="utf-8")
    (bin / "gh").chmod(0o755)
    path = f"{bin}{os.pathsep}{os.environ['PATH']}"
    given = os.environ | {"PATH": path, "BRANCH": "main", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=clone, env=given, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the step runs on Linux")
def test_the_record_is_kept_although_somebody_has_pushed_meanwhile(
    repository: Path, tmp_path: Path
) -> None:
    """Neither what they wrote nor the record is lost."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(other))
    commit(other, "sak.md", "En sak.\n")
    git(other, "push", "--quiet", "origin", "HEAD:main")
    keep(repository, tmp_path)
    git(other, "pull", "--quiet", "origin", "main")
    assert (other / "content/record/calendar.txt").read_text(encoding="utf-8") == "nytt\n"
    assert (other / "sak.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the step runs on Linux")
def test_a_record_that_is_as_before_is_not_committed(repository: Path, tmp_path: Path) -> None:
    """A night when nothing has changed leaves no commit behind."""
    git(repository, "checkout", "--quiet", "content/record/calendar.txt")
    before = git(repository, "rev-parse", "HEAD")
    keep(repository, tmp_path)
    assert git(repository, "rev-parse", "HEAD") == before


def test_a_script_that_a_job_runs_is_in_its_checkout() -> None:
    """The path exists, and a sparse checkout has it."""
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            steps = job.get("steps", ())
            folders = [step.get("with", {}).get("sparse-checkout", "") for step in steps]
            for script in re.findall(r"python3? (\S+\.py)", " ".join(str(s) for s in steps)):
                assert (ROOT / script).is_file() or script == "run.py", f"{path.name}: {script}"
                sparse = [folder for folder in folders if folder]
                assert all(script.startswith(f"{one}/") for one in sparse), f"{path.name}: {sparse}"
