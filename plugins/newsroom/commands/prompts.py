"""Asks for what a new entry needs, in Norwegian, and takes no answer the site would refuse."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pydantic import TypeAdapter, ValidationError

from newsroom.commands.outcome import Refused
from newsroom.commands.words import command
from newsroom.content_kinds import Scaffold
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Fields, type_of
from newsroom.contract.fields import URL
from newsroom.contract.problems import Problem
from newsroom.contract.slug import name_of, slugify
from newsroom.reading.model_fields import fields_at
from newsroom.reading.spelling import nearest
from newsroom.reading.value_faults import coded
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import parse
from newsroom.wording.fields import words_of
from newsroom.wording.problems import message, text_of
from newsroom.wording.value_corrections import corrected_value, moment_at

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
class Question:
    """A question; `use` gives the value of an answer, and what is wrong with it, or "".

    It also gets the answers before this one. `flag` is how the answer is given in the command.
    `default` is taken for an empty answer; without one (None) there has to be an answer.
    """

    name: str
    flag: str
    label: str
    hint: str
    use: Callable[[str, Mapping[str, str]], tuple[str, str]]
    default: str | None = ""


def answers_to(
    questions: Iterable[Question], given: Mapping[str, str], ask: Ask | None, typed: str
) -> dict[str, str]:
    """The answer to each question by its name: what is `given`, else what is asked for.

    `typed` is the command as it was written. Raises Refused, with the flags to add to it, when an
    answer is missing and there is nobody to ask.
    """
    questions = list(questions)
    missing = [q for q in questions if q.default is None and not given.get(q.name, "").strip()]
    answers: dict[str, str] = {}
    for question in questions:
        if ask or question not in missing:
            value = given.get(question.name, "")
            answers[question.name] = _answer(question, value, answers, ask)
    if ask is None and missing:
        told = {q: given.get(q.name, "").strip() for q in questions}
        flags = " ".join(
            q.flag.replace("…", told[q] or "…") for q in told if q in missing or told[q]
        )
        labels = ", ".join(q.label for q in missing)
        raise Refused(f"Det mangler: {labels}. Skriv: {typed} {flags}")
    return answers


def _answer(question: Question, value: str, earlier: Mapping[str, str], ask: Ask | None) -> str:
    """The given value, else what is answered, asked again until it can be used."""
    default = question.default
    after = "" if default is None else f" [{default}]" if default else " (kan stå tomt)"
    while True:
        if not value and ask:
            print(f"\n{question.hint}")
            value = ask(f"{question.label.capitalize()}{after}: ")
        value = value.strip() or default or ""
        value, fault = question.use(value, earlier) if value else ("", "")
        if not fault and (value or default is not None):
            return value
        fault = fault or "Dette må være med."
        if ask is None:
            raise Refused(fault)
        print(fault)
        value = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions about a new entry, and what its fields may refer to."""

    scaffold: Scaffold
    catalog: Catalog
    today: date

    def answers(self, given: Mapping[str, str], ask: Ask | None) -> dict[str, str]:
        """An answer for each field that has one. Raises Refused when there is nobody to ask."""
        # A site without types of events is not asked for one.
        shown = [f for f in self.scaffold.asked if given.get(f) or f != "type" or self._choices(f)]
        questions = map(self._question, (*self.scaffold.needed, *shown, *self._others(given)))
        typed = command("new", self.scaffold.model.kind_name())
        return {"slug": slug_of(given.get("slug", "")), **answers_to(questions, given, ask, typed)}

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

    def _question(self, field: str) -> Question:
        """What a field is called, what it is for, and what there is to choose from."""
        words, choices = words_of(self.scaffold.model, field), ", ".join(self._choices(field))
        if field == "venue":
            choices = f"{choices}, eller {A_LINK}" if choices else A_LINK
        hint = f"Velg: {choices}." if choices else f"{words.help} Eksempel: {words.example}"
        hint += f" Nytt sted: {command('new', 'venue')}." if field == "venue" else ""
        return Question(
            field,
            flag(field),
            "år" if field == "year" else words.label,
            GROUPS.get(field, hint),
            partial(self._usable, field),
            str(self.today) if field == "date" else None if field in self.scaffold.needed else "",
        )

    def _choices(self, field: str) -> Mapping[str, Any]:
        """What a field may refer to, by key; empty for a field that refers to nothing."""
        if field == "type":
            return {word: word for word in self.catalog.site.event_types}
        model = self.scaffold.choices.get(field)
        return {entry.key: entry for entry in self.catalog.of(model)} if model else {}

    def _usable(self, field: str, value: str, earlier: Mapping[str, str]) -> tuple[str, str]:
        """The answer as it is written in the file, and what is wrong with it, or "".

        A time alone as the end is one of the day of the start.
        """
        if field == "end":
            value = moment_at(value, earlier.get("start", "")) or value
        if field_answered(field, value) == field and field in (*self.scaffold.choices, "type"):
            return self._chosen(field, value)
        field, value = field_answered(field, value), grouped(field, value)
        problem = fault_of(self.scaffold.model, field, value)
        meant = corrected_value(problem.code, value) if problem else ""
        if meant and not fault_of(self.scaffold.model, field, meant):
            value, problem = meant, None
        if not problem and field == self.scaffold.name and not slug_of(value):
            return value, text_of("name-without-letters", "nb", value=value)
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
    values["choices"] = ", ".join((*choices, value))
    return text_of(code, "nb", **values, suggestion=nearest(value, choices))


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
