"""Tells which name somebody meant who wrote another one; a different name is no suggestion."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from pathlib import PurePosixPath

# How similar a name must be, and each of its words, unless all is nearly the same (difflib, 0–1).
SIMILARITY, SIMILAR_WORDS, SAME = 0.6, 0.65, 0.9
WORDS = re.compile(r"[^\W_]+")


def nearest_name(name: str, choices: Iterable[str], similarity: float = SIMILARITY) -> str:
    """The most similar of `choices`, "" when none is near.

    Of paths and addresses the last part must be near: two files in one folder differ.
    """
    names = get_close_matches(name.lower(), sorted(choices), n=5, cutoff=similarity)
    return next((near for near in names if _is_near(_words(name), _words(near))), "")


def _words(name: str) -> list[str]:
    path = PurePosixPath(name.rstrip("/"))
    return WORDS.findall((path.stem if "/" in name else name).lower())


def _is_near(written: list[str], name: list[str]) -> bool:
    """Whether each word is near: not Ola Hansen for Kari Hansen, but `2024-03-13` for `…-12`."""
    whole = _similarity("".join(written), "".join(name))
    if len(written) != len(name) or whole >= SAME:
        return whole >= SIMILAR_WORDS
    return all(_similarity(*pair) >= SIMILAR_WORDS for pair in zip(written, name, strict=True))


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
