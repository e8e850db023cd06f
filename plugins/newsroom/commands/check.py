"""The whole check of the content, without making a page of it, and what could be better."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from newsroom.commands.series_dates import series_lines
from newsroom.commands.settings import strict_settings
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Problem, Report
from newsroom.reading.advice import advice
from newsroom.reading.tasks import tasks
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import pass_or_stop, tell
from newsroom.wording.problems import line

# So many of a kind are told, unless all are asked for.
FEW = 5
WORDS = {
    "nb": {
        "tasks": "Oppgaver",
        "more": "  … og {} til (--all viser alle).",
        "well": "Alt er i orden: {} artikler, {} arrangementer, {} sider, {} årsbrev.",
    },
    "en": {
        "tasks": "To do",
        "more": "  … and {} more (--all shows them all).",
        "well": "All is well: {} articles, {} events, {} pages, {} year letters.",
    },
}


def main(content: Path, lang: str, *, everything: bool = False, now: str = "") -> int:
    """Tell every problem and the dates of every series; then, when nothing is wrong, what is left.

    Raises SystemExit(2) when there are errors.
    """
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang} | ({"NOW": now} if now else {})
    run = Engine(strict_settings(**given)).run_to_gate()
    try:
        pass_or_stop(run.report, content.resolve(), lang)
    finally:
        for said in series_lines(run.catalog, content.name, lang):
            print(said)
    tell_what_is_left(run, content, lang, everything=everything)
    print(all_well(run.catalog, lang))
    return 0


def tell_what_is_left(run: Run, content: Path, lang: str, *, everything: bool) -> None:
    """Advice and tasks, which stop nothing."""
    tell(advice_of(run.catalog), content, lang, sys.stdout)
    found = tasks(run.catalog, run.now)
    for said in task_lines(found, content.name, lang, everything=everything):
        print(said)


def advice_of(catalog: Catalog) -> Report:
    """The advice about every entry."""
    found = Report()
    for entry in catalog.entries():
        found.extend(advice(entry))
    return found


def task_lines(
    found: Iterable[Problem], content: str, lang: str, *, everything: bool
) -> Iterator[str]:
    """The to-do list under its heading, of each kind the first few; nothing when there is none."""
    for number, (_, group) in enumerate(groupby(found, lambda task: task.code)):
        if not number:
            yield f"\n{WORDS[lang]['tasks']}:"
        told = list(group)
        shown = told if everything else told[:FEW]
        yield from (line(task, content, lang) for task in shown)
        if len(shown) < len(told):
            yield WORDS[lang]["more"].format(len(told) - len(shown))


def all_well(catalog: Catalog, lang: str) -> str:
    """`Alt er i orden: 22 artikler, 72 arrangementer, …`"""
    kinds = (catalog.articles, catalog.events, catalog.pages, catalog.reviews)
    return WORDS[lang]["well"].format(*map(len, kinds))
