"""Runs the programs that publish, and tells in Norwegian why one of them failed."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

import yaml

from newsroom.commands.outcome import Refused

FILE = Path(__file__).with_name("failures.yaml")
NOT_INSTALLED = "Programmet {} finnes ikke på denne maskinen. Installer det, og prøv igjen."
# English answers, which the patterns are for, and no questions.
ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


class Failure(NamedTuple):
    """A reason for what a program says when it fails."""

    pattern: str
    reason: str


def output_of(
    kind: str,
    words: Sequence[str],
    values: Mapping[str, str],
    *,
    given: IO[bytes] | int = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
) -> str:
    """What a program prints. Raises Refused with a reason of this kind, filled with the values.

    It reads `given`, a file of bytes, since Windows would write text with other line endings.
    """
    try:
        done = subprocess.run(
            words, stdin=given, capture_output=True, encoding="utf-8", errors="replace",
            env={**os.environ, **ENVIRONMENT, **(env or {})}, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise Refused(NOT_INSTALLED.format(words[0])) from None
    if done.returncode:
        answer = f"{done.stderr.strip()}\nexit {done.returncode}"
        raise Refused(reason_of(kind, answer).format(**values, answer=answer))
    return done.stdout


def reason_of(kind: str, answer: str) -> str:
    """Why a program failed that answered this."""
    return next(one.reason for one in _failures(kind) if re.search(one.pattern, answer))


@cache
def _failures(kind: str) -> list[Failure]:
    texts = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [Failure(**one) for one in texts[kind]]
