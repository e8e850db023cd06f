"""The pages of a host of Git repositories: where a branch is reviewed, and what its jobs did."""

import re
from urllib.parse import quote, urlencode

# `https://host/owner/name.git`, `ssh://git@host:22/owner/name`, `git@host:owner/name.git`
REMOTE = re.compile(r"(?:\w+://)?(?:[^@/]+@)?([\w.-]+\.\w+)(?::\d+(?=/))?[:/](.+?)(?:\.git)?/?")
FORGEJO = re.compile(r"codeberg|forgejo|gitea")


def review_page(url: str, branch: str, onto: str) -> str:
    """Where to ask for a review of a branch; "" for an unknown host."""
    host, repository = _parts(url)
    if "gitlab" in host:
        query = urlencode({"merge_request[source_branch]": branch})
        return f"https://{host}/{repository}/-/merge_requests/new?{query}"
    if host == "github.com" or FORGEJO.search(host):
        return f"https://{host}/{repository}/compare/{quote(onto)}...{quote(branch)}"
    return ""


def jobs_page(url: str) -> str:
    """Where to see what stopped a publishing; "" for an unknown host."""
    host, repository = _parts(url)
    if "gitlab" in host:
        return f"https://{host}/{repository}/-/pipelines"
    is_known = host == "github.com" or FORGEJO.search(host)
    return f"https://{host}/{repository}/actions" if is_known else ""


def _parts(url: str) -> tuple[str, str]:
    match = REMOTE.fullmatch(url)
    return (match[1], match[2]) if match else ("", "")
