"""What pages were made of the last time, and whether any of it is different now."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from sys import intern
from typing import NamedTuple

from plugins.addresses.page import File, Page
from plugins.site.lookups import Answer, Answers, Lookup
from plugins.site.stamps import stamp
from plugins.site.store import Store
from plugins.site.tree import Record

Thing = Page | File


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is made anew: a code of wording/reasons, and what was looked up."""

    code: str
    what: str = ""


class Ground(NamedTuple):
    """What a page is made of beside what it looks up."""

    template: str
    given: Answer
    around: Answer


class Remembered(NamedTuple):
    """A page of the last run: its ground, the numbers of its look-ups, the hash of its bytes."""

    ground: Ground
    lang: str
    lookups: array
    sha256: str


@dataclass(frozen=True, slots=True)
class Base:
    """What many pages stand on: hashes of templates by name, and of the chrome by language."""

    templates: Mapping[str, str]
    around: Mapping[str, str]

    def under(self, thing: Thing, lang: str) -> Ground:
        """The ground of a page in a language; a file has no template and nothing around it."""
        if isinstance(thing, Page):
            template = intern(f"{_name(thing.view)} {self.templates.get(thing.template)}")
            return Ground(template, stamp(thing.given), self.around.get(lang))
        return Ground(_name(thing.make), stamp(thing.given), None)


class Memory:
    """The pages of the last run by address, and each look-up once with its answer."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name = store, name
        pages, questions = store.load(name) or ({}, {})
        self.pages: dict[str, Remembered] = pages
        self.questions: dict[int, tuple[Lookup, Answer]] = questions
        self.numbers = {lookup: number for number, (lookup, _) in questions.items()}
        self.new_numbers = count(max(questions, default=-1) + 1)
        self.is_changed = False

    def compare(self, answers: Answers) -> None:
        """Ask everything that was looked up again, and note what has another answer."""
        self.answers = answers
        self.changed = {
            number: lookup
            for number, (lookup, answer) in self.questions.items()
            if answers.to(lookup) != answer
        }

    def reason(self, thing: Thing, base: Base) -> Reason | None:
        """Why the page has to be made anew; None when it would come out the same."""
        known = self.pages.get(thing.address)
        if not known:
            return Reason("new")
        for name, old, new in zip(
            Ground._fields, known.ground, base.under(thing, known.lang), strict=True
        ):
            if old != new:
                return Reason(name)
        if self.changed and not self.changed.keys().isdisjoint(known.lookups):
            other = min(self.changed.keys() & set(known.lookups))
            return Reason("looked-up", _spelt(self.changed[other]))
        return None

    def keep(
        self, thing: Thing, ground: Ground, lang: str, seen: Iterable[Lookup], record: Record
    ) -> None:
        """Remember how a page was made."""
        numbers = array("I", sorted(map(self._number, seen)))
        self.pages[thing.address] = Remembered(ground, lang, numbers, record.sha256)
        self.is_changed = True

    def _number(self, lookup: Lookup) -> int:
        if lookup not in self.numbers:
            self.numbers[lookup] = next(self.new_numbers)
        number = self.numbers[lookup]
        self.questions[number] = (lookup, self.answers.to(lookup))
        return number

    def save(self, addresses: Iterable[str]) -> None:
        """Keep what is remembered of these pages for the next run, and forget the others."""
        if gone := self.pages.keys() - set(addresses):
            for address in gone:
                del self.pages[address]
        if gone or self.is_changed:
            used = set().union(*(page.lookups for page in self.pages.values()))
            self.questions = {n: asked for n, asked in self.questions.items() if n in used}
            self.numbers = {lookup: number for number, (lookup, _) in self.questions.items()}
            self.store.save(self.name, (self.pages, self.questions))
            self.is_changed = False


def _name(function: object) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _spelt(lookup: Lookup) -> str:
    """`catalog.bodies[news/2023/sak.md].html`"""
    steps = (f".{step}" if isinstance(step, str) else f"[{step[0]}]" for step in lookup)
    return "".join(steps).removeprefix(".edition").removeprefix(".")
