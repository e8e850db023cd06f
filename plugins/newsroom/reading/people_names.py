"""Finds keys, e-mail addresses and several people in a name, which pages show as it is written."""

import re
from collections.abc import Iterable, Mapping

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report, Where
from newsroom.contract.slug import name_of, slugify

TOGETHER = "people-together"
# The name of each person by key.
PersonNames = Mapping[str, str]
# What stands between two people, as a group, so that a split keeps it.
BETWEEN = re.compile(r"(\s*[,;&/]\s*|\s+(?:og|and)\s+)")
# A key of several words; one word may be any name. `Siri-dahl` is meant, `Ann-Kristin` is a name.
LONG_KEY = re.compile(r"(?<![\w-])[A-Za-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])")
# Not a name in a social network, such as @kari@example.org.
EMAIL = re.compile(
    r"[\s,;(<]*(?:mailto:)?(?<![@\w.+-])([^\s,;:()<>@]+@[^\s,;:()<>@]+\.[a-z]{2,})[\s,;)>]*",
    re.IGNORECASE,
)


def check(catalog: Catalog, report: Report) -> None:
    """Report each name with the key of a person or an e-mail address in it."""
    names = {key: person.name for key, person in catalog.people.items()}
    for entry in catalog.everything():
        for where, kind, text, is_shown in entry.references():
            if kind == "person" and is_shown and text not in names:
                _check_people(entry, where, text, catalog, names, report)
    for event in catalog.events:
        network = catalog.networks.get(event.organiser)
        known = {**names, event.organiser: network.name} if network else names
        # It may have «og» in its own name.
        if (name := _with_names([event.organiser], known)) != event.organiser:
            values = {"value": event.organiser, "suggestion": name, "field": "organiser"}
            report.add(event.source, ("organiser",), "key-shown", values)


def _check_people(
    entry: Entry, where: Where, text: str, catalog: Catalog, names: PersonNames, report: Report
) -> None:
    """Report a key or an address in a text that names one or several people."""
    values = {"value": text, "field": next(s for s in where[::-1] if isinstance(s, str))}
    pieces = BETWEEN.split(text)
    if EMAIL.search(text):
        report.add(entry.source, where, "email-in-name", values | _without_address(text, catalog))
    elif any(_key_in(piece, names) for piece in pieces):
        people = [_key_in(part, names) or part for part in pieces[::2]]
        # Another word is a title.
        first, *others = (one for one in people if one in names or one[:1].isupper())
        if others and isinstance(where[-1], str):
            first = _with_names(pieces, names)
        elif others:  # no list in a list
            is_item = where in entry.source.places
            first = "" if is_item else f"[{', '.join((first, *others))}]"
        report.add(entry.source, where, "key-shown", {**values, "suggestion": first})
    elif ";" in text and isinstance(where[-1], int):
        _check_semicolons(entry, where, text, names, report)


def _check_semicolons(
    entry: Entry, where: Where, text: str, names: PersonNames, report: Report
) -> None:
    """Report several people who are one text, in a list or alone; some may be organisations."""
    people = [part.strip() for part in text.split(";")]
    known = {*names, *names.values()}
    if all(name[:1].isupper() or name in known for name in people):
        source, above = entry.source, where[:-1]
        is_item = where in source.places
        # A list in brackets begins in the line of its only item.
        is_list = is_item and (*above, 1) not in source.places
        is_list = is_list and source.place(above)[0] == source.place(where)[0]
        value, where = (f"[{text}]", above) if is_list else (text, where)
        is_whole = "," not in text and (is_list or not is_item)
        suggestion = f"[{', '.join(people)}]" if is_whole else ""
        values = {"value": value, "suggestion": suggestion}
        values |= {"exact": suggestion} if suggestion and known.issuperset(people) else {}
        report.add(source, where, TOGETHER, values, "advice")


def _key_in(piece: str, names: PersonNames) -> str:
    """The key that the piece is, or the first that it has in it; else ""."""
    words = (word.lower() for word in LONG_KEY.findall(piece))
    return piece if piece in names else next((word for word in words if word in names), "")


def _with_names(pieces: Iterable[str], names: PersonNames) -> str:
    """The text of the pieces, with the name of each person for the key."""

    def name(key: re.Match[str]) -> str:
        return names.get(key[0].lower(), key[0])

    return "".join(names.get(piece) or LONG_KEY.sub(name, piece) for piece in pieces)


def _without_address(text: str, catalog: Catalog) -> dict[str, str]:
    """The first e-mail address, the name beside it, and what to write in place of both."""
    before, email, *after = EMAIL.split(text)
    is_one = len(after) == 1
    name = " ".join(part for part in (before, *after[:is_one]) if part).strip()
    known = (p.key for p in catalog.people.values() if p.email == email or p.name == name)
    new = name or name_of(slugify(email.partition("@")[0]))
    return {"email": email, "name": new, "suggestion": next(known, name) if is_one else ""}
