"""One comment on a pull request about what readers will see change; each push rewrites it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.error import HTTPError

from newsroom.commands.publishing.asking import UNREADABLE, reason_for
from newsroom.commands.publishing.github_api import ask, find_own

MARKER = "<!-- newsroom: what readers see -->"
MOST = 65_536  # characters of a comment
REST = "… Resten står i oppsummeringen av kjøringen."
FOOT = (
    "Se hele nettstedet: Når [kjøringen]({}#artifacts) har gått bra, laster du ned «nettstedet» "
    "nederst der. Pakk det ut, og dobbeltklikk på index.html. Stopper den på en feil, er det ikke "
    "noe nettsted å se."
)
READ_ONLY = (
    "Kjøringen får ikke skrive kommentarer (som fra en fork). Rapporten står i oppsummeringen."
)
UNTOLD = "Får ikke skrevet i pull requesten hos GitHub, så det står bare i oppsummeringen: {}"


def tell(environment: Mapping[str, str], report: Iterable[str]) -> None:
    """Write the report to the summary of the run, and to our comment on the pull request."""
    repository = f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}"
    foot = FOOT.format(f"{repository}/actions/runs/{environment['GITHUB_RUN_ID']}")
    lines = list(report)
    with Path(environment["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write("\n".join([*lines, "", foot, ""]))
    # GITHUB_REF_NAME is `7/merge`.
    comments = f"/issues/{environment['GITHUB_REF_NAME'].partition('/')[0]}/comments"
    values = {"body": _fitted("\n".join([MARKER, *lines]), foot)}
    try:
        if comment := find_own(environment, comments, MARKER):
            ask(environment, "PATCH", f"/issues/comments/{comment['id']}", values)
        else:
            ask(environment, "POST", comments, values)
    except UNREADABLE as error:
        is_read_only = isinstance(error, HTTPError) and error.code == 403
        untold = f"::warning::{UNTOLD.format(reason_for(error))}"
        print(f"::notice::{READ_ONLY}" if is_read_only else untold)


def _fitted(text: str, foot: str) -> str:
    """The lines that GitHub has room for in a comment, and the foot."""
    room = MOST - len(foot) - 2
    if len(text) > room:
        whole, _, _ = text[: room - len(REST) - 2].rpartition("\n")
        text = f"{whole}\n\n{REST}"
    return f"{text}\n\n{foot}"
