"""The repository's remote `origin` at GitHub, asked with Git and the standard library only."""

import base64
import subprocess
from collections.abc import Mapping
from pathlib import Path

# A commit with the record as it was published; its parent is the commit that was built.
RELEASE_REF = "refs/newsroom/release"
# What `git` raises; it has nothing but the exit code and what Git said.
GIT_FAILED = (subprocess.CalledProcessError, FileNotFoundError)
# How long a server may take to answer.
SECONDS = 20


def git(environment: Mapping[str, str], *words: str) -> str:
    """What Git prints in the current folder. Raises one of GIT_FAILED."""
    env = {**environment, **credentials(environment)}
    done = subprocess.run(
        ["git", *words], env=env, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def release_commit(environment: Mapping[str, str]) -> str:
    """The commit of RELEASE_REF at the remote; empty before the first release."""
    return git(environment, "ls-remote", "origin", RELEASE_REF).partition("\t")[0]


def credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables by which Git logs in at GitHub with GITHUB_TOKEN; none without it.

    None either outside a workflow: there Git has the login of the user, whose token may do less.
    """
    token = environment.get("GITHUB_TOKEN")
    if not token or environment.get("GITHUB_ACTIONS") != "true":
        return {}
    login = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{environment['GITHUB_SERVER_URL']}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {login}",
    }


def write_outputs(environment: Mapping[str, str], **values: str) -> None:
    """Hand these values to the next steps and jobs, if this runs in a workflow."""
    if output := environment.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in values.items())
