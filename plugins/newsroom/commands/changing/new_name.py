"""What an entry is to be called, and which of its old addresses lead on to it."""

import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import entry_address
from newsroom.commands.changing.entries import Refused
from newsroom.contract.entry import Entry
from newsroom.contract.ledger import Ledger
from newsroom.contract.slug import slugify

# What YAML (1.1 or 1.2) reads as nothing, as an answer or as a number, and what answers here.
NO_NAME = re.compile(r"null|true|false|yes|no|on|off|y|n|ja|nei|0[box][0-9a-f]+|[0-9]+e[0-9]+")
# A file's name has 255 bytes for itself, its endings, and what it is called while it is written.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry, its slug or key to be, its file now and then, and the folder of the content.

    `aliases` are the old addresses that it is to have.
    """

    entry: Entry
    slug: str
    file: Path
    target: Path
    content: Path
    aliases: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        return entry_address(self.entry)

    @property
    def new(self) -> str:
        return f"{self.old.rstrip('/').rpartition('/')[0]}/{self.slug}/"

    @property
    def path(self) -> str:
        """The file then, from content/."""
        return self.target.relative_to(self.content).as_posix()


def old_addresses(done: Renaming, ledger: Ledger, plan: Plan) -> tuple[str, ...]:
    """What is to lead on to an entry: every address of it that readers may have seen.

    The address of a draft tells what it is about, and one that a renaming gave may have been a
    slip of the pen: of those that are no aliases yet, what is on record counts. Where nothing is,
    what is public in `plan` may have been published from somewhere else.
    """
    entry = done.entry
    known = tuple(alias for alias in entry.aliases if alias not in (done.old, done.new))
    is_seen = done.old in ledger.owners if ledger.owners else entry.ref in plan.by_ref
    return (*known, done.old) if is_seen else known


def refuse_slug(slug: str, old: str) -> None:
    """What can be no slug, with one that can. Raises Refused."""
    plain = slugify(slug)
    if len(plain) > LONGEST:
        raise Refused(f"Navnet er på {len(plain)} tegn, og kan ha {LONGEST}. Velg et kortere.")
    if plain and not plain.strip("-0123456789"):
        raise Refused(
            f"«{slug}» er bare tall, og en adresse må ha bokstaver. "
            f"Skriv for eksempel: {old}-{plain}."
        )
    if plain != slug or not slug:
        raise Refused(f"«{slug}» kan ikke stå i en adresse. Skriv for eksempel: {plain or old}.")
    if NO_NAME.fullmatch(slug):
        raise Refused(f"«{slug}» betyr noe annet i YAML. Skriv for eksempel: {old}-{slug}.")
