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


class Unreadable(Exception):
    """An answer in an unexpected form; the text says what is wrong."""


def main(environment: Mapping[str, str], now: datetime) -> None:
    """Ask the site and print the verdict; a site that does not answer is not due."""
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
    """The URL of the published site, without a slash at the end. Raises Unreadable."""
    if url := environment.get("SITE_URL"):
        return url.rstrip("/")
    api, repository = environment.get("GITHUB_API_URL"), environment.get("GITHUB_REPOSITORY")
    if not api or not repository:
        raise Unreadable("SITE_URL mangler")
    pages = _object(fetched(f"{api}/repos/{repository}/pages", environment.get("GITHUB_TOKEN", "")))
    return _text(pages, "html_url").rstrip("/")


def fetched(url: str, token: str = "") -> bytes:
    """The body of the answer after redirects; the token is sent to the first host only."""
    if not url.startswith(("https://", "http://")):
        raise Unreadable(f"{url} er ingen nettadresse")
    request = Request(url, headers={"Cache-Control": "no-cache"})
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    with urlopen(request, timeout=SECONDS) as answer:
        data: bytes = answer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{url} er større enn {MOST_BYTES} byte")
    return data


def verdict(data: bytes, now: datetime) -> tuple[bool, str]:
    """Whether the time in next-change.json has come, and the reason in words."""
    change = _object(data)
    if change.get("stopped"):
        return False, "Klokken står stille, som i prøveinnhold: ingenting endrer seg av seg selv."
    if "next" in change and change["next"] is None:
        return False, "Ingenting endrer seg av seg selv."
    moment = datetime.fromisoformat(_text(change, "next"))
    if not moment.tzinfo:
        raise Unreadable(f"next har ingen tidssone: {moment}")
    is_due = moment <= now
    return is_due, f"{'På tide' if is_due else 'Ikke ennå'}: {_text(change, 'what')}, {moment}."


def _object(data: bytes) -> dict[str, object]:
    value = json.loads(data)
    if not isinstance(value, dict):
        raise Unreadable("svaret er ikke et JSON-objekt")
    return value


def _text(data: Mapping[str, object], name: str) -> str:
    text = data.get(name)
    if not isinstance(text, str):
        raise Unreadable(f"{name} mangler i svaret")
    return text


if __name__ == "__main__":
    main(os.environ, datetime.now(UTC))
