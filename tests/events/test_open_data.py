"""The open data: the contents of its three files, and that they agree."""

import csv
import io
import json
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from newsroom.contract.entry import Entry
from newsroom.contract.event_parts import InstanceStatus
from newsroom.events.open_data import COLUMNS, SCHEMA, open_data_files
from tests import given

KINDS = given.EVERY_KIND | {"events-json", "events-schema", "events-csv"}
SITE = "https://example.org/under/sti"
EVENT = SCHEMA["properties"]["events"]["items"]
NETWORK = given.network()
SPEAKER = given.person("kari", name="Kari Nordmann", email="kari@example.org")
VENUE = given.venue(address="Storgata 1", postcode="0150", city="Oslo", lat="59.9560", lon="-11.05")
FULL = given.event(
    "2023-mote",
    title="Møte; med «alt»",
    start="2023-09-12 09:00",
    end="2023-09-12 11:30",
    network="helse",
    speakers=["kari", "En gjest"],
    organiser="Foreningen",
    online="https://example.org/direkte",
    summary='Kort, og "sagt".',
    registration={
        "url": "https://example.org/p",
        "deadline": "2023-09-08",
        "capacity": "40",
        "price": "1250",
        "member_price": "0",
    },
    attendance="38",
    series="Kunnskapsfrokost nr. 42",
    type="Frokost",
    contact="kari",
    links=[{"title": "Opptak", "url": "https://example.org/o"}],
    programme=[
        {
            "title": "Om KI",
            "links": [{"title": "Lysark", "url": "https://example.org/l", "kind": "slides"}],
        }
    ],
)
SERIES = given.event(
    "lunsj",
    start="2023-11-28 12:00",
    repeat="hver tirsdag, 4 ganger",
    instances={
        "2023-12-05": {"start": "2023-12-06 13:00"},
        "2023-12-12": {"status": "cancelled"},
        "2023-12-19": {"status": "moved_online", "online": "https://example.org/lunsj"},
    },
)
FESTIVAL = given.event("festival", start="2024-03-01", end="2024-03-03", summary="Tre dager.")
PLACES = (NETWORK, SPEAKER, VENUE)
OPENING = given.event("del", start="2024-03-02 10:00", part_of="festival")
EVERYTHING = (FULL, SERIES, FESTIVAL, OPENING)


def files(*entries: Entry, **more: object) -> dict[str, bytes]:
    site_data = given.site_data_of(*entries, *PLACES, kinds=KINDS, siteurl=SITE, **more)
    return {file.address: file.made(site_data) for file in open_data_files(site_data)}


def data(*entries: Entry, **more: object) -> dict:
    return json.loads(files(*entries, **more)["/data/events.json"])


def rows(*entries: Entry, **more: object) -> list[dict[str, str]]:
    """The rows of the table, split as a spreadsheet does it."""
    text = files(*entries, **more)["/data/events.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_an_event_says_all_that_its_page_says() -> None:
    """An event has all data of its page: names for keys, offsets on times, and real numbers."""
    (said,) = data(FULL)["events"]
    assert said == {
        "id": "2023-mote",
        "series": None,
        "title": "Møte; med «alt»",
        "start": "2023-09-12T09:00:00+02:00",
        "end": "2023-09-12T11:30:00+02:00",
        "status": "confirmed",
        "previous_start": None,
        "url": f"{SITE}/arrangementer/2023/mote/",
        "calendar": f"{SITE}/arrangementer/2023/mote/arrangement.ics",
        "venue": {
            "name": "Sentrum scene",
            "address": "Storgata 1",
            "postcode": "0150",
            "city": "Oslo",
            "lat": 59.956,
            "lon": -11.05,
        },
        "online": "https://example.org/direkte",
        "network": {"key": "helse", "name": "Helsenettverket"},
        "organiser": "Foreningen",
        "speakers": ["Kari Nordmann", "En gjest"],
        "registration": {
            "url": "https://example.org/p",
            "deadline": "2023-09-08",
            "capacity": 40,
            "price": 1250,
            "member_price": 0,
            "status": "closed",
        },
        "attendance": 38,
        "part_of": None,
        "lang": "nb",
        "summary": 'Kort, og "sagt".',
        "event_series": {"name": "Kunnskapsfrokost", "number": 42},
        "type": "Frokost",
        "links": [
            {"title": "Lysark", "url": "https://example.org/l", "kind": "slides"},
            {"title": "Opptak", "url": "https://example.org/o", "kind": None},
        ],
        "contact": {"name": "Kari Nordmann", "email": "kari@example.org"},
    }


def test_the_data_says_whose_it_is_and_under_which_licence() -> None:
    """The data has publisher and licence; a site without a licence gets none."""
    licence = "https://creativecommons.org/licenses/by/4.0/deed.no"
    said = data(FULL, given.site(data_license=licence))
    assert (said["license"], said["publisher"]) == (licence, "Kunnskapsbyen")
    assert said["url"] == f"{SITE}/"
    assert data(FULL)["license"] is None


def test_a_series_is_told_date_by_date_and_past_dates_stay() -> None:
    """Each occurrence has its own status, in order of time, also past ones."""
    said = data(SERIES)["events"]
    assert {one["series"] for one in said} == {"lunsj"}
    assert [(one["id"], one["start"][:16], one["status"]) for one in said] == [
        ("lunsj-2023-11-28", "2023-11-28T12:00", "confirmed"),
        ("lunsj-2023-12-05", "2023-12-06T13:00", "rescheduled"),
        ("lunsj-2023-12-12", "2023-12-12T12:00", "cancelled"),
        ("lunsj-2023-12-19", "2023-12-19T12:00", "moved_online"),
    ]
    assert said[1]["previous_start"] == "2023-12-05T12:00:00+01:00"
    assert (said[0]["venue"]["name"], said[3]["venue"]) == ("Sentrum scene", None)


def test_a_whole_day_is_a_date_alone() -> None:
    """A whole day is a date; its end is the last day, inclusive."""
    (said,) = data(FESTIVAL)["events"]
    assert (said["start"], said["end"]) == ("2024-03-01", "2024-03-03")


def test_without_a_summary_the_text_begins_the_story() -> None:
    """Without a summary the description is the first paragraph, as in JSON-LD."""
    (said,) = data(given.event(description="Vi *spiser* sammen.\n\nOg går."))["events"]
    assert said["summary"] == "Vi spiser sammen."


DRAFT = given.event("utkast", title="Kanarifugl", status="draft")
LEADS = given.event("del", part_of="utkast")


@pytest.mark.parametrize("unpublished", [False, True])
def test_a_draft_is_nobodys_data(unpublished: bool) -> None:
    """A draft is not in the data, also in a preview, and not as a parent."""
    made = files(DRAFT, LEADS, unpublished=unpublished)
    assert not any(b"Kanarifugl" in text or b"utkast" in text for text in made.values())
    assert b"del" in made["/data/events.csv"]


@pytest.mark.parametrize("now", ["2023-09-01", "2023-12-20", "2030-01-01"])
def test_the_data_fits_its_schema(now: str) -> None:
    """The data is valid by its JSON Schema (2020-12) at every time."""
    made = files(*EVERYTHING, now=now)
    schema = json.loads(made["/data/events.schema.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert [fault.message for fault in validator.iter_errors(data(*EVERYTHING, now=now))] == []


def test_the_schema_refuses_what_it_does_not_describe() -> None:
    """The schema refuses unknown fields, unknown statuses and times without an offset."""
    validator = Draft202012Validator(SCHEMA)
    said = data(FULL)
    for name, value in (("ny", 1), ("status", "draft"), ("start", "2023-09-12T09:00:00")):
        events = [said["events"][0] | {name: value}]
        assert not validator.is_valid(said | {"events": events}), name
    venue = said["events"][0]["venue"] | {"ny": 1}
    events = [said["events"][0] | {"venue": venue}]
    assert not validator.is_valid(said | {"events": events}), "an unknown field of the venue"


def described(field: dict) -> list[dict]:
    """Yields the schema of the field, and of each field in it."""
    inner = field.get("properties", {})
    return [field, *(each for one in inner.values() for each in described(one))]


def test_every_field_of_the_schema_has_a_name_and_words() -> None:
    """Every field of the schema has a title and a description."""
    found = [each for field in SCHEMA["properties"].values() for each in described(field)]
    found += [each for field in EVENT["properties"].values() for each in described(field)]
    assert all(field["title"] and field["description"].endswith(".") for field in found)


def test_the_schema_has_the_codes_of_the_models() -> None:
    """The schema lists the statuses of events, and requires all fields it lists."""
    fields = EVENT["properties"]
    assert fields["status"]["enum"] == [*get_args(InstanceStatus)]
    groups = (SCHEMA, EVENT, fields["venue"], fields["network"], fields["registration"])
    groups += (fields["event_series"], fields["links"]["items"], fields["contact"])
    assert all(group["required"] == [*group["properties"]] for group in groups)


def test_the_table_begins_as_excel_wants_it() -> None:
    """The table has a byte order mark, for Excel, and CRLF line ends (RFC 4180)."""
    text = files(*EVERYTHING)["/data/events.csv"]
    assert text.startswith(b"\xef\xbb\xbfid;series;title;start;")
    lines = text.split(b"\r\n")
    assert len(lines) == len(data(*EVERYTHING)["events"]) + 2
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_the_table_has_the_same_events_in_the_same_order() -> None:
    """The table has the same events in the same order, and every row has all columns."""
    said = rows(*EVERYTHING)
    assert [row["id"] for row in said] == [one["id"] for one in data(*EVERYTHING)["events"]]
    assert all(tuple(row) == COLUMNS for row in said)


def test_cells_are_as_a_norwegian_excel_reads_them() -> None:
    """Cells have decimal commas and Oslo times, and postcodes keep their zeros."""
    (row,) = rows(FULL)
    assert row["title"] == "Møte; med «alt»"
    assert (row["start"], row["end"]) == ("2023-09-12 09:00", "2023-09-12 11:30")
    assert (row["venue_lat"], row["venue_lon"]) == ("59,956", "-11,05")
    assert row["venue_postcode_city"] == "0150 Oslo"
    assert row["speakers"] == "Kari Nordmann, En gjest"
    assert row["links"] == "https://example.org/l https://example.org/o"
    assert (row["contact_name"], row["contact_email"]) == ("Kari Nordmann", "kari@example.org")
    assert (row["event_series_name"], row["event_series_number"]) == ("Kunnskapsfrokost", "42")
    assert row["registration_deadline"] == "2023-09-08"
    assert (row["registration_price"], row["registration_member_price"]) == ("1250", "0")
    assert (row["network_name"], row["summary"]) == ("Helsenettverket", 'Kort, og "sagt".')


def test_an_event_without_them_has_no_type_no_links_and_no_contact() -> None:
    """A contact who is written with the name alone has no e-mail address."""
    (event,) = data(given.event())["events"]
    assert (event["type"], event["links"], event["contact"]) == (None, [], None)
    (event,) = data(given.event(contact="Ola Hansen"))["events"]
    assert event["contact"] == {"name": "Ola Hansen", "email": None}


def test_what_is_not_known_is_an_empty_cell() -> None:
    """An unknown value is an empty cell."""
    (row,) = rows(given.event(venue=None, online="https://example.org/x"))
    assert {row[name] for name in ("end", "venue_name", "venue_postcode_city", "series")} == {""}
    assert "None" not in row.values()


@pytest.mark.parametrize("text", ["=1+1", "+47 123", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_text_is_never_a_formula(text: str) -> None:
    """A text never begins like a formula."""
    (row,) = rows(given.event(title=f"{text} x", summary=f"{text} y"))
    assert row["title"] == f"'{text.strip()} x"
    assert row["summary"] == f"'{text.strip()} y"


def test_a_text_of_several_lines_is_one_line_of_the_table() -> None:
    """A text of several lines has one line in the table."""
    (row,) = rows(given.event(summary="En\nto\r\ntre"))
    assert row["summary"] == "En to tre"


def test_the_files_are_made_only_where_the_room_is_in_use() -> None:
    """The files are made only when their spots are in the plan."""
    site_data = given.site_data_of(FULL, kinds=frozenset({"event"}))
    assert open_data_files(site_data) == []
