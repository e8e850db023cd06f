"""removed.yaml: pictures and persons taken off everything by one line each.

A line names a picture by its path, or a person by the key in people.yaml or by name. What is
published is made from the Catalog this gives, so there is one place to take them off, and none
to forget. Where a person is named, the role stands instead.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from newsroom.addresses.urls import entry_address
from newsroom.contract.body import SLOT, Body, Target, slot
from newsroom.contract.catalog import Catalog
from newsroom.contract.compressed_text import packed
from newsroom.contract.entry import Entry, Fields
from newsroom.contract.image import Image
from newsroom.contract.people import Person
from newsroom.contract.problems import Report
from newsroom.contract.slug import slugify
from newsroom.contract.source import Source
from newsroom.reading.spelling import nearest

SOMEBODY = "En person"
BYLINES = {"author", "speaker", "speakers"}
GONE = object()
# What markup may stand between the words of a name, in HTML and in Markdown.
MARKUP = r"</?[a-z][^<>]*>|[*_]{1,3}"
BETWEEN = rf"(?:\s|&nbsp;|&#160;|&#xa0;|{MARKUP})+"
LINK = r'<a [^>]*href="{}"[^>]*>(.*?)</a>'
Named = Iterable[tuple[str, Source]]


def whole(name: str) -> re.Pattern[str]:
    """A name as words of their own, also in the genitive; not the beginning of a longer one.

    Between its words lines may end, and markup begin; several words are no name by chance, so
    they may have any capitals.
    """
    words = [re.escape(word) for word in name.split()]
    flags = re.IGNORECASE if len(words) > 1 else 0
    return re.compile(rf"(?<!\w){BETWEEN.join(words)}(?=s?(?!\w))", flags)


@dataclass(frozen=True, slots=True)
class Removed:
    """A person: the words that give them away, what stands instead, and where links led."""

    key: str
    words: tuple[str, ...]
    role: str
    address: str = ""

    @property
    def slug(self) -> str:
        """Their name in addresses and anchors; "" where it is too short to be only theirs."""
        slug = slugify(self.words[0])
        return slug if "-" in slug else ""

    def clean(self, text: str) -> str:
        for word in self.words:
            text = whole(word).sub(self._instead, text)
        return text

    def _instead(self, name: re.Match[str]) -> str:
        return self.role + "".join(re.findall(MARKUP, name[0]))

    def clean_html(self, text: str) -> str:
        for word in self.words:
            text = whole(escape(word, quote=False)).sub(self._instead, text)
        return self.clean_anchor(text)

    def clean_anchor(self, anchor: str) -> str:
        return anchor.replace(self.slug, slugify(self.role)) if self.slug else anchor

    def is_target(self, target: Target) -> bool:
        """Whether a link leads to them: to their page, their e-mail, or a page with their name."""
        theirs = {*self.words, self.slug} - {""}
        is_named = any(word in target.name for word in theirs)
        return target.kind != "picture" and (target.name == self.address or is_named)


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
            persons.append(Removed("", (text,), SOMEBODY))
        else:
            known = {*catalog.people, *catalog.media, *(p.name for p in catalog.people.values())}
            values = {"value": text, "suggestion": nearest(text, known)}
            report.add(source, (), "removed-unknown", values)
    return (
        _without(catalog, frozenset(pictures), persons, report) if pictures or persons else catalog
    )


def _person(text: str, catalog: Catalog) -> Person | None:
    by_name = {person.name: person for person in catalog.people.values()}
    return catalog.people.get(text) or by_name.get(text)


def _removed(person: Person) -> Removed:
    words = (person.name, *([person.email] if person.email else []))
    role = person.role or person.company or SOMEBODY
    return Removed(person.key, words, role, entry_address(person))


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


def _without(
    catalog: Catalog, pictures: frozenset[str], persons: list[Removed], report: Report
) -> Catalog:
    def clean(entry: Entry) -> Entry:
        entry = _changed(entry, pictures, [])
        _tell(entry, persons, report)
        return _changed(entry, frozenset(), persons)

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
        bodies={ref: _clean_body(body, persons) for ref, body in catalog.bodies.items()},
        media={path: file for path, file in catalog.media.items() if path not in pictures},
        removed=pictures | {f"person:{key}" for key in gone},
    )


def _changed(value: object, pictures: frozenset[str], persons: list[Removed]) -> object:
    """A value of a model without what is removed; itself where nothing is."""
    if isinstance(value, Image) and value.src in pictures:
        return GONE
    if isinstance(value, str):
        return _cleaned(value, persons)
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


def _cleaned(text: str, persons: Iterable[Removed]) -> str:
    for person in persons:
        text = person.clean(text)
    return text


def _bylined(value: object, persons: Iterable[Removed]) -> object:
    """Keys of people.yaml as their roles."""
    roles = {person.key: person.role for person in persons if person.key}
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(roles.get(name, name) for name in value))
    return roles.get(value, value)


def _clean_body(body: Body, persons: list[Removed]) -> Body:
    if not persons:
        return body
    body = _unlinked(body, persons)
    html = body.html
    for person in persons:
        html = _between_slots(html, person.clean_html)
        body = replace(
            body,
            plain=person.clean(body.plain),
            anchors=frozenset(map(person.clean_anchor, body.anchors)),
            targets=tuple(_clean_target(target, person) for target in body.targets),
        )
    return replace(body, packed=packed(html))


def _unlinked(body: Body, persons: list[Removed]) -> Body:
    """The body without links to persons: neither shown, nor checked."""
    html = body.html
    left = []
    for number, target in enumerate(body.targets):
        if any(person.is_target(target) for person in persons):
            html = re.sub(LINK.format(slot(number)), r"\1", html, flags=re.DOTALL)
        if slot(number) in html or slot(number) in body.plain:
            left.append(number)
    place = {number: slot(at) for at, number in enumerate(left)}
    html, plain = (SLOT.sub(lambda m: place[int(m[1])], said) for said in (html, body.plain))
    return replace(
        body, packed=packed(html), plain=plain, targets=tuple(body.targets[n] for n in left)
    )


def _clean_target(target: Target, person: Removed) -> Target:
    return replace(
        target,
        alt=person.clean(target.alt),
        title=person.clean(target.title),
        fragment=person.clean_anchor(target.fragment),
    )


def _between_slots(html: str, change: Callable[[str], str]) -> str:
    """The HTML changed, its slots left alone."""
    pieces = re.split(f"({SLOT.pattern.replace('(', '(?:')})", html)
    return "".join(piece if SLOT.fullmatch(piece) else change(piece) for piece in pieces)


def _tell(entry: Entry, persons: list[Removed], report: Report) -> None:
    """Where a name stood in a text: a role in its place may need another sentence."""
    for person in persons:
        name, values = person.words[0], {"value": person.key or "…", "role": person.role}
        for where, text in entry.parts(str):
            if whole(name).search(text) and not BYLINES & set(where):
                report.add(entry.source, where, "removed-in-text", values, severity="advice")
        if found := whole(name).search(entry.source.text):
            before = entry.source.text.count("\n", 0, found.start())
            at = entry.source.at_line(entry.source.text_line + before)
            report.add(at, (), "removed-in-text", values, severity="advice")
