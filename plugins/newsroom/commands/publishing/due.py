"""Whether the published site is out of date by time alone; due.yml asks every 20 minutes.

Uses only the standard library, so that nothing has to be installed. The site's URL is SITE_URL,
else that of its GitHub Pages. Prints one line, and writes `due=true` or `due=false` to the file
that GITHUB_OUTPUT names.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

MOST_BYTES = 64_000
SECONDS = 20


# What is raised for an answer in an unexpected form, or for no answer.
UNREADABLE = (OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError)


def main(environment: Mapping[str, str], now: datetime) -> None:
    """Ask the site and print the verdict; a site that does not answer is not due."""
    try:
        is_due, words = verdict(fetched(f"{site_url(environment)}/next-change.json"), now)
    except UNREADABLE as error:
        is_due = False
        reason = f"{type(error).__name__}: {error}"
        words = f"Får ikke spurt nettstedet, den nattlige byggingen får ta det: {reason}"
    print(" ".join(words.split()))
    if output := environment.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"due={str(is_due).lower()}\n")


def site_url(environment: Mapping[str, str]) -> str:
    """The URL of the published site, without a slash at the end. Raises one of UNREADABLE."""
    if url := environment.get("SITE_URL"):
        return url.rstrip("/")
    pages = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/pages"
    url = json.loads(fetched(pages, environment.get("GITHUB_TOKEN", "")))["html_url"]
    return str(url).rstrip("/")


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
    main(os.environ, datetime.now(UTC))
