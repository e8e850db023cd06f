"""`run.py new article`: a valid file in the right place, and where to see it.

Nothing is overwritten.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from newsroom.addresses.check import check_addresses
from newsroom.commands.changing.checked_change import identity
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.prompts import GROUPS, Ask, Questions, field_answered, slug_of
from newsroom.commands.review_draft import draft, missing
from newsroom.commands.settings import load_site, site_kinds
from newsroom.commands.words import command
from newsroom.content_kinds import Scaffold
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.moment import OSLO
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.problems import Problem
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.contract.slug import name_of
from newsroom.newsletters.pages import DAY, MONTH
from newsroom.reading.entry_checks import SCAFFOLD
from newsroom.reading.spelling import nearest
from newsroom.reading.yaml_faults import YamlFault, quoted
from newsroom.reading.yaml_file import parse
from newsroom.site.gate import BAD_CONTENT, tell
from newsroom.wording import dates

SITE = "http://127.0.0.1:8000"
DRAFT = "status: draft  # ta bort linjen når det er klart"
SHEETS = "events (arrangementene i et regneark), members (medlemmene i et regneark)"
TEXT = f"<!-- {SCAFFOLD} -->"


@printed
def main(kind: str, given: Mapping[str, str], content: Path, ask: Ask | None) -> Iterable[str]:
    """Write the entry; what was done. Without anybody to `ask`, all must be `given`.

    `given["what"]` is what names the entry: its title, name or year.
    """
    scaffold = _scaffold(kind, {k.name: k.scaffold for k in site_kinds() if k.scaffold}, ask)
    catalog, _ = load_site(content)
    if scaffold.model is Newsletter:
        of_month = _named_by_month(given.get("what", ""), catalog.site)
        given = of_month | {key: value for key, value in given.items() if value}
    name = given.get(scaffold.name) or given.get("what", "")
    name = name_of(name) if scaffold.name == "name" else name
    questions = Questions(scaffold, catalog, datetime.now(OSLO).date())
    answers = questions.answers({**given, scaffold.name: name}, ask)
    path = path_of(scaffold, answers)
    if scaffold.model is not Review:
        return write_new(content, path, text_of(scaffold, path, answers))
    year = int(answers["year"])
    return [*write_new(content, path, draft(year, catalog)), *missing(year, catalog)]


def _named_by_month(month: str, site: Site) -> dict[str, str]:
    """The title and the date of a newsletter that is named by its month, `2024-02`; else none."""
    if not re.fullmatch(r"\d{4}-\d\d", month):
        return {}
    try:
        last = date.fromisoformat(f"{month}-01") + MONTH - DAY
    except ValueError:
        raise Refused(f"«{month}» er ikke en måned. Skriv den slik: 2024-01.") from None
    day = min(last, datetime.now(OSLO).date())
    return {"title": f"Nytt fra {site.name}, {dates.month(last, 'nb')}", "date": str(day)}


def _scaffold(kind: str, scaffolds: Mapping[str, Scaffold], ask: Ask | None) -> Scaffold:
    """What to make, asked for until it is something that can be made."""
    choices = ", ".join(f"{name} ({scaffold.word})" for name, scaffold in scaffolds.items())
    by_name = {**scaffolds, **{scaffold.word: scaffold for scaffold in scaffolds.values()}}
    while kind not in by_name:
        near = nearest(kind, by_name)
        meant = f" Mente du `{near}`?" if near else ""
        wrong = f"«{kind}» kan ikke lages.{meant} " if kind else ""
        if ask is None:
            what = f"{command('new', '…')}: {choices}, {SHEETS}"
            raise Refused(f"{wrong}Skriv hva du vil lage: {what}.")
        print(f"{wrong}Hva vil du lage? {choices}.")
        kind = ask("Skriv ordet: ").strip().lower()
    return by_name[kind]


def write_new(content: Path, path: str, text: str) -> list[str]:
    """Write a file, and say where. Raises Refused when it is there or has faults."""
    file, shown = content / path, f"{content.name}/{path}"
    if any(other.stem == file.stem for other in file.parent.glob("*")):
        raise Refused(f"{shown} finnes allerede. Velg et annet navn med --slug.")
    _, before = _checked(content)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    catalog, after = _checked(content)
    known = {*map(identity, before)}
    if wrong := [problem for problem in after if identity(problem) not in known]:
        tell(wrong, content, "nb", sys.stderr)
        file.unlink()
        raise Refused("Dette må rettes først.", BAD_CONTENT)
    entry = next(entry for entry in catalog.entries() if entry.source.path == path)
    return [f"Skrev {shown}.", seen_at(entry)]


def _checked(content: Path) -> tuple[Catalog, list[Problem]]:
    """The entries, and what is wrong with them and their addresses."""
    catalog, report = load_site(content)
    check_addresses(catalog, report)
    return catalog, report.errors()


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
    order = dict.fromkeys((*scaffold.needed, *scaffold.asked, *answers))
    for field in order:
        value = answers.get(field, "")
        if value and field != "slug":
            yield field_line(field_answered(field, value), value)
    if scaffold.has_draft:
        yield DRAFT


def field_line(field: str, value: str) -> str:
    """`title: Frokost`, in quotation marks where it would be read as something else."""
    plain = f"{field}: {value}"
    with suppress(YamlFault):
        if field in GROUPS or parse(plain)[0] == {field: value}:
            return plain
    return quoted(field, value)
