"""The new name of an entry: which names are refused, and which old addresses become aliases."""

import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.addresses.plan import Plan
from newsroom.commands.changing.result import Refused
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.ledger import Ledger
from newsroom.contract.slug import slugify
from newsroom.run import Run

# Words that YAML 1.1 or 1.2 reads as null, a boolean or a number, and answers to a question here.
NO_NAME = re.compile(r"null|true|false|yes|no|on|off|y|n|ja|nei|0[box][0-9a-f]+|[0-9]+e?[0-9-]*")
# A file name may have 255 bytes, with its suffixes and those of a temporary file.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry, its new slug or key, its file before and after, and the aliases it is to have."""

    entry: Entry
    slug: str
    file: Path
    target: Path
    content: Path
    aliases: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """The address before."""
        return self.entry.page_address

    @property
    def new(self) -> str:
        """The address after."""
        return f"{self.old.rstrip('/').rpartition('/')[0]}/{self.slug}/"

    @property
    def path(self) -> str:
        """The file after, relative to content/."""
        return self.target.relative_to(self.content).as_posix()


def new_aliases(renaming: Renaming, ledger: Ledger, plan: Plan) -> tuple[str, ...]:
    """The aliases of the renamed entry: those it has, and its address if readers have seen it.

    The address of a draft could reveal its subject. An address counts as seen when it is on
    record; in a site without a record, when it is public in `plan`.
    """
    entry = renaming.entry
    kept = tuple(a for a in aliases_of(entry) if a not in (renaming.old, renaming.new))
    is_seen = renaming.old in ledger.owners if ledger.owners else entry.ref in plan.by_ref
    return (*kept, renaming.old) if is_seen else kept


def refuse_slug(slug: str, old: str) -> None:
    """Raise Refused for a slug that is not valid, with one that is."""
    plain = slugify(slug)
    if len(plain) > LONGEST:
        raise Refused(f"Navnet er på {len(plain)} tegn, og kan ha {LONGEST}. Velg et kortere.")
    if plain != slug or not slug:
        raise Refused(f"«{slug}» kan ikke stå i en adresse. Skriv for eksempel: {plain or old}.")
    if NO_NAME.fullmatch(slug):
        raise Refused(f"«{slug}» er ikke et ord i YAML. Skriv for eksempel: {old}-{slug}.")


def refuse_taken(renaming: Renaming, run: Run) -> None:
    """Raise Refused for an address or a file that exists."""
    if renaming.new in run.preview_plan.spots:
        raise Refused(f"{renaming.new} finnes allerede. Velg et annet navn.")
    if renaming.target != renaming.file and renaming.target.exists():
        raise Refused(f"Filen {renaming.path} finnes allerede. Velg et annet navn.")
