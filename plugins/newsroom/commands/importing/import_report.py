"""The report of an import: what came in, what became of it, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from newsroom import wording
from newsroom.commands.importing.items import Item, Note
from newsroom.commands.importing.writing import Written
from newsroom.contract.identity_numbers import masked
from newsroom.wording.fields import load_yaml
from newsroom.wording.problems import line

TEXTS = Path(wording.__file__).with_name("importing.yaml")


def text(code: str, lang: str, value: object = "") -> str:
    """A text of wording/importing.yaml, with its value."""
    return masked(_texts()[code][lang].replace("{value}", str(value)))


@cache
def _texts() -> dict[str, dict[str, str]]:
    return load_yaml(TEXTS)


def summary(items: Iterable[Item], lang: str) -> str:
    """How many items came in, and what became of them; the numbers add up."""
    outcomes = Counter(item.outcome for item in items)
    parts = [f"{text('in', lang)}: {outcomes.total()}."]
    for outcome in ("written", "used", "existing", "left-out"):
        if outcomes[outcome]:
            parts.append(f"{text(outcome, lang)}: {outcomes[outcome]}.")
    return " ".join(parts)


def report_lines(written: Written, content: str, lang: str) -> Iterator[str]:
    """The whole report: what is left out, what was refused, and what was altered."""
    yield summary(written.items, lang)
    yield from _section("left-out", lang, _notes(written.items, ("left-out",), content, lang))
    refused = [
        line(problem, content, lang)
        for problems in written.problems.values()
        for problem in problems
    ]
    yield from _section("refused", lang, refused)
    yield from _section("elsewhere", lang, [line(p, content, lang) for p in written.elsewhere])
    altered = _notes(written.items, ("written", "used", "existing"), content, lang)
    yield from _section("altered", lang, altered)


def _section(heading: str, lang: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{text(heading, lang)} ({len(lines)}):"
        yield from (f"  {one}" for one in lines)


def _notes(items: Iterable[Item], outcomes: tuple[str, ...], content: str, lang: str) -> list[str]:
    return [
        f"{_place(item, content)}: {_note(note, lang)}"
        for item in items
        if item.outcome in outcomes
        for note in item.notes
    ]


def _place(item: Item, content: str) -> str:
    """`eksport.xml, post_id 12 «Frokost» (content/news/2024/frokost.md)`"""
    title = f" «{item.title}»" if item.title else ""
    is_there = item.path and item.outcome != "left-out"
    return masked(f"{item.place}{title}{f' ({content}/{item.path})' if is_there else ''}")


def _note(note: Note, lang: str) -> str:
    return " ".join(text(note.code, lang, note.value).split())
