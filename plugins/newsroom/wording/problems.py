"""What a problem says, in Norwegian and English: the words stand in messages/<lang>.yaml by code.

Each code has `what` is wrong and what to `write` instead; `{value}` and the like are filled in.
Whatever is told, an identity number is told without its secret half: logs may be read by all.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.wording import dates
from newsroom.wording.fields import example, label, loaded
from newsroom.wording.holidays import holiday_name

MESSAGES = Path(__file__).with_name("messages")
LANGUAGES = ("nb", "en")
MEANT = {"nb": "Mente du «{}»?", "en": "Did you mean “{}”?"}
# What stands before the code of what is no error.
WEIGHT = {
    "advice": {"nb": "råd", "en": "advice"},
    "task": {"nb": "oppgave", "en": "to do"},
}
# How an error, advice and a task are shown beside a change (GitHub: workflow commands).
COMMANDS = {"error": "error", "advice": "warning", "task": "notice"}
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
FIELD = "`{field}`"
FILES = {"nb": ("fil", "filer"), "en": ("file", "files")}
# What a problem knows by these names is said in words: days as ISO dates, a holiday as its code.
SPELLED: Mapping[str, Callable[[str, str], str]] = {
    "day": lambda value, lang: dates.weekday(date.fromisoformat(value), lang),
    "days": lambda value, lang: dates.day_list(map(date.fromisoformat, value.split()), lang),
    "date": lambda value, lang: dates.day(date.fromisoformat(value), lang),
    "weekday": lambda value, lang: dates.weekday_name(date.fromisoformat(value), lang),
    "holiday": holiday_name,
    "files": lambda value, lang: f"{value} {FILES[lang][value != '1']}",
}


class _Values(dict):
    """What a problem knows; a word that it does not know stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def line(problem: Problem, content: str, lang: str, *, mends: bool = True) -> str:
    """`content/news/a.md:3:7: field-missing: what is wrong. what to write`"""
    numbers = (number for number in (problem.line, problem.column) if problem.line and number)
    place = ":".join((f"{content}/{problem.path}", *map(str, numbers)))
    weight = WEIGHT.get(problem.severity, {}).get(lang)
    code = f"{weight}: {problem.code}" if weight else problem.code
    return " ".join(f"{masked(place)}: {code}: {said(problem, lang, mends=mends)}".split())


def annotation(problem: Problem, content: str, lang: str, *, mends: bool = True) -> str:
    """The same for GitHub, which shows it beside the line: `::error file=…,line=3::…`"""
    told = {
        "file": masked(f"{content}/{problem.path}"),
        **({"line": problem.line, "col": problem.column} if problem.line else {}),
        "title": problem.code,
    }
    about = ",".join(
        f"{name}={_escaped(value, {':': '%3A', ',': '%2C'})}" for name, value in told.items()
    )
    return f"::{COMMANDS[problem.severity]} {about}::{_escaped(said(problem, lang, mends=mends))}"


def _escaped(value: object, more: Mapping[str, str] | None = None) -> str:
    return str(value).translate(str.maketrans({**ESCAPES, **(more or {})}))


def said(problem: Problem, lang: str, *, mends: bool = True) -> str:
    """What is wrong and what to write, in full sentences; a field's name with what it is called.

    Without `mends` only what is wrong.
    """
    known = dict(problem.values)
    values = _Values(
        (name, SPELLED[name](value, lang) if name in SPELLED else value)
        for name, value in problem.values
    )
    if problem.code == "field-unknown":
        values["choices"] = ", ".join(
            f"{name}{label(name, lang)}" for name in known["choices"].split(", ")
        )
    if "field" in known:
        values |= {
            "label": label(known["field"], lang, known.get("field_label", "")),
            "example": example(known["field"], known.get("field_example", "")),
        }
    words = {
        name: text.replace(FIELD, FIELD + "{label}") if "field" in known else text
        for name, text in messages(lang)[problem.code].items()
    }
    meant = MEANT[lang].format(values["suggestion"]) if values.get("suggestion") else ""
    parts = (meant, words["write"].format_map(values)) if mends else ()
    return masked(" ".join(part for part in (words["what"].format_map(values), *parts) if part))


def notice(code: str, lang: str, **values: object) -> str:
    """The same words for what is not the content's fault."""
    said_values = tuple((key, str(value)) for key, value in values.items())
    return f"{code}: {said(Problem('', 0, 0, code, said_values), lang)}"


@cache
def messages(lang: str) -> Mapping[str, Mapping[str, str]]:
    """The words of every code."""
    return loaded(MESSAGES / f"{lang}.yaml")
