"""`python -m newsroom`: the tasks of a folder, and the messages about wrong arguments."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.__main__ import folder_tasks, words_taken
from newsroom.commands.words import refused, with_words_to_ask_for

ROOT = Path(__file__).parents[1]
TAKES = words_taken(folder_tasks())


def newsroom(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder without a terminal, so that it cannot ask questions."""
    return subprocess.run(
        [sys.executable, "-m", "newsroom", *words], cwd=cwd, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["new"], ["new", "", ""]),
        (["new", "page"], ["new", "page", ""]),
        (["new", "page", "Om oss"], ["new", "page", "Om oss"]),
        (["new", "page", "--title", "Om oss"], ["new", "page", "", "--title", "Om oss"]),
        (["new", "--title", "Om"], ["new", "", "", "--title", "Om"]),
        (["check", "--all"], ["check", "--all"]),
        (["pdf"], ["pdf"]),
        ([], []),
    ],
)
def test_missing_arguments_are_passed_as_empty_strings(
    words: list[str], expected: list[str]
) -> None:
    """Invoke would print its own English message about a missing argument."""
    assert with_words_to_ask_for(words, TAKES) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["remove", "person", "Kari", "Nordmann"], ['remove person "Kari Nordmann"']),
        (["remove", "picture", "images/$a", "b.jpg"], [r'remove picture "images/\$a b.jpg"']),
        (["rename", "sak", "ny", "annet"], ["rename sak ny-annet"]),
        (["new", "page", "Om", "oss", "--slug", "x"], ['new page "Om oss" --slug x']),
        (["record", "foo"], ["record"]),
        (["clean", "build", "--now", "2023-12-20"], []),
        (["pdf", "2023", "share", "2023"], []),
    ],
)
def test_too_many_arguments_are_refused_with_a_correct_command(
    words: list[str], expected: list[str]
) -> None:
    """Words that belong together are quoted; a task without arguments is suggested without them."""
    lines = refused(words, TAKES).splitlines()
    shown = [line.strip() for line in lines if line.startswith("  ")]
    assert shown == [f"python3 run.py {line}" for line in expected]


def test_a_refused_command_ends_with_1_and_runs_nothing() -> None:
    """`clean foo` deletes nothing and prints nothing on stdout."""
    done = newsroom("clean", "foo", cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("«foo» hører ikke til her: `clean` tar ingen ord etter seg.")


def test_a_missing_argument_is_reported_in_norwegian() -> None:
    """There is no terminal; the exit code is 1."""
    done = newsroom("new", cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.startswith("Skriv hva du vil lage:")


def test_a_tasks_file_replaces_the_engines_tasks(
    tmp_path: Path,
) -> None:
    """Without arguments the command lists the tasks of the folder."""
    assert "  build " in newsroom(cwd=tmp_path).stdout
    own = "from invoke import task\n@task\ndef egen(context):\n    print('her')\n"
    (tmp_path / "tasks.py").write_text(own, encoding="utf-8")
    listed = newsroom(cwd=tmp_path).stdout
    assert ("  egen" in listed, "  build" in listed) == (True, False)
    assert newsroom("egen", cwd=tmp_path).stdout == "her\n"
