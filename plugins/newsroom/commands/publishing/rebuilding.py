"""Builds an earlier release again, from its commit and at its time, for hosts that keep no copy."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.building import OWN_GROUP, pelican_command
from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.release import Release, git
from newsroom.commands.settings import strict_settings

NO_COMMIT = (
    "Utgave {} har ingen commit i Git her. Har dere den et annet sted, henter dere den "
    "(git fetch --unshallow) og prøver igjen."
)
DIFFERENT = (
    "Utgave {} kan ikke bygges igjen likt: noe var ikke lagret i Git, eller motoren er en annen. "
    "Angre endringen i Git i stedet (git revert), og publiser."
)
UNBUILT = "Utgave {} kunne ikke bygges igjen. Angre endringen i Git i stedet, og publiser."


@contextmanager
def rebuilt(release: Release, siteurl: str) -> Iterator[Path]:
    """The folder of the built site, while it is needed; whoever uses it compares its manifest.

    Raises Refused when Git lacks the commit, or cannot write it out.
    """
    if git("cat-file", "-t", release.commit) != "commit":
        raise Refused(NO_COMMIT.format(release.number))
    with TemporaryDirectory(prefix="newsroom-") as folder:
        tree = Path(folder, "tree")
        words = ["git", "worktree", "add", "--detach", str(tree), release.commit]
        output_of("git", words, {"branch": ""})
        try:
            site = tree / git("rev-parse", "--show-prefix")
            _build(site, release, siteurl)
            yield site / "output"
        finally:
            git("worktree", "remove", "--force", str(tree))


def _build(site: Path, release: Release, siteurl: str) -> None:
    cache = Path(
        strict_settings()["CACHE_PATH"]
    ).resolve()  # with the pictures that are made already
    command = pelican_command(
        "publishconf.py", Path("output"), siteurl=siteurl, CACHE_PATH=str(cache)
    )
    moment = int(datetime.fromisoformat(release.time).timestamp())
    done = subprocess.run(
        command, cwd=site, env=os.environ | {"SOURCE_DATE_EPOCH": str(moment)},
        stdout=subprocess.DEVNULL, process_group=OWN_GROUP,
    )  # fmt: skip
    if done.returncode:
        raise Refused(UNBUILT.format(release.number))
