"""Finds which candidate words occur in public text; the answer is cached for each text."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from newsroom.inspection.words import joined, normalized

WordSet = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class PublicText:
    """A public text that `read` returns; `key` changes whenever the text does."""

    key: str
    read: Callable[[], str]


@dataclass(frozen=True, slots=True)
class PublicWordIndex:
    """The candidates that occur in each public text, by the text's key.

    A candidate is a word, or a phrase of several words, which begins and ends with a space.
    `digest` identifies the candidates.
    """

    digest: str
    by_text: Mapping[str, WordSet]

    @classmethod
    def of(
        cls,
        texts: Iterable[PublicText],
        candidates: WordSet,
        previous: "PublicWordIndex | None" = None,
    ) -> "PublicWordIndex":
        """Search the texts; `previous`, of the same candidates, answers for unchanged texts."""
        digest = hashlib.sha256(repr(sorted(candidates)).encode()).hexdigest()
        if not candidates:
            return cls(digest, {})
        known = previous.by_text if previous and previous.digest == digest else {}
        phrases = [candidate for candidate in candidates if candidate.startswith(b" ")]
        by_text = {
            text.key: known[text.key]
            if text.key in known
            else _occurring(text.read(), candidates, phrases)
            for text in texts
        }
        return cls(digest, by_text)

    def public_words(self) -> WordSet:
        """The candidates that occur in any text."""
        return frozenset().union(*self.by_text.values())


def _occurring(text: str, candidates: WordSet, phrases: Iterable[bytes]) -> WordSet:
    words = normalized(text.encode()).split()
    joined_text = joined(words)
    return (candidates & frozenset(words)) | {p for p in phrases if p in joined_text}
