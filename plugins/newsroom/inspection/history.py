"""Who has changed the repository, as its history names them."""

import re
import subprocess
from pathlib import Path

# Authors, committers, and who is named below a message: `Co-authored-by: Kari <kari@example.org>`.
COMMAND = ("log", "--format=%ae%n%ce%n%(trailers:only,unfold,valueonly)")
PATIENCE = 20  # seconds
MAIL = re.compile(r"[^\s<>@:,;\"()]+@[^\s<>@:,;\"()]+")
NOREPLY = "noreply"


def mails_in_history(content: Path) -> list[str]:
    """The e-mail addresses of everybody in the log of the repository; none without Git.

    No more of the log is read than was fetched.
    """
    command = ["git", "-C", str(content), *COMMAND]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    found = MAIL.findall(done.stdout.decode("utf-8", "replace")) if not done.returncode else ()
    return [mail for mail in dict.fromkeys(found) if NOREPLY not in mail]
