"""`run.py ci STEP`: the steps of publish.yml and check.yml that are more than one command.

The ref RELEASE_REF is moved just before GitHub Pages gets a release (`pages_releases.py`): its
commit has the newest record. So no published address is lost when a later step fails, when the
branch is protected, or when an earlier release is online again; the next build has them from there.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from shutil import copyfile

from newsroom.commands.comparing.compare import compared
from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, reason_for
from newsroom.commands.publishing.build_plan import BuildPlan, NeverPublished, planned
from newsroom.commands.publishing.check_and_build import check_and_build
from newsroom.commands.publishing.failure_issue import FailedRun, close, tell
from newsroom.commands.publishing.github_api import PagesOff, pages_site
from newsroom.commands.publishing.merging import merged_text
from newsroom.commands.publishing.pages_releases import TITLE
from newsroom.commands.publishing.pull_request import tell as tell_pull_request
from newsroom.commands.publishing.rebuilding import DIFFERENT
from newsroom.commands.publishing.record import MESSAGE
from newsroom.commands.publishing.release import (
    BACK_TO,
    PUBLIC_FILE,
    Release,
    checked_site,
    engine_version,
    manifest_of,
    new_release,
    release_of,
    write_notes,
)
from newsroom.commands.publishing.remote import RELEASE_REF, write_outputs
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.commands.settings import load_site, strict_settings
from newsroom.commands.words import command
from newsroom.contract.catalog import ADDRESSES
from newsroom.contract.problems import Report
from newsroom.disk.atomic import write_atomically
from newsroom.reading.records import CALENDAR
from newsroom.site.engine import Engine
from newsroom.site.published_site import MANIFEST

RECORDS = (ADDRESSES, CALENDAR)
# In the commit of RELEASE_REF: the hash of each file that was deployed.
ATTESTED = "manifest.sha256"
# There too: the record without what only later releases have published, and before the build.
OWN, INPUT = "own/", "input/"
# The site, to open by a double click; check.yml attaches it.
COPY = "kopi"
TRIES = 5
NO_ANSWER = "Får ikke spurt GitHub hvor nettstedet ligger, så ingenting er publisert: {}"
NEWER = "Noe nyere er alt publisert, så dette ble ikke det. Skal noe tilbake: {}"
KEPT = (
    "{0} Adressene er trygge i {1} og er med i neste publisering. De kan også hentes til grenen "
    "med «git fetch origin {1}» og «git checkout FETCH_HEAD -- content/record», og en pull request."
)
NOT_HERE = "Steget «{}» hører til .github/workflows/ og virker bare der."
UNREADABLE_FILE = "Noe av det som trengs, kan ikke leses eller kjøres: {}. Kjør jobben på nytt."
UNKNOWN = "Steget «{}» finnes ikke. Disse finnes: {}"


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
    """Do a part of a step, print in one line why it fails, and hand that on; the exit code."""
    try:
        return work(job) or 0
    except Refused as refused:
        reason = " ".join(str(refused).split())
    except OSError as fault:
        reason = UNREADABLE_FILE.format(fault)
    print(f"::error::{reason}")
    write_outputs(job.environment, reason=reason)
    return 1


def build(job: WorkflowJob) -> int:
    """Check, build and keep what is to be deployed, and hand its commit to the next steps."""
    plan = prepare(job)
    if not plan:
        return 0
    environment = {**job.environment, "SITEURL": plan.url}
    if plan.moment and not load_site(job.content)[0].site.sample:  # whose clock stands
        environment["SOURCE_DATE_EPOCH"] = plan.moment
    code = check_and_build(environment)
    if not code:
        keep(job, plan)
        write_outputs(job.environment, commit=job.git("rev-parse", "HEAD"))
    return code


def check(job: WorkflowJob) -> int:
    """Compare a pull request with its base, check the content, and build it with a copy to open."""
    compare(job)
    return check_and_build(job.environment, "--double-click", COPY)


def prepare(job: WorkflowJob) -> BuildPlan | None:
    """Choose the commit to build, and take its record; None when something newer is published.

    A rebuild begins at the commit of RELEASE_REF, and builds the first parent of it.
    """
    url, plan = _url(job), planned(job)
    if not plan:
        print(f"::notice::{NEWER.format(command('rollback'))}")
        return None
    if plan.last and plan.last == job.git("rev-parse", "HEAD"):
        job.git("checkout", "--quiet", "--force", "--detach", f"{plan.last}^")
    _take_record(job, plan)
    return replace(plan, url=url)


def _take_record(job: WorkflowJob, plan: BuildPlan) -> None:
    """Write the record to build with: the newest, else that of the release.

    A rollback has the one with which the release was built, as calendars tell when it changed.
    """
    if plan.again:
        folder = INPUT if plan.moment else OWN
        texts = {path: job.text(plan.again, folder + path) for path in RECORDS}
    else:
        branch = job.fetched(f"refs/heads/{job.branch}")
        built = f"{plan.last}^" if plan.last else ""
        texts = newest_record(job, plan.last, built, branch)
    for path, text in texts.items():
        if text:
            write_atomically(job.content / path, text.encode())


def _url(job: WorkflowJob) -> str:
    """The URL that the site will have. Raises Refused when GitHub Pages does not publish it."""
    try:
        site = pages_site(job.environment)
        return str(job.environment.get("SITE_URL") or site["html_url"]).rstrip("/")
    except PagesOff as off:
        raise Refused(str(off)) from None
    except UNREADABLE as error:
        raise Refused(NO_ANSWER.format(reason_for(error))) from None


def newest_record(job: WorkflowJob, release: str, built: str, branch: str) -> dict[str, str]:
    """The paths and texts of the record: that of the branch, and what the release has made public.

    A file that the branch has lost is left out, and one that cannot be read is as it is: the build
    reports both.
    """
    newest = {}
    for path in RECORDS:
        base, ours, theirs = (job.text(commit, path) for commit in (built, branch, release))
        if ours or not base:
            newest[path] = _merged(base, ours, theirs)
    return {path: text for path, text in newest.items() if text}


def _merged(base: str, ours: str, theirs: str) -> str:
    """Two texts of a record, merged; the first when one has a line that cannot be read."""
    report = Report()
    text = merged_text(base, ours, theirs, report) if theirs else ours
    return ours if report.problems else text


def keep(job: WorkflowJob, plan: BuildPlan) -> None:
    """Write /publisert.json, and move RELEASE_REF to this release; before it is deployed.

    Raises Refused when something else is published since, and when a rollback made other bytes.
    """
    manifest = checked_site(job.output, command("build", "--no-cache"))
    last, again = (_release(job, commit) for commit in (plan.last, plan.again))
    before = manifest_of(job.text(plan.last, ATTESTED))
    number, who = last.number + 1 if last else 1, job.environment["GITHUB_ACTOR"]
    release = new_release(number, before, manifest, datetime.now(UTC), who)
    if plan.moment and again:
        if manifest != manifest_of(job.text(plan.again, ATTESTED)):
            raise Refused(DIFFERENT.format(again.number))
        release = replace(release, changes=BACK_TO.format(again.number))
    write_notes(release, job.output, engine_version(), job.published)
    copyfile(job.published / PUBLIC_FILE, job.output / PUBLIC_FILE)
    message = f"{TITLE.format(release.number)}\n\n{release.text}"
    # An engine that told no changes cannot go back either.
    parents = [release.commit, *([plan.last] if last and last.changes else [])]
    tree = job.tree(release.commit, _texts(job, plan))
    kept = job.commit(tree, parents, message, plan.moment)
    lease = f"--force-with-lease={RELEASE_REF}:{plan.last}"
    job.git("push", "--quiet", lease, "origin", f"{kept}:{RELEASE_REF}")


def _texts(job: WorkflowJob, plan: BuildPlan) -> dict[str, str]:
    """What the commit of a release has: the newest record, that of the site, and the manifest."""
    own = {path: (job.published / path).read_text(encoding="utf-8") for path in RECORDS}
    there = (path for path in RECORDS if (job.content / path).is_file())
    built = {path: (job.content / path).read_text(encoding="utf-8") for path in there}
    newest = {
        path: _merged(built.get(path, ""), job.text(plan.last, path), text) if plan.again else text
        for path, text in own.items()
    }
    return {
        **newest,
        **{OWN + path: text for path, text in own.items()},
        **{INPUT + path: text for path, text in built.items()},
        ATTESTED: (job.output / MANIFEST[1:]).read_text(encoding="utf-8"),
    }


def _release(job: WorkflowJob, commit: str) -> Release | None:
    """The release of a commit of RELEASE_REF; None without one."""
    return release_of(job.git("show", "-s", "--format=%b", commit)) if commit else None


def finish(job: WorkflowJob) -> int:
    """Record what is online when all has ended well, and tell in an issue when it has not."""
    if job.environment["FAILED"] == "true":
        tell_of(job, job.environment.get("REASON", ""))  # a site may have its own publish.yml
        return 0
    code = told(record, job)
    if code:
        tell_of(job)
    else:
        close(job)
    return code


def record(job: WorkflowJob) -> None:
    """Commit the record of the release to the branch; after deployment.

    The site is online then: what fails here is a warning, and the next publishing mends it.
    """
    for left in reversed(range(TRIES)):
        release, branch = job.fetched(RELEASE_REF), job.fetched(f"refs/heads/{job.branch}")
        texts = newest_record(job, release, f"{release}^", branch)
        if all(job.text(branch, path) == text for path, text in texts.items()):
            return
        tree = job.tree(branch, texts)
        commit = job.commit(tree, [branch], MESSAGE)
        try:
            job.git("push", "--quiet", "origin", f"{commit}:refs/heads/{job.branch}")
            return
        except Refused as refused:
            if not left:
                print(f"::warning::{KEPT.format(refused, RELEASE_REF)}")


def tell_of(job: WorkflowJob, reason: str = "") -> None:
    """Tell in an issue that the run has failed, and why, unless something newer is online."""
    commit = job.git("rev-parse", "HEAD")
    try:
        plan = planned(job)
    except NeverPublished as refused:
        tell(FailedRun(job, commit, reason=str(refused), is_rollback=True))
        return
    if plan:
        commit = job.git("rev-parse", f"{commit}^") if commit == plan.last else commit
        _take_record(job, plan)
        settings = strict_settings(PATH=str(job.content.resolve()))
        errors = Engine(settings).run_to_gate().report.errors()
        tell(FailedRun(job, commit, errors, reason, is_rollback=bool(plan.moment)))


def compare(job: WorkflowJob) -> None:
    """Tell on the pull request what readers will see change; a push has none, and gets nothing."""
    if job.environment["GITHUB_EVENT_NAME"] == "pull_request":
        try:
            # GitHub checks out the merge of the two; the first parent is the base.
            tell_pull_request(job.environment, compared("HEAD^", job.content))
        except Refused as refused:
            print(f"::warning::{refused}")


STEPS = {"compare": compare, "check": check, "build": build, "finish": finish}
