"""`run.py ci STEP`: the steps of publish.yml that are more than one command.

The ref RELEASE_REF is moved just before GitHub Pages gets a release: its commit has the record as
that release makes it, its parent is the commit that was built, and its message is the release. So
no published address is lost when a later step fails, or when the branch is protected; the next
build has them from there.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from newsroom.commands.changing.checked_change import Refused
from newsroom.commands.comparing.compare import compared
from newsroom.commands.publishing.due import UNREADABLE, PagesOff, pages_site
from newsroom.commands.publishing.failure_issue import FailedRun, tell
from newsroom.commands.publishing.merging import merged_text
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.pull_request import tell as tell_pull_request
from newsroom.commands.publishing.release import (
    OWN_FILE,
    PUBLIC_FILE,
    Release,
    author,
    checked_site,
    engine_version,
    release_of,
    write_notes,
)
from newsroom.commands.publishing.remote import RELEASE_REF, credentials, write_outputs
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import command
from newsroom.contract.catalog import ADDRESSES
from newsroom.contract.problems import Report
from newsroom.disk.atomic import write_atomically
from newsroom.reading.records import CALENDAR
from newsroom.site.engine import Engine
from newsroom.site.published_site import MANIFEST, folder_for

RECORDS = (ADDRESSES, CALENDAR)
BOT = "github-actions[bot]"
MAIL = "41898282+github-actions[bot]@users.noreply.github.com"
TRIES = 5
NO_ANSWER = "Får ikke spurt GitHub hvor nettstedet ligger, så ingenting er publisert: {}"
NEWER = (
    "Noe nyere er alt publisert, så dette ble ikke det. Skal noe tilbake, angrer dere det med git "
    "revert, og publiserer det."
)
KEPT = "{} Adressene er trygge i {} og er med i neste publisering."
NOT_HERE = "Steget «{}» hører til .github/workflows/ og virker bare der."
UNREADABLE_FILE = (
    "Det som steget før skulle ha skrevet, kan ikke leses: {}. Kjør hele jobben på nytt."
)
UNKNOWN = "Steget «{}» finnes ikke. Disse finnes: {}"


@dataclass(frozen=True, slots=True)
class WorkflowJob:
    """Where a step runs: what GitHub tells it, and the folders of the site."""

    environment: Mapping[str, str]
    content: Path
    output: Path

    def git(self, *words: str, **variables: str) -> str:
        """What Git prints. Raises Refused when it fails."""
        env = {**credentials(self.environment), **variables}
        return output_of("github", ["git", *words], {"branch": self.branch}, env=env).strip()

    @property
    def branch(self) -> str:
        """The branch that is published."""
        return self.environment["GITHUB_REF_NAME"]

    @property
    def published(self) -> Path:
        """The folder in which the build left what it makes public."""
        paths = {"PATH": str(self.content), "OUTPUT_PATH": str(self.output)}
        return folder_for(strict_settings(**paths))

    def fetched(self, ref: str) -> str:
        """The commit of a ref at the remote, which is then here too; empty without one."""
        commit = self.git("ls-remote", "origin", ref).partition("\t")[0]
        if commit:
            self.git("fetch", "--quiet", "origin", commit)
        return commit

    def text(self, commit: str, path: str) -> str:
        """The text of a file of content/ in a commit; empty without one."""
        file = f"{self.content.as_posix()}/{path}"
        is_there = commit and self.git("ls-tree", "--name-only", commit, "--", file)
        return f"{self.git('show', f'{commit}:{file}')}\n" if is_there else ""


def run_step(step: str, job: WorkflowJob) -> int:
    """Run a step; the exit code."""
    if step not in STEPS:
        print(UNKNOWN.format(step, ", ".join(STEPS)), file=sys.stderr)
        return 1
    if "GITHUB_REF_NAME" not in job.environment:
        print(NOT_HERE.format(step), file=sys.stderr)
        return 1
    try:
        return STEPS[step](job)
    except Refused as refused:
        print(f"::error::{' '.join(str(refused).split())}")
    except OSError as fault:
        print(f"::error::{UNREADABLE_FILE.format(fault)}")
    return 1


def prepare(job: WorkflowJob) -> int:
    """Choose the commit to build, and take the newest record; before the build.

    A rebuild begins at the commit of RELEASE_REF, and builds the parent of it.
    """
    url = _url(job)
    release, commit = job.fetched(RELEASE_REF), job.git("rev-parse", "HEAD")
    before = job.git("rev-parse", f"{release}^") if release else ""
    if commit == release:
        commit = before
        job.git("checkout", "--quiet", "--force", "--detach", commit)
    elif _is_older(job, commit, before):
        print(f"::notice::{NEWER}")
        return 0
    _take_record(job, release, before)
    write_outputs(job.environment, commit=commit, url=url)
    return 0


def _is_older(job: WorkflowJob, commit: str, published: str) -> bool:
    """Whether the published commit has this one among those before it."""
    is_other = published and commit != published
    return bool(is_other and not job.git("rev-list", "-1", commit, f"^{published}"))


def _take_record(job: WorkflowJob, release: str, before: str) -> None:
    branch = job.fetched(f"refs/heads/{job.branch}")
    for path, text in newest_record(job, release, before, branch):
        write_atomically(job.content / path, text.encode())


def _url(job: WorkflowJob) -> str:
    """The URL that the site will have. Raises Refused when GitHub Pages does not publish it."""
    try:
        site = pages_site(job.environment)
        return str(job.environment.get("SITE_URL") or site["html_url"]).rstrip("/")
    except PagesOff as off:
        raise Refused(str(off)) from None
    except UNREADABLE as error:
        raise Refused(NO_ANSWER.format(error)) from None


def newest_record(job: WorkflowJob, release: str, built: str, branch: str) -> list[tuple[str, str]]:
    """The paths and texts of the record: that of the branch, and what the release has made public.

    A file that the branch has lost is left out, and one that cannot be read is as it is: the build
    reports both.
    """
    newest = []
    for path in RECORDS:
        base, ours, theirs = (job.text(commit, path) for commit in (built, branch, release))
        if ours or not base:
            report = Report()
            text = merged_text(base, ours, theirs, report) if theirs else ours
            newest.append((path, ours if report.problems else text))
    return [(path, text) for path, text in newest if text]


def note(job: WorkflowJob) -> int:
    """Write /publisert.json, and the release; after the build."""
    manifest = checked_site(job.output, command("build", "--no-cache"))
    last, now = _release(job, job.fetched(RELEASE_REF)), datetime.now(UTC)
    number = last.number + 1 if last else 1
    pages = sum(path.endswith(".html") for path in manifest)
    release = Release(
        number, now.isoformat(timespec="seconds"), job.git("rev-parse", "HEAD"), author(), "", pages
    )
    write_notes(release, job.output, engine_version(), job.published)
    copyfile(job.published / PUBLIC_FILE, job.output / PUBLIC_FILE)
    copyfile(job.output / MANIFEST[1:], job.published / MANIFEST[1:])  # it is attested
    return 0


def _release(job: WorkflowJob, commit: str) -> Release | None:
    return release_of(job.git("show", "--no-patch", "--format=%b", commit)) if commit else None


def keep(job: WorkflowJob) -> int:
    """Move RELEASE_REF to this release, unless it is at a newer one; before it is deployed."""
    release = release_of((job.published / OWN_FILE).read_text(encoding="utf-8"))
    last = job.fetched(RELEASE_REF)
    newest = _release(job, last)
    if newest and newest.number >= release.number and newest != release:
        raise Refused(NEWER)
    record = {path: (job.published / path).read_text(encoding="utf-8") for path in RECORDS}
    commit = _commit(job, release.commit, record, f"Utgave {release.number}\n\n{release.text}")
    lease = f"--force-with-lease={RELEASE_REF}:{last}"
    job.git("push", "--quiet", lease, "origin", f"{commit}:{RELEASE_REF}")
    return 0


def record(job: WorkflowJob) -> int:
    """Commit the record of the release to the branch; after GitHub Pages has it."""
    for left in reversed(range(TRIES)):
        release, branch = job.fetched(RELEASE_REF), job.fetched(f"refs/heads/{job.branch}")
        texts = dict(newest_record(job, release, f"{release}^", branch))
        if all(job.text(branch, path) == text for path, text in texts.items()):
            break
        commit = _commit(job, branch, texts, "Record what has been published")
        try:
            job.git("push", "--quiet", "origin", f"{commit}:refs/heads/{job.branch}")
            break
        except Refused as refused:
            if not left:
                print(f"::warning::{KEPT.format(refused, RELEASE_REF)}")
    return 0


def _commit(job: WorkflowJob, parent: str, texts: Mapping[str, str], message: str) -> str:
    """A commit on `parent` with these texts in content/; the working tree stays as it is."""
    with TemporaryDirectory(prefix="newsroom-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        job.git("read-tree", parent, **index)
        for path, text in texts.items():
            file = Path(folder, "text")
            file.write_text(text, encoding="utf-8", newline="\n")
            blob = job.git("hash-object", "-w", "--no-filters", str(file))
            entry = f"100644,{blob},{job.content.as_posix()}/{path}"
            job.git("update-index", "--add", "--cacheinfo", entry, **index)
        tree = job.git("write-tree", **index)
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
           for key, value in (("NAME", BOT), ("EMAIL", MAIL))}  # fmt: skip
    return job.git("commit-tree", tree, "-p", parent, "-m", message, **who)


def report(job: WorkflowJob) -> int:
    """Tell in an issue that the run has failed, or close that issue; after all other jobs."""
    if job.environment["FAILED"] != "true":
        tell(job.environment, None)
        return 0
    release, commit = job.fetched(RELEASE_REF), job.git("rev-parse", "HEAD")
    before = job.git("rev-parse", f"{release}^") if release else ""
    if not _is_older(job, commit, before):
        _take_record(job, release, before)
        settings = strict_settings(PATH=str(job.content.resolve()))
        errors = Engine(settings).run_to_gate().report.errors()
        tell(job.environment, FailedRun(job.environment, job.content.as_posix(), errors))
    return 0


def compare(job: WorkflowJob) -> int:
    """Tell on the pull request what readers will see change; a push has none, and gets nothing."""
    if job.environment["GITHUB_EVENT_NAME"] == "pull_request":
        try:
            # GitHub checks out the merge of the two; the first parent is the base.
            tell_pull_request(job.environment, compared("HEAD^", job.content))
        except Refused as refused:
            print(f"::warning::{refused}")
    return 0


STEPS = {
    "prepare": prepare,
    "note": note,
    "keep": keep,
    "record": record,
    "report": report,
    "compare": compare,
}
