"""The releases on GitHub Pages, for `run.py releases` and `rollback` in a clone.

The commits of RELEASE_REF have them. Each has the commit that was built as its first parent, and
the release before as its second. Its author's date is the time at which the site was built.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, reason_for
from newsroom.commands.publishing.due import NOT_STARTED
from newsroom.commands.publishing.github_api import dispatch
from newsroom.commands.publishing.online import published, site_address
from newsroom.commands.publishing.release import PUBLIC_FILE, Release, git, kept_release
from newsroom.commands.publishing.remote import RELEASE_REF
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.commands.words import command

TITLE = "Utgave {}"
LISTED = 20
# Finds these commits in all of the history.
FILTER = ("--basic-regexp", "--author=^github-actions.bot. <", f"--grep=^{TITLE.format('[0-9]*')}$")
ADDRESS = re.compile(r"github\.com(?::\d+)?[:/](.+?)(?:\.git)?/?$")
WORKFLOW = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/workflows/publish.yml"
NO_RELEASE = (
    "Ingenting er publisert til GitHub Pages ennå, og site.yaml nevner ikke noe annet sted "
    "(publish)."
)
UNASKED = "Får ikke spurt {} hvilken utgave som er på nett: {}."
NOTHING_BEFORE = "Det finnes ingen tidligere utgave å gå tilbake til."
MISSING = "Utgave {} finnes ikke. Se hvilke som finnes: {}"
STARTED = "Utgave {} bygges på nytt, og er på nett om noen minutter. Følg med: {}"
BY_HAND = (
    "Utgave {}: åpne {}, velg «Run workflow», lim inn dette i feltet, og velg den grønne knappen: "
    "{}"
)


class PagesRelease(NamedTuple):
    """A release, and its commit in the history of RELEASE_REF."""

    commit: str
    release: Release


def clone(content: Path, environment: Mapping[str, str]) -> WorkflowJob | None:
    """This clone, as a job of the workflow sees it; None when `origin` is not on GitHub."""
    origin = git("remote", "get-url", "origin")
    address = ADDRESS.search(origin)
    told = {
        "GITHUB_REF_NAME": "main",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_API_URL": "https://api.github.com",
        "GITHUB_REPOSITORY": address[1] if address else "",
        "GITHUB_TOKEN": environment.get("GH_TOKEN", ""),
        **environment,
    }
    is_known = origin and told["GITHUB_REPOSITORY"]
    return WorkflowJob(told, content, Path("output")) if is_known else None


def kept_releases(job: WorkflowJob) -> list[PagesRelease]:
    """The releases in RELEASE_REF, the newest first. Raises Refused when there is none.

    The commit of each is the parent: in a rewritten history, the message names the one before.
    """
    if not (head := job.fetched(RELEASE_REF)):
        raise Refused(NO_RELEASE)
    found = job.git("log", "-z", *FILTER, "--format=%H %P%n%s%n%b", head).split("\0")
    kept = []
    for commits, title, text in (one.split("\n", 2) for one in found if one):
        commit, built, *_ = commits.split()
        release = kept_release(int(title.split()[1]), text, is_online=False)
        kept.append(PagesRelease(commit, replace(release, commit=built)))
    return sorted(kept, key=lambda one: one.release.number, reverse=True)


def listed_releases(job: WorkflowJob) -> list[str]:
    """A line for each of the last releases, the newest first. Raises Refused when there is none.

    Those that built a commit again are one, with the time and the changes of the first of them.
    """
    groups = groupby((one.release for one in kept_releases(job)), lambda release: release.commit)
    whole = [list(group) for _, group in groups]
    online, fault = _online(job.content)
    listed = [
        replace(
            again[-1], number=again[0].number,
            is_online=online in {release.number for release in again},
        )
        for again in whole[:LISTED]
    ]  # fmt: skip
    return [*(release.line for release in listed), *fault]


def _online(content: Path) -> tuple[int, list[str]]:
    """The number of the release that the site says it is; 0 and why, when it does not answer."""
    try:
        siteurl = site_address("", content)
        return int(published(siteurl, PUBLIC_FILE)["release"]), []
    except Refused as refused:
        return 0, [str(refused)]
    except UNREADABLE as error:
        return 0, [UNASKED.format(siteurl, reason_for(error))]


def roll_back(job: WorkflowJob, number: int) -> str:
    """Start publish.yml for a release, or for the one before when `number` is 0; what to tell.

    Without a token it tells how to do that by hand. Raises Refused.
    """
    release = _wanted(kept_releases(job), number)
    url = WORKFLOW.format_map(job.environment)
    by_hand = BY_HAND.format(release.number, url, release.commit)
    if not job.environment["GITHUB_TOKEN"]:
        return by_hand
    try:
        dispatch(job.environment, release.commit)
    except UNREADABLE as error:
        raise Refused(f"{NOT_STARTED.format(reason_for(error))}\n{by_hand}") from None
    return STARTED.format(release.number, url)


def forget(job: WorkflowJob) -> None:
    """Leave only the release online in RELEASE_REF."""
    head = kept_releases(job)[0].commit
    message, when = job.git("show", "-s", "--format=%B", head), built_at(job, head)
    alone = job.commit(f"{head}^{{tree}}", [f"{head}^"], message, when)
    lease = f"--force-with-lease={RELEASE_REF}:{head}"
    job.git("push", "--quiet", lease, "origin", f"{alone}:{RELEASE_REF}")


def built_at(job: WorkflowJob, commit: str) -> str:
    """The time at which the site of a release was built, in seconds since 1970."""
    return job.git("show", "-s", "--format=%at", commit)


def _wanted(kept: list[PagesRelease], number: int) -> Release:
    """The release with a number; with 0, the last one of another commit than that online."""
    releases = [one.release for one in kept]
    if number:
        found = [release for release in releases if release.number == number]
        fault = MISSING.format(number, command("releases"))
    else:
        online = [place for place, one in enumerate(releases) if one.commit == releases[0].commit]
        found, fault = releases[online[-1] + 1 :], NOTHING_BEFORE
    if not found:
        raise Refused(fault)
    return found[0]
