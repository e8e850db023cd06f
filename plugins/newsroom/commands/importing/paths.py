"""Gives each item its file in content/, the same in every run, and its old addresses as aliases."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from newsroom.commands.importing.items import Item
from newsroom.contract.catalog import Catalog
from newsroom.contract.reserved import Home, homes, reserved, site_language
from newsroom.contract.slug import slugify

IMPORTED = PurePosixPath("record", "imported.txt")
HEAD = """\
# Hva `run.py import` har hentet: filen i content/, og hva den var der den kom fra.
# En ny import kjenner igjen det samme med denne filen. Ikke endre den for hånd.
"""
LONGEST = 80
SUFFIXES = {"article": "md", "page": "md", "event": "yaml", "venue": "yaml"}


class Imported(NamedTuple):
    """The file of an item that an earlier run has written, and the item's digest of then."""

    path: str
    digest: str


ImportRecord = Mapping[str, Imported]


def read_record(content: Path) -> ImportRecord:
    """What earlier runs have written, by the ids of the items."""
    file = content / IMPORTED
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else ()
    parts = [f"{line}\t\t".split("\t")[:3] for line in lines if not line.startswith("#")]
    return {id: Imported(path, digest) for path, id, digest in parts if id and _is_inside(path)}


def write_record(content: Path, record: ImportRecord) -> None:
    lines = sorted(f"{path}\t{id}\t{digest}\n" for id, (path, digest) in record.items())
    file = content / IMPORTED
    if lines:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


def _is_inside(path: str) -> bool:
    return not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def assign_paths(items: Iterable[Item], catalog: Catalog, record: ImportRecord) -> None:
    """Set the path of each item; a venue with the name of an existing one is that one."""
    taken = {_stem(entry.file) for entry in catalog.everything()}
    taken |= {_stem(known.path) for known in record.values()}
    taken |= {f"events/{event.start.day.year}/{event.id}" for event in catalog.events}
    taken |= {f"venues/{key}" for key in catalog.venues}
    venues = {venue.name.casefold(): key for key, venue in catalog.venues.items()}
    for item in items:
        item.id = " ".join(item.id.split())
        if item.id in record:
            item.path = record[item.id].path
        elif item.kind == "venue" and (key := venues.get(item.title.casefold())):
            item.outcome, item.path = "used", f"venues/{key}.yaml"
        elif item.kind and item.outcome == "written":
            home = _home(item, catalog.site.languages)
            stem = next(stem for stem in _stems(item, home) if stem not in taken)
            taken.add(stem)
            item.path = f"{stem}.{SUFFIXES[item.kind]}"
        if item.kind:
            item.name = PurePosixPath(item.path).stem


def _stem(path: str) -> str:
    """A path in content/ without its suffix: two entries with one stem are never written."""
    return str(PurePosixPath(path).with_suffix(""))


def _home(item: Item, languages: tuple[str, ...]) -> Home:
    """Where the page of an item is: with those in its language, else in the first of the site."""
    return homes(languages)[site_language(str(item.fields.get("lang") or ""), languages[0])]


def _stems(item: Item, home: Home) -> Iterator[str]:
    """The wanted path without its suffix, then the same with a number."""
    slug = slugify(item.name)[:LONGEST].strip("-") or slugify(item.title)[:LONGEST].strip("-")
    slug = slug or f"import-{slugify(item.id)[-LONGEST:].strip('-')}"
    if slug.replace("-", "").isdigit():
        slug = f"nr-{slug}"
    if item.kind == "page" and slug in reserved(home):
        slug = f"{slug}-side"
    folder = _folder(item)
    if item.kind == "event" and not slug.startswith(f"{folder[-4:]}-"):
        slug = f"{folder[-4:]}-{slug}"
    for number in range(1, 100_000):
        yield f"{folder}/{slug}{f'-{number}' if number > 1 else ''}"


def _folder(item: Item) -> str:
    """The folder in content/ for an item, by its kind and its year."""
    if item.kind in ("page", "venue"):
        return f"{item.kind}s"
    year = str(item.fields.get("start" if item.kind == "event" else "date", ""))[:4]
    year = year if year.isascii() and year.isdigit() and len(year) == 4 else "0000"
    return f"{'events' if item.kind == 'event' else 'news'}/{year}"


def address_of(item: Item, languages: tuple[str, ...]) -> str:
    """The address of the page of an item."""
    folder, *years, name = PurePosixPath(item.path).with_suffix("").parts
    home = _home(item, languages)
    words = [segment for word, segment in home.words.items() if word == folder]
    if item.kind == "event":
        name = name.removeprefix(f"{''.join(years)}-")
    return home.address(*words, *years, name)


def add_aliases(items: Iterable[Item], taken: Iterable[str], languages: tuple[str, ...]) -> None:
    """Make the old addresses of items aliases, unless another page has or had them."""
    items = [item for item in items if item.path and item.kind]
    own = {item.id: address_of(item, languages) for item in items}
    used = {*taken, *own.values()}
    for item in (item for item in items if item.outcome == "written"):
        aliases = []
        for old in filter(None, item.old):
            if old not in used:
                aliases.append(old)
            elif old != own[item.id]:
                item.note("address-taken", old)
            used.add(old)
        if aliases:
            item.fields["aliases"] = aliases
