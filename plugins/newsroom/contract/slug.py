"""Transliterates text to slugs, keys and anchors: æ→ae, ø→o, å→a, as Språkrådet advises."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ß": "ss",
                         "ł": "l", "œ": "oe", "ŋ": "ng", "ŧ": "t"})  # fmt: skip


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """The text in lower-case letters a–z, digits and single hyphens; "" when nothing is left."""
    letters = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_of(key: str) -> str:
    """`Ola Hansen` of the key `ola-hansen`; any other text as it is."""
    return key.replace("-", " ").title() if key == slugify(key) else key
