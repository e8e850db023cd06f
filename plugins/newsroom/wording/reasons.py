"""Why a page was made again, in the words of those who write the content."""

import re

from newsroom.wording.texts import our_texts

REASON = {
    "new": "ny side, eller ingenting husket fra forrige bygging",
    "template": "malen, eller noe den henter inn",
    "arguments": "det siden handler om, en rad i en liste på den, "
    "eller den forrige, den neste eller en lignende side",
    "layout": "det som står rundt hver side: navn, meny, bunntekst eller stilark",
    "lookup": "noe siden viser: {what}",
    "file": "filen manglet, eller var endret av andre",
}
CHANGED = "{what} er endret"
# The words for a look-up, by what the site data call it; any other stays as it is called there.
LOOKUP = {
    r"catalog\.bodies\[(?P<name>[^]]+).*": "teksten i {name}",
    r"catalog\.(?P<file>people|venues|networks|members)\[(?P<name>.+)\]": "{name} i {file}.yaml",
    r"catalog\.(?P<file>site|people|venues|networks|members)": "{file}.yaml",
    r"plan\.by_ref\[(?P<name>.+)\]": "adressen til {name}",
    r"plan\.(spots|pairs)\[(?P<name>.+)\]": "siden {name}",
    r"plan\.(by_kind|first|headings|menu|sections)\b.*": "menyen eller en liste over sider",
    r"(events|dates|phases|sign_ups|spans)\[(?P<name>.+)\]": "arrangementet {name}",
    r"(marks|withheld|changed)\[(?P<name>.+)\]": "statusen eller datoen til {name}",
    r"listed": "listen over artikler",
    r"occurrences|events": "listen over arrangementer",
    r"(by_author|by_tag|recaps)\[(?P<name>.+)\]": "listen over artikler for {name}",
    r"by_(network|venue|speaker)\[(?P<name>.+)\]": "listen over arrangementer for {name}",
    r"parts\[(?P<name>.+)\]": "listen over arrangementer i {name}",
    r"variants\[.*?path='(?P<name>[^']+).*": "bildet {name}",
}


def reason_line(address: str, code: str, what: str, lang: str) -> str:
    """Why a page was made again: `/nyheter/: malen, eller noe den henter inn`"""
    t = our_texts(lang)
    for pattern, words in LOOKUP.items():
        if found := re.fullmatch(pattern, what):
            named = {key: text.removeprefix("event:") for key, text in found.groupdict().items()}
            return f"{address}: {t(CHANGED).format(what=t(words).format(**named))}"
    return f"{address}: {t(REASON[code]).format(what=what)}"
