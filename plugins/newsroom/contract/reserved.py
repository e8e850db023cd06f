"""The fixed path segments of addresses: change them only before the first publishing."""

from typing import Literal

Word = Literal[
    "news", "page", "category", "tag", "events", "networks", "people", "venues", "years",
    "members", "numbers", "subscribe",
]  # fmt: skip

# In Norwegian and in English.
SEGMENTS: dict[Word, tuple[str, str]] = {
    "news": ("nyheter", "news"),
    "page": ("side", "page"),
    "category": ("kategori", "category"),
    "tag": ("tema", "topic"),
    "events": ("arrangementer", "events"),
    "networks": ("nettverk", "networks"),
    "people": ("personer", "people"),
    "venues": ("steder", "venues"),
    "years": ("aret", "year"),
    "members": ("medlemmer", "members"),
    "numbers": ("tall", "numbers"),
    "subscribe": ("abonner", "subscribe"),
}
NORWEGIAN = {word: norwegian for word, (norwegian, _) in SEGMENTS.items()}
ENGLISH = {word: english for word, (_, english) in SEGMENTS.items()}
HOMES = {"nb": "", "nn": "", "en": "/en"}
# Where pages, messages and calendars have words of their own.
SITE_LANGUAGES = tuple(HOMES)
FILES = ("assets", "bilder", "dokumenter", "kalender", "data", "sok", "nyhetsbrev")
# A site without a register may have a page of its own about its members.
RESERVED = {*NORWEGIAN.values(), *FILES, "en", "admin", "stilark"} - {NORWEGIAN["members"]}


def site_language(lang: str) -> str:
    """The language of the words around a text: "nb" where the site has none in its own."""
    code = lang.partition("-")[0]
    return code if code in SITE_LANGUAGES else SITE_LANGUAGES[0]


def words(lang: str) -> dict[Word, str]:
    """The path segments in a language; Nynorsk uses those of Bokmål."""
    return ENGLISH if lang == "en" else NORWEGIAN
