"""Where a removed person is still named in the content's running text."""

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

# What may stand between the words of a name, in HTML and in Markdown.
BETWEEN = r"(?:\s|&nbsp;|&#160;|&#xa0;|</?[a-z][^<>]*>|[*_]{1,3})+"


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
    """A removed person: name, role and e-mail address; `key` is that of people.yaml or ""."""

    key: str
    name: str
    role: str
    email: str = ""

    def is_byline(self, text: str) -> bool:
        """Whether a byline names this person alone, by key or by name."""
        return bool(text) and (text == self.key or bool(whole(self.name).fullmatch(text)))

    @property
    def words(self) -> Iterator[str]:
        """What gives the person away in a text."""
        yield self.name
        if self.email:
            yield self.email

    @property
    def in_links(self) -> Iterator[re.Pattern[str]]:
        """The name as a part of an address; none where it is one word, which others have too."""
        if "-" in (slug := slugify(self.name)):
            yield re.compile(rf"(?<![^\W_]){re.escape(slug)}(?![^\W_])")


def check_named(catalog: Catalog, persons: Iterable[Removed], report: Report) -> None:
    """Report every place that names one of these persons, each line once."""
    for person in persons:
        values = {"value": person.name, "role": person.role}
        for entry in catalog.everything():
            for source in _places(entry, person, catalog.bodies.get(entry.ref)):
                report.add(source, (), "removed-named", values)


def _places(entry: Entry, person: Removed, body: Body | None) -> Iterator[Source]:
    """Each line of an entry with the person's name or address."""
    names = [whole(word) for word in person.words]
    for where, said in entry.parts(str):
        begin = entry.source.place((*where, TEXT))[0]
        for line in _lines(said, names):
            yield entry.source.at_line(begin + line)
    if lines := _lines(entry.source.text, [*names, *person.in_links]):
        for line, column in lines.items():
            at = entry.source.text_line + line
            yield Source(entry.file, {(): (at, column)})
    elif body and _is_shown(body, person):
        yield entry.source.at_line(entry.source.text_line)


def _lines(text: str, patterns: Iterable[re.Pattern[str]]) -> dict[int, int]:
    """The lines of a text, from 0, with a match of a pattern, and the column of the first."""
    starts = sorted(one.start() for pattern in patterns for one in pattern.finditer(text))
    lines: dict[int, int] = {}
    for start in starts:
        column = start - text.rfind("\n", 0, start)
        lines.setdefault(text.count("\n", 0, start), column)
    return lines


def _is_shown(body: Body, person: Removed) -> bool:
    """Whether the page names the person though its source spells the name another way.

    So it is with `&Aring;se`, and with a soft hyphen within a name.
    """
    pictures = (text for target in body.targets for text in (target.alt, target.title))
    shown = "\n".join((SLOT.sub("", body.html), *map(escape, pictures)))
    return any(whole(escape(word, quote=False)).search(shown) for word in person.words)
