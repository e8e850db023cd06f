"""A fake of GitHub's API that knows its documentation, and notes each request that breaks it.

docs.github.com/en/rest/issues/issues and …/issues/comments, version 2022-11-28.
"""

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

ISSUES = "/repos/ola/nettsted/issues"
BOT = "github-actions[bot]"
PAGES = {"per_page", "page"}
# The path, the parameters, what the body may have and must have, and the answer.
DOCUMENTED: dict[str, tuple[str, set[str], set[str], set[str], int]] = {
    "GET issues": (ISSUES, {"state", *PAGES}, set(), set(), 200),
    "POST issues": (ISSUES, set(), {"title", "body", "labels", "assignees"}, {"title"}, 201),
    "PATCH issues": (
        rf"{ISSUES}/\d+", set(), {"title", "body", "state", "state_reason"}, set(), 200
    ),
    "GET comments": (rf"{ISSUES}/\d+/comments", {"since", *PAGES}, set(), set(), 200),
    "POST comments": (rf"{ISSUES}/\d+/comments", set(), {"body"}, {"body"}, 201),
    "PATCH comments": (rf"{ISSUES}/comments/\d+", set(), {"body"}, {"body"}, 200),
}  # fmt: skip
REASONS = {"completed", "not_planned", "duplicate", "reopened"}


@dataclass
class GitHub:
    """The issues of a repository and the comments of one, what was asked for, and its faults."""

    url: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refusal: int = 0
    refused: tuple[str, ...] = ()  # the methods that get this answer

    def environment(self, **told: str) -> dict[str, str]:
        """What a run of a workflow is told, and the rest of the environment."""
        told |= {"API_URL": self.url, "SERVER_URL": "https://github.example", "RUN_ID": "77"}
        told |= {"REPOSITORY": "ola/nettsted", "TOKEN": "token-1"}
        return {**os.environ, **{f"GITHUB_{name}": value for name, value in told.items()}}

    def answer(self, method: str, target: str, headers: dict[str, str], data: bytes) -> Any:
        """The status and the body of the answer; notes all that the documentation forbids."""
        url, body = urlsplit(target), json.loads(data or b"{}")
        about = "comments" if "/comments" in url.path else "issues"
        path, parameters, may, must, status = DOCUMENTED[f"{method} {about}"]
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.asked.append(method)
        right = {
            "path": re.fullmatch(path, url.path),
            "parameters": query.keys() <= parameters and int(query.get("per_page", 1)) <= 100,
            "body": must <= body.keys() <= may,
            "state": body.get("state", "open") in {"open", "closed"},
            "reason": body.get("state_reason", "completed") in REASONS,
            "accept": headers["accept"] == "application/vnd.github+json",
            "version": headers["x-github-api-version"] == "2022-11-28",
            "token": headers["authorization"] == "Bearer token-1",
            "agent": headers.get("user-agent"),
            "type": not data or headers["content-type"] == "application/json",
            "size": len(body.get("body", "")) <= 65_536,
        }
        self.faults += [
            f"{method} {target}: {name}" for name, is_right in right.items() if not is_right
        ]
        if method in self.refused:
            return self.refusal, {"message": "nei"}
        things: list[dict[str, Any]] = getattr(self, about)
        if method == "GET":
            first = (int(query["page"]) - 1) * int(query["per_page"])
            listed = [one for one in things if one.get("state") == query.get("state")]
            # Issues are listed from the newest, comments from the oldest.
            listed = listed[::-1] if about == "issues" else listed
            return status, listed[first : first + int(query["per_page"])]
        if method == "POST":
            self.add(BOT, about, **body)
            return status, things[-1]
        thing = things[int(url.path.rpartition("/")[2]) % 1000 - 1]
        thing.update(body)
        return status, thing

    def add(self, login: str, about: str = "issues", **values: object) -> None:
        things = getattr(self, about)
        number = len(things) + 1
        own = {"number": number, "state": "open"} if about == "issues" else {"id": 1000 + number}
        things.append({"user": {"login": login}, "body": None, **own, **values})
