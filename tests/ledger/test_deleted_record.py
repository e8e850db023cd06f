"""A record of addresses that was deleted, but is in Git's history, is an error."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsroom.contract.catalog import ADDRESSES
from tests import machine


def git(content: Path, *words: str) -> None:
    someone = ("-c", "user.name=Kari", "-c", "user.email=kari@example.org")
    command = [machine.git(), "-C", str(content.parent), *someone, *words]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def kept(content: Path) -> Path:
    """A site whose record is committed to a Git repository above the content."""
    git(content, "init")
    git(content, "add", "content")
    git(content, "commit", "-m", "Publish")
    return content


# What the menu items of VS Code do, which the message names.
DISCARD_CHANGES = ("checkout", "-q", "--", f"content/{ADDRESSES}")
REVERT_COMMIT = ("revert", "--no-edit", "HEAD")


@pytest.mark.parametrize("committed", [False, True])
def test_a_deleted_record_is_told_and_fetched_back(kept, told, committed) -> None:
    """The message names the menu items that restore the record, and no command."""
    before = (kept / ADDRESSES).read_bytes()
    (kept / ADDRESSES).unlink()
    if committed:
        git(kept, "commit", "-a", "-m", "Tidy")
    (message,) = told()
    assert message.startswith("content/record/addresses.txt: ledger-deleted: ")
    assert "Høyreklikk på filen i Source Control, og velg Discard Changes." in message
    assert "velger du Revert Commit på den i historikken." in message
    assert "git" not in message
    git(kept, *(REVERT_COMMIT if committed else DISCARD_CHANGES))
    assert (kept / ADDRESSES).read_bytes() == before
    assert told() == []


@pytest.mark.parametrize("merged", [False, True])
def test_two_commits_are_enough_to_see_it(kept, told, tmp_path, merged) -> None:
    """Two commits are enough to see the deletion, also in a pull request."""
    git(kept, "checkout", "-b", "tidy")
    git(kept, "rm", f"content/{ADDRESSES}")
    git(kept, "commit", "-m", "Tidy")
    if merged:
        git(kept, "checkout", "-")
        git(kept, "merge", "--no-ff", "tidy")
    history = kept.parent / ".git"
    git(kept, "clone", "--bare", "--depth", "2", history.as_uri(), str(tmp_path / "shallow"))
    shutil.rmtree(history)
    git(kept, "clone", "--bare", "--depth", "2", (tmp_path / "shallow").as_uri(), str(history))
    git(kept, "config", "core.bare", "false")
    (message,) = told()
    assert "ledger-deleted" in message


def test_a_record_of_nothing_begins_anew(kept, told) -> None:
    """An empty record is an error; the line in its message starts a new record."""
    (kept / ADDRESSES).write_bytes(b"")
    (message,) = told()
    assert "ledger-empty" in message
    (kept / ADDRESSES).write_text(f"{message.split('`')[1]}\n", "utf-8")
    assert told() == []


def test_where_git_remembers_nothing_nothing_is_told(content, told) -> None:
    """Without a record in Git, or without Git, a missing record is no error."""
    (content / ADDRESSES).unlink()
    assert told() == []


def test_without_git_nothing_is_told(content, told, tmp_path, monkeypatch) -> None:
    """Nobody knows then whether there was a record."""
    (content / ADDRESSES).unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told() == []
