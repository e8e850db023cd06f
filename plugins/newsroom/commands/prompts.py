"""Asks for what a new entry needs, in Norwegian, and takes no answer the site would refuse."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from newsroom.commands.changing.checked_change import Refused
from newsroom.commands.words import command
from newsroom.content_kinds import Scaffold
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Fields, type_of
from newsroom.contract.fields import URL
from newsroom.contract.problems import Problem
from newsroom.contract.slug import name_of, slugify
from newsroom.reading.spelling import nearest
from newsroom.reading.validate import coded, fields_at
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import parse
from newsroom.wording.fields import words_of
from newsroom.wording.problems import message
from newsroom.wording.value_corrections import corrected_value

Ask = Callable[[str], str]
A_LINK = "lenken til et møte på nett, eller ordet kommer"
# What to answer for a field that is a group of fields in the file.
GROUPS = {
    "registration": "Lenken til påmeldingen, eller ordet ingen når det er åpent for alle.",
    "links": "En tittel og en lenke. Eksempel: Lysark https://example.org/lysark",
}
NO_FIELD = "Feltet `{}` finnes ikke her.{} Alle feltene står i håndboken (docs/handbok/felt.md)."
MOST_SLUG = 60
# The fields that `run.py new` has an option of their own for (tasks.py).
FLAGS = {
    *("name", "title", "date", "start", "end", "venue", "network", "summary", "author", "role"),
    *("company", "address", "postcode", "city", "year", "slug"),
}


def slug_of(name: str) -> str:
    """The words of a name that fit in an address; "" when it has no letters."""
    slug = slugify(name)
    return slug if len(slug) <= MOST_SLUG else slug[: MOST_SLUG + 1].rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Questions:
    """The fields of a new entry, what they may refer to, and who answers, if anybody does."""

    scaffold: Scaffold
    catalog: Catalog
    today: date
    ask: Ask | None

    def answers(self, given: Mapping[str, str]) -> dict[str, str]:
        """An answer for each field that has one. Raises Refused when there is nobody to ask."""
        needed = self.scaffold.needed
        missing = [f for f in needed if not given.get(f) and not self._default(f)]
        if self.ask is None and missing:
            labels = ", ".join(map(self._label, missing))
            new = command("new", self.scaffold.model.kind_name())
            flags = " ".join(map(flag, missing))
            raise Refused(f"Det mangler: {labels}. Skriv: {new} {flags}")
        # A site without types of events is not asked for one.
        shown = [f for f in self.scaffold.asked if given.get(f) or f != "type" or self._choices(f)]
        answers = {"slug": slug_of(given.get("slug", ""))}
        for field in (*needed, *shown, *self._others(given)):
            day = answers.get("start", "")[:10] if field == "end" else ""
            answers[field] = self._answer(field, given.get(field, "").strip(), day)
        return answers

    def _others(self, given: Mapping[str, str]) -> Iterator[str]:
        """The fields of `--field` that it does not ask for. Raises Refused for an unknown one."""
        known, names = FLAGS | {"what"}, fields_at(self.scaffold.model, ())
        for field in given:
            if field not in {*known, *self.scaffold.needed, *self.scaffold.asked}:
                if field not in names:
                    near = nearest(field, names)
                    meant = f" Mente du `{near}`?" if near else ""
                    raise Refused(NO_FIELD.format(field, meant))
                yield field

    def _answer(self, field: str, value: str, day: str) -> str:
        """The given answer, else the default, else what is asked for until it can be used.

        A time alone is one of `day`.
        """
        if not value and self.ask is None:
            return self._default(field)
        while True:
            value = value or self._asked(field).strip() or self._default(field)
            if (
                day
                and value
                and not fault_of(self.scaffold.model, field, timed := dated(day, value))
            ):
                value = timed
            value, fault = self._usable(field, value) if value else ("", "")
            if not fault and (value or field not in self.scaffold.needed):
                return value
            if self.ask is None:
                raise Refused(fault)
            print(fault or "Dette må være med.")
            value = ""

    def _asked(self, field: str) -> str:
        """The question: what it is called, what it is for, and what there is to choose from."""
        words, default = words_of(self.scaffold.model, field), self._default(field)
        choices = ", ".join(self._choices(field))
        if field == "venue":
            choices = f"{choices}, eller {A_LINK}" if choices else A_LINK
        hint = f"Velg: {choices}." if choices else f"{words.help} Eksempel: {words.example}"
        hint = GROUPS.get(field, hint)
        hint += f" Nytt sted: {command('new', 'venue')}." if field == "venue" else ""
        is_needed = field in self.scaffold.needed
        after = f" [{default}]" if default else "" if is_needed else " (kan stå tomt)"
        print(f"\n{hint}")
        return self.ask(f"{self._label(field).capitalize()}{after}: ") if self.ask else ""

    def _label(self, field: str) -> str:
        return "år" if field == "year" else words_of(self.scaffold.model, field).label

    def _default(self, field: str) -> str:
        return str(self.today) if field == "date" else ""

    def _choices(self, field: str) -> Mapping[str, Any]:
        """What a field may refer to, by key; empty for a field that refers to nothing."""
        if field == "type":
            return {word: word for word in self.catalog.site.event_types}
        model = self.scaffold.choices.get(field)
        return {entry.key: entry for entry in self.catalog.of(model)} if model else {}

    def _usable(self, field: str, value: str) -> tuple[str, str]:
        """The answer as it is written in the file, and what is wrong with it, or ""."""
        if field_answered(field, value) == field and field in (*self.scaffold.choices, "type"):
            return self._chosen(field, value)
        field, value = field_answered(field, value), grouped(field, value)
        problem = fault_of(self.scaffold.model, field, value)
        meant = corrected_value(problem.code, value) if problem else ""
        if meant and not fault_of(self.scaffold.model, field, meant):
            value, problem = meant, None
        if not problem and field == self.scaffold.name and not slug_of(value):
            problem = Problem("", 0, 0, "name-without-letters", (("value", value),))
        if problem and field in GROUPS and not value.startswith(("[", "{")):
            return value, f"«{value}» kan ikke brukes. {GROUPS[field]}"
        return value, message(problem, "nb") if problem else ""

    def _chosen(self, field: str, value: str) -> tuple[str, str]:
        """The key of the entry that a key or a name means, and what is wrong, or ""."""
        entries = self._choices(field)
        by_name = {getattr(entry, "name", key).lower(): key for key, entry in entries.items()}
        if key := value if value in entries else by_name.get(value.lower()):
            return key, ""
        return value, unknown(field, value, entries)


def unknown(field: str, value: str, choices: Iterable[str]) -> str:
    """The message about a name that is none of the choices."""
    code = "event-type-unknown" if field == "type" else f"{field}-unknown"
    values = {"value": value, "name": name_of(value), "key": slug_of(value)}
    given = (*values.items(), ("suggestion", nearest(value, choices)))
    return message(Problem("", 0, 0, code, given), "nb")


def dated(day: str, time: str) -> str:
    """A time, in any notation, on a day: `2024-03-05 10:30`."""
    text = f"{day} {time}"
    return corrected_value("date-invalid", text) or text


def fault_of(model: type[Fields], field: str, value: str) -> Problem | None:
    """What the model reports about a value of one field."""
    try:
        TypeAdapter(type_of(model, field)).validate_python(_data(field, value))
    except ValidationError as error:
        code, context = coded(error.errors(include_url=False)[0])
        values = {"field": field, **context}
        return Problem("", 0, 0, code, tuple((k, str(v)) for k, v in values.items()))
    return None


def field_answered(field: str, value: str) -> str:
    """The field that an answer belongs to: a venue may be online, or not settled."""
    if field == "venue" and value.startswith("https://"):
        return "online"
    return "place" if field == "venue" and value == "kommer" else field


def grouped(field: str, answer: str) -> str:
    """The value in the file: a link becomes the group of fields that has it."""
    title, _, url = answer.rpartition(" ")
    if field == "registration" and answer.lower() == "ingen":
        return "none"
    if field == "registration" and URL.fullmatch(answer):
        return f"{{url: {json.dumps(answer)}}}"
    if field == "links" and title and URL.fullmatch(url):
        words = json.dumps(title.rstrip(": "), ensure_ascii=False)
        return f"[{{title: {words}, url: {json.dumps(url)}}}]"
    return answer


def _data(field: str, value: str) -> object:
    """The value as reading gives it to the model: a group is parsed."""
    if field in GROUPS:
        with suppress(YamlFault):
            data, _ = parse(f"{field}: {value}")
            return data[field] if isinstance(data, dict) else value
    return value


def flag(field: str) -> str:
    """How a field is given in the command."""
    return f'--{field} "…"' if field in FLAGS else f'--field {field}="…"'
