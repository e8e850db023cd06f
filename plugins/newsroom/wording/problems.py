"""The message of a problem, in Norwegian and English, from messages/<lang>.yaml.

Each code has `what` (what is wrong) and `write` (what to write instead), with placeholders such as
`{value}`. Identity numbers in messages are masked, since build logs may be public.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.places import IN_REPOSITORY, program
from newsroom.wording import dates
from newsroom.wording.fields import example, label, load_yaml
from newsroom.wording.texts import our_texts

MESSAGES = Path(__file__).with_name("messages")
LANGUAGES = ("nb", "en")
# The prefix of the code of a problem that is not an error.
PREFIXES = {"advice": "råd", "task": "oppgave"}
# The workflow command of GitHub that shows each severity beside a change.
COMMANDS = {"error": "error", "advice": "warning", "task": "notice"}
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
FIELD = "`{field}`"
# The values that quote what somebody wrote; a long one is cut.
QUOTES = {"value", "written", "found", "link", "src", "title", "label", "tag", "sign"}
LONGEST_QUOTE = 80
# Where the other fields that may stand at a place are.
REST = {
    "nb": " og {} til, som står i håndboken (docs/handbok/felt.md)",
    "en": " and {} more, which are in the handbook (docs/handbok/felt.md)",
}
# Where a field is that is not in its file.
ELSEWHERE = {"nb": " her, men i {}", "en": " here, but there is one in {}"}
# What stands between what is wrong and what to write, by the value that it is about.
MEANT = {"nb": "Mente du «{}»?", "en": "Did you mean “{}”?"}
HINTS = {
    "suggestion": MEANT,
    "meant": MEANT,
    "repeated": {
        "nb": "Mente du «{}»? Feltet står her fra før, så behold bare den ene linjen.",
        "en": "Did you mean “{}”? The field is here already, so keep only one of the lines.",
    },
    "needless": {
        "nb": "Ta bort linjen: Det som ikke er et utkast, blir publisert.",
        "en": "Remove the line: What is not a draft is published.",
    },
}
FILES = {"nb": ("fil", "filer"), "en": ("file", "files")}
# How to format the values of these names: days are ISO dates, a holiday is its Norwegian name.
FORMATTERS: Mapping[str, Callable[[str, str], str]] = {
    "day": lambda value, lang: dates.weekday(date.fromisoformat(value), lang),
    "days": lambda value, lang: dates.day_list(map(date.fromisoformat, value.split()), lang),
    "date": lambda value, lang: dates.day(date.fromisoformat(value), lang),
    "weekday": lambda value, lang: dates.weekday_name(date.fromisoformat(value), lang),
    "holiday": lambda value, lang: our_texts(lang)(value),
    "behind": lambda value, lang: our_texts(lang)(" Det står i {}.").format(value) if value else "",
    # The Norwegian names are in parentheses.
    "choices": lambda value, lang: value if lang == "nb" else re.sub(r" \([^)]*\)", "", value),
    "elsewhere": lambda value, lang: value and ELSEWHERE[lang].format(value),
    "rest": lambda value, lang: value and REST[lang].format(value),
    "files": lambda value, lang: f"{value} {FILES[lang][value != '1']}",
}


class _Values(dict[str, str]):
    """The values for a message; an unknown placeholder stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def line(problem: Problem, content: str, lang: str, *, with_fix: bool = True) -> str:
    """The line for a terminal: `content/news/a.md:3:7: field-missing: what is wrong …`"""
    numbers = (number for number in (problem.line, problem.column) if problem.line and number)
    place = ":".join((f"{content}/{problem.path}", *map(str, numbers)))
    prefix = our_texts(lang)(PREFIXES.get(problem.severity, ""))
    code = f"{prefix}: {problem.code}" if prefix else problem.code
    return " ".join(f"{masked(place)}: {code}: {message(problem, lang, with_fix=with_fix)}".split())


def annotation(problem: Problem, content: str, lang: str, *, with_fix: bool = True) -> str:
    """The workflow command for GitHub: `::error file=…,line=3::…`"""
    properties: dict[str, str | int] = {
        "file": masked(f"{content}/{problem.path}"),
        **({"line": problem.line, "col": problem.column} if problem.line else {}),
        "title": problem.code,
    }
    escapes = {**ESCAPES, ":": "%3A", ",": "%2C"}
    pairs = ",".join(f"{name}={_escaped(value, escapes)}" for name, value in properties.items())
    text = _escaped(message(problem, lang, with_fix=with_fix), ESCAPES)
    return f"::{COMMANDS[problem.severity]} {pairs}::{text}"


def _escaped(value: str | int, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in str(value))


def message(problem: Problem, lang: str, *, with_fix: bool = True) -> str:
    """What is wrong and, `with_fix`, what to write instead; field names get their labels."""
    given, values = dict(problem.values), _formatted(problem, lang)
    if problem.code == "field-unknown":
        values["choices"] = ", ".join(
            f"{name}{label(name, lang)}" for name in given["choices"].split(", ")
        )
    if "field" in given:
        values |= {
            "label": label(given["field"], lang, given.get("field_label", "")),
            "example": example(given["field"], given.get("field_example", "")),
        }
    templates = {
        name: text.replace(FIELD, FIELD + "{label}") if "field" in given else text
        for name, text in messages(lang)[problem.code].items()
    }
    hints = (hint[lang].format(values[name]) for name, hint in HINTS.items() if values.get(name))
    parts = (*hints, templates["write"].format_map(values)) if with_fix else ()
    text = " ".join(part for part in (templates["what"].format_map(values), *parts) if part)
    return masked(text.replace(IN_REPOSITORY, program()))


def short(task: Problem, lang: str) -> str:
    """What is to do, in a few words without the title: `oppmøte mangler`."""
    return masked(messages(lang)[task.code]["short"].format_map(_formatted(task, lang)))


def _formatted(problem: Problem, lang: str) -> _Values:
    return _Values((name, _shown(name, value, lang)) for name, value in problem.values)


def _shown(name: str, value: str, lang: str) -> str:
    if name in QUOTES and len(value) > LONGEST_QUOTE:
        return f"{value[: LONGEST_QUOTE - 1]}…"
    return FORMATTERS[name](value, lang) if name in FORMATTERS else value


def text_of(code: str, lang: str, **values: object) -> str:
    """The message of a code with these values, about no place in the content."""
    texts = tuple((key, str(value)) for key, value in values.items())
    return message(Problem("", 0, 0, code, texts), lang)


def notice(code: str, lang: str, **values: object) -> str:
    """The same, with the code in front."""
    return f"{code}: {text_of(code, lang, **values)}"


def messages(lang: str) -> Mapping[str, Mapping[str, str]]:
    """The message templates by code."""
    return load_yaml(MESSAGES / f"{lang}.yaml")
