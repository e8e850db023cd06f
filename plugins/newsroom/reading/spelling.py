"""Suggests what a misspelt or Norwegian word was meant to be."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from newsroom.contract.slug import nearest_name
from newsroom.wording.fields import fields_labelled, load_yaml

SYNONYMS = Path(__file__).with_name("synonyms.yaml")


@cache
def _synonyms() -> Mapping[str, str]:
    """The name or value that each word of synonyms.yaml stands for."""
    return {word: name for name, words in load_yaml(SYNONYMS).items() for word in words}


def translations(word: str) -> tuple[str, ...]:
    """The names that a Norwegian word stands for; perhaps also ""."""
    return (_synonyms().get(word.lower(), ""), *fields_labelled(word))


def nearest(word: str, choices: Iterable[str]) -> str:
    """What a Norwegian word means, or the most similar of `choices`; "" when none is near."""
    names = sorted(choices)
    if (written := "_".join(word.lower().split())) in names:
        return written
    for meant in (word, word.partition(" ")[0]):
        if translated := next((name for name in translations(meant) if name in names), ""):
            return translated
    # A word of four letters is near to too many others.
    norwegian = {w: name for w, name in _synonyms().items() if name in names and len(w) > 4}
    near = nearest_name(word, [*names, *norwegian])
    return norwegian.get(near, near)


def likest(word: str, choices: Iterable[str]) -> list[str]:
    """The three of `choices` that a word is most likely to mean."""
    names = sorted(choices)
    similar = get_close_matches(word.lower(), names, n=3, cutoff=0)
    return [name for name in dict.fromkeys((nearest(word, names), *similar)) if name][:3]


def with_norwegian(name: str) -> str:
    """`cancelled (avlyst)`: a word with its first Norwegian word, if it has one."""
    words = (word for word, meant in _synonyms().items() if meant == name)
    return f"{name} ({word})" if (word := next(words, "")) else name
