"""`run.py new article`: a valid file in the right place, and where to see it.

Nothing is overwritten.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from newsroom.addresses.check import check_addresses
from newsroom.commands.prompts import Ask, Questions, Unanswered, field_answered, slug_of
from newsroom.commands.review_draft import draft, missing
from newsroom.commands.settings import site_kinds
from newsroom.commands.words import command
from newsroom.content_kinds import Scaffold, models_of
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Problem, Report
from newsroom.contract.review import Review
from newsroom.reading.entry_checks import SCAFFOLD
from newsroom.reading.load import load
from newsroom.reading.yaml_faults import YamlFault, quoted
from newsroom.reading.yaml_file import parse
from newsroom.site.gate import tell

SITE = "http://127.0.0.1:8000"
DRAFT = "status: draft  # ta bort linjen når det er klart"
TEXT = f"<!-- {SCAFFOLD} -->"


def main(kind: str, given: Mapping[str, str], content: Path, ask: Ask | None) -> int:
    """Write the entry; the exit code. Without anybody to `ask`, all must be `given`.

    `given["what"]` is what names the entry: its title, name or year.
    """
    kinds = site_kinds()
    scaffolds = {kind.name: kind.scaffold for kind in kinds if kind.scaffold}
    new = _NewFile(content, models_of(kinds))
    try:
        scaffold = _scaffold(kind, scaffolds, ask)
        catalog, _ = new.load()
        today = datetime.now(OSLO).date()
        answers = Questions(scaffold, catalog, today, ask).answers(_named(scaffold, given))
    except Unanswered as unanswered:
        print(unanswered, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nAvbrutt. Ingenting er skrevet.", file=sys.stderr)
        return 130
    path = path_of(scaffold, answers)
    if scaffold.model is not Review:
        return new.write(path, text_of(scaffold, path, answers))
    year = int(answers["year"])
    if not (code := new.write(path, draft(year, catalog))):
        print("\n".join(missing(year, catalog)))
    return code


def _named(scaffold: Scaffold, given: Mapping[str, str]) -> dict[str, str]:
    """What was given, with the second word as what names this kind: its title, name or year."""
    return {**given, scaffold.name: given.get(scaffold.name) or given.get("what", "")}


def _scaffold(kind: str, scaffolds: Mapping[str, Scaffold], ask: Ask | None) -> Scaffold:
    """What to make, asked for until it is something that can be made."""
    choices = ", ".join(f"{name} ({one.word})" for name, one in scaffolds.items())
    while kind not in scaffolds:
        wrong = f"«{kind}» kan ikke lages. " if kind else ""
        if ask is None:
            raise Unanswered(f"{wrong}Skriv hva du vil lage: {command('new', '…')}: {choices}.")
        print(f"{wrong}Hva vil du lage? {choices}.")
        by_word = {one.word: name for name, one in scaffolds.items()}
        answer = ask("Skriv ordet: ").strip().lower()
        kind = by_word.get(answer, answer)
    return scaffolds[kind]


@dataclass(frozen=True, slots=True)
class _NewFile:
    """A file that is to be written in `content`, whose entries have these models."""

    content: Path
    models: tuple[type[Entry], ...]

    def load(self) -> tuple[Catalog, Report]:
        return load(self.content, models=self.models)

    def write(self, path: str, text: str) -> int:
        """Write it, unless it is there or the site would refuse it; the exit code."""
        file = self.content / path
        shown = f"{self.content.name}/{path}"
        if any(other.stem == file.stem for other in file.parent.glob("*")):
            print(f"{shown} finnes allerede, og er ikke rørt. Velg et annet navn med --slug.",
                  file=sys.stderr)  # fmt: skip
            return 1
        before = set(self._faults())
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
        if wrong := [problem for problem in self._faults() if problem not in before]:
            tell(wrong, self.content, "nb", sys.stderr)
            file.unlink()
            print("Ingenting er skrevet.", file=sys.stderr)
            return 2
        print(f"Skrev {shown}.")
        print(seen_at(next(e for e in self.load()[0].entries() if e.source.path == path)))
        return 0

    def _faults(self) -> list[Problem]:
        """What is wrong with the entries and their addresses."""
        catalog, report = self.load()
        check_addresses(catalog, report)
        return report.errors()


def seen_at(entry: Entry) -> str:
    """Where to see it, and what the public gets to see."""
    known = " Det er et utkast, og vises bare der." if entry.is_draft else ""
    return f"Se det: {command('serve')}, og åpne {SITE}{entry.page_address}.{known}"


def path_of(scaffold: Scaffold, answers: Mapping[str, str]) -> str:
    """Where the entry goes, from content/."""
    slug = answers.get("slug") or slug_of(answers[scaffold.name])
    return scaffold.path.format_map({**answers, "slug": slug})


def text_of(scaffold: Scaffold, path: str, answers: Mapping[str, str]) -> str:
    """The whole file."""
    lines = list(_fields(scaffold, path, answers))
    if path.endswith(".md"):
        lines = ["---", *lines, "---", TEXT]
    return "\n".join(lines) + "\n"


def _fields(scaffold: Scaffold, path: str, answers: Mapping[str, str]) -> Iterator[str]:
    if scaffold.model.files.form == "list":
        yield f"id: {PurePosixPath(path).stem}"
    for field in (*scaffold.needed, *scaffold.asked):
        value = answers.get(field, "")
        if value:
            yield field_line(field_answered(field, value), value)
    if scaffold.has_draft:
        yield DRAFT


def field_line(field: str, value: str) -> str:
    """`title: Frokost`, in quotation marks where it would be read as something else."""
    plain = f"{field}: {value}"
    with suppress(YamlFault):
        if parse(plain)[0] == {field: value}:
            return plain
    return quoted(field, value)
