"""`run.py new article`: a valid file in the right place, and where to see it.

Nothing is overwritten.
"""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from newsroom.addresses.check import check_addresses
from newsroom.addresses.urls import entry_address
from newsroom.commands.prompts import Ask, Unanswered, answers
from newsroom.commands.review_draft import draft, missing
from newsroom.commands.scaffolds import KINDS, path_of, text_of
from newsroom.contract.entry import Entry
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Problem
from newsroom.reading.load import load
from newsroom.site.gate import tell

SITE = "http://127.0.0.1:8000"
LIST = ", ".join(f"{name} ({kind.word})" for name, kind in KINDS.items())


def main(kind: str, given: Mapping[str, str], content: Path, ask: Ask | None) -> int:
    """Write the entry; the exit code. Without anybody to `ask`, all must be `given`."""
    try:
        kind = _kind(kind, ask)
        catalog, _ = load(content)
        found = answers(kind, given, catalog, datetime.now(OSLO).date(), ask)
    except Unanswered as unanswered:
        print(unanswered, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nAvbrutt. Ingenting er skrevet.", file=sys.stderr)
        return 130
    path = path_of(kind, found)
    if kind != "review":
        return write(path, text_of(kind, path, found), content)
    year = int(found["year"])
    if not (code := write(path, draft(year, catalog), content)):
        print("\n".join(missing(year, catalog)))
    return code


def named(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """What was given, with the second word as what names this kind: its title, name or year."""
    field = KINDS[kind].name if kind in KINDS else "what"
    return {**given, field: given.get(field) or given.get("what", "")}


def _kind(kind: str, ask: Ask | None) -> str:
    """What to make, asked for until it is something that can be made."""
    while kind not in KINDS:
        wrong = f"«{kind}» kan ikke lages. " if kind else ""
        if ask is None:
            raise Unanswered(f"{wrong}Skriv hva du vil lage: python3 run.py new …: {LIST}.")
        print(f"{wrong}Hva vil du lage? {LIST}.")
        by_word = {one.word: name for name, one in KINDS.items()}
        answer = ask("Skriv ordet: ").strip().lower()
        kind = by_word.get(answer, answer)
    return kind


def write(path: str, text: str, content: Path) -> int:
    """Write a new file, unless it is there or the site would refuse it; the exit code."""
    file = content / path
    shown = f"{content.name}/{path}"
    if any(other.stem == file.stem for other in _beside(file)):
        print(f"{shown} finnes allerede, og er ikke rørt. Velg et annet navn med --slug.",
              file=sys.stderr)  # fmt: skip
        return 1
    before = set(faults(content))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as handle:
        handle.write(text)
    if wrong := [problem for problem in faults(content) if problem not in before]:
        tell(wrong, content, "nb", sys.stderr)
        file.unlink()
        print("Ingenting er skrevet.", file=sys.stderr)
        return 2
    print(f"Skrev {shown}.")
    print(seen_at(next(one for one in load(content)[0].entries() if one.source.path == path)))
    return 0


def faults(content: Path) -> list[Problem]:
    """What is wrong with the entries and their addresses."""
    catalog, report = load(content)
    check_addresses(catalog, report)
    return report.errors()


def _beside(file: Path) -> list[Path]:
    return list(file.parent.glob("*")) if file.parent.is_dir() else []


def seen_at(entry: Entry) -> str:
    """Where to see it, and what the public gets to see."""
    is_draft = getattr(entry, "status", "") == "draft"
    known = " Det er et utkast, og vises bare der." if is_draft else ""
    return f"Se det: python3 run.py serve, og åpne {SITE}{entry_address(entry)}.{known}"
