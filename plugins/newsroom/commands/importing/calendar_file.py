"""Reads the events of an iCalendar file (RFC 5545), with the exceptions of their series."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from newsroom.commands.importing.items import ImportSource, Item, Unreadable
from newsroom.contract.fields import KEY, URL
from newsroom.contract.moment import OSLO

LARGEST = 50 * 1024 * 1024
STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "draft"}
HIDDEN = ("PRIVATE", "CONFIDENTIAL")


def read(file: Path) -> ImportSource:
    """An item for each component; a changed date of a series is used in the item of the series."""
    if file.stat().st_size > LARGEST:
        raise Unreadable("too-large", f"{LARGEST // 1024**2} MB")
    try:
        calendar: Any = Calendar.from_ical(file.read_bytes())
    except (ValueError, LookupError, RecursionError) as fault:
        raise Unreadable("file-unreadable", str(fault)[:200]) from None
    parts = [part for part in calendar.subcomponents if part.name != "VTIMEZONE"]
    items = [_item(part, file, number) for number, part in enumerate(parts, 1)]
    _number_same_ids(items)
    _join_series(list(zip(parts, items, strict=True)))
    return ImportSource(items)


def _item(part: Any, file: Path, number: int) -> Item:
    uid, title = str(part.get("UID", f"nr-{number}")), str(part.get("SUMMARY", ""))
    item = Item(f"ics:{uid}", f"{file.name}, UID {uid}", title)
    local = uid.partition("@")[0]
    item.name = local if KEY.fullmatch(local) and "-" in local else title
    if part.name != "VEVENT":
        return item.leave_out("type-unknown", str(part.name))
    if str(part.get("CLASS", "")).upper() in HIDDEN:
        return item.leave_out("private")
    try:
        if "RECURRENCE-ID" in part:
            item.id += f" {part['RECURRENCE-ID'].dt.isoformat()}"
        item.fields, item.kind = _fields(part, item), "event"
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        return item.leave_out("event-unreadable", str(fault)[:200])
    return item


def _fields(part: Any, item: Item) -> dict[str, Any]:
    start = part["DTSTART"].dt
    is_day = not isinstance(start, datetime)
    end = part["DTEND"].dt if "DTEND" in part else None
    if "DURATION" in part:
        end = start + part["DURATION"].dt
    if is_day and end:
        end -= timedelta(days=1)  # 3.6.1: the day after the last one
    zone = _zone(start, in_series="RRULE" in part or "RECURRENCE-ID" in part)
    place, url = str(part.get("LOCATION", "")).strip(), str(part.get("URL", "")).strip()
    status = STATUSES.get(str(part.get("STATUS", "")).upper(), "")
    item.html = str(part.get("DESCRIPTION", "")).replace("&", "&amp;").replace("<", "&lt;")
    for name in ("RDATE", "ATTENDEE", "ATTACH"):
        if name in part:
            item.note("field-left-out", name)
    is_online = URL.fullmatch(place)
    return {
        "title": item.title,
        "start": _written(start, zone),
        "end": _written(end, zone) if end and end != start else "",
        "zone": zone.key if zone != OSLO else "",
        "venue": {"name": place} if place and not is_online else "",
        "online": place if is_online else "",
        "status": status,
        "repeat": part["RRULE"].to_ical().decode() if "RRULE" in part else "",
        "except": [_written(day, zone)[:10] for day in _dates(part.get("EXDATE"))],
        "organiser": str(getattr(part.get("ORGANIZER"), "params", {}).get("CN", "")),
        "links": [{"title": url.split("/")[2], "url": url}] if URL.fullmatch(url) else [],
        "tags": [str(name) for name in getattr(part.get("CATEGORIES"), "cats", ())],
    }


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


def _number_same_ids(items: list[Item]) -> None:
    """Tell apart the components that have one UID; the first keeps it."""
    seen: dict[str, int] = defaultdict(int)
    for item in items:
        seen[item.id] += 1
        if seen[item.id] > 1:
            item.id += f" nr-{seen[item.id]}"


def _dates(value: Any) -> list[date]:
    lists = value if isinstance(value, list) else [value] if value else []
    return [one.dt for each in lists for one in each.dts]


def _join_series(pairs: list[tuple[Any, Item]]) -> None:
    """Put each changed date into `instances` of its series; alone it is an event of its own."""
    series = {
        str(part.get("UID")): item
        for part, item in pairs
        if item.kind and "RRULE" in part and "RECURRENCE-ID" not in part
    }
    instances: dict[str, dict[str, Any]] = defaultdict(dict)
    for part, item in pairs:
        master = series.get(str(part.get("UID")))
        if not item.kind or not master or "RECURRENCE-ID" not in part:
            continue
        zone = ZoneInfo(master.fields["zone"]) if master.fields["zone"] else OSLO
        day = _written(part["RECURRENCE-ID"].dt, zone)[:10]
        names = ("start", "end", "title", "venue", "online", "status")
        differing = {
            name: item.fields[name]
            for name in names
            if item.fields[name] and item.fields[name] != master.fields[name]
        }
        planned = f"{day}{master.fields['start'][10:]}"
        if differing.get("start") == planned:
            del differing["start"]
            if item.fields["end"][10:] == master.fields["end"][10:]:
                differing.pop("end", None)
        instances[master.id][day] = differing
        item.kind = None
        item.use()
    for item in series.values():
        item.fields["instances"] = {day: of for day, of in instances[item.id].items() if of}
