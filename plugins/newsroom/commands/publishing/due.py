"""Whether the published site is out of date by time alone; due.yml asks every 20 minutes.

Needs only the standard library, so that nothing has to be installed. The site's URL is SITE_URL,
else that of its GitHub Pages. Prints one line, and hands `commit` to the next job: the last
release, when it is to be built again; else nothing. With `--nightly` it always is.
"""

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from newsroom.commands.publishing.remote import GIT_FAILED, release_commit, write_outputs

MOST_BYTES = 64_000
SECONDS = 20
NIGHTLY = "--nightly"
NO_ANSWER = "Får ikke spurt nettstedet, den nattlige byggingen får ta det: {}: {}"
NOT_YET = "Ingenting er publisert herfra ennå, så det er ingenting å bygge på nytt."
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


def main(environment: Mapping[str, str], now: datetime, *, is_nightly: bool = False) -> None:
    """Ask the site and print the verdict; a site that does not answer is not due."""
    commit = ""
    try:
        is_due, words = asked(environment, now, is_nightly=is_nightly)
        if is_due and "GITHUB_OUTPUT" in environment:
            commit = release_commit(environment)
            words = words if commit else NOT_YET
    except PagesOff as off:
        words = str(off)
    except UNREADABLE as error:
        words = NO_ANSWER.format(type(error).__name__, error)
    print(" ".join(words.split()))
    write_outputs(environment, commit=commit)


def asked(environment: Mapping[str, str], now: datetime, *, is_nightly: bool) -> tuple[bool, str]:
    """Whether the site is due, and why. Raises PagesOff, or one of UNREADABLE."""
    url = site_url(environment)
    if is_nightly:
        return True, "Bygges på nytt, som hver natt."
    return verdict(fetched(f"{url}/next-change.json"), now)


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
    request = Request(url, headers={"Cache-Control": "no-cache"})
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
    main(os.environ, datetime.now(UTC), is_nightly=NIGHTLY in sys.argv)
