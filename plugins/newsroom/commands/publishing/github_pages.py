"""`run.py ci STEP`: the steps of publish.yml and check.yml that are more than one command.

The ref RELEASE_REF is moved just before GitHub Pages gets a release: its commit has the record as
that release makes it, its parent is the commit that was built, and its message is the release. So
no published address is lost when a later step fails, or when the branch is protected; the next
build has them from there.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from newsroom.commands.changing.checked_change import Refused
from newsroom.commands.comparing.compare import compared
from newsroom.commands.publishing.check_and_build import check_and_build
from newsroom.commands.publishing.due import UNREADABLE, PagesOff, pages_site
from newsroom.commands.publishing.failure_issue import FailedRun, tell
from newsroom.commands.publishing.merging import merged_text
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.pull_request import tell as tell_pull_request
from newsroom.commands.publishing.release import (
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
# In the commit of RELEASE_REF: the hash of each file that was deployed.
ATTESTED = "manifest.sha256"
# The site, to open by a double click; check.yml attaches it.
COPY = "kopi"
TITLE = "Utgave {}"
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
UNREADABLE_FILE = "Noe av det som trengs, kan ikke leses eller kjøres: {}. Kjør jobben på nytt."
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
    return told(STEPS[step], job)


def told(work: Callable[[WorkflowJob], int | None], job: WorkflowJob) -> int:
    """Do a part of a step, and print in one line why it fails; the exit code."""
    try:
        return work(job) or 0
    except Refused as refused:
        print(f"::error::{' '.join(str(refused).split())}")
    except OSError as fault:
        print(f"::error::{UNREADABLE_FILE.format(fault)}")
    return 1


def build(job: WorkflowJob) -> int:
    """Check, build and keep what is to be deployed, and hand its commit to the next steps."""
    url = prepare(job)
    if not url:
        return 0
    code = check_and_build({**job.environment, "SITEURL": url})
    if not code:
        keep(job)
        write_outputs(job.environment, commit=job.git("rev-parse", "HEAD"))
    return code


def check(job: WorkflowJob) -> int:
    """Compare a pull request with its base, check the content, and build it with a copy to open."""
    compare(job)
    return check_and_build(job.environment, "--double-click", COPY)


def prepare(job: WorkflowJob) -> str:
    """Choose the commit to build, and take the newest record; the URL that the site will have.

    A rebuild begins at the commit of RELEASE_REF, and builds the parent of it. The URL is empty
    when something newer is published.
    """
    url = _url(job)
    release, before = _published(job)
    commit = job.git("rev-parse", "HEAD")
    if _is_overtaken(job, commit, release, before):
        print(f"::notice::{NEWER}")
        return ""
    if commit == release:
        job.git("checkout", "--quiet", "--force", "--detach", before)
    _take_record(job, release, before)
    return url


def _published(job: WorkflowJob) -> tuple[str, str]:
    """The commit of RELEASE_REF, and the one that was built for it; empty before the first."""
    release = job.fetched(RELEASE_REF)
    return release, job.git("rev-parse", f"{release}^") if release else ""


def _is_overtaken(job: WorkflowJob, commit: str, release: str, before: str) -> bool:
    """Whether the commit is an earlier release, or older than the one that is published."""
    if not release or commit in (release, before):
        return False
    what = job.git("show", "--no-patch", "--format=%an: %s", commit)
    is_release = what.startswith(f"{BOT}: {TITLE.format('')}")
    return is_release or not job.git("rev-list", "-1", commit, f"^{before}")


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


def keep(job: WorkflowJob) -> None:
    """Write /publisert.json, and move RELEASE_REF to this release; before it is deployed.

    Raises Refused when something newer is published.
    """
    manifest = checked_site(job.output, command("build", "--no-cache"))
    last, before = _published(job)
    commit = job.git("rev-parse", "HEAD")
    if _is_overtaken(job, commit, last, before):
        raise Refused(NEWER)
    number = _number(job, last) + 1
    pages = sum(path.endswith(".html") for path in manifest)
    time = datetime.now(UTC).isoformat(timespec="seconds")
    release = Release(number, time, commit, author(), "", pages)
    write_notes(release, job.output, engine_version(), job.published)
    copyfile(job.published / PUBLIC_FILE, job.output / PUBLIC_FILE)
    texts = {path: (job.published / path).read_text(encoding="utf-8") for path in RECORDS}
    texts[ATTESTED] = (job.output / MANIFEST[1:]).read_text(encoding="utf-8")
    kept = _commit(job, commit, texts, f"{TITLE.format(number)}\n\n{release.text}")
    lease = f"--force-with-lease={RELEASE_REF}:{last}"
    job.git("push", "--quiet", lease, "origin", f"{kept}:{RELEASE_REF}")


def _number(job: WorkflowJob, release: str) -> int:
    """The number of a release; 0 without one."""
    return release_of(job.git("show", "-s", "--format=%b", release)).number if release else 0


def finish(job: WorkflowJob) -> int:
    """Record what is online when all has ended well, and tell in an issue when it has not."""
    has_failed = job.environment["FAILED"] == "true"
    code = 0 if has_failed else told(record, job)
    tell_of(job, has_failed=bool(has_failed or code))
    return code


def record(job: WorkflowJob) -> None:
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


def tell_of(job: WorkflowJob, *, has_failed: bool) -> None:
    """Tell in an issue that the run has failed, or close that issue."""
    if not has_failed:
        tell(job.environment, None)
        return
    release, before = _published(job)
    if not _is_overtaken(job, job.git("rev-parse", "HEAD"), release, before):
        _take_record(job, release, before)
        settings = strict_settings(PATH=str(job.content.resolve()))
        errors = Engine(settings).run_to_gate().report.errors()
        tell(job.environment, FailedRun(job.environment, job.content.as_posix(), errors))


def compare(job: WorkflowJob) -> None:
    """Tell on the pull request what readers will see change; a push has none, and gets nothing."""
    if job.environment["GITHUB_EVENT_NAME"] == "pull_request":
        try:
            # GitHub checks out the merge of the two; the first parent is the base.
            tell_pull_request(job.environment, compared("HEAD^", job.content))
        except Refused as refused:
            print(f"::warning::{refused}")


STEPS = {"compare": compare, "check": check, "build": build, "finish": finish}
