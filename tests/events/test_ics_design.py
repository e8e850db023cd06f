"""The calendars, sentence by sentence as the design has them, read back by ical.js and vobject."""

import re
from datetime import UTC, datetime

import pytest
import vobject

from newsroom.contract.record import Line, Revision, fingerprint
from tests import given
from tests.events.readers import IcalJs, Part, all_of, by_us, by_vobject, calendars, site_data_of

LONG = "Frokost om blåbær, øl og 🦔 på Ås; med «æ» og C:\\Ny, " * 5
EVENING = {"start": "2023-10-03 18:00", "end": "2023-10-03 20:00"}
TUESDAYS = EVENING | {"repeat": "hver tirsdag, 8 ganger"}
MOVED = {"2023-10-17": {"start": "2023-10-18 17:00", "end": "2023-10-18 19:00"}}
RECORDED = datetime(2023, 11, 5, 8, 30, tzinfo=UTC)


def parts(ical_js: IcalJs, ics: bytes) -> list[Part]:
    return ical_js.calendar(ics).of("vevent")


def only(ical_js: IcalJs, *entries, **more) -> Part:
    """The one component of the calendar of all events."""
    (part,) = parts(ical_js, all_of(*entries, **more))
    return part


def test_folding(ical_js: IcalJs) -> None:
    """CRLF, folded at 75 octets without splitting a character"""
    ics = all_of(given.event(title=LONG))
    lines = ics.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert all(line.decode() for line in lines[:-1])
    assert only(ical_js, given.event(title=LONG))["summary"] == LONG.strip()


def test_escaping(ical_js: IcalJs) -> None:
    """TEXT escaped"""
    title = r"Komma, semikolon; skråstrek \ og \N, \n, \, og \;"
    event = given.event(title=title, summary=title.replace("\\", r"\\"))
    (read,) = vobject.readOne(all_of(event).decode()).vevent_list
    assert only(ical_js, event)["summary"] == read.summary.value == title
    described = only(ical_js, event)["description"], read.description.value
    assert all(text.startswith(f"{title}\n\n") for text in described)


def test_head(ical_js: IcalJs) -> None:
    """PRODID, VERSION, METHOD:PUBLISH"""
    calendar = ical_js.calendar(all_of(given.event()))
    assert calendar["prodid"] == "-//Kunnskapsbyen//pelican-newsroom//NB"
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Lunsj"},
        {"start": "2023-12-01 11:00"},
        {"slug": "lunsj", "aliases": ["/arrangementer/2023/frokost/"]},
        {"repeat": "hver uke, 3 ganger"},
    ],
)
def test_uid(ical_js: IcalJs, change: dict) -> None:
    """UID `<event-id>@<identity's domain>`, never dependent on title, time or address, also for a
    series
    """
    ics = all_of(given.event(**change), siteurl="https://et-annet.example/under/mappe")
    assert parts(ical_js, ics)[0]["uid"] == "2023-frokost@example.org"


def test_series(ical_js: IcalJs) -> None:
    """one VEVENT with RRULE and EXDATE plus one RECURRENCE-ID component with the same UID per
    changed instance (3.8.4.4)
    """
    moved = MOVED | {"2023-11-07": {"status": "cancelled"}, "2023-11-14": {"title": "Siste gang"}}
    series = given.event("kveld", **TUESDAYS, **{"except": ["2023-10-24"]}, instances=moved)
    whole, *changed = parts(ical_js, all_of(series))
    assert whole["rrule"] == {"freq": "WEEKLY", "byday": "TU", "count": 8}
    assert whole["exdate"] == "2023-10-24T18:00:00"
    assert {part["uid"] for part in (whole, *changed)} == {"kveld@example.org"}
    ids = [part["recurrence-id"] for part in changed]
    assert ids == ["2023-10-17T18:00:00", "2023-11-07T18:00:00", "2023-11-14T18:00:00"]
    assert changed[0]["dtstart"] == "2023-10-18T17:00:00"
    assert [part["summary"] for part in changed] == ["Frokost", "Avlyst: Frokost", "Siste gang"]


def test_own_calendar_of_a_date(ical_js: IcalJs) -> None:
    """only an occurrence's own `.ics` uses `<event-id>-<date>@…` without a rule"""
    made = calendars(site_data_of(given.event("kveld", **TUESDAYS, instances=MOVED)))
    (own,) = parts(ical_js, made["/arrangementer/2023/kveld/2023-10-17/arrangement.ics"])
    assert (own["uid"], own["dtstart"]) == ("kveld-2023-10-17@example.org", "2023-10-18T17:00:00")
    assert not own.rows("rrule") + own.rows("recurrence-id")
    elsewhere = [part["uid"] for address, ics in made.items() if "2023-" not in address
                 for part in parts(ical_js, ics)]  # fmt: skip
    assert set(elsewhere) == {"kveld@example.org"}


def test_stamps(ical_js: IcalJs) -> None:
    """DTSTAMP and LAST-MODIFIED deterministic"""
    builds = {all_of(given.event(), now=now) for now in ("2023-09-01 08:00", "2023-11-01 09:00")}
    (ics,) = builds
    (part,) = parts(ical_js, ics)
    # Nothing is on record: all began with the site's identity, example.org,2023.
    assert part["dtstamp"] == part["last-modified"] == "2023-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ({}, 4),
        ({"description": "Mer om det."}, 4),
        ({"title": "Lunsj"}, 5),
        ({"start": "2023-09-12 10:00"}, 5),
        ({"end": "2023-09-12 10:00"}, 5),
        ({"venue": "torget"}, 5),
        ({"online": "https://example.org/direkte"}, 5),
        ({"status": "cancelled"}, 5),
        ({"repeat": "hver uke, 3 ganger"}, 5),
    ],
)
def test_sequence(ical_js: IcalJs, change: dict, sequence: int) -> None:
    """SEQUENCE grows on material change (from `content/record/calendar.txt`: id, date, fingerprint,
    sequence, instant)
    """
    line = Line(fingerprint(given.event()), Revision(4, RECORDED))
    ics = all_of(given.event(**change), record={("2023-frokost", None): line})
    assert {part["sequence"] for part in parts(ical_js, ics)} == {sequence}


def test_instant_of_a_change(ical_js: IcalJs) -> None:
    """an event that differs from its line is written with sequence + 1 and the file's newest
    instant, never NOW
    """
    record = {
        ("2023-frokost", None): Line("0" * 16, Revision(1, datetime(2023, 2, 1, tzinfo=UTC))),
        ("en-annen", None): Line("0" * 16, Revision(0, RECORDED)),
    }
    for now in ("2023-12-01 08:00", "2023-12-20 08:00"):
        part = only(ical_js, given.event(), record=record, now=now)
        assert (part["sequence"], part["last-modified"]) == (2, "2023-11-05T08:30:00Z")


@pytest.mark.parametrize(
    ("status", "said", "begins"),
    [
        ("confirmed", "CONFIRMED", "Frokost"),
        ("moved_online", "CONFIRMED", "Frokost"),
        ("rescheduled", "CONFIRMED", "Frokost"),
        ("cancelled", "CANCELLED", "Avlyst: Frokost"),
        ("postponed", "TENTATIVE", "Utsatt: Frokost"),
    ],
)
def test_status(ical_js: IcalJs, status: str, said: str, begins: str) -> None:
    """STATUS, and the summary of a cancelled event also begins `Avlyst: ` (Google drops
    CANCELLED)
    """
    part = only(ical_js, given.event(status=status))
    assert (part["status"], part["summary"]) == (said, begins)
    assert part.values("transp") == ([] if said == "CONFIRMED" else ["TRANSPARENT"])


def test_all_day(ical_js: IcalJs) -> None:
    """all-day as `VALUE=DATE` with exclusive DTEND"""
    days = [given.event("en", start="2023-09-12"),
            given.event("tre", start="2023-09-29", end="2023-10-01")]  # fmt: skip
    found = [(part.rows("dtstart"), part.rows("dtend")) for part in parts(ical_js, all_of(*days))]
    assert found == [
        ([({}, "date", ["2023-09-12"])], [({}, "date", ["2023-09-13"])]),
        ([({}, "date", ["2023-09-29"])], [({}, "date", ["2023-10-02"])]),
    ]
    assert b"DTSTART;VALUE=DATE:20230912\r\nDTEND;VALUE=DATE:20230913\r\n" in all_of(*days)


def test_zone(ical_js: IcalJs) -> None:
    """`TZID=Europe/Oslo` with one VTIMEZONE of two RRULE components from 1970 (Outlook misreads
    transition lists)
    """
    ics = all_of(given.event(end="2023-09-12 10:00"), given.event("kveld", **TUESDAYS))
    (zone,) = ical_js.calendar(ics).of("vtimezone")
    assert zone["tzid"] == "Europe/Oslo"
    found = [(half.name, half["dtstart"], half["rrule"], half["tzoffsetto"]) for half in zone.parts]
    yearly = {"freq": "YEARLY", "byday": "-1SU"}
    assert found == [
        ("daylight", "1970-03-29T02:00:00", yearly | {"bymonth": 3}, "+02:00"),
        ("standard", "1970-10-25T03:00:00", yearly | {"bymonth": 10}, "+01:00"),
    ]
    assert not any(half.rows("rdate") for half in zone.parts)
    assert b"DTSTART;TZID=Europe/Oslo:20230912T090000\r\n" in ics


def test_a_time_is_in_oslo_and_in_utc_when_the_clock_shows_it_twice() -> None:
    """Programs disagree about a time that occurs twice, so it is in UTC."""
    for start, line in (
        ("2023-09-12 09:00", b"DTSTART;TZID=Europe/Oslo:20230912T090000\r\n"),
        ("2023-10-29 02:30", b"DTSTART:20231029T003000Z\r\n"),
    ):
        assert line in all_of(given.event(start=start))


def test_no_floating_times() -> None:
    """no floating times"""
    series = given.event("kveld", **TUESDAYS, instances=MOVED, **{"except": ["2023-10-24"]})
    old = given.event("gammel", start="1985-10-01 09:00", end="1985-10-01 10:00")
    day = given.event("dag", start="2023-05-17")
    made = calendars(site_data_of(given.event(), series, old, day))
    for ics in made.values():
        events = ics.partition(b"END:VTIMEZONE\r\n")[2].replace(b"\r\n ", b"").decode()
        for line in re.findall(r"^(?:DT|EXDATE|RECURRENCE|LAST).*\d{6}.*$", events, re.MULTILINE):
            assert re.search(r";TZID=Europe/Oslo:|;VALUE=DATE:|\d{6}Z\r$", line)


@pytest.mark.parametrize(
    ("start", "until", "exdate"),
    [
        ("2023-05-02 18:00", "UNTIL=20231024T215959Z", "EXDATE;TZID=Europe/Oslo:20230509T180000"),
        ("2023-05-02", "UNTIL=20231024;", "EXDATE;VALUE=DATE:20230509"),
    ],
)
def test_until_and_exdate(start: str, until: str, exdate: str) -> None:
    """RRULE UNTIL in UTC, EXDATE same type as DTSTART"""
    repeat = "hver tirsdag, til 24. oktober 2023"
    series = given.event("kveld", start=start, repeat=repeat, **{"except": ["2023-05-09"]})
    ics, edition = all_of(series), given.edition_of(series)
    assert f"RRULE:FREQ=WEEKLY;{until}".encode() in ics
    assert f"{exdate}\r\n".encode() in ics
    found = by_vobject(ics)
    assert found == by_us([series], edition)
    assert found[-1].start.startswith("2023-10-24")


def test_refreshing(ical_js: IcalJs) -> None:
    """REFRESH-INTERVAL and X-PUBLISHED-TTL `PT6H`"""
    ics = all_of(given.event())
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in ics
    assert b"X-PUBLISHED-TTL:PT6H\r\n" in ics
    assert ical_js.calendar(ics).rows("refresh-interval") == [({}, "duration", ["PT6H"])]


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("/kalender/alle.ics", "Kunnskapsbyen"),
        ("/kalender/nettverk/helse.ics", "Kunnskapsbyen: Helsenettverket"),
        ("/kalender/sted/sentrum.ics", "Kunnskapsbyen: Sentrum scene"),
        ("/kalender/person/kari.ics", "Kunnskapsbyen: Kari Nordmann"),
        ("/arrangementer/2023/kveld/arrangement.ics", "Kunnskapsbyen: Frokost"),
        ("/arrangementer/2023/kveld/2023-10-17/arrangement.ics", "Kunnskapsbyen"),
    ],
)
def test_names(ical_js: IcalJs, address: str, called: str) -> None:
    """NAME and X-WR-CALNAME"""
    series = given.event("kveld", **TUESDAYS, network="helse", speakers=["kari"])
    made = calendars(site_data_of(series, given.venue(), given.network(), given.person()))
    calendar = ical_js.calendar(made[address])
    assert calendar["name"] == calendar["x-wr-calname"] == called


def test_what_is_kept(ical_js: IcalJs) -> None:
    """past 24 months kept in feeds"""
    events = [given.event(f"d-{day[-2:]}", start=day) for day in ("2021-12-19", "2021-12-20")]
    series = given.event("kveld", start="2021-11-30 18:00", repeat="hver tirsdag, 8 ganger")
    made = calendars(site_data_of(*events, series, now="2023-12-20 12:00"))
    uids = {part["uid"] for part in parts(ical_js, made["/kalender/alle.ics"])}
    assert uids == {"d-20@example.org", "kveld@example.org"}
    assert "/arrangementer/2021/d-19/arrangement.ics" in made


def test_the_online_link(ical_js: IcalJs) -> None:
    """the online link in both CONFERENCE and DESCRIPTION"""
    link = "https://example.org/direkte?rom=1,2;3"
    part = only(ical_js, given.event(online=link))
    assert part.rows("conference") == [({}, "uri", [link])]
    assert f"\nFølg sendingen: {link}\n" in f"\n{part['description']}\n"
    off = only(ical_js, given.event(online=link, status="cancelled"))
    assert not off.rows("conference")
    assert link not in off["description"]
