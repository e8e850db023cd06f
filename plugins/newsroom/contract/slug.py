"""Makes slugs, keys and anchors of names, and tells which name somebody meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath

# As Språkrådet advises: æ→ae, ø→o, å→a.
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ß": "ss",
                         "ł": "l", "œ": "oe", "ŋ": "ng", "ŧ": "t"})  # fmt: skip
# A word of so few letters is another one with one letter changed: `tip` is not `til`.
SHORT, SIMILAR_SHORT = 3, 0.7
# How similar a name must be, and each of its words, unless all is nearly the same (difflib, 0–1).
SIMILARITY, SIMILAR_WORDS, SAME = 0.6, 0.65, 0.9
# The same for words that begin with different letters.
OTHER_START = 0.75
WORDS = re.compile(r"[^\W_]+")
LEADING = re.compile(r"^(?:\.{0,2}/)+")


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """The text in lower-case letters a–z, digits and single hyphens; "" when nothing is left."""
    letters = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_of(key: str) -> str:
    """`Ola Hansen` of the key `ola-hansen`; any other text as it is."""
    return key.replace("-", " ").title() if key == slugify(key) else key


def nearest_name(name: str, choices: Iterable[str], similarity: float = SIMILARITY) -> str:
    """The most similar of `choices`; "" when none is near: a different name is no suggestion.

    Of paths and addresses the last part must be near: two files in one folder differ.
    """
    choices, words = sorted(choices), _words(name)
    same = [choice for choice in choices if words and _words(choice) == words]
    if len(same) == 1:
        return same[0]
    if len(name) <= SHORT:
        similarity = max(similarity, SIMILAR_SHORT)
    names = get_close_matches(name.lower(), choices, n=5, cutoff=similarity)
    return next((near for near in names if _is_near(words, _words(near))), "")


def path_meant(written: str, paths: Iterable[str]) -> tuple[str, bool]:
    """The only path that ends as one from another folder, or without `.md`; and whether it is sure.

    A name without a folder may be of a file that is missing, but pages are not of a year.
    """
    name = LEADING.sub("", written.replace("\\", "/")).removesuffix(".md")
    end = f"/{name}".lower()
    same = [path for path in paths if f"/{path.removesuffix('.md')}".lower().endswith(end)]
    meant = same[0] if len(same) == 1 else ""
    return meant, "/" in name or meant.startswith("pages/")


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
    """From 0 to 1; 0 for words that only end alike: `kulturhuset` and `samfunnshuset`."""
    similarity = SequenceMatcher(None, one, other).ratio()
    return similarity if one[:1] == other[:1] or similarity >= OTHER_START else 0
