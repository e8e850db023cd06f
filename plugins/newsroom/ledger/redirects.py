"""Decides what each published address does now, and makes the redirect pages and the copies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsroom.addresses.outputs import Moved, OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import Root, calendar_of
from newsroom.contract.catalog import LIST, Catalog, UrlOwner
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.reserved import WORDS, Word, site_language
from newsroom.ledger.current_site import CurrentSite

# Lists by a name: their folder has no page of its own, and the list of news links to them.
NAMED: tuple[Word, ...] = ("category", "tag")


def resolve_redirects(site: CurrentSite) -> Moved:
    """What every published address and every alias does now."""
    in_use = site.plan.spots.keys() | site.public_urls.keys()
    moved = Moved(gone=set(site.ledger.gone) - in_use)
    for alias, entry in sorted(site.by_alias.items()):
        if entry.ref in site.plan.by_ref:
            moved.pages[alias] = site.plan.page_for(entry, alias)
    resolver = _Resolver(site, moved)
    for address, owner in sorted(site.ledger.owners.items()):
        resolver.resolve(address, owner)
    return moved


class _Resolver:
    """Adds one published address after another to `moved`.

    `gone_owners` are the owners of the pages in gone.txt; `alias_of` has, by owner, the published
    page that is an alias now. What happens to an owner's page happens to its files and dates too.
    """

    def __init__(self, site: CurrentSite, moved: Moved) -> None:
        self.site, self.moved, self.gone = site, moved, site.ledger.gone
        pages = {page: owner for page, owner in site.ledger.owners.items() if page.endswith("/")}
        self.gone_owners = {owner for page, owner in pages.items() if page in self.gone}
        self.alias_of = {owner: page for page, owner in pages.items() if page in site.by_alias}

    def resolve(self, address: str, owner: UrlOwner) -> None:
        """Add one address that has no page and is no alias; gone.txt wins over the other rules."""
        if address in self.site.public_urls or address in self.site.by_alias:
            return
        if self._is_gone(address, owner):
            self.moved.gone.add(address)
        elif owner == LIST:
            # Also a list of drafts only: a visitor with its link shall meet a page.
            self.moved.pages[address] = _parent(address, self.site)
        elif target := self._present_file(address, owner):
            self.moved.copies[address] = target
        elif spot := _emptied(address, owner, self.site):
            self.moved.emptied.append(spot)
        elif address not in self.site.preview_urls:
            self._redirect(address, owner)

    def _is_gone(self, address: str, owner: UrlOwner) -> bool:
        """Whether gone.txt lists the address or its page, or removed.yaml its person."""
        if owner.kind == "people" and f"person:{owner.key}" in self.site.catalog.removed:
            return True
        is_page = address.endswith("/") and not owner.day
        return address in self.gone or (not is_page and owner.series_or_self in self.gone_owners)

    def _redirect(self, address: str, owner: UrlOwner) -> None:
        """Add an address that nothing has any more: gone, a redirect to a series, or missing."""
        if not address.endswith("/") and owner in self.alias_of:
            if self.site.by_alias[self.alias_of[owner]].ref in self.site.plan.by_ref:
                self.moved.gone.add(address)
        elif series := self._series(owner):
            if series.ref in self.site.plan.by_ref:
                self._to_series(address, owner.day, series)
        elif self.site.lost_home(address) in self.gone:
            self.moved.gone.add(address)
        elif not _is_unreadable(owner, self.site.catalog):
            self.moved.missing.append(address)

    def _present_file(self, address: str, owner: UrlOwner) -> str:
        """Where the calendar or feed is now that was at `address`; "" for none, or a page."""
        renamed = self.site.by_alias.get(self.alias_of.get(owner, ""))
        entry = renamed or self.site.by_owner.get(owner)
        if address.endswith("/") or not entry or entry.ref not in self.site.plan.by_ref:
            return ""
        folder, _, name = address.rpartition("/")
        if page := self.moved.pages.get(f"{folder}/"):
            return self._file_below(page, name)
        each = (entry.translated(address.split("/")[1]), entry) if name.endswith(".ics") else ()
        calendars = (calendar_of(e) for e in each if isinstance(e, Network | Person | Venue))
        return next((found for found in calendars if found in self.site.plan.spots), "")

    def _file_below(self, page: str, name: str) -> str:
        """The address of a file of a page; a calendar has another name in each language."""
        own = [f"{words['event_file']}.ics" for words in WORDS.values()]
        names = (page + each for each in (name, *(own if name in own else ())))
        return next((found for found in names if found in self.site.plan.spots), "")

    def _series(self, owner: UrlOwner) -> Event | None:
        """The series that a date belonged to, also when its id has changed; else None."""
        if not owner.day:
            return None
        renamed = self.site.by_alias.get(self.alias_of.get(owner.series_or_self, ""))
        series = self.site.by_owner.get(owner.series_or_self, renamed)
        return series if isinstance(series, Event) else None

    def _to_series(self, address: str, day: str, series: Event) -> None:
        """Redirect a date to the same date of the series; to the series when it has no such date.

        Its calendar is copied while the date exists.
        """
        _, _, rest = address.rpartition(f"/{day}/")
        page = self.site.plan.page_for(series, address)
        new = self._file_below(f"{page}{day}/", rest)
        if address.endswith("/"):
            self.moved.pages[address] = new or page
        elif new:
            self.moved.copies[address] = new
        else:
            self.moved.files[address] = page


def _emptied(address: str, owner: UrlOwner, site: CurrentSite) -> Spot | None:
    """The calendar or feed of an entry that has a page but no events any more; else None."""
    entry = site.by_owner.get(owner)
    if not isinstance(entry, Network | Person | Venue) or entry.ref not in site.plan.by_ref:
        return None
    if address.endswith("/"):
        return None
    entry = entry.translated(address.split("/")[1]) or entry
    kind = "calendar" if address.endswith(".ics") else "events-feed"
    return Spot(address, kind, (entry,), entry.name)


def _is_unreadable(owner: UrlOwner, catalog: Catalog) -> bool:
    """Whether the owner may be in a file that could not be read; that file has its own problem."""
    if owner.file.startswith("documents/") and catalog.broken:
        return True
    return owner.file in catalog.broken or f"event:{owner.key}" in catalog.broken


def _parent(address: str, site: CurrentSite) -> str:
    """The nearest page above an address."""
    each = site.catalog.site.homes
    parents = {home.list(word): home.list("news") for home in each for word in NAMED}
    steps = address.strip("/").split("/")
    for end in range(len(steps) - 1, 0, -1):
        above = f"/{'/'.join(steps[:end])}/"
        above = parents.get(above, above)
        if above in site.plan.spots:
            return above
    return "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectHead:
    """The part of every page's head that a redirect page needs too."""

    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """Where the page leads; `canonical` is "" when SITEURL is not set."""

    head: RedirectHead
    href: str
    canonical: str


def redirects(pages: Mapping[str, str], root: Root, first: str) -> list[OutputPage]:
    """A redirect page for each old address: `pages` has the new ones by the old.

    `first` is the first language of the site.
    """
    return [
        OutputPage(old, "redirect.html", redirect_view, (new, root, first), indexed=False)
        for old, new in pages.items()
    ]


def redirect_view(new: str, root: Root, first: str, _site_data: object) -> RedirectView:
    """A page that leads to the address `new`, in the language of its folder, else in `first`."""
    lang = new.split("/")[1]
    return RedirectView(
        head=RedirectHead(lang=site_language(lang, first)),
        href=root.link(new),
        canonical=root.url(new) if root.siteurl else "",
    )


def copies(files: list[OutputFile], targets: Mapping[str, str]) -> list[OutputFile]:
    """Files at old addresses with the bytes of those at the new ones.

    `targets` gives the new address of each old one.
    """
    by_address = {file.address: file for file in files}
    moved = ((old, by_address.get(new)) for old, new in targets.items())
    return [replace(file, address=old) for old, file in moved if file]
