"""`python -m newsroom`: the tasks of the folder it is started in."""

import importlib
import sys
from pathlib import Path

from invoke.collection import Collection
from invoke.program import Program

from newsroom.commands.words import refused, with_words_to_ask_for

BINARY = "python -m newsroom"


def main(words: list[str]) -> None:
    """Run the tasks that the words name, or list all tasks. A failure ends in SystemExit."""
    tasks = folder_tasks()
    takes = words_taken(tasks)
    if fault := refused(words, takes):
        sys.stderr.write(fault)
        sys.exit(1)
    program = Program(namespace=tasks, binary=BINARY)
    program.run([BINARY, *(with_words_to_ask_for(words, takes) or ["--list"])])


def folder_tasks() -> Collection:
    """The tasks of the folder's own tasks.py; without one, those of every site."""
    name = "tasks" if Path("tasks.py").is_file() else "newsroom.tasks"
    return Collection.from_module(importlib.import_module(name))


def words_taken(tasks: Collection) -> dict[str, int]:
    """How many words each task takes after its name."""
    return {
        name: sum(argument.positional for argument in task.get_arguments())
        for name, task in tasks.tasks.items()
    }


if __name__ == "__main__":
    main(sys.argv[1:])
