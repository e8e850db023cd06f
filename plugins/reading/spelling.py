"""What somebody probably meant to write."""

from collections.abc import Iterable
from difflib import get_close_matches

NORWEGIAN = {
    "tittel": "title",
    "dato": "date",
    "ingress": "summary",
    "sammendrag": "summary",
    "kategori": "category",
    "emneord": "tags",
    "stikkord": "tags",
    "forfatter": "author",
    "bilde": "image",
    "galleri": "gallery",
    "arrangement": "event",
    "sted": "venue",
    "nettverk": "network",
    "begynner": "start",
    "slutt": "end",
    "slutter": "end",
    "beskrivelse": "description",
    "pamelding": "registration",
    "påmelding": "registration",
    "frist": "deadline",
    "pris": "price",
    "plasser": "capacity",
    "oppmøte": "attendance",
    "deltakere": "attendance",
    "arrangør": "organiser",
    "talere": "speakers",
    "foredragsholdere": "speakers",
    "program": "programme",
    "tid": "time",
    "tekst": "text",
    "navn": "name",
    "rolle": "role",
    "adresse": "address",
    "postnummer": "postcode",
    "by": "city",
    "språk": "lang",
    "år": "year",
    "tall": "figures",
    "verdi": "value",
    "kilde": "src",
    "bildetekst": "caption",
    "fotograf": "credit",
    "foto": "credit",
    "poststed": "city",
    "farge": "colour",
    "lenke": "link",
    "oppmote": "attendance",
    "forfattar": "author",
    "etikett": "label",
    "utkast": "draft",
    "publisert": "published",
    "avlyst": "cancelled",
    "utsatt": "postponed",
    "bekreftet": "confirmed",
    "fulltegnet": "full",
    "venteliste": "waiting_list",
    "stengt": "closed",
    "åpen": "open",
    "bokmål": "nb",
    "nynorsk": "nn",
    "engelsk": "en",
    "nyheter": "news",
    "sider": "pages",
    "arrangementer": "events",
    "steder": "venues",
    "personer": "people",
}


def nearest(word: str, choices: Iterable[str]) -> str:
    """The likeliest of `choices`, "" when none is near."""
    known = sorted(choices)
    translated = NORWEGIAN.get(word.lower(), "")
    if translated in known:
        return translated
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.6)), "")
