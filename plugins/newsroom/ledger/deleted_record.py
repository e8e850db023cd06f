"""Finds with git whether record/addresses.txt was deleted."""

import subprocess
from pathlib import Path

from newsroom.contract.ledger import ADDRESSES, Ledger
from newsroom.contract.problems import Report, Severity
from newsroom.contract.source import Source

# The last commit that wrote the file, and its path in the repository.
# With --full-history, git follows a merge to the parent that still has the file.
FORMAT = ("--diff-filter=AM", "--format=%h", "--name-only", "-z")
COMMAND = ("log", "-1", "--full-history", *FORMAT, "--", ADDRESSES)
TIMEOUT = 20  # seconds


def check_deleted_record(content: Path, ledger: Ledger, report: Report, severity: Severity) -> None:
    """Report a missing addresses.txt that git has in an earlier commit; nothing without git."""
    if not ledger.is_written and (last_commit := _last_commit(content)):
        commit, path = last_commit
        values = {"commit": commit, "path": path}
        report.add(Source(ADDRESSES), (), "ledger-deleted", values, severity)


def _last_commit(content: Path) -> tuple[str, str] | None:
    """The short hash of the last commit that wrote the file, and the file's path there."""
    command = ["git", "-C", str(content), *COMMAND]
    try:
        log = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    commit, _, path = log.stdout.decode("utf-8", "replace").strip("\0").partition("\0")
    return (commit, path.strip()) if path else None
