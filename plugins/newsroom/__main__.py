"""`python -m newsroom`: the tasks of the folder it is started in."""

import importlib
import sys
from pathlib import Path

from invoke.collection import Collection

from newsroom.commands.program import NewsroomProgram
from newsroom.places import program

BINARY = "python -m newsroom"
# Also in run.py, which tries words before it installs more than the engine.
WRONG_WORDS = 2


def main(words: list[str]) -> None:
    """Run the tasks that the words name, or list all tasks. A failure ends in SystemExit.

    After `--try`, only say whether the words would start a task.
    """
    newsroom = NewsroomProgram(namespace=folder_tasks(), binary=program())
    if words[:1] == ["--try"]:
        sys.exit(0 if newsroom.would_start([BINARY, *words[1:]]) else WRONG_WORDS)
    newsroom.run([BINARY, *words])


def folder_tasks() -> Collection:
    """The tasks of the folder's own tasks.py; without one, those of every site."""
    name = "tasks" if Path("tasks.py").is_file() else "newsroom.tasks"
    return Collection.from_module(importlib.import_module(name))


if __name__ == "__main__":
    main(sys.argv[1:])
