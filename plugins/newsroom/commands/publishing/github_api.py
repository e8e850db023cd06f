"""Asks GitHub's REST API about the repository of a workflow, and finds what we wrote there.

Needs only the standard library.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from newsroom.commands.publishing.remote import SECONDS

# By its marker, which the text begins with, and this author we know what is ours.
AUTHOR = "github-actions[bot]"
PAGE, MOST_PAGES = 100, 10


def ask(
    environment: Mapping[str, str], method: str, path: str, values: Mapping[str, Any] | None = None
) -> Any:
    """What GitHub answers about `path` of the repository, or None. Raises one of UNREADABLE."""
    url = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}{path}"
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {environment['GITHUB_TOKEN']}",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    if values:
        headers["Content-Type"] = "application/json"
    data = json.dumps(values).encode() if values else None
    with urlopen(Request(url, data, headers, method=method), timeout=SECONDS) as answer:
        return json.loads(answer.read() or b"null")


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
