"""The fixed words of addresses, one table per language.

Change them before the first publishing, never after.
"""

from typing import Literal

Word = Literal[
    *("news", "page", "category", "tag", "events", "networks", "people", "venues", "years"),
    "subscribe",
]

WORDS: dict[str, dict[Word, str]] = {
    "nb": {
        "news": "nyheter",
        "page": "side",
        "category": "kategori",
        "tag": "tema",
        "events": "arrangementer",
        "networks": "nettverk",
        "people": "personer",
        "venues": "steder",
        "years": "aret",
        "subscribe": "abonner",
    },
    "en": {
        "news": "news",
        "page": "page",
        "category": "category",
        "tag": "topic",
        "events": "events",
        "networks": "networks",
        "people": "people",
        "venues": "venues",
        "years": "year",
        "subscribe": "subscribe",
    },
}
HOMES = {"nb": "", "nn": "", "en": "/en"}
FILES = ("assets", "bilder", "dokumenter", "kalender", "data", "sok", "nyhetsbrev")
RESERVED = {*WORDS["nb"].values(), *FILES, "en", "admin", "stilark"}


def words(lang: str) -> dict[Word, str]:
    """The table of a language; Nynorsk shares Bokmål's."""
    return WORDS["en" if lang == "en" else "nb"]
