"""Reads the events of an iCalendar file (RFC 5545), with the exceptions of their series."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.error import IncompleteComponent
from icalendar.prop import vBroken

from newsroom.commands.importing.items import ImportSource, Item, Unreadable
from newsroom.contract.fields import KEY, URL
from newsroom.contract.moment import OSLO

STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "draft"}
HIDDEN = ("PRIVATE", "CONFIDENTIAL")
# What a single date of a series may have of its own.
OWN = ("start", "end", "title", "venue", "online", "status")


def read(file: Path) -> ImportSource:
    """An item for each component; a changed date of a series is used in the item of the series."""
    try:
        calendar: Any = Calendar.from_ical(file.read_text("utf-8-sig"))
    except (ValueError, LookupError, RecursionError) as fault:
        raise Unreadable("calendar-broken", " ".join(str(fault).split())[:200]) from None
    parts = [part for part in calendar.subcomponents if part.name != "VTIMEZONE"]
    items = [_item(part, file, number) for number, part in enumerate(parts, 1)]
    seen = Counter[str]()
    for item in items:
        seen[item.id] += 1
        if seen[item.id] > 1:  # The first component with a UID keeps it.
            item.id += f" nr-{seen[item.id]}"
    _join_series(list(zip(parts, items, strict=True)))
    return ImportSource(items)


def _item(part: Any, file: Path, number: int) -> Item:
    """The event in a component, or the reason why it is left out."""
    uid, title = str(part.get("UID", "")), str(part.get("SUMMARY", ""))
    # Without a UID an event is the one with its day and title, in whatever file it stands.
    own = uid or f"{getattr(part.get('DTSTART'), 'dt', '')} {title}"
    item = Item(f"ics:{own}", f"{file.name}, UID {uid or f'nr-{number}'}", title)
    local = uid.partition("@")[0]
    item.name = local if KEY.fullmatch(local) and "-" in local else title
    if part.name != "VEVENT":
        return item.leave_out("type-unknown", str(part.name))
    if str(part.get("CLASS", "")).upper() in HIDDEN:
        return item.leave_out("private")
    try:
        if changed := part.RECURRENCE_ID:
            item.id += f" {changed.isoformat()}"
        item.fields, item.kind = _fields(part, item), "event"
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        if broken := [name for name, value in part.items() if isinstance(value, vBroken)]:
            return item.leave_out("time-unreadable", f"{broken[0]} {part[broken[0]]}"[:200])
        is_incomplete = isinstance(fault, IncompleteComponent)
        return item.leave_out("event-without-start" if is_incomplete else "event-unreadable")
    return item


def _fields(part: Any, item: Item) -> dict[str, Any]:
    """The fields of an event; its text goes to the item, as do the notes."""
    start, end, is_series = part.start, part.end, bool(part.rrules)
    if not isinstance(start, datetime):
        end -= timedelta(days=1)  # 3.6.1: the day after the last one
    zone = _zone(start, in_series=is_series or part.RECURRENCE_ID is not None)
    place, url = str(part.get("LOCATION", "")).strip(), str(part.get("URL", "")).strip()
    item.html = str(part.get("DESCRIPTION", "")).replace("&", "&amp;").replace("<", "&lt;")
    for name in ("RDATE", "ATTENDEE", "ATTACH"):
        if name in part:
            item.note("field-left-out", name)
    is_online = URL.fullmatch(place)
    status = STATUSES.get(str(part.get("STATUS", "")).upper(), "")
    unknown = part["DTSTART"].params.get("TZID") if _is_floating(start) else ""
    if unknown:
        item.note("zone-unknown", unknown)
    return {
        "title": item.title,
        "start": _written(start, zone),
        "end": _written(end, zone) if end != start else "",
        "zone": zone.key if zone != OSLO else "",
        "venue": {"name": place} if place and not is_online else "",
        "online": place if is_online else "",
        "status": "draft" if unknown else status,
        "repeat": part["RRULE"].to_ical().decode() if is_series else "",
        "except": [_written(day, zone)[:10] for day in part.exdates],
        "organiser": str(getattr(part.get("ORGANIZER"), "params", {}).get("CN", "")),
        "links": [{"title": url.split("/")[2], "url": url}] if URL.fullmatch(url) else [],
        "tags": [str(name) for name in part.categories],
    }


def _is_floating(moment: date) -> bool:
    """Whether it is a time without a zone, as icalendar gives one whose zone it does not know."""
    return isinstance(moment, datetime) and moment.tzinfo is None


def _zone(moment: date, *, in_series: bool) -> ZoneInfo:
    """The zone of a time; Oslo for a day, for a time without a zone, and for one time in UTC.

    A series in UTC stays in it: its rule names days of UTC, and it knows no summer time.
    """
    zone = getattr(moment, "tzinfo", None)
    if str(zone) == "UTC":
        return ZoneInfo("UTC") if in_series else OSLO
    return zone if isinstance(zone, ZoneInfo) else OSLO


def _written(moment: date, zone: ZoneInfo) -> str:
    """A day, or a time as the clocks of the zone show it."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return f"{moment.astimezone(zone) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"


def _join_series(pairs: list[tuple[Any, Item]]) -> None:
    """Put each changed date into `instances` of its series; alone it is an event of its own."""
    events = [(str(part.get("UID")), part, item) for part, item in pairs if item.kind]
    series = {uid: item for uid, part, item in events if item.fields["repeat"]}
    for uid, part, item in events:
        if uid not in series or not part.RECURRENCE_ID:
            continue
        master = series[uid].fields
        day = _written(part.RECURRENCE_ID, ZoneInfo(master["zone"] or OSLO.key))[:10]
        if differing := _differing(item.fields, master, day):
            master.setdefault("instances", {})[day] = differing
            if part["RECURRENCE-ID"].params.get("RANGE"):  # 3.2.13: it holds for all later dates
                series[uid].note("range-unread", day)
                series[uid].make_draft()
        item.kind = None
        item.use()


def _differing(own: dict[str, Any], series: dict[str, Any], day: str) -> dict[str, Any]:
    """What one date of a series has of its own."""
    differing = {name: own[name] for name in OWN if own[name] and own[name] != series[name]}
    if own["start"] == f"{day}{series['start'][10:]}":
        differing.pop("start", None)
        if own["end"][10:] == series["end"][10:]:
            differing.pop("end", None)
    return differing
