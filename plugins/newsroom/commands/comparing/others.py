"""What else changes: figures of annual letters, pictures and documents, problems, and drafts."""

import filecmp
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.addresses.documents import documents
from newsroom.commands.changing.checked_change import identity
from newsroom.commands.check import advice_of
from newsroom.commands.comparing.section import Table, TableRow
from newsroom.commands.comparing.versions import Versions, name_of
from newsroom.commands.words import count
from newsroom.contract.entry import Document, Entry
from newsroom.contract.problems import Problem
from newsroom.contract.review import Review
from newsroom.reviews.figures import text
from newsroom.run import Run
from newsroom.site.media import uses
from newsroom.wording.problems import message

KINDS = {"error": "Feil", "advice": "Råd", "task": "Oppgave"}
HIDDEN = (
    "i noe som kanskje ikke er publisert. "
    "Skrivepulten viser hva det er, og det gjør kommandoen check"
)


def other_tables(versions: Versions) -> Iterator[Table]:
    """The tables of figures, files and problems."""
    t = versions.t
    figures = (t("Årsbrev"), t("Tall"), t("Før"), t("Nå"))
    yield Table(t("Tall i årsbrev"), figures, tuple(map(TableRow, _figures(versions))))
    files = (t("Fil"), t("Hva"), t("Størrelse"))
    yield Table(t("Bilder og dokumenter"), files, tuple(map(TableRow, _files(versions))))
    yield Table(t("Nye feil og råd"), (), tuple(map(TableRow, dict.fromkeys(_problems(versions)))))


def _figures(versions: Versions) -> Iterator[tuple[str, str, str, str]]:
    before, after = (edition.catalog for edition in versions.editions)
    for old, new in versions.kept:
        if isinstance(old, Review) and isinstance(new, Review):
            was = {figure.name: text(figure, old, before) for figure in old.figures}
            for figure in new.figures:
                now = text(figure, new, after)
                if was.get(figure.name, "") != now:
                    yield new.title, figure.label, was.get(figure.name, ""), now


def _files(versions: Versions) -> Iterator[tuple[str, str, str]]:
    t, runs = versions.t, (versions.old, versions.new)
    old, new = (_shown_files(run) for run in runs)
    for path in sorted(old.keys() | new.keys()):
        if path not in old:
            yield path, t("ny"), _size(new[path])
        elif path not in new:
            yield path, t("brukes ikke lenger"), _size(old[path])
        elif not filecmp.cmp(old[path], new[path], shallow=False):
            yield path, t("byttet ut"), f"{_size(old[path])} → {_size(new[path])}"


def _shown_files(run: Run) -> Mapping[str, Path]:
    """The pictures and documents that public entries use; those of drafts stay unnamed."""
    catalog = run.site_data.edition.catalog
    pictures = {key.path for key, *_ in uses((catalog.site, *catalog.entries()), catalog)}
    paths = pictures | set(documents(catalog, run.site_data.plan))
    return {path: file for path, file in catalog.media.items() if path in paths}


def _size(file: Path) -> str:
    return count(-(-file.stat().st_size // 1000), "kB", "kB")


def _problems(versions: Versions) -> Iterator[tuple[str, str, str]]:
    """The problems that the old version does not have; some may be the same when shown."""
    known = {identity(problem) for problem in _all_problems(versions.old)}
    new = [problem for problem in _all_problems(versions.new) if identity(problem) not in known]
    for problem in sorted(new, key=lambda problem: (problem.severity != "error", problem)):
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        told = (place, message(problem, versions.lang))
        words = told if _is_public(problem, versions) else (versions.t(HIDDEN), "")
        yield versions.t(KINDS[problem.severity]), *words


def _all_problems(run: Run) -> list[Problem]:
    """The problems of a build, and the advice about public entries."""
    return [*run.report, *advice_of(run.site_data.edition.catalog.entries())]


def _is_public(problem: Problem, versions: Versions) -> bool:
    """Whether a problem, with what it quotes, is certainly about something public."""
    run = versions.new
    quoted = {value for _, value in problem.values}
    for entry in _withheld(run):
        if any(name in value for name in (entry.ref, name_of(entry)) for value in quoted):
            return False
    if problem.path.startswith(("record/", "site.yaml")):
        return True
    entries = [entry for entry in run.catalog.entries() if entry.file == problem.path]
    is_hidden = any(entry.ref in run.site_data.edition.withheld for entry in entries)
    # A fault may have kept a draft from being read, in a file of several.
    is_whole = all(isinstance(entry, Document) for entry in entries) or problem.severity != "error"
    was_public = any(entry.file == problem.path for entry in versions.public[0].values())
    return not is_hidden and (is_whole if entries else was_public)


def changed_drafts(versions: Versions) -> list[Entry]:
    """The drafts and future entries that are new, changed or gone."""
    old, new = (
        {entry.ref: (entry.digest, entry.source.text, entry) for entry in _withheld(run)}
        for run in (versions.old, versions.new)
    )
    public = set().union(*versions.public)
    refs = sorted((old.keys() | new.keys()) - public)
    texts = [{ref: row[:2] for ref, row in rows.items()} for rows in (old, new)]
    changed = (ref for ref in refs if texts[0].get(ref) != texts[1].get(ref))
    return [(new.get(ref) or old[ref])[2] for ref in changed]


def _withheld(run: Run) -> list[Entry]:
    """What is not public: drafts, and what is published later."""
    withheld = run.site_data.edition.withheld
    return [entry for entry in run.catalog.entries() if entry.ref in withheld]
