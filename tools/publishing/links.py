"""Links in the texts to one thing: what leads there, and leading them somewhere else."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plugins.addresses.plan import Plan
from plugins.addresses.urls import document_address, entry_address
from plugins.contract.body import Target
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry
from plugins.reading.links import meant

# Where Markdown names what it links to: in the text, or below it under a number.
WRITTEN = r"(<)?((?(2)[^>#\n]+|[^<)\s>#]+))"
GOAL = re.compile(rf"(\]\(\s*|^\s*\[[^\[\]]+\]:\s*){WRITTEN}", re.MULTILINE)
WORDS = re.compile(rf"(?<!!)\[([^\[\]]*)\]\(\s*{WRITTEN}[^)]*\)")


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that links lead to: the name reading has for it, and its addresses.

    `owners` are what each file of content/ holds.
    """

    name: str
    addresses: tuple[str, ...]
    owners: Mapping[str, tuple[str, ...]]

    def is_led_to(self, written: str, here: str) -> bool:
        """Whether a link in the file `here` leads to it, to a date of it, or to a file of it."""
        target, _ = meant(Target("external", written, 0), here, self.owners)
        address = target.name.partition("?")[0]
        is_below = any(address.startswith(page) for page in self.addresses if page.endswith("/"))
        return is_below or address in (self.name, *self.addresses)


def entry_goal(entry: Entry, catalog: Catalog, plan: Plan) -> Goal:
    """What links to an entry lead to; somebody's calendar stands apart from the page."""
    calendars = (spot.address for spot in plan.of_kind("calendar") if spot.items == (entry,))
    return Goal(entry.ref, (entry_address(entry), *calendars), _owners(catalog))


def document_goal(path: str, catalog: Catalog) -> Goal:
    """What links to a document lead to."""
    return Goal(path, (document_address(path),), _owners(catalog))


def _owners(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for entry in catalog.entries():
        found[entry.source.path] += (entry.ref,)
    return found


def led_on(text: str, here: str, goal: Goal, new: Callable[[str], str]) -> str:
    """The text of a file, its links to the goal written as `new` makes them."""

    def written(match: re.Match[str]) -> str:
        return match[0].removesuffix(match[3]) + new(match[3])

    return GOAL.sub(lambda m: written(m) if goal.is_led_to(m[3], here) else m[0], text)


def unlinked(text: str, here: str, goal: Goal) -> str:
    """The text of a file, its links to the goal as plain words."""
    return WORDS.sub(lambda m: m[1] if goal.is_led_to(m[3], here) else m[0], text)
