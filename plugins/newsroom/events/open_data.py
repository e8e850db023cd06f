"""All events as open data: JSON with a JSON Schema, and CSV for a Norwegian Excel."""

import csv
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import SINGLE_ADDRESSES
from newsroom.addresses.urls import event_calendar_address
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.people import Venue, WebLink
from newsroom.parts.prose import summary
from newsroom.parts.site_data import SiteData
from newsroom.wording.dates import machine
from newsroom.wording.fields import load_yaml

JsonObject = dict[str, Any]
SCHEMA = load_yaml(Path(__file__).with_name("data_schema.yaml"))
JSON, SCHEMA_JSON, CSV = "events-json", "events-schema", "events-csv"
COLUMNS = (
    *("id", "series", "title", "start", "end", "status", "previous_start", "url", "calendar"),
    *("venue_name", "venue_address", "venue_postcode_city", "venue_lat", "venue_lon", "online"),
    *("network_key", "network_name", "organiser", "speakers"),
    *("registration_url", "registration_deadline", "registration_capacity", "registration_price"),
    *("registration_member_price", "registration_status"),
    *("attendance", "part_of", "lang", "summary"),
    *("event_series_name", "event_series_number", "type", "links"),
    *("contact_name", "contact_email"),
)
BOM = "\ufeff"
# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
FORMULA = tuple("=+-@＝＋－＠")


def open_data_files(site_data: SiteData) -> list[OutputFile]:
    """The data files that are in the plan."""
    makers = {JSON: events_json, SCHEMA_JSON: events_schema, CSV: events_csv}
    return [
        OutputFile(SINGLE_ADDRESSES[kind], make)
        for kind, make in makers.items()
        if site_data.plan.find(kind)
    ]


def events_json(site_data: SiteData) -> bytes:
    """events.json: the publisher and the licence, and an object for each event, by start."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    data = {
        "$schema": root.url(SINGLE_ADDRESSES[SCHEMA_JSON]),
        "license": site.data_license,
        "publisher": site.name,
        "url": root.url("/"),
        "events": [_data(event, site_data) for event in _public(site_data.edition)],
    }
    return _json(data)


def events_schema(site_data: SiteData) -> bytes:
    """The JSON Schema (2020-12) of events.json; its descriptions document the fields."""
    return _json({"$id": site_data.plan.root.url(SINGLE_ADDRESSES[SCHEMA_JSON]), **SCHEMA})


def events_csv(site_data: SiteData) -> bytes:
    """events.csv: a row for each object of events.json, in the form a Norwegian Excel opens."""
    text = StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for event in _public(site_data.edition):
        row = _row(_data(event, site_data))
        rows.writerow(_cell(row[column]) for column in COLUMNS)
    return (BOM + text.getvalue()).encode()


def _json(data: JsonObject) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, default=machine) + "\n").encode()


def _public(edition: Edition) -> Iterable[Event]:
    """The public events; the preview also shows drafts, which the data leave out."""
    return (event for event in edition.occurrences if not edition.mark(event))


def _data(event: Event, site_data: SiteData) -> JsonObject:
    """The object of an event, as the schema describes it; an unknown value is None.

    Its times are Moments: JSON gets them with offset, CSV as the clock shows them in Oslo.
    """
    edition, root = site_data.edition, site_data.plan.root
    parent, network = edition.events.get(event.part_of or ""), edition.network(event)
    return {
        "id": event.id,
        "series": event.series.id if isinstance(event, Occurrence) else None,
        "title": event.title,
        "start": event.start,
        "end": event.end,
        "status": event.status,
        "previous_start": event.previous_start,
        "url": root.url(site_data.plan.by_ref[event.ref]),
        "calendar": root.url(event_calendar_address(event)),
        "venue": _venue(edition.venue(event) if event.status != "moved_online" else None),
        "online": event.online,
        "network": {"key": network.key, "name": network.name} if network else None,
        "organiser": event.organiser or edition.catalog.site.name,
        "speakers": list(edition.names(event.speaker_names)),
        "registration": _registration(event, edition),
        "attendance": event.attendance if edition.phases[event.id] == "after" else None,
        "part_of": parent.id if parent and not edition.mark(parent) else None,
        "lang": event.lang,
        "summary": summary(event, site_data),
        "event_series": event.named_series.model_dump() if event.named_series else None,
        "type": event.type or None,
        "links": [link.model_dump() for _, link in event.parts(WebLink)],
        "contact": _contact(event, edition),
    }


def _venue(venue: Venue | None) -> JsonObject | None:
    fields = ("name", "address", "postcode", "city", "lat", "lon")
    return {name: getattr(venue, name) for name in fields} if venue else None


def _contact(event: Event, edition: Edition) -> JsonObject | None:
    """The name, and the e-mail address of a person who has an entry."""
    person = edition.person(event.contact)
    name = person.name if person else event.contact
    return {"name": name, "email": person.email if person else None} if name else None


def _registration(event: Event, edition: Edition) -> JsonObject | None:
    registration = event.registration
    if not registration or registration.status == "none":
        return None
    fields = ("url", "capacity", "price", "member_price", "deadline")
    values = {name: getattr(registration, name) for name in fields}
    return values | {"status": edition.sign_ups[event.id] or None}


def _row(data: JsonObject) -> JsonObject:
    """The object as a row by column names.

    Postcode and city share a column, because Excel would read the postcode 0150 as 150.
    """
    row: JsonObject = dict.fromkeys(COLUMNS) | data
    for name in ("venue", "network", "registration", "event_series", "contact"):
        row |= {f"{name}_{key}": value for key, value in (data[name] or {}).items()}
    venue = data["venue"] or {"postcode": "", "city": ""}
    row["venue_postcode_city"] = f"{venue['postcode']} {venue['city']}"
    row["speakers"] = ", ".join(data["speakers"])
    row["links"] = " ".join(link["url"] for link in data["links"])
    return row


def _cell(value: object) -> str:
    """The value on one line, with a decimal comma, and with "'" before a possible formula."""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    value = value.in_oslo if isinstance(value, Moment) else value
    text = "" if value is None else " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text
