"""One issue at GitHub about a publishing that failed; the next one that ends well closes it.

Everybody may be able to read it. So it has the places of the errors and what to do, the login of
who pushed, and no word of the content.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.error import HTTPError
from urllib.parse import quote

from newsroom.commands.publishing.due import UNREADABLE
from newsroom.commands.publishing.github_api import AUTHOR, ask, find_own
from newsroom.commands.words import count
from newsroom.contract.problems import Problem
from newsroom.wording.problems import FORMATTERS, message

MARKER = "<!-- newsroom: publishing failed -->"
MOST_ERRORS = 20
# The values of a message that are words of the engine, numbers or days; the others may quote the
# content. `choices` are words of the engine in these messages only.
OWN_VALUES = {"count", "most", "field_example", "field_label", *FORMATTERS} - {"behind", "choices"}
OWN_CHOICES = {"choice-invalid", "field-unknown"}
HIDDEN = "…"
FIELD_NAME = re.compile(r"[a-z_]+")
TITLE = "Nettstedet ble ikke publisert"
PUSHED = "@{who}: Det du sendte inn i [{commit}]({url}), er ikke publisert."
BACK = "@{who}: Nettstedet gikk ikke tilbake til en tidligere utgave."
SCHEDULED = "Nettstedet ble ikke bygget på nytt av seg selv."
STANDS = "Det som var på nett, står som før."
MENDS = "Dette må rettes ({}). Rett linjen, og velg **Commit changes**. Så publiseres det på nytt."
ERROR = "- **{place}** (`{code}`): {message} [Rett det her]({url})"
REST = "- … og {}. `python3 run.py check` viser alle."
QUOTED = "«…» er ord fra innholdet. De vises ikke her, for alle kan kanskje lese dette."
NO_ERRORS = "Det er ingen feil i innholdet. Be den som har satt opp nettstedet, se på kjøringen."
FOOT = "[Hele kjøringen]({}). Saken lukkes av seg selv når neste publisering går bra."
UNTOLD = "Får ikke skrevet saken om publiseringen hos GitHub: {}"
ISSUES_OFF = "Saker (Issues) er slått av i repositoriet, så ingen får vite der at noe gikk galt."


@dataclass(frozen=True, slots=True)
class FailedRun:
    """The run of a workflow, as the environment tells it, and the errors in its content.

    `rollback` is what stops one that has no such errors; empty when it is none.
    """

    environment: Mapping[str, str]
    content: str
    errors: Sequence[Problem]
    rollback: str = ""

    @property
    def body(self) -> str:
        """The text of the issue, in Markdown."""
        told = self.environment
        commit = told["GITHUB_SHA"]
        who, url = told["GITHUB_ACTOR"], f"{self._repository}/commit/{commit}"
        pushed = PUSHED.format(who=who, commit=commit[:7], url=url)
        head = BACK.format(who=who) if self.rollback else pushed
        head = SCHEDULED if who == AUTHOR else head  # rebuild.yml has started it
        parts = [MARKER, f"{head} {STANDS}", *self._mends]
        run = f"{self._repository}/actions/runs/{told['GITHUB_RUN_ID']}"
        return "\n\n".join([*parts, FOOT.format(run)])

    @property
    def _repository(self) -> str:
        return f"{self.environment['GITHUB_SERVER_URL']}/{self.environment['GITHUB_REPOSITORY']}"

    @property
    def _mends(self) -> list[str]:
        if not self.errors:
            return [self.rollback or NO_ERRORS]
        lines = [self._line(error) for error in self.errors[:MOST_ERRORS]]
        if more := len(self.errors) - len(lines):
            lines.append(REST.format(count(more, "feil til", "feil til")))
        return [MENDS.format(count(len(self.errors), "feil", "feil")), "\n".join(lines), QUOTED]

    def _line(self, error: Problem) -> str:
        path, branch = f"{self.content}/{error.path}", self.environment["GITHUB_REF_NAME"]
        place = f"{path}, linje {error.line}" if error.line else path
        url = f"{self._repository}/edit/{quote(branch)}/{quote(path)}" + f"#L{error.line or 1}"
        text = " ".join(message(without_quotes(error), "nb").split())
        return ERROR.format(place=place, code=error.code, message=text, url=url)


def without_quotes(problem: Problem) -> Problem:
    """The problem without the words of the content in its message."""
    own = OWN_VALUES | ({"choices"} if problem.code in OWN_CHOICES else set())
    values = (
        (name, value if name in own or is_field(name, value) else HIDDEN)
        for name, value in problem.values
        if name != "suggestion"
    )
    return replace(problem, values=tuple(values))


def is_field(name: str, value: str) -> bool:
    """Whether the value is like the name of a field; an unknown one may be a sentence."""
    return name == "field" and bool(FIELD_NAME.fullmatch(value))


def tell(environment: Mapping[str, str], failed: FailedRun | None) -> None:
    """Open or rewrite the issue about a run that failed; close it after one that did not."""
    try:
        issue = find_own(environment, "/issues", MARKER, state="open")
        path = f"/issues/{issue['number']}" if issue else "/issues"
        if failed:
            values = {"title": TITLE, "body": failed.body}
            ask(environment, "PATCH" if issue else "POST", path, values)
        elif issue:
            ask(environment, "PATCH", path, {"state": "closed", "state_reason": "completed"})
    except UNREADABLE as error:
        is_off = isinstance(error, HTTPError) and error.code == 410
        print(f"::warning::{ISSUES_OFF if is_off else UNTOLD.format(error)}")
