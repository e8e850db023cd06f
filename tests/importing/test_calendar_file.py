"""`run.py import` of an iCalendar file (RFC 5545)."""

import re
from pathlib import Path

import pytest

from newsroom.commands.importing.run_import import main
from tests import given
from tests.importing.conftest import FILES, Site

ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Prøve//NO
BEGIN:VEVENT
UID:2024-kafe@gammel.example.org
DTSTART;TZID=Europe/Oslo:20240109T090000
DTEND;TZID=Europe/Oslo:20240109T100000
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;TZID=Europe/Oslo:20240116T090000
SUMMARY:Kafé\\, med vaffel
LOCATION:Biblioteket
DESCRIPTION:1. januar\\n\\nTa med *kopp* & <b>skje</b>.
CATEGORIES:Innovasjon
ATTENDEE:mailto:ola@example.org
END:VEVENT
BEGIN:VEVENT
UID:2024-kafe@gammel.example.org
RECURRENCE-ID;TZID=Europe/Oslo:20240123T090000
DTSTART;TZID=Europe/Oslo:20240124T110000
DTEND;TZID=Europe/Oslo:20240124T120000
SUMMARY:Kafé\\, med vaffel
LOCATION:Biblioteket
END:VEVENT
BEGIN:VEVENT
UID:2024-kafe@gammel.example.org
RECURRENCE-ID;TZID=Europe/Oslo:20240130T090000
DTSTART;TZID=Europe/Oslo:20240130T090000
DTEND;TZID=Europe/Oslo:20240130T100000
STATUS:CANCELLED
SUMMARY:Kafé\\, med vaffel
LOCATION:Biblioteket
END:VEVENT
BEGIN:VEVENT
UID:7kukuqrfedlm2f9t0vr2
DTSTART;VALUE=DATE:20240601
DTEND;VALUE=DATE:20240603
SUMMARY:Sommertur
LOCATION:https://example.org/mote
END:VEVENT
BEGIN:VEVENT
UID:utc
DTSTART:20240701T100000Z
DURATION:PT1H
SUMMARY:I UTC
LOCATION:Torget
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:privat
DTSTART:20240701T100000Z
SUMMARY:Legen
CLASS:PRIVATE
END:VEVENT
BEGIN:VTODO
UID:todo
SUMMARY:Handle
END:VTODO
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ics") / "kalender.ics"
    file.write_bytes(ICS.replace("\n", "\r\n").encode())
    return file


@pytest.fixture(scope="module")
def report(site: Site, source: Path) -> str:
    """The report of the import that all tests look at."""
    return site.run(source)


def test_exceptions_of_a_series_stay_exceptions(site: Site, report: str) -> None:
    """One date left out, one moved, one cancelled."""
    assert site.fields("events/2024/2024-kafe.yaml") == {
        "id": "2024-kafe",
        "title": "Kafé, med vaffel",
        "start": "2024-01-09 09:00",
        "end": "2024-01-09 10:00",
        "venue": {"name": "Biblioteket"},
        "network": "innovasjon",
        "description": "1\\. januar\n\nTa med \\*kopp\\* & \\<b>skje\\</b>.\n",
        "repeat": "FREQ=WEEKLY;COUNT=6",
        "except": ["2024-01-16"],
        "instances": {
            "2024-01-23": {"start": "2024-01-24 11:00", "end": "2024-01-24 12:00"},
            "2024-01-30": {"status": "cancelled"},
        },
    }
    assert site.errors() == []


def test_days_and_times_are_those_of_oslo(site: Site, report: str) -> None:
    """DTEND of a day is the day after; a UID that is no name does not become the id."""
    trip = site.fields("events/2024/2024-sommertur.yaml")
    assert (trip["start"], trip["end"]) == ("2024-06-01", "2024-06-02")
    assert trip["online"] == "https://example.org/mote"
    utc = site.fields("events/2024/2024-i-utc.yaml")
    assert (utc["start"], utc["end"]) == ("2024-07-01 12:00", "2024-07-01 13:00")


STRANGE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Prøve//NO
BEGIN:VEVENT
UID:utc-serie
DTSTART:20240105T100000Z
RRULE:FREQ=WEEKLY;COUNT=40
EXDATE:20240112T100000Z
SUMMARY:Ukens kaffe
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:utc-serie
RECURRENCE-ID:20240119T100000Z
DTSTART:20240119T120000Z
SUMMARY:Ukens kaffe
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:utc-serie
RECURRENCE-ID:i morgen
DTSTART:20240126T120000Z
SUMMARY:Ukens kaffe
END:VEVENT
BEGIN:VEVENT
UID:lik
DTSTART:20240301T100000Z
SUMMARY:Den ene
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:lik
DTSTART:20240302T100000Z
SUMMARY:Den andre
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:mars
DTSTART;TZID=Mars/Base:20240303T100000
SUMMARY:På Mars
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:aldri
SUMMARY:Aldri
END:VEVENT
BEGIN:VEVENT
UID:baklengs
DTSTART:20240303T100000Z
DTEND;VALUE=DATE:20240304
SUMMARY:Dag og time
END:VEVENT
BEGIN:VEVENT
UID:to-regler
DTSTART:20240303T100000Z
RRULE:FREQ=WEEKLY
RRULE:FREQ=DAILY
SUMMARY:To regler
END:VEVENT
END:VCALENDAR
"""


def test_one_strange_component_ends_no_import(tmp_path: Path) -> None:
    """Of two events with one UID both are kept, in every run; a date that is none is left out."""
    file = tmp_path / "rar.ics"
    file.write_bytes(STRANGE.replace("\n", "\r\n").encode())
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(file)
    assert report.startswith("Inn: 9. Skrevet: 4. Brukt i andre: 1. Utelatt: 4.")
    assert re.findall("rar.ics, UID (.*?)\\.? *$", report, re.MULTILINE) == [
        "utc-serie «Ukens kaffe»: en dato eller et klokkeslett kan ikke leses: RECURRENCE-ID "
        "i morgen",
        "aldri «Aldri»: har ikke noe tidspunkt det begynner",
        "baklengs «Dag og time»: begynnelsen, slutten og gjentakelsen (DTSTART, DTEND, RRULE) "
        "passer ikke sammen",
        "to-regler «To regler»: begynnelsen, slutten og gjentakelsen (DTSTART, DTEND, RRULE) "
        "passer ikke sammen",
        "mars «På Mars» (content/events/2024/2024-pa-mars.yaml): er et utkast, for tidssonen "
        "«Mars/Base» er ukjent. Klokkeslettene er skrevet som norsk tid: rett dem, og ta bort "
        "`status: draft`",
    ]
    mars = site.fields("events/2024/2024-pa-mars.yaml")
    assert (mars["start"], mars["status"]) == ("2024-03-03 10:00", "draft")
    assert site.fields("events/2024/2024-den-ene.yaml")["start"] == "2024-03-01 11:00"
    assert site.fields("events/2024/2024-den-andre.yaml")["start"] == "2024-03-02 11:00"
    assert site.run(file).startswith("Inn: 9. Brukt i andre: 1. Fantes fra før: 4. Utelatt: 4.")
    second, _, first = site.report().partition("\n—— Tidligere importer ——\n\n")
    assert "er et utkast, for tidssonen" in first and "er et utkast" not in second


def test_a_calendar_in_another_encoding_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its letters would be lost; RFC 5545 (3.1.4) has UTF-8."""
    (tmp_path / "gammel.ics").write_bytes(STRANGE.replace("Den", "Blåbær").encode("cp1252"))
    assert main(str(tmp_path / "gammel.ics"), tmp_path / "content") == 1
    assert capsys.readouterr().err.startswith("Dette er ikke en hel kalenderfil (.ics) i UTF-8.")


def test_a_series_in_utc_stays_in_it(tmp_path: Path) -> None:
    """The clock in Oslo changes in summer, but not that of the series."""
    file = tmp_path / "rar.ics"
    file.write_bytes(STRANGE.replace("\n", "\r\n").encode())
    site = Site(given.written(tmp_path / "site", FILES))
    site.run(file)
    fields = site.fields("events/2024/2024-utc-serie.yaml")
    assert (fields["start"], fields["zone"]) == ("2024-01-05 10:00", "UTC")
    assert fields["except"] == ["2024-01-12"]
    assert fields["instances"] == {"2024-01-19": {"start": "2024-01-19 12:00"}}


def test_all_components_are_accounted_for(site: Site, source: Path, report: str) -> None:
    """And a second import changes nothing."""
    lines = report.splitlines()
    assert lines[0] == "Inn: 7. Skrevet: 3. Brukt i andre: 2. Utelatt: 2."
    assert [line.strip() for line in lines[3:5]] == [
        "kalender.ics, UID privat «Legen»: privat",
        "kalender.ics, UID todo «Handle»: er av typen VTODO, som nettstedet ikke har",
    ]
    before = site.files()
    second = site.run(source).splitlines()[0]
    assert second == "Inn: 7. Brukt i andre: 2. Fantes fra før: 3. Utelatt: 2."
    assert site.files() == before


WITHOUT_UID = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Prøve//NO
BEGIN:VEVENT
DTSTART:20240105T100000Z
SUMMARY:{}
LOCATION:Torget
END:VEVENT
END:VCALENDAR
"""


def test_events_without_a_uid_are_told_apart(tmp_path: Path) -> None:
    """By their day and title, since another file begins with another event."""
    site = Site(given.written(tmp_path / "site", FILES))
    for name in ("Kaffe", "Te", "Kaffe"):
        (tmp_path / "a.ics").write_text(WITHOUT_UID.format(name), encoding="utf-8")
        report = site.run(tmp_path / "a.ics")
    assert report.startswith("Inn: 1. Fantes fra før: 1.")
    titles = [site.fields(f"events/2024/2024-{name}.yaml")["title"] for name in ("kaffe", "te")]
    assert titles == ["Kaffe", "Te"]


FROM_ONE_DATE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Prøve//NO
BEGIN:VEVENT
UID:2024-kor@example.org
DTSTART;TZID=Europe/Oslo:20240109T180000
RRULE:FREQ=WEEKLY;COUNT=6
SUMMARY:Kor
LOCATION:Torget
END:VEVENT
BEGIN:VEVENT
UID:2024-kor@example.org
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20240123T180000
DTSTART;TZID=Europe/Oslo:20240123T183000
SUMMARY:Kor
LOCATION:Torget
END:VEVENT
END:VCALENDAR
"""


def test_a_series_that_changes_from_one_date_on_is_a_draft(tmp_path: Path) -> None:
    """RANGE=THISANDFUTURE (3.2.13): the later dates would have the wrong time."""
    (tmp_path / "kor.ics").write_text(FROM_ONE_DATE, encoding="utf-8")
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(tmp_path / "kor.ics")
    assert "er et utkast, for fra 2024-01-23 er serien endret" in report
    fields = site.fields("events/2024/2024-kor.yaml")
    assert fields["status"] == "draft"
    assert fields["instances"] == {"2024-01-23": {"start": "2024-01-23 18:30"}}
