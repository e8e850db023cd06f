"""Releases in a branch of a repository."""

import multiprocessing
import os
import random
import time
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.branch import Branch
from newsroom.commands.publishing.release import Upload, manifest_of
from tests.publishing.test_ssh_server import built, publish
from tests.test_workflows import git


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository; the current folder is a clone of it."""
    origin, clone = tmp_path / "origin.git", tmp_path / "klone"
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    for name, value in (("user.name", "Kari"), ("user.email", "kari@example.org")):
        git(clone, "config", name, value)
    monkeypatch.chdir(clone)
    return origin


def online(origin: Path) -> str:
    """What the front page says; the branch has each file of its manifest."""
    # What a killed publishing has started may still replace it.
    commit = git(origin, "rev-parse", "gh-pages").strip()
    files = git(origin, "ls-tree", "-rz", "--name-only", commit).split("\0")
    manifest = git(origin, "show", f"{commit}:.hosting/manifest.sha256")
    assert set(manifest_of(manifest)) <= set(files)
    return git(origin, "show", f"{commit}:index.html").partition("<p>")[2]


def test_killed_at_any_moment_the_branch_is_whole(origin: Path, tmp_path: Path) -> None:
    """It has the old or the new release, and the next publishing works."""
    host = Branch("branch:gh-pages", "")
    publish(host, built(tmp_path, 0))
    forked, chance = multiprocessing.get_context("fork"), random.Random(7)
    for number in range(1, int(os.environ.get("PUBLISH_KILLS", "3")) + 1):
        process = forked.Process(target=publish, args=(host, built(tmp_path, number)))
        process.start()
        process.join(chance.uniform(0, 0.4))
        process.kill()
        process.join()
        assert online(origin).startswith("Utgave ")
    time.sleep(0.5)  # what the last one has started ends
    publish(host, built(tmp_path, 99))
    assert online(origin) == "Utgave 99."


def test_two_who_publish_at_once_do_not_lose_a_release(origin: Path, tmp_path: Path) -> None:
    """The second is told to try again."""

    class Overtaken(Branch):
        """Somebody else publishes before this one is finished."""

        def finish(self, upload: Upload) -> None:
            publish(Branch("branch:gh-pages", ""), built(tmp_path, 2))
            super().finish(upload)

    with pytest.raises(Refused, match="Noen andre publiserte samtidig"):
        publish(Overtaken("branch:gh-pages", ""), built(tmp_path, 1))
    assert online(origin) == "Utgave 2."
