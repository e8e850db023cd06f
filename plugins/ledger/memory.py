"""Whether the record of what was published has been deleted, as the history tells."""

import subprocess
from pathlib import Path

from plugins.contract.ledger import ADDRESSES, Ledger
from plugins.contract.problems import Report, Severity
from plugins.contract.source import Source

# The last commit that has the file.
COMMAND = ("log", "-1", "--diff-filter=AM", "--format=%h", "--", ADDRESSES)
PATIENCE = 20  # seconds


def check_memory(content: Path, ledger: Ledger, report: Report, severity: Severity) -> None:
    """A record that was there once is to be there still; without Git nobody knows."""
    if not ledger.is_kept and (commit := _last_kept(content)):
        report.add(Source(ADDRESSES), (), "ledger-deleted", {"commit": commit}, severity)


def _last_kept(content: Path) -> str:
    command = ["git", "-C", str(content), *COMMAND]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE, check=False, encoding="ascii"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
