"""What becomes of each published address: kept, led on, copied, given up; or somebody must say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plugins.addresses.moved import Moved
from plugins.addresses.plan import Plan, Spot
from plugins.addresses.reserved import words
from plugins.addresses.urls import calendar_address, entry_address, list_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry
from plugins.contract.event import Event
from plugins.contract.ledger import LIST, Ledger, origin
from plugins.contract.people import Network, Person, Venue
from plugins.ledger.published import published

WORD = words("nb")
# Lists whose own address is no page, under the page that leads to them.
PARENTS = {
    list_address(WORD["category"]): list_address(WORD["news"]),
    list_address(WORD["tag"]): list_address(WORD["news"]),
}


@dataclass(slots=True)
class Fates:
    """The fates of the addresses of one ledger; `lost` have none."""

    pages: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    emptied: list[Spot] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def moved(self) -> Moved:
        gone, emptied = tuple(sorted(self.gone)), tuple(self.emptied)
        return Moved(self.pages, self.copies, self.files, gone, emptied)


@dataclass(frozen=True, slots=True)
class Now:
    """What there is: the entries, the plan of what is public, and of what may become so.

    `whole` is the catalog with drafts; `aliases` are the entries by their old addresses.
    """

    whole: Catalog
    plan: Plan
    wide: Plan
    made: Mapping[str, str]
    kept: Mapping[str, str]
    aliases: Mapping[str, Entry]
    by_origin: Mapping[str, Entry]

    @classmethod
    def of(cls, whole: Catalog, seen: Catalog, plan: Plan, wide: Plan) -> "Now":
        entries = tuple(whole.entries())
        named = {alias: entry for entry in entries for alias in aliases_of(entry)}
        made = published(seen, plan)
        kept = made if wide is plan else published(whole, wide)
        return cls(whole, plan, wide, made, kept, named, {origin(e): e for e in entries})

    def public(self, ledger: Ledger) -> dict[str, str]:
        """What makes each address that is public now, and each that leads on to one.

        An old one keeps its maker: its calendar is found by that.
        """
        old = {
            alias: ledger.made_by.get(alias, origin(entry))
            for alias, entry in self.aliases.items()
            if entry.ref in self.plan.by_ref
        }
        return {**old, **self.made}


def aliases_of(entry: Entry) -> tuple[str, ...]:
    return getattr(entry, "aliases", ())


def fates(ledger: Ledger, now: Now) -> Fates:
    """The fate of every address that was published, and of every alias."""
    found = Fates(gone=set(ledger.gone) - now.plan.spots.keys() - now.made.keys())
    for alias, entry in sorted(now.aliases.items()):
        if entry.ref in now.plan.by_ref:
            found.pages[alias] = now.plan.by_ref[entry.ref]
    for address, made_by in sorted(ledger.made_by.items()):
        _decide(address, made_by, ledger, now, found)
    return found


def _decide(address: str, made_by: str, ledger: Ledger, now: Now, found: Fates) -> None:
    """Put one address where it belongs: what is said of it goes before what is there."""
    if address in now.made or address in now.aliases:
        return
    if _is_given_up(address, made_by, ledger, now):
        found.gone.add(address)
    elif made_by == LIST:
        # Also one that only drafts are on: whoever follows a link is not to wait for them.
        found.pages[address] = parent(address, now.plan)
    elif spot := _emptied(address, made_by, now):
        found.emptied.append(spot)
    elif address not in now.kept:
        _lead_on(address, made_by, ledger, now, found)


def _lead_on(address: str, made_by: str, ledger: Ledger, now: Now, found: Fates) -> None:
    """Put one that nothing makes where it leads: to who has taken over, or to the other dates."""
    if not address.endswith("/") and (old := _aliased(made_by, ledger, now)):
        entry, name = old
        if entry.ref in now.plan.by_ref:
            _copy(address, _file_of(entry, address, name), now, found)
    elif series := _series(made_by, ledger, now):
        if series.ref in now.plan.by_ref:
            _to_series(address, made_by, series, now, found)
    elif not _is_broken(made_by, now.whole):
        found.lost.append(address)


def _emptied(address: str, made_by: str, now: Now) -> Spot | None:
    """The calendar or the feed of somebody or something that has a page, but no events any more."""
    entry = now.by_origin.get(made_by)
    followed = isinstance(entry, (Network, Person, Venue)) and entry.ref in now.plan.by_ref
    if not followed or address.endswith("/"):
        return None
    kind = "calendar" if address.endswith(".ics") else "events-feed"
    return Spot(address, kind, (entry,), entry.name)


def _copy(address: str, target: str, now: Now, found: Fates) -> None:
    """A calendar or a feed goes on under its old address too: who follows it is not asked."""
    if target in now.plan.spots:
        found.copies[address] = target
    else:
        found.gone.add(address)


def _to_series(address: str, made_by: str, series: Entry, now: Now, found: Fates) -> None:
    """A date goes on where its series does; one that is no longer there leads to the others."""
    _, _, day = made_by.rpartition("/")
    _, _, rest = address.rpartition(f"/{day}/")
    page = now.plan.by_ref[series.ref]
    new = f"{page}{day}/{rest}"
    if address.endswith("/"):
        found.pages[address] = new if new in now.plan.spots else page
    elif new in now.plan.spots:
        found.copies[address] = new
    else:
        found.files[address] = page


def _is_given_up(address: str, made_by: str, ledger: Ledger, now: Now) -> bool:
    """Whether gone.txt gives it up, or removed.yaml the person that made it."""
    file, _, key = made_by.partition("#")
    if file.startswith(("people.", "people/")) and f"person:{key}" in now.whole.removed:
        return True
    if any(page in ledger.gone for page in _own_pages(address, made_by)):
        return True
    # The calendar of a network stands elsewhere than its page.
    is_file = not address.endswith("/")
    return is_file and any(ledger.made_by.get(page) == made_by for page in ledger.gone)


def _own_pages(address: str, made_by: str) -> Iterator[str]:
    """Itself, and the page that a file or a date of a series stands below: both are given up."""
    yield address
    if "#" in made_by:
        steps = address.rstrip("/").split("/")
        yield from ("/".join(steps[:end]) + "/" for end in range(len(steps) - 1, 2, -1))


def _aliased(made_by: str, ledger: Ledger, now: Now) -> tuple[Entry, str] | None:
    """The entry that has the page of a maker as alias, and that page."""
    for page, by in ledger.made_by.items():
        if by == made_by and page in now.aliases:
            return now.aliases[page], page
    return None


def _file_of(entry: Entry, address: str, page: str) -> str:
    """The address of the entry's file that is what an old one was."""
    if address.startswith(page):
        return entry_address(entry) + address.removeprefix(page)
    return calendar_address(address.split("/")[2], entry.key)


def _series(made_by: str, ledger: Ledger, now: Now) -> Entry | None:
    """The series that an address was a date of, while it exists, whatever it is called now."""
    whole, slash, _ = made_by.rpartition("/")
    if not slash or "#" not in whole:
        return None
    if not (found := now.by_origin.get(whole)):
        found, _ = _aliased(whole, ledger, now) or (None, "")
    return found if isinstance(found, Event) else None


def _is_broken(made_by: str, whole: Catalog) -> bool:
    """Whether what made it is there but cannot be read; that is told already."""
    file, _, key = made_by.partition("#")
    return file in whole.broken or f"event:{key.partition('/')[0]}" in whole.broken


def parent(address: str, plan: Plan) -> str:
    """The nearest page above an address."""
    steps = address.strip("/").split("/")
    for end in range(len(steps) - 1, 0, -1):
        above = list_address(*steps[:end])
        above = PARENTS.get(above, above)
        if above in plan.spots:
            return above
    return "/"
