"""The whole check of the content, without making a page of it, and what could be better."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pelican.settings import read_settings

from plugins.contract.catalog import Catalog
from plugins.contract.problems import Problem, Report
from plugins.reading.advice import advice
from plugins.reading.tasks import tasks
from plugins.site.gate import tell
from plugins.wording.problems import line
from tools.newsroom.seriesdates import series_lines

ROOT = Path(__file__).parents[2]
# So many of a kind are told, unless all are asked for.
FEW = 5
WORDS = {
    "nb": {"tasks": "Oppgaver", "more": "  … og {} til (--all viser alle)."},
    "en": {"tasks": "To do", "more": "  … and {} more (--all shows them all)."},
}


def main(content: Path, lang: str, *, everything: bool = False, now: str = "") -> int:
    """Tell every problem, or that there is none, advice, tasks and the dates of every series.

    Raises SystemExit(2) when there are errors.
    """
    given = {"PATH": str(content.resolve()), "REPORT_LANG": lang} | ({"NOW": now} if now else {})
    settings = read_settings(str(ROOT / "publishconf.py"), override=given)
    engine = settings["PELICAN_CLASS"](settings)
    try:
        engine.check()
    finally:
        tell_beside(engine.settings, content, lang, everything=everything)
    print(f"Alt er i orden: {counted(engine.settings['catalog'])}.")
    return 0


def tell_beside(settings: dict, content: Path, lang: str, *, everything: bool) -> None:
    """What stops nothing: the dates of series, advice and tasks."""
    catalog = settings.get("catalog", Catalog())
    for said in series_lines(catalog, content.name, lang):
        print(said)
    tell(advice_of(catalog), content, lang, sys.stdout)
    if "now" in settings:
        for said in task_lines(
            tasks(catalog, settings["now"]), content.name, lang, everything=everything
        ):
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


def counted(catalog: Catalog) -> str:
    """`22 artikler, 72 arrangementer, …`"""
    kinds = {
        "artikler": catalog.articles,
        "arrangementer": catalog.events,
        "sider": catalog.pages,
        "årsbrev": catalog.reviews,
    }
    return ", ".join(f"{len(entries)} {name}" for name, entries in kinds.items())
