"""Removes the pictures and persons that removed.yaml lists from all content.

A line is the path of a picture, or the key in people.yaml or the name of a person. A picture is
removed from every field and text, with advice for each. A person's page and portrait are removed,
and the role replaces the name in bylines. Text is not changed, but each line that names the person
is reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TypeVar

from newsroom.contract.body import NO_BODY, SLOT, Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, Fields
from newsroom.contract.fields import is_full_name
from newsroom.contract.image import Image
from newsroom.contract.problems import Report, Source, Where
from newsroom.contract.slug import slugify
from newsroom.reading.spelling import nearest

UNKNOWN_ROLE = "En person"
BYLINES = {"author", "contact", "leader", "speaker", "speakers"}
REMOVED = object()
# What may separate the words of a name, in HTML and in Markdown.
SEPARATOR = r"(?:\s|&nbsp;|&#160;|&#xa0;|</?[a-z][^<>]*>|[*_]{1,3})+"
# Each line of removed.yaml, with its place.
Lines = Iterable[tuple[str, Source]]
FieldsType = TypeVar("FieldsType", bound=Fields)


def name_pattern(name: str) -> re.Pattern[str]:
    """Matches a name as whole words, also in the genitive, but not within a longer name.

    Line ends and markup may separate its words. A name of several words matches in any
    capitalisation, since it is not written by chance.
    """
    words = [re.escape(word) for word in name.split()]
    flags = re.IGNORECASE if len(words) > 1 else 0
    return re.compile(rf"(?<!\w){SEPARATOR.join(words)}(?=s?(?!\w))", flags)


@dataclass(frozen=True, slots=True)
class RemovedPerson:
    """A removed person; `key` is the key in people.yaml, "" without an entry there."""

    key: str
    name: str
    role: str
    email: str = ""

    def is_byline(self, text: str) -> bool:
        """Whether a byline names only this person, by key or by name."""
        return bool(text) and (text == self.key or bool(name_pattern(self.name).fullmatch(text)))

    @property
    def identifiers(self) -> list[str]:
        """The strings that identify the person in a text: name and e-mail address."""
        return [self.name, self.email] if self.email else [self.name]

    @property
    def in_links(self) -> Iterator[re.Pattern[str]]:
        """Matches the name's slug in an address; nothing for one word, which others share."""
        if "-" in (slug := slugify(self.name)):
            yield re.compile(rf"(?<![^\W_]){re.escape(slug)}(?![^\W_])")


def without_removed(catalog: Catalog, lines: Lines, report: Report) -> Catalog:
    """The Catalog without what `lines` name; reports each line that names nothing in content/."""
    pictures: set[str] = set()
    persons: list[RemovedPerson] = []
    by_name = {person.name: person for person in catalog.people.values()}
    for text, source in lines:
        if person := catalog.people.get(text) or by_name.get(text):
            pictures |= {person.image.src} if person.image else set()
            role = person.role or person.company or UNKNOWN_ROLE
            persons.append(RemovedPerson(person.key, person.name, role, person.email or ""))
        elif text in catalog.media or any(text == path for _, path, *_ in _pictures(catalog)):
            pictures.add(text)
        elif is_named(text, catalog):
            persons.append(RemovedPerson("", text, UNKNOWN_ROLE))
        else:
            near = nearest(text, {*catalog.people, *catalog.media, *by_name})
            values = {"value": text, "suggestion": near}
            report.add(source, (), "removed-unknown", values)
    if pictures or persons:
        refs = {f"person:{person.key}" for person in persons}
        for entry, path, source, where in _pictures(catalog):
            if path in pictures and entry.ref not in refs:
                report.add(source, where, "removed-used", {"value": path}, "advice")
        catalog = _Removal(frozenset(pictures), tuple(persons)).catalog(catalog)
        check_named(catalog, persons, report)
    return catalog


def is_named(text: str, catalog: Catalog) -> bool:
    """Whether a person without an entry is named: in a byline, or by full name in a text.

    A single word counts in bylines only, since it may be a common word.
    """
    if is_full_name(text):
        name = name_pattern(text)
        return any(name.search(other) for e in catalog.everything() for other in _texts(e))
    parts = (part for entry in catalog.everything() for part in entry.parts(str))
    return any(other == text and BYLINES & {*where} for where, other in parts)


def _pictures(catalog: Catalog) -> Iterator[tuple[Entry, str, Source, Where]]:
    """Each use of a picture: the entry, the path, and the field or the line that names it."""
    for entry in catalog.everything():
        for where, image in entry.parts(Image):
            yield entry, image.src, entry.source, (*where, "src")
        for target in catalog.body_with_translations(entry).of_kind("picture"):
            yield entry, target.name, entry.source.at_line(target.line, target.column), ()


def _texts(entry: Entry) -> Iterator[str]:
    yield from (text for _, text in entry.parts(str))
    yield entry.source.text


@dataclass(frozen=True, slots=True)
class _Removal:
    """Makes copies without these pictures (their paths) and persons."""

    pictures: frozenset[str]
    persons: tuple[RemovedPerson, ...]

    def catalog(self, catalog: Catalog) -> Catalog:
        refs = frozenset(f"person:{person.key}" for person in self.persons)
        kept = {
            model: [self._entry(entry) for entry in catalog.of(model) if entry.ref not in refs]
            for model in catalog.models
        }
        return replace(
            catalog.with_entries(kept),
            site=self.fields(catalog.site),
            faulty=tuple(map(self._entry, catalog.faulty)),
            media={path: file for path, file in catalog.media.items() if path not in self.pictures},
            removed=self.pictures | refs,
        )

    def _entry(self, entry: Entry) -> Entry:
        """A copy of an entry, in which each picture of a list is where it is written."""
        gone = [where for where, one in entry.parts(Image) if one.src in self.pictures]
        copy = self.fields(entry)
        copy._source = entry.source.without_items([at for at in gone if isinstance(at[-1], int)])
        return copy

    def fields(self, fields: FieldsType) -> FieldsType:
        """A copy of an entry, or of a group of its fields."""
        values = {name: self._value(value) for name, value in fields}
        values |= {name: self._byline(values[name]) for name in BYLINES & values.keys()}
        # Only changed fields may be set: an instance of a series overrides every field that is set.
        changed = {name: value for name, value in values.items() if value != getattr(fields, name)}
        update = {name: None if value is REMOVED else value for name, value in changed.items()}
        return fields.model_copy(update=update)

    def _value(self, value: object) -> object:
        """The value of a field; REMOVED for a removed picture."""
        if isinstance(value, Image) and value.src in self.pictures:
            return REMOVED
        if isinstance(value, tuple):
            return tuple(item for item in map(self._value, value) if item is not REMOVED)
        if isinstance(value, Mapping):
            values = {key: self._value(inner) for key, inner in value.items()}
            return {key: inner for key, inner in values.items() if inner is not REMOVED}
        return self.fields(value) if isinstance(value, Fields) else value

    def _byline(self, value: object) -> object:
        """A byline, or a tuple of speakers, with the role in place of each removed person."""
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(map(self._byline, value)))
        roles = (p.role for p in self.persons if isinstance(value, str) and p.is_byline(value))
        return next(roles, value)


def check_named(catalog: Catalog, persons: Iterable[RemovedPerson], report: Report) -> None:
    """Report each line that names one of these persons."""
    for person in persons:
        values = {"value": person.name, "role": person.role}
        for entry in catalog.everything():
            for source in _places(entry, person, catalog.bodies.get(entry.ref, NO_BODY)):
                report.add(source, (), "removed-named", values)


def _places(entry: Entry, person: RemovedPerson, body: Body) -> Iterator[Source]:
    """Each line of an entry with the person's name or e-mail address."""
    patterns = [name_pattern(identifier) for identifier in person.identifiers]
    for where, text in entry.parts(str):
        for line in _lines(entry.source, where, text, patterns):
            yield entry.source.at_line(line)
    if lines := _lines(entry.source, (), entry.source.text, [*patterns, *person.in_links]):
        for position in lines.items():
            yield Source(entry.file, {(): position})
    elif _is_shown(body, person):
        yield entry.source.at_line(entry.source.text_line)


def _lines(
    source: Source, where: Where, text: str, patterns: Iterable[re.Pattern[str]]
) -> dict[int, int]:
    """Each line of a file where a pattern matches the text of a field, and the first column."""
    starts = sorted(match.start() for pattern in patterns for match in pattern.finditer(text))
    return dict(source.position(where, text, start) for start in reversed(starts))


def _is_shown(body: Body, person: RemovedPerson) -> bool:
    """Whether the HTML names the person though the Markdown spells the name differently.

    For example with `&Aring;se`, or with a soft hyphen within the name.
    """
    captions = (text for target in body.targets for text in (target.alt, target.title))
    shown = "\n".join((SLOT.sub("", body.html), *map(escape, captions)))
    names = (escape(identifier, quote=False) for identifier in person.identifiers)
    return any(name_pattern(name).search(shown) for name in names)
