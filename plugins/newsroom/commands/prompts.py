"""Asks for what a new entry needs, in Norwegian, and takes no answer the site would refuse."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from newsroom.commands.scaffolds import FLAGS, slug_of
from newsroom.commands.words import command
from newsroom.content_kinds import Scaffold
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import type_of
from newsroom.contract.problems import Problem
from newsroom.reading.spelling import nearest
from newsroom.reading.validate import CODES
from newsroom.wording.fields import words_of
from newsroom.wording.problems import message
from newsroom.wording.value_corrections import corrected_value

Ask = Callable[[str], str]
A_LINK = "lenken til et møte på nett"


class Unanswered(Exception):
    """What is still needed, or an answer that cannot be used, and nobody to ask."""


def answers(
    wanted: Scaffold, given: Mapping[str, str], catalog: Catalog, today: date, ask: Ask | None
) -> dict[str, str]:
    """An answer for each field that has one. Raises Unanswered when there is nobody to `ask`."""
    missing = [f for f in wanted.needed if not given.get(f) and not _default(f, today)]
    if ask is None and missing:
        flags = " ".join(flag(field) for field in missing)
        labels = ", ".join(label_of(wanted, field) for field in missing)
        new = command("new", wanted.model.kind_name())
        raise Unanswered(f"Det mangler: {labels}. Skriv: {new} {flags}")
    found = {"slug": slug_of(given.get("slug", ""))}
    for field in (*wanted.needed, *wanted.asked):
        found[field] = _answer(wanted, field, given, catalog, today, ask)
    return found


def flag(field: str) -> str:
    """How a field is given in the command."""
    return f'--{field} "…"' if field in FLAGS else f'--field {field}="…"'


def _keys(kind: Scaffold, field: str, catalog: Catalog) -> Mapping[str, Any]:
    """What a field may name, by key; nothing where it names nothing."""
    entries = catalog.of(kind.choices[field]) if field in kind.choices else ()
    return {entry.key: entry for entry in entries}


def label_of(kind: Scaffold, field: str) -> str:
    return "år" if field == "year" else words_of(kind.model, field).label


def _answer(
    kind: Scaffold,
    field: str,
    given: Mapping[str, str],
    catalog: Catalog,
    today: date,
    ask: Ask | None,
) -> str:
    """The given answer, else the default, else what is asked for until it can be used."""
    is_needed, value = field in kind.needed, given.get(field, "").strip()
    if not value and ask is None:
        return _default(field, today)
    while True:
        value = value or _asked(kind, field, catalog, _default(field, today), ask).strip()
        value = value or _default(field, today)
        value, wrong = usable(kind, field, value, catalog) if value else ("", "")
        if not wrong and (value or not is_needed):
            return value
        if ask is None:
            raise Unanswered(wrong)
        print(wrong or "Dette må være med.")
        value = ""


def _asked(kind: Scaffold, field: str, catalog: Catalog, default: str, ask: Ask | None) -> str:
    """The question: what it is called, what it is for, and what there is to choose from."""
    words = words_of(kind.model, field)
    known = ", ".join(_keys(kind, field, catalog))
    if field == "venue":
        known = f"{known}, eller {A_LINK}" if known else A_LINK
    hint = f"Velg: {known}." if known else f"{words.help} Eksempel: {words.example}"
    after = f" [{default}]" if default else "" if field in kind.needed else " (kan stå tomt)"
    print(f"\n{hint}")
    return ask(f"{label_of(kind, field).capitalize()}{after}: ") if ask else ""


def _default(field: str, today: date) -> str:
    return str(today) if field == "date" else ""


def usable(kind: Scaffold, field: str, value: str, catalog: Catalog) -> tuple[str, str]:
    """The answer as it is written in the file, and what is wrong with it, or ""."""
    if field in kind.choices and not value.startswith("https://"):
        return _chosen(kind, field, value, catalog)
    field = "online" if field == "venue" else field
    problem = fault_of(kind, field, value)
    if problem and (meant := corrected_value(problem.code, value)):
        value, problem = (value, problem) if fault_of(kind, field, meant) else (meant, None)
    if not problem and field == kind.name and not slug_of(value):
        problem = Problem("", 0, 0, "name-without-letters", (("value", value),))
    return value, message(problem, "nb") if problem else ""


def fault_of(kind: Scaffold, field: str, value: str) -> Problem | None:
    """What the model has to say of a value of one field."""
    try:
        TypeAdapter(type_of(kind.model, field)).validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        values = {"field": field, **details.get("ctx", {})}
        code = CODES.get(details["type"], details["type"])
        return Problem("", 0, 0, code, tuple((k, str(v)) for k, v in values.items()))
    return None


def _chosen(kind: Scaffold, field: str, value: str, catalog: Catalog) -> tuple[str, str]:
    """A key there is, written as the key or as the name."""
    entries = _keys(kind, field, catalog)
    by_name = {entry.name.lower(): key for key, entry in entries.items()}
    if key := value if value in entries else by_name.get(value.lower()):
        return key, ""
    values = (("suggestion", nearest(value, entries)), ("value", value))
    return value, message(Problem("", 0, 0, f"{field}-unknown", values), "nb")
