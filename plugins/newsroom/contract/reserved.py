"""The languages of sites: where the pages of each begin, and the fixed path segments in addresses.

Change a segment only before the first publishing. A further language is a column here, a catalogue
beside each `en.po`, and a row in wording/dates.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Word = Literal[
    "news", "page", "category", "tag", "events", "networks", "people", "venues", "years",
    "members", "numbers", "subscribe", "calendars", "all", "event_file", "letter_file",
    "search", "newsletter", "network", "venue", "person",
]  # fmt: skip

# The order of the columns of SEGMENTS.
SITE_LANGUAGES = ("nb", "nn", "en")
SEGMENTS: Mapping[Word, tuple[str, str, str]] = {
    "news": ("nyheter", "nyheiter", "news"),
    "page": ("side", "side", "page"),
    "category": ("kategori", "kategori", "category"),
    "tag": ("tema", "tema", "topic"),
    "events": ("arrangementer", "arrangement", "events"),
    "networks": ("nettverk", "nettverk", "networks"),
    "people": ("personer", "personar", "people"),
    "venues": ("steder", "stader", "venues"),
    "years": ("aret", "aret", "year"),
    "members": ("medlemmer", "medlemer", "members"),
    "numbers": ("tall", "tal", "numbers"),
    "subscribe": ("abonner", "abonner", "subscribe"),
    "calendars": ("kalender", "kalender", "calendar"),
    "all": ("alle", "alle", "all"),
    "event_file": ("arrangement", "arrangement", "event"),
    "letter_file": ("arsbrev", "arsbrev", "letter"),
    "search": ("sok", "sok", "search"),
    "newsletter": ("nyhetsbrev", "nyheitsbrev", "newsletter"),
    "network": ("nettverk", "nettverk", "network"),
    "venue": ("sted", "stad", "venue"),
    "person": ("person", "person", "person"),
}
# Where pages, messages and calendars have words of their own.
WORDS = {
    lang: {word: segments[column] for word, segments in SEGMENTS.items()}
    for column, lang in enumerate(SITE_LANGUAGES)
}
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


@lru_cache(maxsize=1024)
def homes(languages: tuple[str, ...]) -> Mapping[str, Home]:
    """The home of the texts in each language; `languages` are the site's, the first at the root.

    A text in a language without an edition stands among those in a near one, else in a folder.
    """
    own = {lang: Home(lang, f"/{lang}" if place else "") for place, lang in enumerate(languages)}
    near = {lang: own[NEAR[lang]] for lang in NEAR.keys() - own.keys() if NEAR[lang] in own}
    return {lang: Home(lang, f"/{lang}") for lang in WORDS} | near | own


BOKMAL_ALONE = ("nb",)
HOME = homes(BOKMAL_ALONE)["nb"]


def reserved(home: Home) -> frozenset[str]:
    """What no page may be named; a site without a register may have a page about its members."""
    words = (segment for word, segment in home.words.items() if word not in INNER)
    return frozenset((*words, *FILES, *WORDS)) - {home.words["members"]}


@lru_cache(maxsize=1024)
def site_language(lang: str, first: str = "nb") -> str:
    """The language of the words around a text: the `first` where the site has none in its own."""
    code = lang.partition("-")[0]
    return code if code in WORDS else first
