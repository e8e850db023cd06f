"""Commands that people are told to type, as a shell reads them."""

import re
from collections.abc import Iterable

PLAIN = re.compile(r"[\w./:#@%+-]+")
# What a shell reads inside double quotes too (POSIX.1-2017, Shell Command Language, 2.2.3).
SPECIAL = re.compile(r'["\\$`]')


def command(*words: str) -> str:
    """`python3 run.py remove person "Kari Nordmann"`."""
    return " ".join(("python3 run.py", *typed(words)))


def typed(words: Iterable[str]) -> list[str]:
    """Each as one word of a command line, in quotes where it would be several."""
    return [word if PLAIN.fullmatch(word) else _quoted(word) for word in words]


def _quoted(word: str) -> str:
    return f'"{SPECIAL.sub(lambda found: chr(92) + found[0], word)}"'
