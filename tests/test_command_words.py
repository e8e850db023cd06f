"""`python -m newsroom`: which tasks a folder has, and what is said of too many or too few words."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.__main__ import folder_tasks, words_taken
from newsroom.commands.words import refused, with_words_to_ask_for

ROOT = Path(__file__).parents[1]
TAKES = words_taken(folder_tasks())


def newsroom(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Type a command in a folder, as a script does: nobody can be asked."""
    return subprocess.run(
        [sys.executable, "-m", "newsroom", *words], cwd=cwd, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "handed_on"),
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
def test_a_missing_word_is_left_for_us_to_ask(words: list[str], handed_on: list[str]) -> None:
    """Invoke would answer in English."""
    assert with_words_to_ask_for(words, TAKES) == handed_on


@pytest.mark.parametrize(
    ("words", "typed"),
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
def test_words_too_many_are_refused_with_what_to_type(words: list[str], typed: list[str]) -> None:
    """Invoke would say in English that it has no idea what the last one is."""
    lines = refused(words, TAKES).splitlines()
    shown = [line.strip() for line in lines if line.startswith("  ")]
    assert shown == [f"python3 run.py {line}" for line in typed]


def test_a_refused_command_ends_with_1_and_runs_nothing() -> None:
    done = newsroom("clean", "foo", cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("«foo» hører ikke til her: `clean` tar ingen ord etter seg.")


def test_a_missing_word_is_asked_for_in_norwegian() -> None:
    """Not a word of Invoke's."""
    done = newsroom("new", cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.startswith("Skriv hva du vil lage:")


def test_a_folder_has_the_tasks_of_every_site_or_those_of_its_own_tasks_file(
    tmp_path: Path,
) -> None:
    """No word at all shows the list."""
    assert "  build " in newsroom(cwd=tmp_path).stdout
    own = "from invoke import task\n@task\ndef egen(context):\n    print('her')\n"
    (tmp_path / "tasks.py").write_text(own, encoding="utf-8")
    listed = newsroom(cwd=tmp_path).stdout
    assert ("  egen" in listed, "  build" in listed) == (True, False)
    assert newsroom("egen", cwd=tmp_path).stdout == "her\n"
