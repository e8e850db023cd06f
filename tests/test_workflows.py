"""The workflows in .github/: two linters, and our own rules about permissions and steps."""

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
    """The path of the command of an installed package."""
    path = shutil.which(name, path=str(Path(sys.executable).parent))
    need(name, path, "kjør `python3 run.py test`")
    return str(path)


def linted(*words: str | Path) -> tuple[int, str]:
    """The exit code and the output of a linter."""
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode, done.stdout + done.stderr


def read(path: Path) -> dict[str, Any]:
    """A workflow with all values as text; else YAML would read `on` as True."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


FLOWS = {path.stem: read(path) for path in WORKFLOWS}
JOBS = {f"{name}-{key}": job for name, flow in FLOWS.items() for key, job in flow["jobs"].items()}


def test_actionlint_reports_nothing() -> None:
    """It checks syntax, expressions, inputs of actions, runners and permissions."""
    # Without shellcheck and pyflakes, which only some machines have.
    code, text = linted(command_of("actionlint"), "-shellcheck=", "-pyflakes=", *WORKFLOWS)
    assert (code, text) == (0, "")


def test_zizmor_reports_nothing() -> None:
    """It checks injection, credentials, permissions, caches and unpinned actions."""
    command = (command_of("zizmor"), "--offline", "--pedantic", "--quiet", ".github")
    code, text = linted(*command)
    assert code == 0, text


def test_a_workflow_may_only_read() -> None:
    """A job that writes has permissions of its own."""
    read_only = {"contents": "read"}
    assert [name for name, flow in FLOWS.items() if flow["permissions"] != read_only] == []


def test_every_job_has_a_time_limit() -> None:
    """At most 40 minutes, instead of GitHub's six hours; a called workflow has its own limits."""
    own = {name: job for name, job in JOBS.items() if "uses" not in job}
    assert [name for name, job in own.items() if int(job["timeout-minutes"]) > 40] == []


def written_by(job: dict[str, Any]) -> set[str]:
    """The permissions of a job with level `write`."""
    return {name for name, level in job.get("permissions", {}).items() if level == "write"}


def test_only_the_jobs_deploy_and_record_may_write() -> None:
    """Jobs that call publish.yml are left out."""
    writers = {name: written_by(job) for name, job in JOBS.items()}
    assert {
        id: permissions
        for id, permissions in writers.items()
        if permissions and not id.endswith("-publish")
    } == {
        "publish-deploy": {"pages", "id-token"},
        "publish-record": {"contents"},
    }


def test_callers_of_publish_have_its_permissions() -> None:
    """A called workflow never has more permissions than its caller."""
    needed = set().union(*map(written_by, FLOWS["publish"]["jobs"].values()))
    callers = [job for job in JOBS.values() if job.get("uses", "").endswith("publish.yml")]
    assert callers
    assert all(written_by(job) == needed for job in callers)


@pytest.mark.parametrize("name", ["check", "systems"])
def test_workflows_run_both_commands_of_the_readme(name: str) -> None:
    """`run.py test` and `run.py build`."""
    steps = [step for job in FLOWS[name]["jobs"].values() for step in job.get("steps", [])]
    words = {word for step in steps for word in RUN.findall(step.get("run", ""))}
    assert words >= BOTH_COMMANDS


@pytest.mark.parametrize(("name", "key"), [("check", "check"), ("publish", "build")])
def test_checkouts_for_builds_have_two_commits(name: str, key: str) -> None:
    """With one commit the build could not detect a deleted record/addresses.txt."""
    steps = FLOWS[name]["jobs"][key]["steps"]
    assert "python3 run.py build" in [step.get("run") for step in steps]
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == "2"


def test_publish_gets_siteurl_from_github_pages() -> None:
    """Then the workflow works for a site below a path and for one on its own domain."""
    steps = FLOWS["publish"]["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("run") == "python3 run.py build"]
    assert build["env"] == {"SITEURL": "${{ steps.pages.outputs.base_url }}"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone with a change in content/record/calendar.txt, and its origin beside it."""
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


def run_record_step(clone: Path, tmp_path: Path) -> None:
    """Runs the step of publish.yml that commits the record, with a replacement for `gh`."""
    steps = FLOWS["publish"]["jobs"]["record"]["steps"]
    (step,) = [step for step in steps if "git push" in step.get("run", "")]
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "gh").write_text("#!/bin/sh\n", encoding="utf-8")
    (bin / "gh").chmod(0o755)
    path = f"{bin}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "BRANCH": "main", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]], cwd=clone, env=environment, check=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the step runs on Linux")
def test_the_record_is_pushed_after_another_push(repository: Path, tmp_path: Path) -> None:
    """The commit of the other push is kept."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(other))
    commit(other, "sak.md", "En sak.\n")
    git(other, "push", "--quiet", "origin", "HEAD:main")
    run_record_step(repository, tmp_path)
    git(other, "pull", "--quiet", "origin", "main")
    assert (other / "content/record/calendar.txt").read_text(encoding="utf-8") == "nytt\n"
    assert (other / "sak.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the step runs on Linux")
def test_an_unchanged_record_is_not_committed(repository: Path, tmp_path: Path) -> None:
    """A night without changes makes no commit."""
    git(repository, "checkout", "--quiet", "content/record/calendar.txt")
    before = git(repository, "rev-parse", "HEAD")
    run_record_step(repository, tmp_path)
    assert git(repository, "rev-parse", "HEAD") == before


def test_a_script_of_a_job_is_in_its_checkout() -> None:
    """The script exists, and a sparse checkout has its folder."""
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            steps = job.get("steps", ())
            folders = [step.get("with", {}).get("sparse-checkout", "") for step in steps]
            for script in re.findall(r"python3? (\S+\.py)", " ".join(str(s) for s in steps)):
                assert (ROOT / script).is_file() or script == "run.py", f"{path.name}: {script}"
                sparse = [folder for folder in folders if folder]
                assert all(script.startswith(f"{name}/") for name in sparse), (
                    f"{path.name}: {sparse}"
                )


@pytest.mark.parametrize(("norwegian", "english"), [("feil", "bug"), ("onske", "wish")])
def test_issue_forms_ask_the_same_in_both_languages(norwegian: str, english: str) -> None:
    """The same fields in the same order, and the parts that GitHub demands of a form."""
    forms = [read(ROOT / f".github/ISSUE_TEMPLATE/{name}.yml") for name in (norwegian, english)]
    for form in forms:
        assert {"name", "description", "body"} <= form.keys()
        inputs = [field for field in form["body"] if field["type"] != "markdown"]
        assert inputs and all(field["attributes"]["label"] for field in inputs)
    one, other = ([(f["type"], f.get("id")) for f in form["body"]] for form in forms)
    assert one == other
