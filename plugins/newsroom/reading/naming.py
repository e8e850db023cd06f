"""Finds where text still names a removed person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from newsroom.contract.body import SLOT, Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from newsroom.contract.slug import slugify
from newsroom.contract.source import TEXT, Source

# What may separate the words of a name, in HTML and in Markdown.
SEPARATOR = r"(?:\s|&nbsp;|&#160;|&#xa0;|</?[a-z][^<>]*>|[*_]{1,3})+"


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
    def identifiers(self) -> Iterator[str]:
        """The strings that identify the person in a text: name and e-mail address."""
        yield self.name
        if self.email:
            yield self.email

    @property
    def in_links(self) -> Iterator[re.Pattern[str]]:
        """Matches the name's slug in an address; nothing for one word, which others share."""
        if "-" in (slug := slugify(self.name)):
            yield re.compile(rf"(?<![^\W_]){re.escape(slug)}(?![^\W_])")


def check_named(catalog: Catalog, persons: Iterable[RemovedPerson], report: Report) -> None:
    """Report each line that names one of these persons."""
    for person in persons:
        values = {"value": person.name, "role": person.role}
        for entry in catalog.everything():
            for source in _places(entry, person, catalog.bodies.get(entry.ref)):
                report.add(source, (), "removed-named", values)


def _places(entry: Entry, person: RemovedPerson, body: Body | None) -> Iterator[Source]:
    """Each line of an entry with the person's name or e-mail address."""
    patterns = [name_pattern(identifier) for identifier in person.identifiers]
    for where, text in entry.parts(str):
        first_line = entry.source.place((*where, TEXT))[0]
        for line in _lines(text, patterns):
            yield entry.source.at_line(first_line + line)
    if lines := _lines(entry.source.text, [*patterns, *person.in_links]):
        for line, column in lines.items():
            yield Source(entry.file, {(): (entry.source.text_line + line, column)})
    elif body and _is_shown(body, person):
        yield entry.source.at_line(entry.source.text_line)


def _lines(text: str, patterns: Iterable[re.Pattern[str]]) -> dict[int, int]:
    """Each line (from 0) with a match of a pattern, and the column (from 1) of the first match."""
    starts = sorted(match.start() for pattern in patterns for match in pattern.finditer(text))
    lines: dict[int, int] = {}
    for start in starts:
        column = start - text.rfind("\n", 0, start)
        lines.setdefault(text.count("\n", 0, start), column)
    return lines


def _is_shown(body: Body, person: RemovedPerson) -> bool:
    """Whether the HTML names the person though the Markdown spells the name differently.

    For example with `&Aring;se`, or with a soft hyphen within the name.
    """
    captions = (text for target in body.targets for text in (target.alt, target.title))
    shown = "\n".join((SLOT.sub("", body.html), *map(escape, captions)))
    names = (escape(identifier, quote=False) for identifier in person.identifiers)
    return any(name_pattern(name).search(shown) for name in names)
