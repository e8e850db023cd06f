"""What a problem says, in Norwegian and English: the words stand in messages/<lang>.yaml by code.

Each code has `what` is wrong and what to `write` instead; `{value}` and the like are filled in.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from plugins.contract.problems import Problem
from plugins.wording import dates
from plugins.wording.holidays import holiday_name

MESSAGES = Path(__file__).with_name("messages")
LANGUAGES = ("nb", "en")
MEANT = {"nb": "Mente du «{}»?", "en": "Did you mean “{}”?"}
ADVICE = {"nb": "råd", "en": "advice"}
# What a problem knows by these names is said in words: days as ISO dates, a holiday as its code.
SPELLED: Mapping[str, Callable[[str, str], str]] = {
    "day": lambda value, lang: dates.weekday(date.fromisoformat(value), lang),
    "days": lambda value, lang: dates.day_list(map(date.fromisoformat, value.split()), lang),
    "date": lambda value, lang: dates.day(date.fromisoformat(value), lang),
    "weekday": lambda value, lang: dates.weekday_name(date.fromisoformat(value), lang),
    "holiday": holiday_name,
}


class _Values(dict):
    """What a problem knows; a word that it does not know stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def line(problem: Problem, content: str, lang: str) -> str:
    """`content/news/a.md:3: field-missing: what is wrong. what to write`"""
    place = f"{content}/{problem.path}" + (f":{problem.line}" if problem.line else "")
    code = problem.code if problem.severity == "error" else f"{ADVICE[lang]}: {problem.code}"
    return " ".join(f"{place}: {code}: {said(problem, lang)}".split())


def said(problem: Problem, lang: str) -> str:
    """What is wrong and what to write, in full sentences."""
    values = _Values(
        (name, SPELLED[name](value, lang) if name in SPELLED else value)
        for name, value in problem.values
    )
    words = messages(lang)[problem.code]
    meant = MEANT[lang].format(values["suggestion"]) if values.get("suggestion") else ""
    parts = (words["what"].format_map(values), meant, words["write"].format_map(values))
    return " ".join(part for part in parts if part)


def notice(code: str, lang: str, **values: object) -> str:
    """The same words for what is not the content's fault."""
    said_values = tuple((key, str(value)) for key, value in values.items())
    return f"{code}: {said(Problem('', 0, 0, code, said_values), lang)}"


@cache
def messages(lang: str) -> Mapping[str, Mapping[str, str]]:
    """The words of every code."""
    return yaml.safe_load((MESSAGES / f"{lang}.yaml").read_text(encoding="utf-8"))
