"""`run.py check`: every check of a build without making a page, then advice and tasks."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from newsroom.commands.publishing.age import age_lines
from newsroom.commands.settings import strict_settings
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Problem, Report
from newsroom.places import program
from newsroom.reading.advice import advice
from newsroom.reading.todo import TaskGroup, grouped, tasks
from newsroom.run import Run
from newsroom.site.caches import Caches
from newsroom.site.engine import Engine
from newsroom.site.gate import pass_or_stop, tell_advice
from newsroom.wording import dates
from newsroom.wording.problems import line, short
from newsroom.wording.texts import our_texts, series_dates

# How many lines of tasks are shown, unless all are asked for: with long titles one screen.
FEW = 10
ADVICE = "advice"  # its cache file
SECTIONS = {
    "soon": "Oppgaver de neste 30 dagene",
    "overdue": "Oppgaver på overtid",
    "later": "Senere, eller når det passer",
}
MORE = "{} til: `{} check --all`, eller siden Oppgaver i `{} serve`"


def main(
    content: Path, lang: str, *, everything: bool = False, now: str = "", cache: str = ""
) -> int:
    """Print the errors, the dates of every series and advice; without errors also tasks and age.

    Raises SystemExit(2) when there are errors.
    """
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang, "NOW": now, "CACHE_PATH": cache}
    engine = Engine(strict_settings(**{name: value for name, value in given.items() if value}))
    run, lang = engine.run_to_gate(), engine.settings["REPORT_LANG"]
    report = Report([*run.report, *cached_advice(run.catalog, engine.caches)])
    try:
        if report.errors():
            pass_or_stop(report, content.resolve(), lang, everything=everything)
    finally:
        for line_of_series in series_lines(run.catalog, content.name, lang):
            print(line_of_series)
    tell_advice(report, content, lang, sys.stdout, everything=everything)
    to_do = grouped(tasks(run.catalog, run.now), run.now)
    for text in task_lines(to_do, content.name, lang, everything=everything):
        print(text)
    print(*age_lines(content, datetime.now(UTC), lang), all_well(run, lang), sep="\n")
    return 0


def series_lines(catalog: Catalog, content: str, lang: str) -> Iterator[str]:
    """`Gründerlunsj (content/events/2024.yaml:12), hver tirsdag, 6 ganger: 5. og 12. mars 2024`"""
    for event in catalog.events:
        if event.repeat:
            place = f"{content}/{event.source.path}:{event.source.place(('id',))[0]}"
            dates = series_dates(event, lang)
            yield f"{event.title} ({place}), {event.repeat.written}: {dates}"


def advice_of(entries: Iterable[Entry]) -> list[Problem]:
    """The advice about some entries."""
    return [problem for entry in entries for problem in advice(entry)]


def cached_advice(catalog: Catalog, caches: Caches) -> Iterator[Problem]:
    """The advice about every entry; for an unchanged file, what the last check found."""
    cached: dict[str, tuple[bytes, list[Problem]]] = caches.store.load(ADVICE) or {}
    entries_of: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*catalog.entries(), *catalog.faulty):
        entries_of[entry.file].append(entry)
    current = {}
    for file, entries in entries_of.items():
        file_hash, row = caches.parsed.readings[file][0], cached.get(file)
        if row is None or row[0] != file_hash:
            row = (file_hash, advice_of(entries))
        current[file] = row
    if current != cached:
        caches.store.save(ADVICE, current)
    return (problem for _, problems in current.values() for problem in problems)


def task_lines(
    groups: Iterable[TaskGroup], content: str, lang: str, *, everything: bool
) -> Iterator[str]:
    """The tasks by section, one line for each event; empty without tasks.

    The first FEW lines; or everything, each task on a line with what to write.
    """
    rows = [
        (section, text)
        for section, of_one in groups
        for text in _rows(of_one, content, lang, everything=everything)
    ]
    t, shown = our_texts(lang), rows if everything else rows[:FEW]
    for section, of_section in groupby(shown, itemgetter(0)):
        yield f"\n{t(SECTIONS[section])}:"
        yield from (text for _, text in of_section)
    if len(shown) < len(rows):
        yield t(MORE).format(len(rows) - len(shown), program(), program())


def _rows(tasks: Sequence[Problem], content: str, lang: str, *, everything: bool) -> list[str]:
    """`  Frokost, 5. mars 2024: bilde mangler, referat mangler (2) (content/events/2024.yaml:2)`"""
    if everything:
        return [line(task, content, lang) for task in tasks]
    counted = Counter(short(task, lang) for task in tasks).items()
    what = ", ".join(f"{text} ({count})" if count > 1 else text for text, count in counted)
    path, number = min((task.path, task.line) for task in tasks)
    return [f"  {group_heading(tasks[0], lang)}: {what} ({content}/{path}:{number})"]


def group_heading(task: Problem, lang: str) -> str:
    """`Frokost, 5. mars 2024`; of a review the name of the owner."""
    values = dict(task.values)
    if day := values.get("day_of"):
        return f"{values['title']}, {dates.day(date.fromisoformat(day), lang)}"
    return values["owner"] or our_texts(lang)("Uten ansvarlig")


def all_well(run: Run, lang: str) -> str:
    """`Alt er i orden: 22 artikler, 72 arrangementer, …`"""
    numbers = [(len(run.catalog.of(k.model)), k.counted[lang]) for k in run.kinds if k.counted]
    counted = [f"{number} {words[number != 1]}" for number, words in numbers]
    return our_texts(lang)("Alt er i orden: {}.").format(", ".join(counted))
