"""What a run of publish.yml builds: something new, or a release once more."""

from dataclasses import dataclass

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.pages_releases import FILTER, built_at, kept_releases
from newsroom.commands.publishing.remote import RELEASE_REF
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.commands.words import command

NEVER = "Commit {} er ikke publisert herfra før. Se hvilke utgaver som finnes: {}"


class NeverPublished(Refused):
    """The workflow was started with a commit that is no release."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a run builds: its commit, which is new, or a release of RELEASE_REF once more.

    `last` is the commit of RELEASE_REF, and `again` that of the release; both may be empty. A
    rollback has the time of that release as `moment`, in seconds since 1970.
    """

    last: str
    again: str = ""
    moment: str = ""
    url: str = ""


def planned(job: WorkflowJob) -> BuildPlan | None:
    """What to build of this commit; None when something newer is published.

    COMMIT is what somebody has started the workflow with, which no test has seen: that must be a
    release, and an earlier one is a rollback. Raises NeverPublished when it is none.
    """
    last, commit = job.fetched(RELEASE_REF), job.git("rev-parse", "HEAD")
    if last and commit in (last, job.git("rev-parse", f"{last}^")):
        return BuildPlan(last, last)
    is_release = bool(job.git("log", "--no-walk", *FILTER, "--format=%H", commit))
    if not job.environment.get("COMMIT"):
        is_new = not last or (not is_release and job.git("rev-list", "-1", commit, f"^{last}"))
        return BuildPlan(last) if is_new else None
    if is_release:  # one of the schedule, which has waited for a newer one
        return None
    for kept in kept_releases(job) if last else ():
        if kept.release.commit == commit:
            return BuildPlan(last, kept.commit, built_at(job, kept.commit))
    raise NeverPublished(NEVER.format(commit[:7], command("releases")))
