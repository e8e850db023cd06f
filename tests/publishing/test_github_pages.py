"""The steps of the workflow that publishes, on a bare repository: pushes, records, releases."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from newsroom.commands.publishing import github_pages
from newsroom.commands.publishing.build_plan import BuildPlan
from newsroom.commands.publishing.github_pages import run_step
from newsroom.commands.publishing.needs_tests import main as needs_tests
from newsroom.commands.publishing.release import OWN_FILE, Release, release_of
from newsroom.commands.publishing.remote import RELEASE_REF
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.contract.catalog import ADDRESSES, UrlOwner
from newsroom.contract.problems import Report
from newsroom.contract.record import Record
from newsroom.reading.records import (
    CALENDAR,
    parse_ledger,
    serialized_calendar,
    serialized_ledger,
)
from tests import given
from tests.site.building import ROOT
from tests.small_site import SETTINGS
from tests.test_due import PAGES, Host, hosting
from tests.test_workflows import commit, git

SITE = {"html_url": "https://ola.example/nettsted/", "build_type": "workflow"}
START = {"en", "to"}
PUSHES = "ABC"


class Repository:
    """A bare repository with a page for each name, and what the site shows."""

    def __init__(self, folder: Path, host: Host) -> None:
        self.folder, self.origin, self.work = folder, folder / "origin.git", folder / "work"
        self.host, self.online, self.lost = host, dict[str, str](), set[str]()
        host.bodies[PAGES] = json.dumps(SITE).encode()
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(folder, "clone", "--quiet", str(self.origin), str(self.work))
        (self.work / "content/pages").mkdir(parents=True)
        settings = f"{SETTINGS}\nSITEURL = {host.url!r}\n"
        (self.work / "publishconf.py").write_text(settings, encoding="utf-8")
        git(self.work, "add", ".")
        self.push(add=START)

    def push(self, add: set[str] = frozenset(), delete: str = "", file: str = "") -> str:  # type: ignore[assignment]
        """Push a change on top of main; the commit."""
        git(self.work, "pull", "--quiet", "--rebase", "origin", "main") if self.online else None
        for name in add:
            commit(self.work, f"content/pages/{name}", name)
        if delete:
            git(self.work, "rm", "--quiet", f"content/pages/{delete}")
            git(self.work, "commit", "--quiet", "--message", f"Delete {delete}")
        if file:
            commit(self.work, file, "x = 1\n")
        git(self.work, "push", "--quiet", "origin", "HEAD:main")
        return git(self.work, "rev-parse", "HEAD").strip()

    def recorded(self, ref: str) -> set[str]:
        """The addresses in the record of a ref."""
        text = git(self.work, "-C", str(self.origin), "show", f"{ref}:content/{ADDRESSES}")
        return {address.strip("/") for address in parse_ledger(text, "", Report()).owners}

    @property
    def release(self) -> Release:
        body = git(self.work, "-C", str(self.origin), "show", "-s", "--format=%b", RELEASE_REF)
        return release_of(body)


@dataclass
class Run:
    """A run of the workflow for a commit, in a clone of its own; only its build is a fake."""

    repository: Repository
    commit: str
    folder: Path
    has_failed: bool = False
    given: str = ""  # the commit that somebody has started the workflow with
    plan: BuildPlan | None = None

    def do(self, work: Callable[[WorkflowJob], Any]) -> tuple[bool, Any]:
        """Do a part of a step there; whether it ended well, and what it answers."""
        before, api = Path.cwd(), self.repository.host.url
        told = {"API_URL": api, "SERVER_URL": "https://github.example", "REF_NAME": "main"}
        told |= {"REPOSITORY": "ola/nettsted", "ACTOR": "ola"}
        environment = os.environ | {f"GITHUB_{name}": value for name, value in told.items()}
        environment["COMMIT"] = self.given
        answers: list[Any] = []
        os.chdir(self.folder)
        try:
            job = WorkflowJob(environment, Path("content"), Path("output"))
            code = github_pages.told(lambda job: answers.append(work(job)), job)
            return code == 0, answers[-1] if answers else None
        finally:
            os.chdir(before)

    def build(self) -> None:
        """Prepare and build: fails, as a strict build does, when a recorded address has no page."""
        git(self.repository.folder, "clone", "--quiet", str(self.repository.origin), self.folder)
        git(self.folder, "fetch", "--quiet", "origin", self.commit)
        git(self.folder, "checkout", "--quiet", "--detach", self.commit)
        self.plan = self.do(github_pages.prepare)[1]
        if not self.plan:
            self.has_failed = True
            return
        pages = {path.name for path in (self.folder / "content/pages").iterdir()}
        file = self.folder / "content" / ADDRESSES
        text = file.read_text(encoding="utf-8") if file.is_file() else None
        before = parse_ledger(text, "", Report()).owners
        if lost := {address.strip("/") for address in before} - pages:
            self.has_failed = True
            self.repository.lost |= lost  # the build reports them
            return
        owners = before | {f"/{name}/": UrlOwner.parse(f"pages/{name}") for name in pages}
        write(self.published / ADDRESSES, serialized_ledger(owners))
        write(self.published / CALENDAR, serialized_calendar(Record({})))
        for name in pages:
            write(self.folder / f"output/{name}/index.html", name)
        lines = (
            f"{sha256(name.encode()).hexdigest()}  {name}/index.html\n" for name in sorted(pages)
        )
        write(self.folder / "output/.hosting/manifest.sha256", "".join(lines))

    @property
    def published(self) -> Path:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            job = WorkflowJob({}, Path("content"), Path("output"))
            return self.folder / job.published
        finally:
            os.chdir(before)

    def deploy(self) -> None:
        """Keep the addresses, and show the pages; with the deployment of GitHub Pages as a fake."""
        if self.has_failed:
            return
        plan = self.plan
        if not plan or not self.do(lambda job: github_pages.keep(job, plan))[0]:
            self.has_failed = True
            return
        public = (self.folder / "output/publisert.json").read_bytes()
        self.repository.host.bodies["/publisert.json"] = public
        names = {path.name for path in (self.folder / "content/pages").iterdir()}
        self.repository.online |= dict.fromkeys(names, self.commit)

    def record(self) -> None:
        if not self.has_failed:
            assert self.do(github_pages.record)[0]


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    with hosting() as host:
        yield Repository(tmp_path, host)


def orders(pushes: str, steps: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, ...]]:
    """All orders in which each push comes before the first step of its run."""
    if not pushes and not steps:
        yield ()
    if pushes:
        for rest in orders(pushes[1:], steps):
            yield (pushes[0], *rest)
    if steps and steps[0][0] not in pushes:
        for rest in orders(pushes, steps[1:]):
            yield ("".join(steps[0]), *rest)


STEPS = tuple((push, step) for push in PUSHES for step in ("build", "deploy", "record"))


def is_extreme(order: tuple[str, ...]) -> bool:
    """Whether C is pushed at once after B, or as late as it can be."""
    at = order.index("C")
    return order[at - 1] == "B" or order[at + 1] == "Cbuild"


ORDERS = tuple(filter(is_extreme, orders(PUSHES, STEPS)))


@pytest.mark.parametrize("order", ORDERS, ids=[" ".join(order) for order in ORDERS])
def test_every_published_address_is_recorded_or_reported(
    repository: Repository, order: tuple[str, ...]
) -> None:
    """A publishes a page, B deletes it, C is about another; GitHub runs them one after another."""
    changes = {"A": {"add": {"ny"}}, "B": {"delete": "ny"}, "C": {"add": {"tre"}}}
    runs: dict[str, Run] = {}
    for event in order:
        if event in changes:
            pushed = repository.push(**changes[event])
            runs[event] = Run(repository, pushed, repository.folder / event)
        else:
            getattr(runs[event[0]], event[1:])()
    assert not runs["A"].has_failed
    # B and C lack a page that is published: the build says so, and what is online stays.
    assert repository.lost == {"ny"}
    assert repository.recorded("main") == repository.recorded(RELEASE_REF) == {*START, "ny"}
    assert set(repository.online) == {*START, "ny"}
    assert repository.release.commit == runs["A"].commit


def published(repository: Repository, name: str, **change: object) -> Run:
    """A push whose run ends well."""
    run = Run(repository, repository.push(**change), repository.folder / name)  # type: ignore[arg-type]
    for step in (run.build, run.deploy, run.record):
        step()
    return run


def test_a_run_that_was_overtaken_publishes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its tests took longer than those of a newer push; also a job that is run again later."""
    slow = Run(repository, repository.push(add={"ny"}), repository.folder / "slow")
    again = replace(slow, folder=repository.folder / "again")
    again.build()
    fast = published(repository, "fast", add={"tre"})
    slow.build()
    again.deploy()
    assert slow.has_failed and again.has_failed
    out = capsys.readouterr().out
    assert "::notice::Noe nyere er alt publisert" in out
    assert "::error::Noen andre publiserte samtidig. Prøv på nytt." in out
    assert repository.release.commit == fast.commit


def test_a_rebuild_is_of_the_last_release_with_its_record(repository: Repository) -> None:
    """Not of a newer commit, which may have failed; its number is the next."""
    first = published(repository, "first", add={"ny"})
    repository.push(file="rød.py")
    night = released(repository)
    run = Run(repository, night, repository.folder / "night", given=night)
    for step in (run.build, run.deploy, run.record):
        step()
    assert not run.has_failed
    assert not (run.folder / "rød.py").exists()
    assert (repository.release.commit, repository.release.number) == (first.commit, 2)


def test_a_rebuild_that_was_overtaken_publishes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """It waited for a push that published; also one that is started again much later."""
    published(repository, "first", add={"ny"})
    last = released(repository)
    night = Run(repository, last, repository.folder / "night", given=last)
    push = published(repository, "second", add={"tre"})
    night.build()
    assert night.has_failed
    assert "::notice::Noe nyere er alt publisert" in capsys.readouterr().out
    assert repository.release.commit == push.commit


def released(repository: Repository) -> str:
    """The commit of the release, which the schedule has built again."""
    return git(repository.origin, "rev-parse", RELEASE_REF).strip()


def test_a_history_that_was_begun_again_is_published(repository: Repository) -> None:
    """It has no commit in common with the release, and so it is not older."""
    published(repository, "A", add={"ny"})
    git(repository.work, "checkout", "--quiet", "--orphan", "fersk")
    git(repository.work, "commit", "--quiet", "--message", "Begynn på nytt")
    git(repository.work, "push", "--quiet", "--force", "origin", "HEAD:main")
    fresh = git(repository.work, "rev-parse", "HEAD").strip()
    run = Run(repository, fresh, repository.folder / "B")
    for step in (run.build, run.deploy, run.record):
        step()
    assert repository.release.commit == fresh
    assert repository.recorded("main") == {*START, "ny"}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (
            "deploy",
            "Steget «deploy» finnes ikke. Disse finnes: compare, check, build, finish",
        ),
        ("build", "Steget «build» hører til .github/workflows/ og virker bare der"),
    ],
)
def test_a_step_by_hand_is_told_where_it_belongs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], step: str, words: str
) -> None:  # fmt: skip
    """It changes nothing."""
    job = WorkflowJob({}, tmp_path / "content", tmp_path / "output")
    assert run_step(step, job) == 1
    assert capsys.readouterr().err.startswith(words)


def test_a_record_that_the_build_has_not_left_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is published then."""
    run = Run(repository, repository.push(add={"ny"}), repository.folder / "A")
    run.build()
    (run.published / ADDRESSES).unlink()
    run.deploy()
    assert run.has_failed and not repository.online
    assert "::error::Noe av det som trengs, kan ikke leses eller kjøres" in capsys.readouterr().out


def test_a_failed_deployment_loses_no_address(repository: Repository) -> None:
    """The run ends after `keep`; the next build has the addresses from the release."""
    run = Run(repository, repository.push(add={"ny"}), repository.folder / "A")
    run.build()
    run.deploy()
    later = Run(repository, repository.push(delete="ny"), repository.folder / "B")
    later.build()
    assert repository.lost == {"ny"}


def test_a_protected_branch_loses_no_address(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run ends well with a warning; the next one has the record from the release."""
    hook = repository.origin / "hooks/pre-receive"
    hook.write_text(
        '#!/bin/sh\nwhile read -r _ _ ref; do\n[ "$ref" != refs/heads/main ] || exit 1\ndone\n'
    )
    pushed = repository.push(add={"ny"})
    hook.chmod(0o755)
    run = Run(repository, pushed, repository.folder / "A")
    for step in (run.build, run.deploy, run.record):
        step()
    told = capsys.readouterr().out
    assert "::warning::Grenen main er beskyttet" in told
    assert (
        f"«git fetch origin {RELEASE_REF}» og «git checkout FETCH_HEAD -- content/record»" in told
    )
    hook.chmod(0o644)
    later = Run(repository, repository.push(delete="ny"), repository.folder / "B")
    later.build()
    assert repository.lost == {"ny"}


def test_a_record_that_somebody_begins_again_stays_so(repository: Repository) -> None:
    """docs/publishing.md promises it: one line with the number 0."""
    published(repository, "A", add={"ny"})
    published(repository, "B", add={"tre"})
    git(repository.work, "pull", "--quiet", "--rebase", "origin", "main")
    commit(repository.work, f"content/{ADDRESSES}", "# Adresser: 0\n")
    run = published(repository, "C", delete="ny")
    assert not run.has_failed
    assert "ny" not in repository.recorded("main")


def test_the_site_says_which_release_is_online(repository: Repository) -> None:
    """/publisert.json has no names; the ref has them, and the hash of each file to check."""
    run = Run(repository, repository.push(add={"ny"}), repository.folder / "A")
    run.build()
    run.deploy()
    public = json.loads((run.folder / "output/publisert.json").read_text(encoding="utf-8"))
    assert abs(datetime.now(UTC) - datetime.fromisoformat(public.pop("time"))).seconds < 600
    assert public == {
        "release": 1, "commit": run.commit, "uncommitted": False, "version": "", "pages": 3,
        "next": None,
    }  # fmt: skip
    assert not (run.folder / "output" / OWN_FILE).exists()
    manifest = git(repository.origin, "show", f"{RELEASE_REF}:content/manifest.sha256")
    assert manifest == (run.folder / "output/.hosting/manifest.sha256").read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", [None, {**SITE, "build_type": "legacy"}])
def test_a_push_to_a_copy_without_pages_says_the_way(
    repository: Repository, capsys: pytest.CaptureFixture[str], answer: dict[str, str] | None
) -> None:
    """In one line; the run fails before the build."""
    repository.host.bodies = {PAGES: json.dumps(answer).encode()} if answer else {}
    run = Run(repository, repository.push(add={"ny"}), repository.folder / "A")
    run.build()
    assert run.has_failed
    assert capsys.readouterr().out == (
        "::error::GitHub Pages er ikke slått på, så ingenting blir publisert. Velg «GitHub "
        "Actions» under Source, og kjør jobben på nytt: "
        "https://github.example/ola/nettsted/settings/pages\n"
    )


def verdict_on(repository: Repository, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The output of the script for the newest commit, and its line in the log."""
    before, output = Path.cwd(), repository.folder / "outputs"
    output.unlink(missing_ok=True)
    capsys.readouterr()
    os.chdir(repository.work)
    try:
        needs_tests(os.environ | {"GITHUB_OUTPUT": str(output)})
    finally:
        os.chdir(before)
    return output.read_text(encoding="utf-8"), capsys.readouterr().out


def test_only_code_waits_for_the_tests(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Content on top of code that failed waits too: it is compared with the last release."""
    assert verdict_on(repository, capsys)[0] == "tests=true\n"  # nothing is published yet
    published(repository, "A", add={"ny"})
    repository.push(add={"sak på ærlig"})
    (repository.work / "theme/local").mkdir(parents=True)
    repository.push(file="theme/local/farger.css")
    assert verdict_on(repository, capsys)[0] == "tests=false\n"
    repository.push(file="tema.py")
    repository.push(add={"tre"})
    needed, words = verdict_on(repository, capsys)
    assert needed == "tests=true\n" and "tema.py" in words
    git(repository.work, "remote", "set-url", "origin", "/finnes/ikke")
    assert verdict_on(repository, capsys)[0] == "tests=true\n"


# A site's own tasks: those that the workflow runs write what they know.
TASKS = """\
import os, sys
from pathlib import Path
from invoke.tasks import task
from newsroom.publishing_tasks import ci

def ran(word, *values):
    with Path("log").open("a") as log:
        log.write(f"{word} {values} {sorted({'GITHUB_TOKEN', 'SITEURL'} & set(os.environ))}\\n")
    print(word, "svarer")
    sys.exit(int(os.environ.get(word, 0)))

@task
def check(context):
    ran("check")

@task
def build(context, double_click=""):
    ran("build", double_click)
"""
APT = "apt-get -q -y --no-install-recommends"
RAN = [
    f"{APT} update",
    f"{APT} install fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0",
    "check () ['SITEURL']",
    "build ('kopi',) ['SITEURL']",
]


@pytest.mark.skipif(sys.platform == "win32", reason="the steps run on Linux")
@pytest.mark.parametrize(
    ("failing", "code", "commands", "last"),
    [
        ("check", 2, 3, "::error::Sjekken av innholdet stoppet, så ingenting er publisert."),
        ("build", 3, 4, "::error::Byggingen stoppet, så ingenting er publisert."),
    ],
)
def test_the_check_of_a_workflow_stops_at_the_first_command_that_fails(
    tmp_path: Path, failing: str, code: int, commands: int, last: str
) -> None:
    """The last line of the log says which; none of them gets the token."""
    sudo = '#!/bin/sh\necho "$@" >> log\nexit ${sudo:-0}\n'
    given.written(tmp_path, {"tasks.py": TASKS, "weasyprint.py": "", "bin/sudo": sudo})
    (tmp_path / "bin/sudo").chmod(0o755)
    path = os.pathsep.join((str(tmp_path / "bin"), os.environ["PATH"]))
    told = {"PATH": path, "GITHUB_REF_NAME": "main", "GITHUB_EVENT_NAME": "push"}
    told |= {"GITHUB_TOKEN": "x", "SITEURL": "https://x"}
    done = subprocess.run(
        [sys.executable, "-m", "newsroom", "ci", "check"], cwd=tmp_path,
        env={**os.environ, **told, "PYTHONPATH": str(ROOT / "plugins"), failing: str(code)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert (tmp_path / "log").read_text(encoding="utf-8").splitlines() == RAN[:commands]
    assert done.stdout.splitlines()[-1].startswith(last)
