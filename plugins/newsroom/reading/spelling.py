"""Suggests what a misspelt or Norwegian word was meant to be."""

from collections.abc import Iterable

from newsroom.contract.nearness import nearest_name
from newsroom.wording.fields import fields_labelled

# Norwegian words for names and values, beside the labels of fields (contract/fields.yaml).
NORWEGIAN = {
    "skribent": "author",
    "epost": "email",
    "firma": "company",
    "ingressen": "summary",
    "sammendrag": "summary",
    "stikkord": "tags",
    "galleri": "gallery",
    "begynner": "start",
    "gjenta": "repeat",
    "gjentakelse": "repeat",
    "gjentagelse": "repeat",
    "hyppighet": "repeat",
    "unntatt": "except",
    "utenom": "except",
    "forekomster": "instances",
    "forekomst": "instances",
    "datoer": "instances",
    "slutter": "end",
    "fra": "start",
    "til": "end",
    "kl": "time",
    "lokale": "venue",
    "pamelding": "registration",
    "frist": "deadline",
    "deltakere": "attendance",
    "talere": "speakers",
    "foredragsholdere": "speakers",
    "tid": "time",
    "rolle": "role",
    "by": "city",
    "kilde": "src",
    "fotograf": "credit",
    "foto": "credit",
    "oppmote": "attendance",
    "forfattar": "author",
    "etikett": "label",
    "utkast": "draft",
    "publisert": "published",
    "avlyst": "cancelled",
    "utsatt": "postponed",
    "bekreftet": "confirmed",
    "flyttet": "rescheduled",
    "ny dato": "rescheduled",
    "flyttet til nett": "moved_online",
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


def translations(word: str) -> tuple[str, ...]:
    """The names that a Norwegian word stands for; perhaps also ""."""
    return (NORWEGIAN.get(word.lower(), ""), *fields_labelled(word))


def nearest(word: str, choices: Iterable[str]) -> str:
    """What a Norwegian word means, or the most similar of `choices`; "" when none is near."""
    names = sorted(choices)
    if translated := next((name for name in translations(word) if name in names), ""):
        return translated
    return nearest_name(word, names)
