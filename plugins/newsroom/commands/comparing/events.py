"""The events that are new, moved, cancelled or full, and the calendars that tell about it."""

from collections.abc import Iterable, Iterator
from datetime import date

from newsroom.addresses.plan import Spot
from newsroom.commands.comparing.pages import differences
from newsroom.commands.comparing.section import Table, TableRow
from newsroom.commands.comparing.versions import Versions, name_of
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import count
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.record import fingerprint, is_changed
from newsroom.parts.subscription import events_of
from newsroom.wording import dates
from newsroom.wording.texts import Texts, event_status, our_texts, sign_up_status

PLANNED = ("confirmed", "rescheduled")
LONGEST_LIST = 6  # dates
TOLD = "Endret (abonnentene får beskjed)"
EventChange = tuple[str, str, str]


def event_tables(versions: Versions) -> Iterator[Table]:
    """The tables of events, and of calendars and feeds."""
    t = versions.t
    columns = (t("Arrangement"), t("Hva"), t("Før"), t("Nå"))
    yield Table(t("Arrangementer"), columns, tuple(_rows(versions)))
    files = (t("Kalender eller strøm"), t("Nye"), t(TOLD), t("Borte"))
    yield Table(t("Kalendere og strømmer"), files, tuple(_files(versions)))


def _rows(versions: Versions) -> Iterator[TableRow]:
    (before, after), t, lang = versions.editions, versions.t, versions.lang
    for event in sorted(after.events.values(), key=lambda event: event.sort_key):
        old = before.events.get(event.id)
        if old and _is_compared(old, event):
            name = event.title
            if isinstance(event, Occurrence):
                name += f", {dates.day(event.on, lang)}"
            for change in _changes(old, event, versions):
                yield TableRow((name, *change), versions.address(event), event.ref)
        elif not old and not isinstance(event, Occurrence):
            when = dates.when(event.start, event.end, lang)
            where = ", ".join(filter(None, (when, _place(event, after, t))))
            cells = (event.title, t("Nytt"), "", where)
            yield TableRow(cells, versions.address(event), event.ref)
    for event in before.catalog.events:
        if event.id not in after.events and not versions.is_unreadable(event):
            when = dates.when(event.start, event.end, lang)
            yield TableRow((event.title, t("Borte"), when, ""))


def _is_compared(old: Event, new: Event) -> bool:
    """Whether a row of its own can tell more of it than that of its series."""
    occurrences = [one for one in (old, new) if isinstance(one, Occurrence)]
    return not occurrences or any(one.on in one.series.instances for one in occurrences)


def _changes(old: Event, new: Event, versions: Versions) -> Iterator[EventChange]:
    """What has become different for those who will be there."""
    (before, after), t, lang = versions.editions, versions.t, versions.lang
    pairs = (
        ("Tid", *(dates.when(one.start, one.end, lang) for one in (old, new))),
        ("Sted", _place(old, before, t), _place(new, after, t)),
        ("Status", *(_status(one, lang) for one in (old, new))),
        ("Påmelding", _sign_up(old, before, lang), _sign_up(new, after, lang)),
        ("Datoer", *_date_lists(old, new, versions)),
    )
    yield from ((t(what), was, now) for what, was, now in pairs if was != now)


def _status(event: Event, lang: str) -> str:
    """`Avlyst`; of one with a new date nothing, since that is told already."""
    is_planned = event.status in PLANNED
    return our_texts(lang)("Som planlagt") if is_planned else event_status(event, lang)


def _place(event: Event, edition: Edition, t: Texts) -> str:
    venue = edition.venue(event)
    if not venue:
        return t("på nett" if event.online else "Stedet kommer")
    return t("{} og på nett").format(venue.name) if event.online else venue.name


def _sign_up(event: Event, edition: Edition, lang: str) -> str:
    return sign_up_status(edition.sign_ups[event.id], lang) or our_texts(lang)("Ingen påmelding")


def _date_lists(old: Event, new: Event, versions: Versions) -> tuple[str, str]:
    """The dates that only the old version has, and those that only the new one has."""
    if not (old.repeat and new.repeat):
        return "", ""
    was, now = (_days(edition, new) for edition in versions.editions)
    return _listed(was - now, versions), _listed(now - was, versions)


def _days(edition: Edition, series: Event) -> set[date]:
    """The dates that the rule gives; one that is moved has a row of its own."""
    dates_of = edition.dates.get(series.id, ())
    return {one.on if isinstance(one, Occurrence) else one.start.day for one in dates_of}


def _listed(days: Iterable[date], versions: Versions) -> str:
    listed = sorted(days)
    if len(listed) > LONGEST_LIST:
        return count(len(listed), versions.t("dato"), versions.t("datoer"))
    return dates.day_list(listed, versions.lang)


def _files(versions: Versions) -> Iterator[TableRow]:
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
        about = name_of(spot.items[0]) if spot.items else versions.t("Alle arrangementer")
        yield from _counted(about, new - old, old & new & told, old - new)
    if any(plans[0].of_kind("feed")):
        yield from _feed_rows(versions)


def _feed_rows(versions: Versions) -> Iterator[TableRow]:
    """What the feed of news gets; subscribers hear of a change that has a time."""
    most = strict_settings()["FEED_MAX_ITEMS"]
    before, after = versions.editions
    old, new = ({article.ref: article for article in e.listed} for e in versions.editions)
    newest = {article.ref for article in after.listed[:most]} & old.keys()
    changed = {ref for ref in newest if differences(old[ref], new[ref], versions)[0]}
    told = {ref for ref in changed if before.changed[ref] != after.changed[ref]}
    yield from _counted(versions.t("Nyheter"), new.keys() - old, told, old.keys() - new)
    yield from _counted(versions.t("Nyheter (uten beskjed)"), set(), changed - told, set())


def _counted(about: str, *changes: set[str]) -> Iterator[TableRow]:
    if any(changes):
        new, told, gone = (str(len(one) or "") for one in changes)
        yield TableRow((about, new, told, gone))


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
