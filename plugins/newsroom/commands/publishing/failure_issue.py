"""One issue at GitHub about what failed to be published; it is closed when that is online.

Everybody may be able to read it. So it has the places of the errors and what to do, the login of
who pushed, and no word of the content but addresses that have been public.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, reason_for
from newsroom.commands.publishing.github_api import AUTHOR, ask, find_own
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.commands.words import count
from newsroom.contract.catalog import ADDRESSES, GONE
from newsroom.contract.problems import Problem
from newsroom.wording.problems import FORMATTERS, message

MARKER = "<!-- newsroom: publishing failed -->"
MOST_ERRORS = 20
# The values of a message that are words of the engine, numbers or days; the others may quote the
# content. `choices` are words of the engine in these messages only.
OWN_VALUES = {"count", "most", "field_example", "field_label", *FORMATTERS} - {"behind", "choices"}
OWN_CHOICES = {"choice-invalid", "field-unknown"}
# Values of problems about a published address, which the record has.
PUBLIC_VALUES = {"address", "aliases", "file", "key", "maker"}
PUBLIC_CODES = re.compile("[a-z]+-vanished|address-changed|document-unlinked")
HIDDEN = "…"
FIELD_NAME = re.compile(r"[a-z_]+")
TITLE = "Nettstedet ble ikke publisert"
COMMIT = "[{short}]({repository}/commit/{commit})"
COMMITS = re.compile(r"/commit/([0-9a-f]{40})\)")
PUSHED = "@{who}: Det du sendte inn i {commit}, er ikke publisert."
BACK = "@{who}: Nettstedet gikk ikke tilbake til en tidligere utgave, {commit}."
SCHEDULED = "Nettstedet ble ikke bygget på nytt av seg selv fra {commit}."
STANDS = "Det som var på nett, står som før."
EARLIER = "Dette er heller ikke publisert: {}."
MENDS = "Dette må rettes ({}). Rett linjen, og velg **Commit changes**. Så publiseres det på nytt."
ERROR = "- **{place}** (`{code}`): {message} {ways}"
HERE = "[Rett det her]({})"
HISTORY = "[Filen i historikken]({})."
FOR_GOOD = "[Skriv linjen i gone.txt]({})."
REST = "- … og {}. `python3 run.py check` viser alle."
QUOTED = "«…» er ord fra innholdet. De vises ikke her, for alle kan kanskje lese dette."
NO_ERRORS = "Det er ingen feil i innholdet. Be den som har satt opp nettstedet, se på kjøringen."
FOOT = "[Hele kjøringen]({}). Saken lukkes av seg selv når det som ikke ble publisert, er på nett."
UNTOLD = "Får ikke skrevet saken om publiseringen hos GitHub: {}"
ISSUES_OFF = "Saker (Issues) er slått av i repositoriet, så ingen får vite der at noe gikk galt."


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run of a workflow that published nothing of `commit`, and the errors in its content.

    `reason` is what stopped it elsewhere, `earlier` are the commits that failed before and stand.
    """

    job: WorkflowJob
    commit: str
    errors: Sequence[Problem] = ()
    reason: str = ""
    is_rollback: bool = False
    earlier: Sequence[str] = ()

    @property
    def body(self) -> str:
        """The text of the issue, in Markdown."""
        told = self.job.environment
        who, head = told["GITHUB_ACTOR"], BACK if self.is_rollback else PUSHED
        head = SCHEDULED if who == AUTHOR else head  # rebuild.yml has started it
        head = head.format(who=who, commit=self._link(self.commit))
        earlier = [EARLIER.format(", ".join(map(self._link, self.earlier)))] if self.earlier else []
        run = FOOT.format(f"{self._repository}/actions/runs/{told['GITHUB_RUN_ID']}")
        return "\n\n".join([MARKER, f"{head} {STANDS}", *self._mends, *earlier, run])

    @property
    def _repository(self) -> str:
        told = self.job.environment
        return f"{told['GITHUB_SERVER_URL']}/{told['GITHUB_REPOSITORY']}"

    def _link(self, commit: str) -> str:
        return COMMIT.format(short=commit[:7], repository=self._repository, commit=commit)

    @property
    def _mends(self) -> list[str]:
        reason = [self.reason] if self.reason else []
        if not self.errors:
            return reason or [NO_ERRORS]
        lines = [self._line(error) for error in self.errors[:MOST_ERRORS]]
        if more := len(self.errors) - len(lines):
            lines.append(REST.format(count(more, "feil til", "feil til")))
        text = "\n".join(lines)
        quoted = [QUOTED] if HIDDEN in text else []
        return [*reason, MENDS.format(count(len(self.errors), "feil", "feil")), text, *quoted]

    def _line(self, error: Problem) -> str:
        path = f"{self.job.content.as_posix()}/{error.path}"
        place = f"{path}, linje {error.line}" if error.line else path
        text = " ".join(message(without_quotes(error), "nb").split())
        ways = " ".join(self._ways(error))
        return ERROR.format(place=place, code=error.code, message=text, ways=ways)

    def _ways(self, error: Problem) -> list[str]:
        """The links to where it is mended; a file that is deleted has no line to mend."""
        address = dict(error.values).get("address", "")
        if error.path != ADDRESSES and (self.job.content / error.path).is_file():
            return [HERE.format(self._url("edit", error.path, f"#L{error.line or 1}"))]
        ways = [] if error.path == ADDRESSES else [HISTORY.format(self._url("commits", error.path))]
        if address:
            folder, _, name = GONE.rpartition("/")
            new = self._url("new", folder, "?" + urlencode({"filename": name, "value": address}))
            is_there = (self.job.content / GONE).is_file()
            ways.append(FOR_GOOD.format(self._url("edit", GONE) if is_there else new))
        return ways

    def _url(self, what: str, path: str, rest: str = "") -> str:
        file = f"{self.job.branch}/{self.job.content.as_posix()}/{path}"
        return f"{self._repository}/{what}/{quote(file)}{rest}"


def without_quotes(problem: Problem) -> Problem:
    """The problem without the words of the content in its message."""
    own = OWN_VALUES | ({"choices"} if problem.code in OWN_CHOICES else set())
    own |= PUBLIC_VALUES if PUBLIC_CODES.fullmatch(problem.code) else set()
    values = (
        (name, value if name in own or is_field(name, value) else HIDDEN)
        for name, value in problem.values
        if name != "suggestion"
    )
    return replace(problem, values=tuple(values))


def is_field(name: str, value: str) -> bool:
    """Whether the value is like the name of a field; an unknown one may be a sentence."""
    return name == "field" and bool(FIELD_NAME.fullmatch(value))


def tell(failed: FailedRun) -> None:
    """Open or rewrite the issue about what is not published."""
    job = failed.job
    try:
        if issue := _found(job):
            earlier = [one for one in _standing(issue, job) if one != failed.commit]
            earlier = [one for one in earlier if not _contains(job, failed.commit, one)]
            failed = replace(failed, earlier=earlier)
        path, method = (f"/issues/{issue['number']}", "PATCH") if issue else ("/issues", "POST")
        ask(job.environment, method, path, {"title": TITLE, "body": failed.body})
    except UNREADABLE as error:
        _say(error)


def close(job: WorkflowJob) -> None:
    """Close the issue if this run has put online all that failed.

    What a run was started with is a release: it ends the failure of that very commit, no other.
    """
    commit, is_new = job.git("rev-parse", "HEAD"), not job.environment.get("COMMIT")
    try:
        if (issue := _found(job)) and all(
            one == commit or (is_new and _contains(job, commit, one))
            for one in _standing(issue, job)
        ):
            values = {"state": "closed", "state_reason": "completed"}
            ask(job.environment, "PATCH", f"/issues/{issue['number']}", values)
    except UNREADABLE as error:
        _say(error)


def _found(job: WorkflowJob) -> dict[str, Any] | None:
    return find_own(job.environment, "/issues", MARKER, state="open")


def _standing(issue: dict[str, Any], job: WorkflowJob) -> list[str]:
    """The commits in the issue that the branch still has; others were taken out of its history."""
    branch = job.fetched(f"refs/heads/{job.branch}")
    return [one for one in COMMITS.findall(issue["body"]) if _contains(job, branch, one)]


def _contains(job: WorkflowJob, commit: str, other: str) -> bool:
    """Whether a commit has another one in its history; no, when that does not exist any more."""
    try:
        return not job.git("rev-list", "-1", other, f"^{commit}")
    except Refused:
        return False


def _say(error: BaseException) -> None:
    is_off = isinstance(error, HTTPError) and error.code == 410
    print(f"::warning::{ISSUES_OFF if is_off else UNTOLD.format(reason_for(error))}")
