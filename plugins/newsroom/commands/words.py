"""The words of a command line, and numbers in the messages of commands, in Norwegian."""

import re
from collections.abc import Iterable

from newsroom.places import program

PLAIN = re.compile(r"[\w./:#@%+…-]+")
# What a shell reads inside double quotes too (POSIX.1-2017, Shell Command Language, 2.2.3).
SPECIAL = re.compile(r'(["\\$`])')

NO_BREAK_SPACE = "\u00a0"


def command(*words: str) -> str:
    """What to type in the folder we stand in: `python3 run.py remove person "Kari Nordmann"`."""
    return " ".join((program(), *quoted(words)))


def quoted(words: Iterable[str]) -> list[str]:
    """Each as one word of a command line, in quotes where a shell would read several."""
    return [w if PLAIN.fullmatch(w) else '"' + SPECIAL.sub(r"\\\1", w) + '"' for w in words]


def spell_seconds(seconds: float) -> str:
    """`4,2 s`, with a decimal comma."""
    return f"{seconds:.1f}{NO_BREAK_SPACE}s".replace(".", ",")


def count(number: int, one: str, many: str) -> str:
    """`1 side`, `2 200 sider`, with a no-break space between thousands (Språkrådet)."""
    return f"{number:,} {one if number == 1 else many}".replace(",", NO_BREAK_SPACE)
