"""Decides which pages are made anew: remembers what each was made of, and compares it.

A page is made of its template, the arguments its generator gave, the layout around it, and what
its view looked up in the site data (`dependency_tracking`).
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from sys import intern
from typing import Any, NamedTuple, cast

from newsroom.addresses.outputs import Output, OutputPage
from newsroom.site.dependency_tracking import Fingerprint, Lookup, LookupFingerprints, fingerprint
from newsroom.site.store import Store

CACHE_FILE = "pages"
Lookups = dict[int, tuple[Lookup, Fingerprint]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is made: a code of `wording.reasons`, and the look-up that found another value."""

    code: str
    what: str = ""


class PageInputs(NamedTuple):
    """Fingerprints of what a page is made of besides its look-ups; the names are reason codes."""

    template: str
    arguments: Fingerprint
    layout: Fingerprint


class CachedPage(NamedTuple):
    """A page as it was last made; `lookups` are numbers in `PageCache.lookups`."""

    inputs: PageInputs
    lang: str
    lookups: "array[int]"
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedInputs:
    """Fingerprints that many pages share: of templates by name, of layouts by language."""

    templates: Mapping[str, str]
    layouts: Mapping[str, Fingerprint]

    def inputs_of(self, output: Output, lang: str) -> PageInputs:
        """The inputs of a page in a language; a file has no template and no layout."""
        arguments = fingerprint(output.given)
        if isinstance(output, OutputPage):
            template = intern(f"{_name(output.view)} {self.templates.get(output.template)}")
            return PageInputs(template, arguments, self.layouts.get(lang))
        return PageInputs(_name(output.make), arguments, None)


class PageCache:
    """The pages of the last run by address, and each of their look-ups once, by a number.

    Use it in this order: `start`, `reason` and `put` for each output, `finish`, `save`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.pages: dict[str, CachedPage] = {}
        self.lookups: Lookups = {}
        self.numbers: dict[Lookup, int] = {}
        self.is_loaded = self.is_changed = False
        # A new one for each state that was stored: `before` is that in which this run began.
        self.version = self.before = ""
        # Incomplete while a run is in progress: some entries are of the last run, some of this.
        self.is_complete = True
        # In memory only, to find in the next run of this process what is the same object still.
        self.shared = SharedInputs({}, {})
        self.parents: dict[Lookup, Any] = {}
        self.inputs: dict[str, tuple[Output, SharedInputs, PageInputs]] = {}

    def is_reusable_for(self, other: "PageCache") -> bool:
        """Whether both have the same store, and no run was broken off."""
        return self.is_complete and self.store == other.store

    def start(self, current: LookupFingerprints, shared: SharedInputs) -> None:
        """Compare every look-up of the last run with the site data of this one."""
        self._load()
        self.before = self.version
        self.is_complete = False
        self.current = current
        self.shared = self.shared if shared == self.shared else shared
        self.changed = dict(self._changed_lookups())

    def _load(self) -> None:
        if not self.is_loaded:
            stored = cast("tuple[dict[str, CachedPage], Lookups, str]", self.store.load(CACHE_FILE))
            self.pages, self.lookups, self.version = stored or ({}, {}, "")
            self.numbers = {lookup: number for number, (lookup, _) in self.lookups.items()}
            self.new_numbers = count(max(self.lookups, default=-1) + 1)
            self.is_loaded = True

    def _changed_lookups(self) -> Iterator[tuple[int, Lookup]]:
        before, self.parents = self.parents, self.current.parents
        for number, (lookup, old) in self.lookups.items():
            path = lookup[:-1]
            # No object changes in place: the same parent holds the same values.
            is_same = path in before and before[path] is self.current.parent(path)
            if not is_same and self.current.of(lookup) != old:
                yield number, lookup

    def reason(self, output: Output) -> Reason | None:
        """Why an output has to be made; None when it would come out the same."""
        page = self.pages.get(output.address)
        if not page:
            return Reason("new")
        inputs = self._inputs_of(output, page.lang)
        for name, old, new in zip(PageInputs._fields, page.inputs, inputs, strict=True):
            if old != new:
                return Reason(name)
        if self.changed and not self.changed.keys().isdisjoint(page.lookups):
            number = min(self.changed.keys() & set(page.lookups))
            return Reason("lookup", _written(self.changed[number]))
        return None

    def lookups_of(self, address: str) -> list[Lookup]:
        """What the view of a page looked up when it was last made."""
        return [self.lookups[number][0] for number in self.pages[address].lookups]

    def put(self, output: Output, lang: str, lookups: Iterable[Lookup], sha256: str) -> None:
        """Remember how an output was made in this run."""
        numbers = array("I", sorted(map(self._number, lookups)))
        page = CachedPage(self._inputs_of(output, lang), lang, numbers, sha256)
        self.pages[output.address] = page
        self.is_changed = True

    def _inputs_of(self, output: Output, lang: str) -> PageInputs:
        cached = self.inputs.get(output.address)
        if not (cached and cached[0] is output and cached[1] is self.shared):
            cached = output, self.shared, self.shared.inputs_of(output, lang)
            self.inputs[output.address] = cached
        return cached[2]

    def _number(self, lookup: Lookup) -> int:
        if lookup not in self.numbers:
            self.numbers[lookup] = next(self.new_numbers)
        number = self.numbers[lookup]
        self.lookups[number] = (lookup, self.current.of(lookup))
        return number

    def finish(self, addresses: Iterable[str]) -> None:
        """Forget every output that has none of these addresses, which are all there is."""
        for address in self.pages.keys() - set(addresses):
            del self.pages[address]
            self.inputs.pop(address, None)
            self.is_changed = True
        self.is_complete = True

    def save(self) -> None:
        """Store the pages for the next process, unless the run was broken off."""
        if self.is_changed and self.is_complete:
            used = set[int]().union(*(page.lookups for page in self.pages.values()))
            self.lookups = {n: lookup for n, lookup in self.lookups.items() if n in used}
            self.numbers = {lookup: number for number, (lookup, _) in self.lookups.items()}
            self.version = token_hex(8)
            self.store.save(CACHE_FILE, (self.pages, self.lookups, self.version))
            self.is_changed = False


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _written(lookup: Lookup) -> str:
    """`catalog.bodies[news/2023/sak.md].html`"""
    steps = (f".{step}" if isinstance(step, str) else f"[{step[0]}]" for step in lookup)
    return "".join(steps).removeprefix(".edition").removeprefix(".")
