"""What pages were made of the last time, and whether any of it is different now."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from sys import intern
from typing import Any, NamedTuple

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.site.dependency_tracking import Answer, Answers, Lookup
from newsroom.site.fingerprint import fingerprint
from newsroom.site.output_tree import FileRecord
from newsroom.site.store import Store

Thing = OutputPage | OutputFile


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is made anew: a code of wording/reasons, and what was looked up."""

    code: str
    what: str = ""


class PageInputs(NamedTuple):
    """What a page is made of beside what it looks up."""

    template: str
    given: Answer
    around: Answer


class CachedPage(NamedTuple):
    """A page of the last run: its ground, the numbers of its look-ups, the hash of its bytes."""

    ground: PageInputs
    lang: str
    lookups: array
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedInputs:
    """What many pages stand on: hashes of templates by name, and of the chrome by language."""

    templates: Mapping[str, str]
    around: Mapping[str, str]

    def under(self, thing: Thing, lang: str) -> PageInputs:
        """The ground of a page in a language; a file has no template and nothing around it."""
        if isinstance(thing, OutputPage):
            template = intern(f"{_name(thing.view)} {self.templates.get(thing.template)}")
            return PageInputs(template, fingerprint(thing.given), self.around.get(lang))
        return PageInputs(_name(thing.make), fingerprint(thing.given), None)


class PageCache:
    """The pages of the last run by address, and each look-up once with its answer."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name = store, name
        self.pages: dict[str, CachedPage] = {}
        self.questions: dict[int, tuple[Lookup, Answer]] = {}
        self.numbers: dict[Lookup, int] = {}
        self.is_loaded = self.is_changed = False
        # From the first question to the last page it holds something of two runs.
        self.is_whole = True
        # What this process has met and worked out before, to know it again.
        self.base = SharedInputs({}, {})
        self.holders: dict[Lookup, Any] = {}
        self.grounds: dict[str, tuple[Thing, SharedInputs, PageInputs]] = {}

    def is_of(self, other: "PageCache") -> bool:
        """Whether both remember the same pages, and this one all of the same run."""
        return self.is_whole and (self.store, self.name) == (other.store, other.name)

    def compare(self, answers: Answers, base: SharedInputs) -> None:
        """Ask everything that was looked up again, and note what has another answer."""
        self._load()
        self.is_whole = False
        self.answers = answers
        self.base = self.base if base == self.base else base
        self.changed = dict(self._changed())

    def _load(self) -> None:
        if not self.is_loaded:
            self.pages, self.questions = self.store.load(self.name) or ({}, {})
            self.numbers = {lookup: number for number, (lookup, _) in self.questions.items()}
            self.new_numbers = count(max(self.questions, default=-1) + 1)
            self.is_loaded = True

    def _changed(self) -> Iterator[tuple[int, Lookup]]:
        before, self.holders = self.holders, self.answers.holders
        for number, (lookup, answer) in self.questions.items():
            way = lookup[:-1]
            # Nothing here changes in place: the same holder holds the same.
            is_known = way in before and before[way] is self.answers.holder(way)
            if not is_known and self.answers.to(lookup) != answer:
                yield number, lookup

    def reason(self, thing: Thing) -> Reason | None:
        """Why the page has to be made anew; None when it would come out the same."""
        known = self.pages.get(thing.address)
        if not known:
            return Reason("new")
        for name, old, new in zip(
            PageInputs._fields, known.ground, self._ground(thing, known.lang), strict=True
        ):
            if old != new:
                return Reason(name)
        if self.changed and not self.changed.keys().isdisjoint(known.lookups):
            other = min(self.changed.keys() & set(known.lookups))
            return Reason("looked-up", _spelt(self.changed[other]))
        return None

    def keep(self, thing: Thing, lang: str, seen: Iterable[Lookup], record: FileRecord) -> None:
        """Remember how a page was made."""
        numbers = array("I", sorted(map(self._number, seen)))
        ground = self._ground(thing, lang)
        self.pages[thing.address] = CachedPage(ground, lang, numbers, record.sha256)
        self.is_changed = True

    def _ground(self, thing: Thing, lang: str) -> PageInputs:
        known = self.grounds.get(thing.address)
        if not (known and known[0] is thing and known[1] is self.base):
            known = thing, self.base, self.base.under(thing, lang)
            self.grounds[thing.address] = known
        return known[2]

    def _number(self, lookup: Lookup) -> int:
        if lookup not in self.numbers:
            self.numbers[lookup] = next(self.new_numbers)
        number = self.numbers[lookup]
        self.questions[number] = (lookup, self.answers.to(lookup))
        return number

    def forget_others(self, addresses: Iterable[str]) -> None:
        """Forget every page that has none of these addresses: they are all there is."""
        for address in self.pages.keys() - set(addresses):
            del self.pages[address]
            self.grounds.pop(address, None)
            self.is_changed = True
        self.is_whole = True

    def save(self) -> None:
        """Keep what is remembered for the next process, unless the run broke off."""
        if self.is_changed and self.is_whole:
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
