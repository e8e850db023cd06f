"""Asks GitHub's REST API about the repository of a workflow, and finds what we wrote there.

Needs only the standard library.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from newsroom.commands.publishing.asking import fetched

# By its marker, which the text begins with, and this author we know what is ours.
AUTHOR = "github-actions[bot]"
PAGE, MOST_PAGES = 100, 10
MOST_BYTES = 10_000_000  # of a page of issues
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
PAGES_OFF = (
    "GitHub Pages er ikke slått på, så ingenting blir publisert. Velg «GitHub Actions» under "
    "Source, og kjør jobben på nytt: {GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/settings/pages"
)


class PagesOff(Exception):
    """GitHub Pages does not publish what Actions give it; the text says what to do."""


def ask(
    environment: Mapping[str, str], method: str, path: str, values: Mapping[str, Any] | None = None
) -> Any:
    """What GitHub answers about `path` of the repository, or None. Raises one of UNREADABLE."""
    url = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}{path}"
    token = environment.get("GITHUB_TOKEN", "")
    answer = fetched(url, token, method=method, values=values, headers=HEADERS, most=MOST_BYTES)
    return json.loads(answer or b"null")


def pages_site(environment: Mapping[str, str]) -> dict[str, Any]:
    """GitHub's answer about the Pages of the repository. Raises PagesOff, or one of UNREADABLE."""
    site: dict[str, Any] = {}
    try:
        site = dict(ask(environment, "GET", "/pages"))
    except HTTPError as error:
        if error.code != 404:
            raise
    if site.get("build_type") != "workflow":
        raise PagesOff(PAGES_OFF.format_map(environment))
    return site


def dispatch(environment: Mapping[str, str], commit: str) -> None:
    """Start publish.yml with this commit. Raises one of UNREADABLE."""
    values = {"ref": environment["GITHUB_REF_NAME"], "inputs": {"commit": commit}}
    ask(environment, "POST", "/actions/workflows/publish.yml/dispatches", values)


def find_own(
    environment: Mapping[str, str], path: str, marker: str, **query: str
) -> dict[str, Any] | None:
    """The issue or comment we wrote, of those that `path` lists. Raises one of UNREADABLE."""
    for page in range(1, MOST_PAGES + 1):
        words = urlencode({**query, "per_page": PAGE, "page": page})
        listed: list[dict[str, Any]] = ask(environment, "GET", f"{path}?{words}")
        for one in listed:
            if one["user"]["login"] == AUTHOR and (one["body"] or "").startswith(marker):
                return one
        if len(listed) < PAGE:
            break
    return None
