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


def jobs_of(flows: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Each job, after the names of its workflow and of itself."""
    return [(name, key, job) for name, flow in flows.items() for key, job in flow["jobs"].items()]


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
    read_only = ({}, {"contents": "read"})
    assert [name for name, flow in FLOWS.items() if flow["permissions"] not in read_only] == []


def test_every_job_has_a_time_limit() -> None:
    """At most 40 minutes, instead of GitHub's six hours; a called workflow has its own limits."""
    own = {name: job for name, job in JOBS.items() if "uses" not in job}
    assert [name for name, job in own.items() if int(job["timeout-minutes"]) > 40] == []


def written_by(job: dict[str, Any]) -> set[str]:
    """The permissions of a job with level `write`."""
    return {name for name, level in job.get("permissions", {}).items() if level == "write"}


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_only_the_jobs_that_publish_and_start_that_may_write(folder: Path) -> None:
    """The one that starts it at a time may not write to the repository, a pull request neither."""
    flows = {path.stem: read(path) for path in (folder / "workflows").glob("*.yml")}
    jobs = jobs_of(flows)
    writers = {(name, key): written_by(job) for name, key, job in jobs if "uses" not in job}
    assert {id: permissions for id, permissions in writers.items() if permissions} == {
        ("check", "check"): {"pull-requests"},
        ("publish", "publish"): {"pages", "id-token", "contents", "attestations", "issues"},
        ("rebuild", "rebuild"): {"actions"},
    }


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_a_step_has_the_token_only_when_it_needs_it(folder: Path) -> None:
    """Git has none left from the checkout, and no other workflow gives one to a command."""
    flows = {path.stem: read(path) for path in (folder / "workflows").glob("*.yml")}
    steps = [step for _, _, job in jobs_of(flows) for step in job.get("steps", ())]
    given = {step["run"].split(" -m ")[-1] for step in steps if "github.token" in str(step)}
    comment = "compare" if folder != SKELETON else "check"
    assert given - {"newsroom.commands.publishing.needs_tests"} == {
        "newsroom.commands.publishing.due",
        *(f"python3 run.py ci {step}" for step in ("build", "finish", comment)),
    }
    checkouts = [step["with"] for step in steps if "/checkout@" in step.get("uses", "")]
    assert {options["persist-credentials"] for options in checkouts} == {"false"}
    assert flows["publish"]["jobs"]["publish"]["env"] == {"COMMIT": "${{ inputs.commit }}"}


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
    """Of a failure, also one of the tests; and of a success, to close it."""
    jobs = read(folder / "workflows/publish.yml")["jobs"]
    last = jobs["publish"]["steps"][-1]
    assert (last["if"], last["run"]) == ("${{ !cancelled() }}", "python3 run.py ci finish")
    assert last["env"]["FAILED"] == "${{ job.status != 'success' }}"
    assert set(jobs["publish"].get("needs", ())) == jobs.keys() - {"publish"}


def test_nothing_is_published_after_a_test_that_failed() -> None:
    """The job goes on, to tell of it; its first command stops it before the build."""
    job = FLOWS["publish"]["jobs"]["publish"]
    assert job["if"] == "${{ !cancelled() }}"
    commands = [step for step in job["steps"] if "run" in step]
    results = " || ".join(f"contains(needs.*.result, '{end}')" for end in ("failure", "cancelled"))
    assert (commands[0]["if"], commands[0]["run"]) == (f"${{{{ {results} }}}}", "exit 1")
    assert commands[1]["run"] == "python3 run.py ci build"


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_the_build_has_the_history_and_all_after_it_needs_what_it_hands_on(folder: Path) -> None:
    """With one commit no deleted record is seen; without `commit` something newer is online."""
    steps = read(folder / "workflows/publish.yml")["jobs"]["publish"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == "0"
    ids = [step.get("id") for step in steps]
    after = [step["if"] for step in steps[ids.index("build") + 1 : -1]]
    assert len(after) == 3
    assert all("steps.build.outputs.commit" in condition for condition in after)


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_a_run_that_is_started_again_deploys_an_artifact_of_its_own(folder: Path) -> None:
    """That of the first try is still there, and deploy-pages refuses two with one name."""
    steps = read(folder / "workflows/publish.yml")["jobs"]["publish"]["steps"]
    upload, deploy = (step for step in steps if "-pages" in step.get("uses", ""))
    assert upload["with"]["name"] == deploy["with"]["artifact_name"]
    assert "${{ github.run_attempt }}" in upload["with"]["name"]


def caches_of(job: dict[str, Any]) -> list[str]:
    """The keys of the caches of its steps."""
    given = [step.get("with", {}) for step in job.get("steps", ()) if "uses" in step]
    return [values[name] for values in given for name in ("key", "cache") if name in values]


def test_only_the_job_that_publishes_has_the_cache_that_it_runs() -> None:
    """Its pickles are code; no job that installs what no lock names has any cache."""
    with_cache = {name for name, job in JOBS.items() if "build-" in "".join(caches_of(job))}
    assert with_cache == {"publish-publish"}
    unlocked = {
        name
        for name, job in JOBS.items()
        if any("pip install" in step.get("run", "") for step in job.get("steps", ()))
    }
    assert {"newest-newest", "packages-contents", "packages-holes"} <= unlocked
    assert [name for name in unlocked if caches_of(JOBS[name])] == []


def test_a_pull_request_is_built_with_the_commit_before() -> None:
    """With one commit the build could not detect a deleted record/addresses.txt."""
    for path in (ROOT / ".github/workflows/check.yml", SKELETON / "workflows/check.yml"):
        assert read(path)["jobs"]["check"]["steps"][0]["with"]["fetch-depth"] == "2"


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_what_waits_to_be_published_is_never_dropped(folder: Path) -> None:
    """Only with `queue: max` may several runs wait; the schedule has a group of its own."""
    flows = {path.stem: read(path) for path in (folder / "workflows").glob("*.yml")}
    able = [*flows.values(), *(job for _, _, job in jobs_of(flows))]
    queues = [one["concurrency"] for one in able if "concurrency" in one]
    assert [queue for queue in queues if queue["group"] == "publish"] == [
        {"group": "publish", "queue": "max"}
    ]
    scheduled = {name for name, flow in flows.items() if "schedule" in flow["on"]}
    scheduled -= {"newest", "packages"}  # they publish nothing
    assert scheduled == {"rebuild"}
    assert set(flows["rebuild"]["on"]) == {"schedule"}


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_a_private_repository_asks_for_the_clock(folder: Path) -> None:
    """Each run costs it a minute, and a job that is skipped nothing. It is built at night."""
    flow = read(folder / "workflows/rebuild.yml")
    condition = (
        "github.event.schedule == '{}' || !github.event.repository.private || "
        "vars.BUILD_WHEN_DUE == 'true'"
    )
    (night,) = (
        cron for one in flow["on"]["schedule"] if (cron := one["cron"]).split()[1].isdigit()
    )
    assert flow["jobs"]["rebuild"]["if"] == f"${{{{ {condition.format(night)} }}}}"


@pytest.mark.parametrize("folder", [ROOT / ".github", SKELETON], ids=["ours", "of a new site"])
def test_the_clock_starts_the_workflow_that_publishes(folder: Path) -> None:
    """By its file name; it has the input that the script sends, and checks that commit out."""
    flow = read(folder / "workflows/publish.yml")
    assert flow["on"]["workflow_dispatch"]["inputs"].keys() == {"commit"}
    checkout = flow["jobs"]["publish"]["steps"][0]
    assert checkout["with"]["ref"] == "${{ inputs.commit || github.sha }}"


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
    """An article and its picture, and no PDF; and all but AVIF is compared."""
    for folder in ("images/2024", "news/2024", "reviews"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content/images/2024/a.jpg").write_bytes(b"bilde")
    letter = tmp_path / "content/reviews/2023.md"
    letter.write_bytes(b"---\nyear: 2023\npdf: ja\n---\n")
    run_script("norwegian_names.py", tmp_path)
    assert letter.read_bytes() == b"---\nyear: 2023\n---\n"
    names = [unicodedata.normalize("NFC", path.name) for path in tmp_path.rglob("*på*.*")]
    assert sorted(names) == ["båt på Øyeren.jpg", "prøve på ærlighet.md"]
    (tmp_path / "output").mkdir()
    for name in ("a.html", "b.avif"):
        (tmp_path / "output" / name).write_bytes(b"hei")
    run_script("written_files.py", tmp_path, "liste.txt")
    lines = (tmp_path / "liste.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.html"]


def test_a_script_of_a_job_is_there() -> None:
    for path in WORKFLOWS:
        for script in re.findall(r"python3? (\S+\.py)", path.read_text(encoding="utf-8")):
            assert (ROOT / script).is_file() or script == "run.py", f"{path.name}: {script}"


@pytest.mark.parametrize("name", ["publish", "rebuild"])
def test_a_checkout_of_some_folders_has_all_that_its_module_imports(
    name: str, tmp_path: Path
) -> None:
    """Such a job installs no package; with -S Python finds none."""
    steps = next(iter(FLOWS[name]["jobs"].values()))["steps"]
    folders = steps[0]["with"]["sparse-checkout"].split()
    for folder in folders:
        shutil.copytree(ROOT / folder, tmp_path / folder, dirs_exist_ok=True)
        # Git adds the files of the folders above it, without their folders.
        for above in Path(folder).parents:
            for file in filter(Path.is_file, (ROOT / above).iterdir()):
                shutil.copy(file, tmp_path / above)
    module = re.findall(r"python3 -m (newsroom[\w.]+)", str(steps))[0]
    command = [sys.executable, "-S", "-c", f"import {module}"]
    env = os.environ | {"PYTHONPATH": "plugins"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


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
