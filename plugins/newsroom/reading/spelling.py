"""Suggests what a misspelt or Norwegian word was meant to be."""

from collections.abc import Collection, Iterable, Mapping

from newsroom.contract.nearness import nearest_name
from newsroom.wording.fields import fields_labelled

# By name or value: Norwegian words for it, beside the labels of fields (contract/fields.yaml).
WORDS: Mapping[str, Collection[str]] = {
    "author": ["skribent", "forfattar"],
    "email": ["epost"],
    "company": ["firma"],
    "summary": ["ingressen", "sammendrag"],
    "tags": ["stikkord"],
    "gallery": ["galleri"],
    "start": ["begynner", "fra"],
    "repeat": ["gjenta", "gjentakelse", "gjentagelse", "hyppighet"],
    "except": ["unntatt", "utenom"],
    "instances": ["forekomster", "forekomst", "datoer"],
    "end": ["slutter", "til"],
    "time": ["kl", "tid"],
    "venue": ["lokale"],
    "registration": ["pamelding"],
    "deadline": ["frist"],
    "attendance": ["deltakere", "oppmote"],
    "speakers": ["talere", "foredragsholdere"],
    "role": ["rolle"],
    "city": ["by"],
    "src": ["kilde"],
    "credit": ["fotograf", "foto"],
    "label": ["etikett"],
    "draft": ["utkast"],
    "published": ["publisert"],
    "cancelled": ["avlyst"],
    "postponed": ["utsatt"],
    "confirmed": ["bekreftet"],
    "rescheduled": ["flyttet", "ny dato"],
    "moved_online": ["flyttet til nett"],
    "full": ["fulltegnet"],
    "waiting_list": ["venteliste"],
    "closed": ["stengt"],
    "open": ["åpen"],
    "nb": ["bokmål"],
    "nn": ["nynorsk"],
    "en": ["engelsk"],
    "news": ["nyheter"],
    "pages": ["sider"],
    "events": ["arrangementer"],
    "venues": ["steder"],
    "people": ["personer"],
}
NORWEGIAN = {word: name for name, words in WORDS.items() for word in words}


def translations(word: str) -> tuple[str, ...]:
    """The names that a Norwegian word stands for; perhaps also ""."""
    return (NORWEGIAN.get(word.lower(), ""), *fields_labelled(word))


def nearest(word: str, choices: Iterable[str]) -> str:
    """What a Norwegian word means, or the most similar of `choices`; "" when none is near."""
    names = sorted(choices)
    if translated := next((name for name in translations(word) if name in names), ""):
        return translated
    return nearest_name(word, names)
