"""removed.yaml: pictures and persons taken off everything by one line each.

A line names a picture by its path, or a person by the key in people.yaml or by name. A picture
leaves every field and text; a person loses the page, the portrait and the bylines, where the role
stands instead. Running text is not changed: `naming` reports each line that names the person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, Fields
from newsroom.contract.image import Image
from newsroom.contract.people import Person
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.reading.naming import Removed, check_named, whole
from newsroom.reading.spelling import nearest

SOMEBODY = "En person"
BYLINES = {"author", "speaker", "speakers"}
GONE = object()
Named = Iterable[tuple[str, Source]]


def without_removed(catalog: Catalog, named: Named, report: Report) -> Catalog:
    """The Catalog without what `named` takes off; a line that takes off nothing is a problem."""
    pictures: set[str] = set()
    persons: list[Removed] = []
    for text, source in named:
        person = _person(text, catalog)
        if person and person.image:
            pictures.add(person.image.src)
        if person:
            persons.append(_removed(person))
        elif text in catalog.media or text in _used(catalog):
            pictures.add(text)
        elif is_named(text, catalog):
            persons.append(Removed("", text, SOMEBODY))
        else:
            known = {*catalog.people, *catalog.media, *(p.name for p in catalog.people.values())}
            values = {"value": text, "suggestion": nearest(text, known)}
            report.add(source, (), "removed-unknown", values)
    if pictures or persons:
        catalog = _without(catalog, frozenset(pictures), persons)
        check_named(catalog, persons, report)
    return catalog


def _person(text: str, catalog: Catalog) -> Person | None:
    by_name = {person.name: person for person in catalog.people.values()}
    return catalog.people.get(text) or by_name.get(text)


def _removed(person: Person) -> Removed:
    role = person.role or person.company or SOMEBODY
    return Removed(person.key, person.name, role, person.email or "")


def is_named(text: str, catalog: Catalog) -> bool:
    """Whether somebody without a page is named: in a byline, or in full in a text.

    A single word is no name: "ingen" stands in many a text.
    """
    if _is_full_name(text):
        return any(whole(text).search(said) for e in catalog.everything() for said in _texts(e))
    return any(text in _bylines(entry) for entry in catalog.everything())


def _is_full_name(text: str) -> bool:
    """`Kari Nordmann`, `Ola von Utflytter`."""
    first, *rest = text.split() or [""]
    return bool(rest) and first[0].isupper() and rest[-1][0].isupper()


def _bylines(entry: Entry) -> set[str]:
    return {said for where, said in entry.parts(str) if BYLINES & {*where}}


def _used(catalog: Catalog) -> set[str]:
    used = {image.src for entry in catalog.everything() for _, image in entry.parts(Image)}
    return used | {t.name for body in catalog.bodies.values() for t in body.of_kind("picture")}


def _texts(entry: Entry) -> Iterator[str]:
    yield from (text for _, text in entry.parts(str))
    yield entry.source.text


def _without(catalog: Catalog, pictures: frozenset[str], persons: list[Removed]) -> Catalog:
    def clean(entry: Entry) -> Entry:
        return _changed(entry, pictures, persons)

    def mapped(entries: Mapping[str, Entry]) -> dict[str, Entry]:
        return {key: clean(entry) for key, entry in entries.items()}

    gone = {person.key for person in persons}
    return replace(
        catalog,
        site=clean(catalog.site),
        articles=tuple(map(clean, catalog.articles)),
        pages=tuple(map(clean, catalog.pages)),
        events=tuple(map(clean, catalog.events)),
        reviews=tuple(map(clean, catalog.reviews)),
        faulty=tuple(map(clean, catalog.faulty)),
        venues=mapped(catalog.venues),
        networks=mapped(catalog.networks),
        people=mapped({key: one for key, one in catalog.people.items() if key not in gone}),
        media={path: file for path, file in catalog.media.items() if path not in pictures},
        removed=pictures | {f"person:{key}" for key in gone},
    )


def _changed(value: object, pictures: frozenset[str], persons: list[Removed]) -> object:
    """A value of a model without what is removed; itself where nothing is."""
    if isinstance(value, Image) and value.src in pictures:
        return GONE
    if isinstance(value, tuple):
        items = (_changed(item, pictures, persons) for item in value)
        return tuple(item for item in items if item is not GONE)
    if isinstance(value, Mapping):
        changed = {key: _changed(one, pictures, persons) for key, one in value.items()}
        return {key: one for key, one in changed.items() if one is not GONE}
    if not isinstance(value, Fields):
        return value
    found = {name: _changed(inner, pictures, persons) for name, inner in value}
    found |= {name: _bylined(found[name], persons) for name in BYLINES & found.keys()}
    # One date of a series says only what is set: what is as it was is not to be.
    said = {name: inner for name, inner in found.items() if inner != getattr(value, name)}
    return value.model_copy(update={k: None if v is GONE else v for k, v in said.items()})


def _bylined(value: object, persons: list[Removed]) -> object:
    """Whoever is removed as the role, in a byline or a list of speakers."""
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(_bylined(one, persons) for one in value))
    roles = (one.role for one in persons if isinstance(value, str) and one.is_byline(value))
    return next(roles, value)
