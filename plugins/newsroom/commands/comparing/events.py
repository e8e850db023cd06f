"""The events that are new, moved, cancelled or full, and the calendars that tell about it."""

from collections.abc import Iterable, Iterator
from datetime import date

from newsroom.addresses.plan import Spot
from newsroom.commands.comparing.section import section
from newsroom.commands.comparing.versions import Versions, name_of
from newsroom.commands.words import count
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.record import fingerprint, is_changed
from newsroom.parts.subscription import events_of
from newsroom.wording import dates
from newsroom.wording.texts import event_status, sign_up_status

PLANNED = ("confirmed", "rescheduled")
LONGEST_LIST = 6  # dates
TOLD = "Endret (abonnentene får beskjed)"
ChangeRow = tuple[str, str, str, str]


def event_sections(versions: Versions) -> Iterator[str]:
    """The tables of events, and of calendars and feeds."""
    columns = ("Arrangement", "Hva", "Før", "Nå")
    yield from section("Arrangementer", columns, _rows(versions))
    files = ("Kalender eller strøm", "Nye", TOLD, "Borte")
    yield from section("Kalendere og strømmer", files, _files(versions))


def _rows(versions: Versions) -> Iterator[ChangeRow]:
    before, after = versions.editions
    for event in sorted(after.events.values(), key=lambda event: event.sort_key):
        old = before.events.get(event.id)
        if old and _is_compared(old, event):
            yield from _changes(old, event, before, after)
        elif not old and not isinstance(event, Occurrence):
            when = dates.when(event.start, event.end, "nb")
            yield event.title, "Nytt", "", ", ".join(filter(None, (when, _place(event, after))))
    for event in before.catalog.events:
        if event.id not in after.events and not versions.is_unreadable(event):
            yield event.title, "Borte", dates.when(event.start, event.end, "nb"), ""


def _is_compared(old: Event, new: Event) -> bool:
    """Whether a row of its own can tell more of it than that of its series."""
    occurrences = [one for one in (old, new) if isinstance(one, Occurrence)]
    return not occurrences or any(one.on in one.series.instances for one in occurrences)


def _changes(old: Event, new: Event, before: Edition, after: Edition) -> Iterator[ChangeRow]:
    """What has become different for those who will be there."""
    pairs = (
        ("Tid", dates.when(old.start, old.end, "nb"), dates.when(new.start, new.end, "nb")),
        ("Sted", _place(old, before), _place(new, after)),
        ("Status", *map(_status, (old, new))),
        ("Påmelding", _sign_up(old, before), _sign_up(new, after)),
        ("Datoer", *_date_lists(old, new, before, after)),
    )
    name = f"{new.title}, {dates.day(new.on, 'nb')}" if isinstance(new, Occurrence) else new.title
    yield from ((name, what, was, now) for what, was, now in pairs if was != now)


def _status(event: Event) -> str:
    """`Avlyst`; of one with a new date nothing, since that is told already."""
    return "Som planlagt" if event.status in PLANNED else event_status(event, "nb")


def _place(event: Event, edition: Edition) -> str:
    venue = edition.venue(event)
    online = "på nett" if event.online else ""
    return " og ".join(filter(None, (venue.name if venue else "", online))) or "Stedet kommer"


def _sign_up(event: Event, edition: Edition) -> str:
    return sign_up_status(edition.sign_ups[event.id], "nb") or "Ingen påmelding"


def _date_lists(old: Event, new: Event, before: Edition, after: Edition) -> tuple[str, str]:
    """The dates that only the old version has, and those that only the new one has."""
    if not (old.repeat and new.repeat):
        return "", ""
    was, now = (_days(edition, new) for edition in (before, after))
    return _listed(was - now), _listed(now - was)


def _days(edition: Edition, series: Event) -> set[date]:
    """The dates that the rule gives; one that is moved has a row of its own."""
    dates_of = edition.dates.get(series.id, ())
    return {one.on if isinstance(one, Occurrence) else one.start.day for one in dates_of}


def _listed(days: Iterable[date]) -> str:
    listed = sorted(days)
    if len(listed) > LONGEST_LIST:
        return count(len(listed), "dato", "datoer")
    return dates.day_list(listed, "nb")


def _files(versions: Versions) -> Iterator[ChangeRow]:
    """The calendars and the feeds that get something new, changed or gone.

    Nothing when something could not be read: it would be counted as gone.
    """
    if versions.new.catalog.broken:
        return
    told = set(_told(versions))
    plans = [run.site_data.plan for run in (versions.new, versions.old)]
    spots = {spot.address: spot for plan in plans for spot in plan.of_kind("calendar")}
    for spot in spots.values():
        old, new = (_ids(spot, edition) for edition in versions.editions)
        about = name_of(spot.items[0]) if spot.items else "Alle arrangementer"
        yield from _counted(about, new - old, old & new & told, old - new)
    if any(plans[0].of_kind("feed")):
        old, new = ({article.ref for article in e.listed} for e in versions.editions)
        yield from _counted("Nyheter", new - old, set(), old - new)


def _counted(about: str, *changes: set[str]) -> Iterator[ChangeRow]:
    if any(changes):
        new, told, gone = (str(len(one) or "") for one in changes)
        yield about, new, told, gone


def _told(versions: Versions) -> Iterator[str]:
    """The ids of the events and series whose SEQUENCE is raised."""
    before, after = versions.editions
    for id, event in after.events.items():
        old = before.events.get(id)
        occurrences = [one for one in (old, event) if isinstance(one, Occurrence)]
        is_own = not occurrences or any(map(is_changed, occurrences))
        if old and is_own and fingerprint(old) != fingerprint(event):
            yield event.series_or_self.id


def _ids(spot: Spot, edition: Edition) -> set[str]:
    """The ids of the events and series in a calendar."""
    events = events_of(spot.items[0] if spot.items else None, edition)
    return {event.series_or_self.id for event in events} & edition.kept
