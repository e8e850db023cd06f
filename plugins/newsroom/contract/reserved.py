"""The fixed path segments of addresses, one table per language.

Change them only before the first publishing: they are part of published addresses.
"""

from typing import Literal

Word = Literal[
    "news", "page", "category", "tag", "events", "networks", "people", "venues", "years",
    "subscribe",
]  # fmt: skip

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
    """The path segments in a language; Nynorsk uses those of Bokmål."""
    return WORDS["en" if lang == "en" else "nb"]
