"""What becomes of each published address: kept, led on, copied, given up; or somebody must say."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import Plan, Spot
from newsroom.addresses.urls import calendar_address, entry_address, list_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.event import Event
from newsroom.contract.ledger import LIST, Ledger, UrlOwner, owner_of
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.reserved import words
from newsroom.ledger.published_urls import published

WORD = words("nb")
# Lists whose own address is no page, under the page that leads to them.
PARENTS = {
    list_address(WORD["category"]): list_address(WORD["news"]),
    list_address(WORD["tag"]): list_address(WORD["news"]),
}


@dataclass(slots=True)
class Redirects:
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
    preview_plan: Plan
    made: Mapping[str, UrlOwner]
    kept: Mapping[str, UrlOwner]
    aliases: Mapping[str, Entry]
    by_owner: Mapping[UrlOwner, Entry]

    @classmethod
    def of(cls, whole: Catalog, seen: Catalog, plan: Plan, preview_plan: Plan) -> "Now":
        entries = tuple(whole.entries())
        named = {alias: entry for entry in entries for alias in aliases_of(entry)}
        made = published(seen, plan)
        kept = made if preview_plan is plan else published(whole, preview_plan)
        return cls(whole, plan, preview_plan, made, kept, named, {owner_of(e): e for e in entries})

    def public(self, ledger: Ledger) -> dict[str, UrlOwner]:
        """What makes each address that is public now, and each that leads on to one.

        An old one keeps its maker: its calendar is found by that.
        """
        old = {
            alias: ledger.owners.get(alias, owner_of(entry))
            for alias, entry in self.aliases.items()
            if entry.ref in self.plan.by_ref
        }
        return {**old, **self.made}


def resolve_redirects(ledger: Ledger, now: Now) -> Redirects:
    """The fate of every address that was published, and of every alias."""
    found = Redirects(gone=set(ledger.gone) - now.plan.spots.keys() - now.made.keys())
    for alias, entry in sorted(now.aliases.items()):
        if entry.ref in now.plan.by_ref:
            found.pages[alias] = now.plan.by_ref[entry.ref]
    deciding = _Deciding.of(ledger, now, found)
    for address, maker in sorted(ledger.owners.items()):
        deciding.decide(address, maker)
    return found


@dataclass(frozen=True, slots=True)
class _Deciding:
    """What is said of makers: those whose page is given up, and those whose page is an alias now.

    A maker's files and dates, wherever they stand, go with its page.
    """

    now: Now
    found: Redirects
    gone: Set[str]
    given_up: Set[UrlOwner]
    led_on: Mapping[UrlOwner, str]

    @classmethod
    def of(cls, ledger: Ledger, now: Now, found: Redirects) -> "_Deciding":
        pages = {page: by for page, by in ledger.owners.items() if page.endswith("/")}
        given_up = {by for page, by in pages.items() if page in ledger.gone} - {LIST}
        led_on = {by: page for page, by in pages.items() if page in now.aliases}
        return cls(now, found, ledger.gone.keys(), given_up, led_on)

    def decide(self, address: str, maker: UrlOwner) -> None:
        """Put one address where it belongs: what is said of it goes before what is there."""
        if address in self.now.made or address in self.now.aliases:
            return
        if self._is_given_up(address, maker):
            self.found.gone.add(address)
        elif maker == LIST:
            # Also one that only drafts are on: whoever follows a link is not to wait for them.
            self.found.pages[address] = parent(address, self.now.plan)
        elif spot := _emptied(address, maker, self.now):
            self.found.emptied.append(spot)
        elif address not in self.now.kept:
            self._lead_on(address, maker)

    def _is_given_up(self, address: str, maker: UrlOwner) -> bool:
        """Whether gone.txt gives it up, or removed.yaml the person that made it."""
        if maker.kind == "people" and f"person:{maker.key}" in self.now.whole.removed:
            return True
        is_page = address.endswith("/") and not maker.day
        return address in self.gone or (not is_page and maker.whole in self.given_up)

    def _lead_on(self, address: str, maker: UrlOwner) -> None:
        """Put one that nothing makes where it leads: to who has taken over, or to other dates."""
        if not address.endswith("/") and maker in self.led_on:
            self._copy(address, self.led_on[maker])
        elif series := self._series(maker):
            if series.ref in self.now.plan.by_ref:
                self._to_series(address, maker.day, series)
        elif not _is_broken(maker, self.now.whole):
            self.found.lost.append(address)

    def _copy(self, address: str, page: str) -> None:
        """A calendar or a feed goes on under its old address too: who follows it is not asked.

        `page` is the old one of the entry whose file it was.
        """
        entry, plan = self.now.aliases[page], self.now.plan
        if entry.ref not in plan.by_ref:
            return
        target = _file_of(entry, address, page)
        if target in plan.spots:
            self.found.copies[address] = target
        else:
            self.found.gone.add(address)

    def _series(self, maker: UrlOwner) -> Entry | None:
        """The series that an address was a date of, while it exists, whatever it is called now."""
        if not maker.day:
            return None
        led_on = self.now.aliases.get(self.led_on.get(maker.whole, ""))
        found = self.now.by_owner.get(maker.whole, led_on)
        return found if isinstance(found, Event) else None

    def _to_series(self, address: str, day: str, series: Entry) -> None:
        """A date goes on where its series does; one that is no longer there leads to the others."""
        _, _, rest = address.rpartition(f"/{day}/")
        page = self.now.plan.by_ref[series.ref]
        new = f"{page}{day}/{rest}"
        if address.endswith("/"):
            self.found.pages[address] = new if new in self.now.plan.spots else page
        elif new in self.now.plan.spots:
            self.found.copies[address] = new
        else:
            self.found.files[address] = page


def _emptied(address: str, maker: UrlOwner, now: Now) -> Spot | None:
    """The calendar or the feed of somebody or something that has a page, but no events any more."""
    entry = now.by_owner.get(maker)
    followed = isinstance(entry, (Network, Person, Venue)) and entry.ref in now.plan.by_ref
    if not followed or address.endswith("/"):
        return None
    kind = "calendar" if address.endswith(".ics") else "events-feed"
    return Spot(address, kind, (entry,), entry.name)


def _file_of(entry: Entry, address: str, page: str) -> str:
    """The address of the entry's file that is what an old one was."""
    if address.startswith(page):
        return entry_address(entry) + address.removeprefix(page)
    return calendar_address(address.split("/")[2], entry.key)


def _is_broken(maker: UrlOwner, whole: Catalog) -> bool:
    """Whether what made it may be there but cannot be read; that is told already."""
    if maker.file.startswith("documents/") and whole.broken:
        return True
    return maker.file in whole.broken or f"event:{maker.key}" in whole.broken


def parent(address: str, plan: Plan) -> str:
    """The nearest page above an address."""
    steps = address.strip("/").split("/")
    for end in range(len(steps) - 1, 0, -1):
        above = list_address(*steps[:end])
        above = PARENTS.get(above, above)
        if above in plan.spots:
            return above
    return "/"
