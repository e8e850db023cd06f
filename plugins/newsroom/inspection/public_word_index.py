"""What is public, asked for some words; a text that was asked for them before is not read again."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from newsroom.inspection.wordings import plain, together

Asked = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Text:
    """A public text, by a key that is another when it says something else."""

    key: str
    read: Callable[[], str]


@dataclass(frozen=True, slots=True)
class PublicWordIndex:
    """Which of the words and rows asked for are public, text by text; a row begins with a space."""

    asked: str
    by_text: Mapping[str, Asked]

    @classmethod
    def of(cls, texts: Iterable[Text], asked: Asked, before: object = None) -> "PublicWordIndex":
        """Ask every text, those that are as `before` excepted."""
        digest = hashlib.sha256(repr(sorted(asked)).encode()).hexdigest()
        known = (
            before.by_text if isinstance(before, PublicWordIndex) and before.asked == digest else {}
        )
        if not asked:
            return cls(digest, {})
        rows = [row for row in asked if row.startswith(b" ")]
        return cls(digest, {
            text.key: known[text.key] if text.key in known else _heard(text.read(), asked, rows)
            for text in texts
        })  # fmt: skip

    def all(self) -> Asked:
        """What is said anywhere."""
        return frozenset().union(*self.by_text.values())


def _heard(text: str, asked: Asked, rows: Iterable[bytes]) -> Asked:
    words = plain(text.encode()).split()
    row = together(words)
    return (asked & frozenset(words)) | {one for one in rows if one in row}
