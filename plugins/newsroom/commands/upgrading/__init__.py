"""`run.py upgrade`: a newer engine for a site made by init, compared first and undone at will.

The engine that is installed checks the new one and installs it beside itself (`engines.py`).
All that follows is done by the new one (`with_new_engine.py`), which knows what has changed.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.init.wheel import version_of
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.upgrading.engines import (
    current_wheel,
    fetched_wheel,
    install_beside,
    number,
)
from newsroom.commands.upgrading.writing import undone

NEWEST = "Nettstedet har alt versjon {}. Det er ingenting å oppgradere."
OLDER = (
    "Versjon {} er eldre enn den nettstedet har, {}. Skal den forrige tilbake, bruker du --undo."
)


@printed
def main(wanted: str, flags: Iterable[str]) -> Iterable[str]:
    """Upgrade the site in the current folder to a version, a wheel or the newest.

    Ends in SystemExit when the new engine was run.
    """
    site = Path.cwd()
    old = current_wheel(site)
    with TemporaryDirectory(prefix="newsroom-") as temporary:
        new = fetched_wheel(wanted, old, Path(temporary, "wheel"))
        versions = version_of(new), version_of(old)
        if versions[0] == versions[1]:
            return [NEWEST.format(versions[0])]
        if number(versions[0]) < number(versions[1]):
            raise Refused(OLDER.format(*versions))
        beside = install_beside(site, new, Path(temporary, "engine"))
        sys.exit(run_new_engine(beside, [str(old), str(new), *flags]))


def run_new_engine(beside: Path, words: list[str]) -> int:
    """Run `with_new_engine.py` of the engine in a folder, which it finds first in PYTHONPATH."""
    path = os.pathsep.join(filter(None, (str(beside), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "newsroom.commands.upgrading.with_new_engine", *words]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, check=False).returncode


@printed
def undo() -> Iterable[str]:
    """Bring back what the last upgrade replaced."""
    return undone(Path.cwd())
