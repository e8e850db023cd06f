"""Finds keys and e-mail addresses in names, which pages would show as they are written."""

import re
from collections.abc import Mapping

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.contract.slug import name_of, slugify

WORD = re.compile(r"[\w-]+")
BETWEEN = re.compile(r"\s*[,;&/]\s*|\s+(?:og|and)\s+")
EMAIL = re.compile(r"[\s,;(<]*([^\s,;()<>@]+@[^\s,;()<>@]+\.[a-z]{2,})[\s,;)>]*", re.IGNORECASE)


def check(catalog: Catalog, report: Report) -> None:
    """Report each name with the key of a person or an e-mail address in it."""
    names = {key: person.name for key, person in catalog.people.items()}
    for entry in catalog.everything():
        for where, kind, text, is_shown in entry.references():
            if kind != "person" or not is_shown or text in names:
                continue
            values = {"value": text, "field": next(s for s in where[::-1] if isinstance(s, str))}
            if email := EMAIL.search(text):
                values |= _without_address(text, email[1], catalog)
                report.add(entry.source, where, "email-in-name", values)
            elif keys := _keys(text, names):
                people = [keys.get(part, part) for part in BETWEEN.split(text)]
                # Another word is a title.
                first, *others = (p for p in people if p in names or p[:1].isupper())
                if others and isinstance(where[-1], str):
                    first = _with_names(text, keys, names)
                elif others:  # no list in a list
                    is_item = where in entry.source.places
                    first = "" if is_item else f"[{', '.join((first, *others))}]"
                report.add(entry.source, where, "key-shown", {**values, "suggestion": first})
    for event in catalog.events:
        text, network = event.organiser, catalog.networks.get(event.organiser)
        known = {**names, text: network.name} if network else names
        if keys := _keys(text, known):
            name = _with_names(text, keys, known)
            values = {"value": text, "suggestion": name, "field": "organiser"}
            report.add(event.source, ("organiser",), "key-shown", values)


def _keys(text: str, names: Mapping[str, str]) -> dict[str, str]:
    """The parts of a text that have a key in them, and the key of each.

    `Siri-dahl` has the key `siri-dahl`, but `Ann-Kristin Berg` not the key `ann-kristin`.
    """
    found = {}
    for part in BETWEEN.split(text):
        words = (word for word in WORD.findall(part) if word.lower() in names)
        if word := next((word for word in words if word == part or not word.istitle()), ""):
            found[part] = word.lower()
    return found


def _with_names(text: str, keys: Mapping[str, str], names: Mapping[str, str]) -> str:
    for part, key in keys.items():
        text = text.replace(part, names[key])
    return text


def _without_address(text: str, email: str, catalog: Catalog) -> dict[str, str]:
    """The name beside an e-mail address, and what to write in place of both."""
    name = EMAIL.sub(" ", text).strip()
    known = (p.key for p in catalog.people.values() if p.email == email or p.name == name)
    new = name or name_of(slugify(email.partition("@")[0]))
    return {"email": email, "name": new, "suggestion": next(known, name)}
