"""`run.py check`: every check of a build without making a page, then advice and tasks."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from newsroom.commands.settings import strict_settings
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Problem, Report
from newsroom.reading.advice import advice
from newsroom.reading.tasks import tasks
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import pass_or_stop, tell_advice
from newsroom.wording.problems import line
from newsroom.wording.series import series_dates

# How many tasks of a kind are shown, unless all are asked for.
FEW = 5
WORDS = {
    "nb": {
        "tasks": "Oppgaver",
        "more": "  … og {} til (--all viser alle).",
        "well": "Alt er i orden: {}.",
    },
    "en": {
        "tasks": "To do",
        "more": "  … and {} more (--all shows them all).",
        "well": "All is well: {}.",
    },
}


def main(content: Path, lang: str, *, everything: bool = False, now: str = "") -> int:
    """Print the errors and the dates of every series; then, without errors, advice and tasks.

    Raises SystemExit(2) when there are errors.
    """
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang} | ({"NOW": now} if now else {})
    run = Engine(strict_settings(**given)).run_to_gate()
    try:
        if run.report.errors():
            pass_or_stop(run.report, content.resolve(), lang, everything=everything)
    finally:
        for line_of_series in series_lines(run.catalog, content.name, lang):
            print(line_of_series)
    tell_what_is_left(run, content, lang, everything=everything)
    print(all_well(run, lang))
    return 0


def series_lines(catalog: Catalog, content: str, lang: str) -> Iterator[str]:
    """`Gründerlunsj (content/events/2024.yaml:12), hver tirsdag, 6 ganger: 5. og 12. mars 2024`"""
    for event in catalog.events:
        if event.repeat:
            place = f"{content}/{event.source.path}:{event.source.place(('id',))[0]}"
            dates = series_dates(event, lang)
            yield f"{event.title} ({place}), {event.repeat.written}: {dates}"


def tell_what_is_left(run: Run, content: Path, lang: str, *, everything: bool) -> None:
    """Print advice and tasks, which stop no build."""
    advice = Report([*run.report, *advice_of(run.catalog)])
    tell_advice(advice, content, lang, sys.stdout, everything=everything)
    for text in task_lines(tasks(run.catalog, run.now), content.name, lang, everything=everything):
        print(text)


def advice_of(catalog: Catalog) -> Report:
    """The advice about every entry."""
    return Report([problem for entry in catalog.entries() for problem in advice(entry)])


def task_lines(
    problems: Iterable[Problem], content: str, lang: str, *, everything: bool
) -> Iterator[str]:
    """The list of tasks under its heading, the first few of each kind; empty without tasks."""
    for number, (_, group) in enumerate(groupby(problems, lambda task: task.code)):
        if not number:
            yield f"\n{WORDS[lang]['tasks']}:"
        of_kind = list(group)
        shown = of_kind if everything else of_kind[:FEW]
        yield from (line(task, content, lang) for task in shown)
        if len(shown) < len(of_kind):
            yield WORDS[lang]["more"].format(len(of_kind) - len(shown))


def all_well(run: Run, lang: str) -> str:
    """`Alt er i orden: 22 artikler, 72 arrangementer, …`"""
    counted = [k.counted[lang].format(len(run.catalog.of(k.model))) for k in run.kinds if k.counted]
    return WORDS[lang]["well"].format(", ".join(counted))
