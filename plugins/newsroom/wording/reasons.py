"""The reason why a page was rendered again, in words."""

from collections.abc import Mapping

REASONS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "new": "ny side, eller ingenting husket fra forrige bygging",
        "template": "malen, eller noe den henter inn",
        "arguments": "det siden selv handler om",
        "layout": "det som står rundt hver side: navn, meny, bunntekst eller stilark",
        "lookup": "noe siden viser: {what}",
        "file": "filen manglet, eller var endret av andre",
    },
    "en": {
        "new": "a new page, or nothing remembered from the last build",
        "template": "the template, or something it takes in",
        "arguments": "what the page itself is about",
        "layout": "what stands around every page: name, menu, footer or style sheet",
        "lookup": "something the page shows: {what}",
        "file": "the file was missing, or changed by others",
    },
}

UNCHANGED: Mapping[str, str] = {
    "nb": "Ingenting er endret siden forrige bygging. Nettstedet står som det sto.",
    "en": "Nothing has changed since the last build. The site stands as it stood.",
}


def reason_line(address: str, code: str, what: str, lang: str) -> str:
    """`/nyheter/: the template, or something it takes in`"""
    return f"{address}: {REASONS[lang][code].format(what=what)}"
