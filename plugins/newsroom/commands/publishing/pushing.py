"""`run.py record --push BRANCH`: commits the record, and sends it to a branch of `origin`."""

import sys
from pathlib import Path

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.record import MESSAGE
from newsroom.contract.catalog import ADDRESSES

SENT = "Sendt til grenen {}."
NOT_SENT = (
    "{} Det som er publisert, er ikke notert i grenen, så ingenting sier fra når en av adressene "
    "forsvinner."
)


def push(branch: str, content: Path) -> int:
    """Commit what is new in the record and send it, on top of what others have sent; 1 if refused.

    Works on a detached HEAD too, as a job of CI has it. Other changes stay as they are.
    """
    folder = str((content / ADDRESSES).parent)
    try:
        _git(branch, "add", "--", folder)
        if not _git(branch, "diff", "--cached", "--name-only", "--", folder):
            return 0
        _git(branch, "commit", "--quiet", "--message", MESSAGE, "--", folder)
        _git(branch, "pull", "--quiet", "--rebase", "--autostash", "origin", branch)
        _git(branch, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    except Refused as refused:
        print(NOT_SENT.format(refused), file=sys.stderr)
        return 1
    print(SENT.format(branch))
    return 0


def _git(branch: str, *words: str) -> str:
    return output_of("git", ["git", *words], {"branch": branch}).strip()
