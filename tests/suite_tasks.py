"""The tasks that only this repository has: the tests of the engine."""

import os
import shlex
import subprocess
import sys
import time

from invoke.context import Context
from invoke.tasks import task

# What is killed again and again, at other moments, while a site is published or written.
KILLS = (
    "tests/desk/test_desk_sessions.py",
    "tests/desk/test_desk_attacks.py",
    "tests/publishing/test_branch.py::test_killed_at_any_moment_the_branch_is_whole",
    "tests/publishing/test_bucket.py::test_killed_at_any_moment_every_page_works",
    "tests/publishing/test_ssh_server.py::test_killed_at_any_moment_the_site_is_whole",
)


@task(help={"args": 'Ord til pytest, f.eks. "-k walls".'})
def test(context: Context, args: str = "") -> None:
    """Kjører testene."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "auto",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        *shlex.split(args),
    ]
    sys.exit(subprocess.call(command))


@task(
    help={"count": "Hvor mange endringer som prøves.", "seed": "Et annet tall gir et annet utvalg."}
)
def mutants(context: Context, count: int = 200, seed: int = 1) -> None:
    """Endrer koden litt, og sier hvilke endringer ingen test merker."""
    from tests.mutants import main

    sys.exit(main(count, seed))


@task(help={"steps": "Hvor mange tilfeldige endringer som prøves."})
def soundness(context: Context, steps: int = 1000) -> None:
    """Prøver at det som bygges på nytt alltid blir som bygget fra bunnen."""
    command = [sys.executable, "-m", "pytest", "tests/soundness", *KILLS, "-n", "auto"]
    given = {
        "SOUNDNESS_STEPS": steps,
        "PUBLISH_KILLS": max(4, steps // 20),
        "DESK_SESSIONS": max(4, steps // 5),
        "DESK_SAVES": steps,
        "DESK_FUZZ": steps // 2,
        "DESK_SEED": time.time_ns(),
    }
    env = os.environ | {name: str(value) for name, value in given.items()}
    sys.exit(subprocess.call(command, env=env))
