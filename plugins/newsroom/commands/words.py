"""The words of a command line, and numbers in the messages of commands, in Norwegian."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from newsroom.places import program

# Tasks that ask for the words that are missing, in Norwegian; Invoke would refuse to start.
ASKING = frozenset({"new", "rename", "remove"})
PLAIN = re.compile(r"[\w./:#@%+…-]+")
# What a shell reads inside double quotes too (POSIX.1-2017, Shell Command Language, 2.2.3).
SPECIAL = re.compile(r'(["\\$`])')

NO_BREAK_SPACE = "\u00a0"
TOO_MANY = """\
Det er flere ord enn `{0}` tar. Skriv dem som hører sammen, som ett:
  {1}
"""
NO_WORDS = """\
«{0}» hører ikke til her: `{1}` tar ingen ord etter seg. Skriv:
  {2}
"""


def with_words_to_ask_for(words: Sequence[str], takes: Mapping[str, int]) -> list[str]:
    """The words, with an empty one for each that the task asks for when it is missing.

    `takes` is the number of words that each task takes after its name.
    """
    most = takes[words[0]] if words and words[0] in ASKING else 0
    given = list(words[1 : 1 + most])
    while any(word.startswith("-") for word in given):
        given.pop()
    return [*words[:1], *given, *[""] * (most - len(given)), *words[1 + len(given) :]]


def refused(words: Sequence[str], takes: Mapping[str, int]) -> str:
    """What to tell someone who gave a task more words than it takes; "" when it takes them."""
    given = list(takewhile(lambda word: not word.startswith("-"), words))
    task, *rest = given or [""]
    if task in ASKING and len(rest) > takes[task]:
        joined = ("-" if task == "rename" else " ").join(rest[1:])
        return TOO_MANY.format(task, command(task, rest[0], joined, *words[len(given) :]))
    # Several tasks may be named, one after another.
    if rest and takes.get(task) == 0 and rest[0] not in takes:
        return NO_WORDS.format(rest[0], task, command(task))
    return ""


def command(*words: str) -> str:
    """What to type in the folder we stand in: `python3 run.py remove person "Kari Nordmann"`."""
    return " ".join((program(), *quoted(words)))


def quoted(words: Iterable[str]) -> list[str]:
    """Each as one word of a command line, in quotes where a shell would read several."""
    return [w if PLAIN.fullmatch(w) else '"' + SPECIAL.sub(r"\\\1", w) + '"' for w in words]


def spell_number(number: int) -> str:
    """`2 200`, with a no-break space between thousands (Språkrådet)."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def spell_seconds(seconds: float) -> str:
    """`4,2 s`, with a decimal comma."""
    return f"{seconds:.1f}{NO_BREAK_SPACE}s".replace(".", ",")


def count(number: int, one: str, many: str) -> str:
    """`1 side`, `2 sider`."""
    return f"{spell_number(number)} {one if number == 1 else many}"
