"""Whether the record of what was published has been deleted, as the history tells."""

import subprocess
from pathlib import Path

from newsroom.contract.ledger import ADDRESSES, Ledger
from newsroom.contract.problems import Report, Severity
from newsroom.contract.source import Source

# The last commit in which the file was written, and its path in the repository.
# With --full-history, a merge is followed to the parent that still has the file.
FORMAT = ("--diff-filter=AM", "--format=%h", "--name-only", "-z")
COMMAND = ("log", "-1", "--full-history", *FORMAT, "--", ADDRESSES)
PATIENCE = 20  # seconds


def check_deleted_record(content: Path, ledger: Ledger, report: Report, severity: Severity) -> None:
    """A record that was there once is to be there still; without Git nobody knows."""
    if not ledger.is_written and (kept := _last_kept(content)):
        commit, path = kept
        values = {"commit": commit, "path": path}
        report.add(Source(ADDRESSES), (), "ledger-deleted", values, severity)


def _last_kept(content: Path) -> tuple[str, str] | None:
    command = ["git", "-C", str(content), *COMMAND]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    commit, _, path = done.stdout.decode("utf-8", "replace").strip("\0").partition("\0")
    return (commit, path.strip()) if path else None
