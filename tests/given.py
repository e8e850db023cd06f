"""Small models for tests, made with the real classes; a test gives only what it is about."""

import textwrap
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from newsroom import articles, events, newsletters, pages, reviews
from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Plan, plan
from newsroom.addresses.urls import Root
from newsroom.content_kinds import content_kinds
from newsroom.contract.article import Article
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog, Ledger
from newsroom.contract.edition import Edition, edition
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.member import Member
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.page import Page
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.problems import Report, Source
from newsroom.contract.record import Record
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.pictures.credits import Credit
from newsroom.pictures.slots import SLOTS, copies
from newsroom.pictures.variants import PictureKey, Variants
from newsroom.reading.load import load
from newsroom.reading.texts import Converter, LinkResolver

NEW = Ledger()
NOW = datetime(2023, 12, 20, 12, 0, tzinfo=OSLO)
EVERY_KIND = frozenset(
    {
        *("front", "article", "news", "news-year", "category", "tag", "feed"),
        *("event", "series", "events", "events-year", "events-month", "events-type"),
        *("review", "years", "figures", "figure"),
        *("calendar", "event-calendar", "events-feed", "subscribe"),
        *("networks", "network", "person", "venue", "page"),
        *("members", "member", "newsletters", "newsletter"),
        *("not-found", "sitemap", "robots", "licences"),
    }
)
KINDS = content_kinds([articles, events, pages, reviews, newsletters])
SPOTS = tuple(kind.spots for kind in KINDS if kind.spots)
# No deadline, since a busy machine is no fault. No database, so that a run leaves nothing behind
# and every machine tries the same examples.
quickly = settings(
    deadline=None,
    max_examples=60,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def at(text: str) -> datetime:
    """An Oslo wall-clock time as an instant: `2023-09-12 09:00`."""
    return Moment.parse(text).instant


def article(path: str = "news/2023/sak.md", text: str = "", **fields: object) -> Article:
    keys = {"title": "En sak", "date": "2023-05-01", "summary": "Kort sagt."} | fields
    return Article.read(keys, Source.of_document(path, {(): (2, 1)}, text, 5))


def page(path: str = "pages/om-oss.md", text: str = "", **fields: object) -> Page:
    return Page.read({"title": "Om oss"} | fields, Source.of_document(path, {(): (2, 1)}, text, 4))


def event(id: str = "2023-frokost", path: str = "events/2023.yaml", **fields: object) -> Event:
    keys = {"id": id, "title": "Frokost", "start": "2023-09-12 09:00", "venue": "sentrum"}
    return Event.read(keys | fields, Source(path, {(): (1, 3)}))


def review(year: int = 2023, text: str = "", **fields: object) -> Review:
    keys = {"title": f"Året {year}", "year": str(year), "date": f"{year}-12-15"} | fields
    return Review.read(keys, Source.of_document(f"reviews/{year}.md", {(): (2, 1)}, text, 6))


def newsletter(name: str = "2023-12", text: str = "", **fields: object) -> Newsletter:
    keys = {"title": "Nytt i måneden", "date": "2023-12-18"} | fields
    return Newsletter.read(
        keys, Source.of_document(f"newsletters/{name}.md", {(): (2, 1)}, text, 4)
    )


def venue(key: str = "sentrum", **fields: object) -> Venue:
    return Venue.read({"name": "Sentrum scene", "city": "Lillestrøm"} | fields, Source(""), key)


def person(key: str = "kari", **fields: object) -> Person:
    return Person.read({"name": "Kari Nordmann"} | fields, Source("people.yaml"), key)


def network(key: str = "helse", **fields: object) -> Network:
    return Network.read({"name": "Helsenettverket"} | fields, Source("networks.yaml"), key)


def member(key: str = "bakeriet", **fields: object) -> Member:
    return Member.read({"name": "Bakeriet"} | fields, Source("members.yaml"), key)


def link(text: str, href: str) -> Link:
    return Link(text=text, href=href)


def site(**fields: object) -> Site:
    keys = {"name": "Kunnskapsbyen", "identity": "example.org,2023"} | fields
    return Site.read(keys, Source("site.yaml"))


def catalog(
    *entries: Entry,
    media: Mapping[str, Path] | None = None,
    broken: Iterable[str] = (),
    removed: Iterable[str] = (),
    ledger: Ledger = NEW,
) -> Catalog:
    """A catalog of these entries, with their texts converted as reading does it."""

    def of(kind: type[Entry]) -> tuple:
        return tuple(entry for entry in entries if isinstance(entry, kind))

    site_entry = next(iter(of(Site)), site())
    return Catalog(
        site=site_entry,
        articles=of(Article),
        pages=of(Page),
        events=of(Event),
        reviews=of(Review),
        venues={entry.key: entry for entry in of(Venue)},
        people={entry.key: entry for entry in of(Person)},
        networks={entry.key: entry for entry in of(Network)},
        members={entry.key: entry for entry in of(Member)},
        newsletters=of(Newsletter),
        bodies=_bodies(entries, media or {}),
        media=media or {},
        broken=frozenset(broken),
        removed=frozenset(removed),
        record=Record({}, site_entry.since),
        ledger=ledger,
    )


def _bodies(entries: Iterable[Entry], media: Mapping[str, Path]) -> dict[str, Body]:
    owners: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        owners[entry.source.path] = (*owners.get(entry.source.path, ()), entry.ref)
    resolver = LinkResolver(owners, media, Report())
    converter = Converter()
    texts = ((entry, converter.body(entry, Report())) for entry in entries)
    return {entry.ref: resolver.body(entry, text) for entry, text in texts if text}


def edition_of(*entries: Entry, now: str = "", unpublished: bool = False) -> Edition:
    """The edition of these entries, at `NOW` (December 2023) unless another time is given."""
    return edition(catalog(*entries), at(now) if now else NOW, unpublished=unpublished)


def plan_of(
    *entries: Entry,
    now: str = "",
    unpublished: bool = False,
    siteurl: str = "",
    kinds: frozenset[str] = EVERY_KIND,
    per_page: int = 10,
) -> Plan:
    public = edition_of(*entries, now=now, unpublished=unpublished)
    return plan(public, Root(siteurl), kinds, per_page, SPOTS)


def variants(
    path: str = "images/x.jpg",
    size: tuple[int, int] = (60, 40),
    ladder: tuple[int, ...] = (240, 480, 800),
    **fields: str,
) -> dict[PictureKey, Variants]:
    """The copies of one picture, in every slot; `fields` are its credit in the front matter."""
    credit = Credit(**fields)
    by_slot = {
        name: tuple(copies(slot, size, ladder, ("webp", "jpeg"))) for name, slot in SLOTS.items()
    }
    shown = Credit(credit.line or "Fotografen", credit.creator, credit.copyright)
    return {PictureKey(path, credit): Variants("a", *size, "4", shown, by_slot, "a")}


def site_data_of(
    *entries: Entry,
    now: str = "",
    unpublished: bool = False,
    siteurl: str = "",
    kinds: frozenset[str] = EVERY_KIND,
    variants: Mapping[PictureKey, Variants] | None = None,
    colours: Mapping[str, str] | None = None,
) -> SiteData:
    """The site data of these entries, which a view gets."""
    public = edition_of(*entries, now=now, unpublished=unpublished)
    return SiteData(
        public, plan(public, Root(siteurl), kinds, 10, SPOTS), variants or {}, colours or {}
    )


def shown(pages: Iterable[OutputPage], site_data: SiteData) -> dict[str, Any]:
    """What each page shows, by its address."""
    return {page.address: page.shown(site_data) for page in pages}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes these files into the folder, their texts dedented; returns the folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8", newline="")
    return folder


def loaded(folder: Path, files: Mapping[str, str]) -> tuple[Catalog, Report]:
    """The catalog and the problems of these files; site.yaml has an identity unless it is given."""
    return load(written(folder, {"site.yaml": "identity: example.org,2023\n"} | dict(files)))


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report]


def places(report: Report) -> list[str]:
    """Each problem as `path:line: code`."""
    return [f"{p.path}:{p.line}: {p.code}" for p in report]
