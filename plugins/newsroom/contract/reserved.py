"""The languages of sites: where the pages of each begin, and the fixed path segments in addresses.

Change a segment only before the first publishing. A further language is a row here, a catalogue
beside each `en.po`, and a row in wording/dates.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Word = Literal[
    "news", "page", "category", "tag", "events", "networks", "people", "venues", "years",
    "members", "numbers", "subscribe", "calendars", "all", "event_file", "letter_file",
    "search", "newsletter", "network", "venue", "person",
]  # fmt: skip

BOKMAL: Mapping[Word, str] = {
    "news": "nyheter",
    "page": "side",
    "category": "kategori",
    "tag": "tema",
    "events": "arrangementer",
    "networks": "nettverk",
    "people": "personer",
    "venues": "steder",
    "years": "aret",
    "members": "medlemmer",
    "numbers": "tall",
    "subscribe": "abonner",
    "calendars": "kalender",
    "all": "alle",
    "event_file": "arrangement",
    "letter_file": "arsbrev",
    "search": "sok",
    "newsletter": "nyhetsbrev",
    "network": "nettverk",
    "venue": "sted",
    "person": "person",
}
NYNORSK: Mapping[Word, str] = {
    **BOKMAL,
    "news": "nyheiter",
    "events": "arrangement",
    "people": "personar",
    "venues": "stader",
    "members": "medlemer",
    "numbers": "tal",
    "newsletter": "nyheitsbrev",
    "venue": "stad",
}
ENGLISH: Mapping[Word, str] = {
    "news": "news",
    "page": "page",
    "category": "category",
    "tag": "topic",
    "events": "events",
    "networks": "networks",
    "people": "people",
    "venues": "venues",
    "years": "year",
    "members": "members",
    "numbers": "numbers",
    "subscribe": "subscribe",
    "calendars": "calendar",
    "all": "all",
    "event_file": "event",
    "letter_file": "letter",
    "search": "search",
    "newsletter": "newsletter",
    "network": "network",
    "venue": "venue",
    "person": "person",
}
# Where pages, messages and calendars have words of their own.
WORDS: Mapping[str, Mapping[Word, str]] = {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}
SITE_LANGUAGES = tuple(WORDS)
# The name of each language in itself, and its locale in Open Graph (ogp.me).
LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
# A text in the first stands among those in the second, where the site has no edition of its own.
NEAR = {"nn": "nb", "nb": "nn"}
# What is never the first segment of an address.
INNER: frozenset[Word] = frozenset(
    {"all", "event_file", "letter_file", "network", "venue", "person"}
)
# The category of an article that has none.
NEWS = {"nb": "Nyheter", "nn": "Nyheiter", "en": "News"}
FILES = ("assets", "bilder", "dokumenter", "data", "admin", "stilark")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the pages in a language begin: `path` is "" or "/en"; `words` are their segments."""

    lang: str
    path: str = ""

    @property
    def words(self) -> Mapping[Word, str]:
        return WORDS[self.lang]

    def address(self, *steps: str | int) -> str:
        """The address of a page: `/en/news/2024/`."""
        return "/".join((self.path, *map(str, steps), ""))

    def list(self, word: Word, *steps: str | int) -> str:
        """The address of a list, or of a page below it, that begins with a fixed segment."""
        return self.address(self.words[word], *steps)


@cache
def homes(languages: tuple[str, ...]) -> Mapping[str, Home]:
    """The home of the texts in each language; `languages` are the site's, the first at the root.

    A text in a language without an edition stands among those in a near one, else in a folder.
    """
    own = {lang: Home(lang, f"/{lang}" if place else "") for place, lang in enumerate(languages)}
    near = {lang: own[NEAR[lang]] for lang in NEAR.keys() - own.keys() if NEAR[lang] in own}
    return {lang: Home(lang, f"/{lang}") for lang in WORDS} | near | own


BOKMAL_ALONE = ("nb",)
HOMES = homes(BOKMAL_ALONE)
HOME = HOMES["nb"]


def reserved(home: Home) -> frozenset[str]:
    """What no page may be named; a site without a register may have a page about its members."""
    words = (segment for word, segment in home.words.items() if word not in INNER)
    return frozenset((*words, *FILES, *WORDS)) - {home.words["members"]}


def site_language(lang: str, first: str = "nb") -> str:
    """The language of the words around a text: the `first` where the site has none in its own."""
    code = lang.partition("-")[0]
    return code if code in WORDS else first
