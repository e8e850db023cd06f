"""Whether the published site is out of date by time alone; rebuild.yml asks every 20 minutes.

Needs only the standard library, so that nothing has to be installed. The site's URL is SITE_URL,
else that of its GitHub Pages. Prints one line, and starts publish.yml on the last release when it
is to be built again. At night it always is.
"""

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from string import punctuation
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from newsroom.addresses.host_names import in_ascii
from newsroom.commands.publishing.github_api import ask
from newsroom.commands.publishing.remote import GIT_FAILED, SECONDS, release_commit

MOST_BYTES = 64_000
NO_ANSWER = "Får ikke spurt nettstedet, den nattlige byggingen får ta det: {}: {}"
NOT_YET = "Ingenting er publisert herfra ennå, så det er ingenting å bygge på nytt."
NOT_STARTED = "Får ikke startet publish.yml, så nettstedet ble ikke bygget på nytt: {}"
PAGES_OFF = (
    "GitHub Pages er ikke slått på, så ingenting blir publisert. Velg «GitHub Actions» under "
    "Source, og kjør jobben på nytt: {}/{}/settings/pages"
)


class PagesOff(Exception):
    """GitHub Pages does not publish what Actions give it; the text says what to do."""


# What is raised for an answer in an unexpected form, or for no answer.
UNREADABLE = (
    OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError, *GIT_FAILED
)  # fmt: skip


def main(environment: Mapping[str, str], now: datetime) -> int:
    """Ask the site, print the verdict, and start publish.yml when it is due; the exit code."""
    commit = ""
    try:
        is_due, words = asked(environment, now)
        if is_due and "GITHUB_TOKEN" in environment:
            commit = release_commit(environment)
            words = words if commit else NOT_YET
    except PagesOff as off:
        words = str(off)
    except UNREADABLE as error:
        words = NO_ANSWER.format(type(error).__name__, error)
    print(" ".join(words.split()))
    return start(environment, commit) if commit else 0


def asked(environment: Mapping[str, str], now: datetime) -> tuple[bool, str]:
    """Whether the site is due, and why. Raises PagesOff, or one of UNREADABLE."""
    url = site_url(environment)
    if is_nightly(environment):
        return True, "Bygges på nytt, som hver natt."
    return verdict(fetched(f"{url}/next-change.json"), now)


def is_nightly(environment: Mapping[str, str]) -> bool:
    """Whether the schedule that started the workflow has one hour of the day; all others ask.

    GITHUB_EVENT_PATH has what GitHub tells of the event, as JSON. Raises one of UNREADABLE.
    """
    if "GITHUB_EVENT_PATH" not in environment:
        return False
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
    return str(event["schedule"]).split()[1].isdigit()


def start(environment: Mapping[str, str], commit: str) -> int:
    """Have publish.yml build this commit again; the exit code."""
    try:
        dispatch(environment, commit)
    except UNREADABLE as error:
        print(f"::error::{NOT_STARTED.format(error)}")
        return 1
    return 0


def dispatch(environment: Mapping[str, str], commit: str) -> None:
    """Start publish.yml with this commit. Raises one of UNREADABLE."""
    values = {"ref": environment["GITHUB_REF_NAME"], "inputs": {"commit": commit}}
    ask(environment, "POST", "/actions/workflows/publish.yml/dispatches", values)


def site_url(environment: Mapping[str, str]) -> str:
    """The URL of the published site, without a slash at the end.

    Raises PagesOff, or one of UNREADABLE.
    """
    url = environment.get("SITE_URL") or pages_site(environment)["html_url"]
    return str(url).rstrip("/")


def pages_site(environment: Mapping[str, str]) -> dict[str, Any]:
    """GitHub's answer about the Pages of the repository. Raises PagesOff, or one of UNREADABLE."""
    repository = environment["GITHUB_REPOSITORY"]
    url = f"{environment['GITHUB_API_URL']}/repos/{repository}/pages"
    site = {}
    try:
        site = dict(json.loads(fetched(url, environment.get("GITHUB_TOKEN", ""))))
    except HTTPError as error:
        if error.code != 404:
            raise
    if site.get("build_type") != "workflow":
        raise PagesOff(PAGES_OFF.format(environment["GITHUB_SERVER_URL"], repository))
    return site


def fetched(url: str, token: str = "") -> bytes:
    """The body of the answer after redirects; the token is sent to the first host only."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url} er ingen nettadresse")
    request = Request(quote(in_ascii(url), safe=punctuation), headers={"Cache-Control": "no-cache"})
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    with urlopen(request, timeout=SECONDS) as answer:
        data: bytes = answer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"{url} er større enn {MOST_BYTES} byte")
    return data


def verdict(data: bytes, now: datetime) -> tuple[bool, str]:
    """Whether the time in next-change.json has come, and why. Raises one of UNREADABLE."""
    change = json.loads(data)
    moment = change["next"]
    if change.get("stopped"):
        return False, "Klokken står stille, som i prøveinnhold: ingenting endrer seg av seg selv."
    if moment is None:
        return False, "Ingenting endrer seg av seg selv."
    # TypeError for a time without a time zone.
    is_due = datetime.fromisoformat(moment) <= now
    return is_due, f"{'På tide' if is_due else 'Ikke ennå'}: {change['what']}, {moment}."


if __name__ == "__main__":
    sys.exit(main(os.environ, datetime.now(UTC)))
