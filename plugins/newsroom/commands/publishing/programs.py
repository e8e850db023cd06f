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
    """A reason for what a program says when it fails; with a code where somebody else tells it."""

    pattern: str
    reason: str
    code: str = ""


class ProgramFailed(Refused):
    """A program failed; `code` is that of its Failure."""

    def __init__(self, failure: Failure, values: Mapping[str, str], answer: str) -> None:
        super().__init__(failure.reason.format(**values, answer=answer))
        self.code = failure.code


def output_of(
    kind: str,
    words: Sequence[str],
    values: Mapping[str, str],
    *,
    given: IO[bytes] | int = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
) -> str:
    """What a program prints, as text. Raises Refused as `bytes_of` does."""
    data = bytes_of(kind, words, values, given=given, env=env)
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def bytes_of(
    kind: str,
    words: Sequence[str],
    values: Mapping[str, str],
    *,
    given: IO[bytes] | int = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> bytes:
    """What a program prints. Raises Refused with a reason of this kind, filled with the values.

    It reads `given`, a file of bytes, since Windows would write text with other line endings. The
    pattern `exit timeout` fits when it takes longer than these seconds.
    """
    environment = {**os.environ, **ENVIRONMENT, **(env or {})}
    try:
        done = subprocess.run(
            words, stdin=given, capture_output=True, env=environment, check=False, timeout=seconds
        )
    except FileNotFoundError:
        raise Refused(NOT_INSTALLED.format(words[0])) from None
    except subprocess.TimeoutExpired:
        raise ProgramFailed(failure_of(kind, "exit timeout"), values, "") from None
    if done.returncode:
        answer = f"{done.stderr.decode('utf-8', 'replace').strip()}\nexit {done.returncode}"
        raise ProgramFailed(failure_of(kind, answer), values, answer)
    return done.stdout


def failure_of(kind: str, answer: str) -> Failure:
    """Why a program failed that answered this."""
    return next(one for one in _failures(kind) if re.search(one.pattern, answer))


@cache
def _failures(kind: str) -> list[Failure]:
    texts = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [Failure(**one) for one in texts[kind]]
