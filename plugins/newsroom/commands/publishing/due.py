"""Whether the published site has become wrong by itself; due.yml asks every 20 minutes.

The standard library alone, so that nothing has to be set up. The site's address is SITE_URL, else
what GitHub says of its Pages. One line is printed, and the file GITHUB_OUTPUT names gets `due=true`
or `due=false`.
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


class Unreadable(Exception):
    """An answer that is not what was asked for; the words say why."""


def main(environment: Mapping[str, str], now: datetime) -> None:
    """Ask the site, and say what came of it: a site that does not answer is not due."""
    try:
        is_due, words = verdict(fetched(f"{site_url(environment)}/next-change.json"), now)
    except (OSError, HTTPException, ValueError, RecursionError, Unreadable) as error:
        is_due = False
        words = f"Får ikke spurt nettstedet, den nattlige byggingen får ta det: {error}"
    print(" ".join(words.split()))
    if output := environment.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"due={str(is_due).lower()}\n")


def site_url(environment: Mapping[str, str]) -> str:
    """Where the site is published, without a last slash."""
    if written := environment.get("SITE_URL"):
        return written.rstrip("/")
    api, repository = environment.get("GITHUB_API_URL"), environment.get("GITHUB_REPOSITORY")
    if not api or not repository:
        raise Unreadable("SITE_URL mangler")
    pages = _object(fetched(f"{api}/repos/{repository}/pages", environment.get("GITHUB_TOKEN", "")))
    return _text(pages, "html_url").rstrip("/")


def fetched(url: str, token: str = "") -> bytes:
    """The answer, redirections followed; the token is for the first address alone."""
    if not url.startswith(("https://", "http://")):
        raise Unreadable(f"{url} er ingen nettadresse")
    request = Request(url, headers={"Cache-Control": "no-cache"})
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    with urlopen(request, timeout=SECONDS) as answer:
        data = answer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{url} er større enn {MOST_BYTES} byte")
    return data


def verdict(data: bytes, now: datetime) -> tuple[bool, str]:
    """Whether the time in next-change.json has come, and why, in words."""
    said = _object(data)
    if said.get("stopped"):
        return False, "Klokken står stille, som i prøveinnhold: ingenting endrer seg av seg selv."
    if "next" in said and said["next"] is None:
        return False, "Ingenting endrer seg av seg selv."
    moment = datetime.fromisoformat(_text(said, "next"))
    if not moment.tzinfo:
        raise Unreadable(f"next har ingen tidssone: {moment}")
    is_due = moment <= now
    return is_due, f"{'På tide' if is_due else 'Ikke ennå'}: {_text(said, 'what')}, {moment}."


def _object(data: bytes) -> dict[str, object]:
    said = json.loads(data)
    if not isinstance(said, dict):
        raise Unreadable("svaret er ikke et JSON-objekt")
    return said


def _text(said: Mapping[str, object], name: str) -> str:
    if not isinstance(said.get(name), str):
        raise Unreadable(f"{name} mangler i svaret")
    return str(said[name])


if __name__ == "__main__":
    main(os.environ, datetime.now(UTC))
