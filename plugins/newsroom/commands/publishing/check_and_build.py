"""`run.py check` and `run.py build` in a workflow, with what they need from the system."""

import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec

APT = ("sudo", "apt-get", "-q", "-y", "--no-install-recommends")
LIBRARIES = ("fonts-dejavu-core", "libharfbuzz-subset0", "libpango-1.0-0", "libpangoft2-1.0-0")
PDF_COMMANDS = {
    "Listen over systemets pakker": (*APT, "update"),
    "Det som skriver ut årsbrevet som PDF": (*APT, "install", *LIBRARIES),
}
NEWSROOM = (sys.executable, "-m", "newsroom")
STOPPED = "{} stoppet, så ingenting er publisert. Grunnen står over."


def check_and_build(environment: Mapping[str, str], *flags: str) -> int:
    """Check, and build with these flags, both without the token; the exit code of the last command.

    The last line in the log names the one that failed.
    """
    given = {name: value for name, value in environment.items() if name != "GITHUB_TOKEN"}
    # run.py has installed WeasyPrint when an annual letter asks for a PDF.
    commands = PDF_COMMANDS if find_spec("weasyprint") else {}
    check, build = (*NEWSROOM, "check"), (*NEWSROOM, "build", *flags)
    for name, words in {**commands, "Sjekken av innholdet": check, "Byggingen": build}.items():
        print(f"== {name}", flush=True)
        code = subprocess.run(words, env=given, check=False).returncode
        if code:
            print(f"::error::{STOPPED.format(name)}")
            return code
    return 0
