"""The workflows in .github/: two linters, and our own rules about permissions and steps."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import machine
from tests.machine import need

ROOT = Path(__file__).parents[1]
SKELETON = ROOT / "plugins/newsroom/skeleton/all/.github"
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


def test_only_the_jobs_that_deploy_report_and_comment_may_write() -> None:
    """Jobs that call another workflow are left out; one deploys what another has built."""
    writers = {name: written_by(job) for name, job in JOBS.items()}
    assert {
        id: permissions
        for id, permissions in writers.items()
        if permissions and "uses" not in JOBS[id]
    } == {
        "check-check": {"pull-requests"},
        "site-deploy": {"pages", "id-token", "contents", "attestations"},
        "publish-report": {"issues"},
    }


def test_callers_of_site_have_its_permissions() -> None:
    """A called workflow never has more permissions than its caller."""
    needed = set().union(*map(written_by, FLOWS["site"]["jobs"].values()))
    callers = [job for job in JOBS.values() if job.get("uses", "").endswith("site.yml")]
    assert len(callers) == 3
    assert all(written_by(job) == needed for job in callers)


@pytest.mark.parametrize("name", ["check", "systems"])
def test_workflows_run_both_commands_of_the_readme(name: str) -> None:
    """`run.py test` and `run.py build`."""
    steps = [step for job in FLOWS[name]["jobs"].values() for step in job.get("steps", [])]
    words = {word for step in steps for word in RUN.findall(step.get("run", ""))}
    assert words >= BOTH_COMMANDS


@pytest.mark.parametrize("name", ["check", "newest"])
def test_workflows_that_test_install_what_a_bare_machine_does(name: str) -> None:
    """With CI=true a test fails for want of a tool."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    # Lines that begin otherwise are for tools that the runner has.
    lines = re.findall(r"^packages\+=\((.*)\)$", script, re.MULTILINE)
    wanted = set(" ".join(lines).split()) - {"openssh-client"}
    steps = [step for job in FLOWS[name]["jobs"].values() for step in job["steps"]]
    (apt,) = [step["run"] for step in steps if "apt-get" in step.get("run", "")]
    assert wanted <= set(apt.split())


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_each_publishing_ends_with_a_report(folder: Path) -> None:
    """Of a failure, also of one that ended before the build; and of a success, to close it."""
    job = read(folder / "workflows/publish.yml")["jobs"]
    report = job.pop("report")
    assert set(report["needs"]) == set(job)
    assert report["if"] == "${{ !cancelled() }}"
    assert report["steps"][-1]["run"] == "python3 run.py ci report"
    assert "result != 'success'" in report["steps"][-1]["env"]["FAILED"]


@pytest.mark.parametrize(
    ("name", "key", "depth"), [("check", "check", "2"), ("site", "build", "0")]
)
def test_checkouts_for_builds_have_more_than_one_commit(name: str, key: str, depth: str) -> None:
    """With one commit the build could not detect a deleted record/addresses.txt."""
    steps = FLOWS[name]["jobs"][key]["steps"]
    assert any(step.get("run", "").startswith("python3 run.py build") for step in steps)
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == depth


def test_the_build_gets_siteurl_from_github_pages() -> None:
    """Then the workflow works for a site below a path and for one on its own domain."""
    steps = FLOWS["site"]["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("run") == "python3 run.py build"]
    assert build["env"] == {"SITEURL": "${{ steps.prepare.outputs.url }}"}


def test_no_step_publishes_after_a_step_that_found_something_newer() -> None:
    """All steps after `prepare` depend on its output, and so does the job that deploys."""
    jobs = FLOWS["site"]["jobs"]
    steps = jobs["build"]["steps"]
    ids = [step.get("id") for step in steps]
    after = [step["if"] for step in steps[ids.index("prepare") + 1 :]]
    assert set(after) == {"steps.prepare.outputs.commit"}
    assert jobs["deploy"]["if"] == "needs.build.outputs.commit"


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_what_waits_to_be_published_is_never_dropped(folder: Path) -> None:
    """Only with `queue: max` may several runs wait; the schedules have groups of their own."""
    flows = {path.stem: read(path) for path in (folder / "workflows").glob("*.yml")}
    publishing = [
        f["concurrency"] for f in flows.values() if f["concurrency"]["group"] == "publish"
    ]
    assert publishing == [{"group": "publish", "queue": "max"}]
    scheduled = {name for name, flow in flows.items() if "schedule" in flow["on"]}
    scheduled -= {"newest", "packages"}  # they publish nothing
    assert scheduled == {"daily", "due"}
    assert all(set(flows[name]["on"]) == {"schedule"} for name in scheduled)


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_a_private_repository_asks_for_the_clock(folder: Path) -> None:
    """Each run would cost it a minute; a job that is skipped costs nothing."""
    job = read(folder / "workflows/due.yml")["jobs"]["due"]
    condition = "${{ !github.event.repository.private || vars.BUILD_WHEN_DUE == 'true' }}"
    assert job["if"] == condition


def test_every_step_is_one_command() -> None:
    """What is more is a script with tests."""
    flows = [*FLOWS.values(), *map(read, (SKELETON / "workflows").iterdir())]
    for flow in flows:
        for step in (step for job in flow["jobs"].values() for step in job.get("steps", ())):
            command = step.get("run", "")
            assert "\n" not in command.strip() and ";" not in command, command
            assert "&&" not in command or "apt-get" in command, command


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


def run_script(name: str, folder: Path, *words: str) -> str:
    """What a script of .ci/ prints in a folder; it has no package but the standard library."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(ROOT / ".ci" / name), *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_the_newest_packages_have_no_upper_bound() -> None:
    """All that the tests need is among them."""
    packages = run_script("newest.py", ROOT).split()
    assert {"pelican>=4.12", "weasyprint>=70.0", "brotli>=1.1"} <= set(packages)
    assert not re.search(r"[<;]", " ".join(packages))


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        ('{"dependencies": [{"name": "rich", "version": "15", "vulns": []}]}', []),
        (
            '{"dependencies": [{"name": "rich", "version": "15", "vulns": [{"id": "PYSEC-1", '
            '"fix_versions": ["15.1"], "aliases": [], "description": ""}]}]}',
            ["rich 15 har et kjent hull, PYSEC-1. Tettet i: 15.1."],
        ),
        (
            '{"dependencies": [{"name": "rich", "skip_reason": "not found"}]}',
            ["Fikk ikke svar om rich, så ingen vet om det har kjente hull: not found"],
        ),
        ("", ["Fikk ikke spurt om pakkene, så ingen vet om de har kjente hull: uten grunn"]),
    ],
    ids=["none", "hole", "unknown-package", "no-answer"],
)
def test_a_hole_is_told_and_so_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, sentences: list[str]
) -> None:
    """pip-audit itself ends well when it knows none of the packages."""
    (tmp_path / "requirements.txt").write_text("rich==15\n", encoding="utf-8")
    (tmp_path / "answer").write_text(answer, encoding="utf-8")
    program = tmp_path / "pip-audit"
    program.write_text("#!/bin/sh\ncat answer\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    command = [sys.executable, "-X", "utf8", str(ROOT / ".ci/known_holes.py")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    told = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert told == [f"::error file=requirements.txt::{sentence}" for sentence in sentences]
    assert done.returncode == bool(sentences)


def test_three_systems_build_names_with_norwegian_letters(tmp_path: Path) -> None:
    """An article and its picture; and all but AVIF is compared."""
    for folder in ("images/2024", "news/2024"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content/images/2024/a.jpg").write_bytes(b"bilde")
    run_script("norwegian_names.py", tmp_path)
    names = [unicodedata.normalize("NFC", path.name) for path in tmp_path.rglob("*på*.*")]
    assert sorted(names) == ["båt på Øyeren.jpg", "prøve på ærlighet.md"]
    (tmp_path / "output").mkdir()
    for name in ("a.html", "b.avif"):
        (tmp_path / "output" / name).write_bytes(b"hei")
    run_script("written_files.py", tmp_path, "liste.txt")
    lines = (tmp_path / "liste.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.html"]


def test_a_script_of_a_job_is_in_its_checkout() -> None:
    """The script exists, and a sparse checkout has its folder."""
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            steps = job.get("steps", ())
            folders = [step.get("with", {}).get("sparse-checkout", "") for step in steps]
            text = " ".join(str(step) for step in steps)
            modules = re.findall(r"python3 -m (newsroom[\w.]+)", text)
            scripts = [f"plugins/{name.replace('.', '/')}.py" for name in modules]
            for script in (*scripts, *re.findall(r"python3? (\S+\.py)", text)):
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
