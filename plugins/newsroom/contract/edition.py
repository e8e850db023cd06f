"""The edition: the public part of the catalog at one time, in the order of lists.

Each series is expanded to its occurrences, so all other rooms see events only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from newsroom.contract import clock
from newsroom.contract.article import Article
from newsroom.contract.body import NO_BODY, Body
from newsroom.contract.catalog import Catalog, EntryType
from newsroom.contract.clock import Mark, Phase, SignUp, Span
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.recurrence import visible_occurrences
from newsroom.contract.reserved import Home, homes
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify
from newsroom.contract.visibility import only_withheld

IN_ORDER = attrgetter("sort_key")
GroupedItem = TypeVar("GroupedItem")


@dataclass(frozen=True, slots=True)
class Edition:
    """The entries to show, articles newest first and events by their start.

    `home` is where its pages begin. One that `is_partial` has what the pages in one language of
    several show; the other has all entries of the site.

    By ref: `withheld` has the mark of each entry that is left out, `marks` that of each shown entry
    that is not public or not current, `changed` the time of the last change of each entry with a
    date of publishing. `occurrences` are the single events and the occurrences of all series. By
    event id: `dates` has the occurrences of each series, `events` all events, series and
    occurrences, `phases` and `sign_ups` their states, `spans` how soon those begin that are not
    over, `recaps` the articles about them, `parts` the events that are part of them, `places` their
    index in `occurrences`. By key: `by_network`, `by_venue` and `by_speaker` have events,
    `by_author` articles, `by_signer` annual letters, `by_leader` networks; `by_tag` has articles by
    the slug of a tag. `kept` are the ids of the events and series that calendars still contain.
    `listed` are the articles that have not expired, without translations of those that are listed.
    `outdated` are the refs of translations that are older than the last change of their original.
    """

    home: Home
    is_partial: bool
    catalog: Catalog
    occurrences: tuple[Event, ...]
    dates: Mapping[str, tuple[Event, ...]]
    phases: Mapping[str, Phase]
    spans: Mapping[str, Span]
    sign_ups: Mapping[str, SignUp]
    marks: Mapping[str, Mark]
    withheld: Mapping[str, Mark]
    events: Mapping[str, Event]
    listed: tuple[Article, ...]
    recaps: Mapping[str, tuple[Article, ...]]
    parts: Mapping[str, tuple[Event, ...]]
    by_network: Mapping[str, tuple[Event, ...]]
    by_venue: Mapping[str, tuple[Event, ...]]
    by_speaker: Mapping[str, tuple[Event, ...]]
    by_author: Mapping[str, tuple[Article, ...]]
    by_signer: Mapping[str, tuple[Review, ...]]
    by_leader: Mapping[str, tuple[Network, ...]]
    by_tag: Mapping[str, tuple[Article, ...]]
    places: Mapping[str, int]
    kept: frozenset[str]
    changed: Mapping[str, datetime]
    outdated: frozenset[str]

    @property
    def upcoming(self) -> tuple[Event, ...]:
        """The events and occurrences that are not over, soonest first."""
        return tuple(e for e in self.occurrences if self.phases[e.id] != "after")

    @property
    def unpublished(self) -> frozenset[str]:
        """The refs of the shown entries that visitors will not see, or not yet."""
        return frozenset(ref for ref, mark in self.marks.items() if mark in ("draft", "future"))

    @property
    def lead(self) -> Article | None:
        """The newest article with `lead`, else the newest with a picture, else the newest."""
        marked = (article for article in self.listed if article.lead)
        pictured = (article for article in self.listed if article.image)
        return next(marked, None) or next(pictured, None) or next(iter(self.listed), None)

    def with_bodies(self, bodies: Mapping[str, Body]) -> "Edition":
        """A copy with the bodies of the entries that are shown."""
        shown = {ref: body for ref, body in bodies.items() if ref not in self.withheld}
        for entry in self.catalog.entries() if len(self.catalog.site.languages) > 1 else ():
            if entry.body_ref != entry.ref:
                shown[entry.ref] = bodies.get(entry.body_ref, NO_BODY)
        return replace(self, catalog=replace(self.catalog, bodies=shown))

    def current(self, model: type[EntryType]) -> tuple[EntryType, ...]:
        """The entries of a model that belong in lists: those that have not expired."""
        entries = self.catalog.of(model)
        return tuple(entry for entry in entries if self.marks.get(entry.ref) != "expired")

    def has_page_of(self, entry: Entry) -> bool:
        """Whether the page of an entry is in this edition, and not in that of another language."""
        return not self.is_partial or self.catalog.edition_of(entry) == self.home.lang

    def body(self, entry: Entry) -> Body:
        ref = entry.text_ref if isinstance(entry, Event) else entry.ref
        return self.catalog.bodies.get(ref, NO_BODY)

    def mark(self, entry: Entry) -> Mark:
        return self.marks.get(entry.ref, "")

    def venue(self, event: Event) -> Venue | None:
        """The venue of an event; None when it is only online."""
        if isinstance(event.venue, str):
            return self.catalog.venues.get(event.venue)
        return event.venue

    def network(self, event: Event) -> Network | None:
        return self.catalog.networks.get(event.network or "")

    def person(self, name: str) -> Person | None:
        """The person with this key; None when the text is the name of somebody without an entry."""
        return self.catalog.people.get(name)

    def names(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names to show of people that are given by key or by name."""
        return tuple(p.name if (p := self.person(name)) else name for name in people)


def edition(
    catalog: Catalog, now: datetime, *, unpublished: bool = False, lang: str = ""
) -> Edition:
    """The edition at `now`; with `unpublished` also drafts and future entries, with marks.

    With a `lang` it is that of one language of the site, else of all entries.
    """
    languages = catalog.site.languages
    home = homes(languages)[lang or languages[0]]
    hidden: dict[str, Mark] = {}
    if not unpublished:
        hidden = {ref: mark for ref, mark in _marks(catalog, now).items() if mark != "expired"}
    hidden |= only_withheld(catalog, hidden)
    shown = _without(catalog, hidden)
    in_language = shown.in_language(lang) if lang else shown
    outdated = frozenset(clock.outdated(shown.entries(), now) if len(languages) > 1 else ())
    made = _edition_of(in_language, hidden, now, home, is_partial=bool(lang))
    return replace(made, outdated=outdated)


def _marks(catalog: Catalog, now: datetime) -> dict[str, Mark]:
    return {entry.ref: mark for entry in catalog.entries() if (mark := clock.mark(entry, now))}


def _edition_of(
    shown: Catalog, hidden: Mapping[str, Mark], now: datetime, home: Home, *, is_partial: bool
) -> Edition:
    """The edition of these entries, without the `hidden` ones."""
    marks = _marks(shown, now)
    horizon = clock.horizon(now)
    expanded = {e.id: visible_occurrences(e, horizon=horizon) for e in shown.events}
    dates = {e.id: expanded[e.id] for e in shown.events if e.repeat}
    taking_place = tuple(sorted(chain.from_iterable(expanded.values()), key=IN_ORDER))
    phases = {e.id: clock.phase(e, now) for e in taking_place}
    phases |= {id: clock.series_phase(phases[o.id] for o in of_id) for id, of_id in dates.items()}
    events = {e.id: e for e in (*shown.events, *taking_place)}
    current = {a.ref: a for a in shown.articles if marks.get(a.ref) != "expired"}
    listed = tuple(a for a in current.values() if a.translation_of not in current)
    kept = (id for id, of_id in expanded.items() if any(clock.is_kept(o, now) for o in of_id[::-1]))
    return Edition(
        home=home,
        is_partial=is_partial,
        catalog=shown,
        occurrences=taking_place,
        dates=dates,
        phases=phases,
        spans={e.id: clock.span(e, now) for e in taking_place if phases[e.id] != "after"},
        sign_ups={e.id: clock.sign_up(e.registration, phases[e.id], now) for e in events.values()},
        marks={**marks, **{e.ref: marks[e.text_ref] for e in taking_place if e.text_ref in marks}},
        withheld=hidden,
        events=events,
        listed=listed,
        recaps=_grouped((a.event, a) for a in listed),
        by_network=_grouped((e.network, e) for e in taking_place),
        by_venue=_grouped((e.venue, e) for e in taking_place if isinstance(e.venue, str)),
        by_speaker=_grouped((name, e) for e in taking_place for name in e.speaker_names),
        by_author=_grouped((name, a) for a in listed for name in a.author),
        by_signer=_grouped((letter.author, letter) for letter in shown.reviews),
        by_leader=_grouped((network.leader, network) for network in shown.networks.values()),
        by_tag=_grouped((slugify(tag), a) for a in listed for tag in a.tags),
        places={event.id: index for index, event in enumerate(taking_place)},
        kept=frozenset(kept),
        parts=_grouped((e.part_of, e) for e in taking_place),
        outdated=frozenset(),
        changed={e.ref: clock.last_change(e, now) for e in shown.entries() if e.due},
    )


def _without(catalog: Catalog, hidden: Mapping[str, Mark]) -> Catalog:
    """The catalog without hidden entries, each kind sorted as in lists."""
    bodies = {ref: body for ref, body in catalog.bodies.items() if ref not in hidden}
    shown = {
        model: sorted(
            (entry for entry in catalog.of(model) if entry.ref not in hidden), key=IN_ORDER
        )
        for model in catalog.models
    }
    return replace(catalog, bodies=bodies).with_entries(shown)


def _grouped(
    pairs: Iterable[tuple[str | None, GroupedItem]],
) -> Mapping[str, tuple[GroupedItem, ...]]:
    groups: dict[str, list[GroupedItem]] = defaultdict(list)
    for key, value in pairs:
        if key:
            groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
