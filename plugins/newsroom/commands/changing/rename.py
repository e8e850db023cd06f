"""`run.py rename`: gives an entry another address; the old one, links and fields follow."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from newsroom.addresses.plan import Plan
from newsroom.commands.changing.checked_change import make_change, strict_run, texts
from newsroom.commands.changing.find_entry import content_path, find_entry
from newsroom.commands.changing.links import pasted, site_urls
from newsroom.commands.changing.removals import documents_by_name
from newsroom.commands.changing.rename_edits import Renaming, rename_entry
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.words import command
from newsroom.contract.catalog import Catalog, Ledger
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify
from newsroom.run import Run
from newsroom.wording.texts import Texts, listed, our_texts

LEADS_THERE = "Den gamle fører dit"
NEVER_SEEN = "Den gamle er aldri notert som publisert, og fører ingen steder"
OF_YEAR = "Et årsbrev har adressen sin av året, og kan ikke få en annen."
TOO_LONG = "Navnet er på {} tegn, og kan ha {}. Velg et kortere."
NOT_A_SLUG = "«{}» kan ikke stå i en adresse. Skriv for eksempel: {}."
NOT_A_WORD = "«{}» er ikke et ord i YAML. Skriv for eksempel: {}."
# Words that YAML 1.1 or 1.2 reads as null, a boolean or a number, and answers to a question here.
NO_NAME = re.compile(r"null|true|false|yes|no|on|off|y|n|ja|nei|0[box][0-9a-f]+|[0-9]+e?[0-9-]*")
# A file name may have 255 bytes, with its suffixes and those of a temporary file.
LONGEST = 200


def rename(
    name: str, slug: str, content: Path, lang: str = "nb", *, is_rehearsal: bool = False
) -> tuple[str, ...]:
    """Rename an entry; returns what changed. Raises Refused and Unbuildable, without a change.

    A rehearsal returns the same, and changes nothing.
    """
    if not (name and slug):
        example = command("rename", "news/2024/saken.md", "nytt-navn")
        raise Refused(f"Skriv filen og det nye navnet: {example}.")
    run, t = strict_run(content), our_texts(lang)
    renaming = _planned(name, slug, content, run, lang)
    files, errors = [*texts(content), renaming.target], run.report.errors()
    changed = make_change(
        content, files, lambda: rename_entry(renaming, run), errors, lang=lang,
        is_rehearsal=is_rehearsal,
    )  # fmt: skip
    file = (t("Filen heter nå: {}").format(renaming.path),) if renaming.moves_file else ()
    seen = [old for old in renaming.moved if old in renaming.aliases]
    leads = t(LEADS_THERE if seen else NEVER_SEEN)
    new = t("Ny adresse: {}").format(", ".join(renaming.moved.values()))
    return (new, f"{leads}: {', '.join(seen or renaming.moved)}", *file, *changed)


main = printed(rename)


def _planned(name: str, slug: str, content: Path, run: Run, lang: str) -> Renaming:
    """The renaming that the words ask for. Raises Refused."""
    catalog, name, t = run.catalog, pasted(name, site_urls(run)), our_texts(lang)
    _refuse_media(content_path(name, content), catalog)
    entry = find_entry(name, content, catalog)
    _refuse_fixed(entry, lang)
    _refuse_slug(slug, PurePosixPath(entry.page_address).name, t)
    file = content / entry.source.path
    # The file of a list keeps its name, since its entries are known by their ids.
    is_named_by_file = "/" in entry.source.path and entry.files.form != "list"
    target = file.with_stem(slug) if is_named_by_file else file
    renaming = Renaming(entry, slug, file, target, content)
    if renaming.new == renaming.old:
        raise Refused(t("{} er adressen allerede.").format(renaming.old))
    _refuse_taken(renaming, run, t)
    return replace(renaming, aliases=_new_aliases(renaming, catalog.ledger, run.site_data.plan))


def _refuse_media(name: str, catalog: Catalog) -> None:
    """Raise Refused for a document or a picture, which can have no alias."""
    if name in catalog.media or name in documents_by_name(catalog):
        raise Refused(
            f"{name} kan ikke få en ny adresse som den gamle fører til. Legg filen inn én gang "
            "til, med det nye navnet, bruk den, og ta bort den gamle."
        )


def _refuse_fixed(entry: Entry, lang: str) -> None:
    """Raise Refused for an entry whose address is made of something else than its name."""
    t = our_texts(lang)
    if isinstance(entry, Review):
        raise Refused(t(OF_YEAR))
    fixed = t("«{}» kan ikke få en annen adresse: {}.")
    last, fields = PurePosixPath(entry.page_address).name, type(entry).model_fields
    if not last or last not in (entry.permalink, entry.key):
        reason = t("den lages ikke av navnet")
        raise Refused(fixed.format(entry.short_name, reason))
    needed = ["slug", "aliases"] if entry.files.form == "list" else ["aliases"]
    if lacking := [f"`{name}`" for name in needed if name not in fields]:
        reason = t("{} har ikke feltet {}").format(entry.kind_name(), listed(lacking, lang))
        raise Refused(fixed.format(entry.short_name, reason))


def _new_aliases(renaming: Renaming, ledger: Ledger, plan: Plan) -> tuple[str, ...]:
    """The aliases of the renamed entry: those it has, and its addresses that readers have seen.

    The address of a draft could reveal its subject. An address counts as seen when it is on
    record; in a site without a record, when it is public in `plan`.
    """
    moved, seen = renaming.moved, (ledger.owners or plan.spots).keys()
    kept = (a for a in aliases_of(renaming.entry) if a not in {*moved, *moved.values()})
    return (*kept, *(old for old in moved if old in seen))


def _refuse_slug(slug: str, old: str, t: Texts) -> None:
    """Raise Refused for a slug that is not valid, with one that is."""
    plain = slugify(slug)
    if len(plain) > LONGEST:
        raise Refused(t(TOO_LONG).format(len(plain), LONGEST))
    if plain != slug or not slug:
        raise Refused(t(NOT_A_SLUG).format(slug, plain or old))
    if NO_NAME.fullmatch(slug):
        raise Refused(t(NOT_A_WORD).format(slug, f"{old}-{slug}"))


def _refuse_taken(renaming: Renaming, run: Run, t: Texts) -> None:
    if taken := [new for new in renaming.moved.values() if new in run.preview_plan.spots]:
        raise Refused(t("{} finnes allerede. Velg et annet navn.").format(taken[0]))
    if renaming.moves_file and renaming.target.exists():
        raise Refused(t("Filen {} finnes allerede. Velg et annet navn.").format(renaming.path))
