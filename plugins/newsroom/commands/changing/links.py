"""Links in the texts to one thing: what leads there, and leading them somewhere else."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsroom.addresses.urls import document_address, entry_address
from newsroom.commands.changing.homes import homes, inside
from newsroom.commands.changing.unmarked import unmarked
from newsroom.contract.body import Target
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.reading.links import meant
from newsroom.run import Run

# Parentheses in an address are a part of it where each has the other (CommonMark 0.31, 6.3).
IN_PAIRS = r"\((?:[^()\s>#]|\([^()\s>#]*\))*\)"
# Where Markdown names what it links to: in the text, below it under a number, or by itself.
WRITTEN = rf"(<)?((?(2)[^>#\n]+|(?:[^<()\s>#]|{IN_PAIRS})+))"
SPOT = rf"(?:#(?(2)[^>\n]*|(?:[^()\s]|{IN_PAIRS})*))?(?(2)>)"
SAID = r"(?:(?!\n\s*\n|\]\().)*?"
TITLE = rf"""(?:\s+(?:"{SAID}"|'{SAID}'))?\s*\)"""
GOAL = re.compile(rf"(\]\(\s*|^\s*\[[^\[\]]+\]:\s*|(?=<https://)){WRITTEN}", re.MULTILINE)
WORDS = re.compile(
    rf"(?<!!)\[([^\[\]]*)\]\(\s*{WRITTEN}{SPOT}{TITLE}|<(https://[^>\s]+)>", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that links lead to: the name reading has for it, and its addresses.

    `owners` are what each file of content/ holds, `homes` what the site's full addresses begin
    with.
    """

    name: str
    addresses: tuple[str, ...]
    owners: Mapping[str, tuple[str, ...]]
    homes: tuple[str, ...]

    def is_led_to(self, written: str, here: str) -> bool:
        """Whether a link in the file `here` leads to it, to a date of it, or to a file of it."""
        link = inside(written, self.homes)
        target, _ = meant(Target("external", link, 0), here, self.owners)
        address = target.name.partition("?")[0]
        is_below = any(address.startswith(page) for page in self.addresses if page.endswith("/"))
        return is_below or address in (self.name, *self.addresses)


def entry_goal(entry: Entry, run: Run) -> Goal:
    """What links to an entry lead to; somebody's calendar stands apart from the page."""
    spots = run.preview_plan.of_kind("calendar")
    calendars = (spot.address for spot in spots if spot.items == (entry,))
    addresses = (entry_address(entry), *calendars)
    return Goal(entry.ref, addresses, _owners(run.catalog), homes(run))


def document_goal(path: str, run: Run) -> Goal:
    """What links to a document lead to."""
    return Goal(path, (document_address(path),), _owners(run.catalog), homes(run))


def _owners(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for entry in catalog.entries():
        found[entry.source.path] += (entry.ref,)
    return found


def led_on(text: str, here: str, goal: Goal, new: Callable[[str], str]) -> str:
    """The text of a file, its links to the goal written as `new` makes them."""
    shown = unmarked(text, here)

    def written(match: re.Match[str]) -> str:
        link = match[3]
        if shown[slice(*match.span(3))] != link or not goal.is_led_to(link, here):
            return match[0]
        address = inside(link, goal.homes)
        return match[0].removesuffix(address) + new(address)

    return GOAL.sub(written, text)


def unlinked(text: str, here: str, goal: Goal) -> str:
    """The text of a file, its links to the goal as plain words."""
    shown = unmarked(text, here)

    def words(match: re.Match[str]) -> str:
        words, link = (match[1], match[3]) if match[3] else (match[4], match[4])
        is_shown = link in shown[slice(*match.span())]
        return words if is_shown and goal.is_led_to(link, here) else match[0]

    return WORDS.sub(words, text)
