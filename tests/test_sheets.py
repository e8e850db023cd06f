"""`run.py new events` and `run.py attendance` read a sheet, and change nothing when it is wrong."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from newsroom.commands.sheets import attendance, new_events, new_members
from newsroom.commands.sheets.moments import MomentReader
from newsroom.reading.load import load
from tests import given

CONF = "from newsroom.settings import *\n"
OUTSIDER = {
    "pelicanconf.py": CONF,
    "publishconf.py": f'{CONF}\nSITEURL = "https://eksempel.no"\nSHOW_UNPUBLISHED = False\n',
}
CONTENT = {
    "site.yaml": "name: Byen\n",
    "venues.yaml": "scenen:\n  name: Sentrum scene\n",
    "networks.yaml": "ki:\n  name: KI-nettverket\n  summary: Alt om KI.\n",
    "events/2024.yaml": (
        "# Våren\n- id: 2024-fest\n  title: Fest\n  start: 2024-02-02\n  venue: scenen\n\n"
        "- id: 2024-kafe   # en serie\n  title: Kafé\n  start: 2024-01-09 09:00\n"
        "  venue: scenen\n  repeat: hver tirsdag, 6 ganger\n"
    ),
}


@pytest.fixture(params=["repository", "outsider"])
def content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """The content of a site that has this repository, or only the package."""
    if request.param == "outsider":
        monkeypatch.chdir(given.written(tmp_path, OUTSIDER))
    return given.written(tmp_path / "content", CONTENT)


def csv_file(content: Path, text: str, encoding: str = "utf-8") -> Path:
    file = content.parent / "Våren 2024.csv"
    file.write_bytes(text.encode(encoding))
    return file


def excel_file(content: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = content.parent / "Våren 2024.xlsx"
    book.save(file)
    return file


def new(file: Path, content: Path) -> int:
    return new_events.main(file, content, None, is_sure=True)


def fill(file: Path, content: Path) -> int:
    return attendance.main(file, content, None, is_sure=True)


def interrupted(question: str) -> str:
    raise KeyboardInterrupt


def written(content: Path) -> str:
    return (content / "events/varen-2024.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("12.3.2024", "", ("2024-03-12", "")),
        ("12. mars 2024 kl. 9", "", ("2024-03-12 09:00", "")),
        ("tirsdag 12. mars 2024 09.00", "11", ("2024-03-12 09:00", "2024-03-12 11:00")),
        ("2024-03-12 9-11", "", ("2024-03-12 09:00", "2024-03-12 11:00")),
        ("12.3.2024 kl. 9.30–11.15", "", ("2024-03-12 09:30", "2024-03-12 11:15")),
        ("12.03.2024 kl. 9 til kl. 11", "", ("2024-03-12 09:00", "2024-03-12 11:00")),
        ("2024-03-12 09:00:00", "11:00:00", ("2024-03-12 09:00", "2024-03-12 11:00")),
        ("2024-03-12T09:00", "13.3.2024 kl. 12", ("2024-03-12 09:00", "2024-03-13 12:00")),
        ("25/06/2024", "", ("2024-06-25", "")),
        ("06/25/2024 9", "", ("2024-06-25 09:00", "")),
        ("06/06/2024", "", ("2024-06-06", "")),
        ("March 5, 2024", "", ("2024-03-05", "")),
        ("May 5th 2024 0900", "", ("2024-05-05 09:00", "")),
        ("13.5.24", "", ("2024-05-13", "")),
        ("13.5.24 kl. 9.30", "", ("2024-05-13 09:30", "")),
        ("12.3.2024 9 AM", "1:30 pm", ("2024-03-12 09:00", "2024-03-12 13:30")),
        ("12.3.2024 9 AM - 1:30 p.m.", "", ("2024-03-12 09:00", "2024-03-12 13:30")),
        ("12.3.2024 12 am", "12 pm", ("2024-03-12 00:00", "2024-03-12 12:00")),
        ("12.3.2024 12:15 am", "13:30 am", ("2024-03-12 00:15", "2024-03-12 13:30")),
        ("12.3.2024 0900–1030", "", ("2024-03-12 09:00", "2024-03-12 10:30")),
        ("12.3.2024 09:00:00", "", ("2024-03-12 09:00", "")),
        ("Tirsdag 12.03.24", "", ("2024-03-12", "")),
        ("tir 12.3.24 9–11", "", ("2024-03-12 09:00", "2024-03-12 11:00")),
    ],
)
def test_a_notation_with_one_meaning_is_read(start: str, end: str, expected: tuple) -> None:
    """The result is what goes into the file."""
    assert MomentReader(None, []).span(start, end, "") == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("05/06/2024", "«05/06/2024» kan være 5. juni 2024 eller 6. mai 2024."),
        ("05-06-2024 9", "«05-06-2024 9» kan være 5. juni 2024 eller 6. mai 2024."),
        ("mandag 12. mars 2024", "«mandag 12. mars 2024» stemmer ikke med kalenderen: "),
        ("mandag 12.3.24", "«mandag 12.3.24» stemmer ikke med kalenderen: "),
        ("12. mars", "«12. mars» mangler årstallet med fire sifre."),
        ("tirsdag 12. mars kl. 9", "«tirsdag 12. mars kl. 9» mangler årstallet"),
        ("25/06", "«25/06» mangler årstallet"),
        ("12/3-24", "«12/3-24» mangler årstallet"),
        ("12/3/24 9–11", "«12/3/24 9–11» mangler årstallet"),
        ("31.2.2024", "«31.2.2024» finnes ikke i kalenderen eller på klokken."),
        ("31. februar 2024", "«31. februar 2024» finnes ikke"),
        ("31.2.2024 18–20", "«31.2.2024 18–20» finnes ikke"),
        ("12.3.2024 kl. 25", "«12.3.2024 kl. 25» finnes ikke"),
    ],
)
def test_a_date_without_one_meaning_is_refused(start: str, expected: str) -> None:
    """The message has the readings, or what is missing or wrong, and what to write."""
    faults: list[str] = []
    MomentReader(None, faults).span(start, "", "rad 4")
    assert [fault.startswith(f"rad 4: {expected}") for fault in faults] == [True]


@pytest.mark.parametrize(
    "text",
    [
        *("i morgen", "mars 2024", "kl. 9", "10 personer", "12.3.2024 og 13.3.2024"),
        *("12.3.2024 1-3 pm", "2024-03-123", "2024-99"),
    ],
)
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    """The model of events refuses it, with the row and the column."""
    faults: list[str] = []
    assert MomentReader(None, faults).span(text, "", "") == (text, "")
    assert faults == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("12. mai", "10:00", ""), ("", "10:00", ""), ("12. mai", "kl. 99", "kl. 99"),
     ("12. mai", "13.3.2024 kl. 9", "2024-03-13 09:00")],
)  # fmt: skip
def test_a_time_of_an_unknown_day_is_no_fault_of_its_own(
    start: str, end: str, expected: str
) -> None:
    """Only the start is reported; an end that could be no time stays."""
    assert MomentReader(None, []).span(start, end, "") == (start, expected)


@pytest.mark.parametrize(("answer", "dates"), [("1", "06-05 07-05"), ("2", "05-06 05-07")])
def test_the_order_of_day_and_month_is_asked_for_once(answer: str, dates: str) -> None:
    """The question has both readings; the answer is used for the rest of the sheet."""
    questions: list[str] = []
    reader = MomentReader(lambda question: questions.append(question) or answer, [])
    read = [reader.span(text, "", "rad 4")[0] for text in ("05/06/2024", "05/07/2024")]
    assert read == [f"2024-{day}" for day in dates.split()]
    assert questions == [
        "rad 4: «05/06/2024». Er det 5. juni 2024 (1) eller 6. mai 2024 (2)? Skriv 1 eller 2: "
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_of_any_encoding_and_delimiter_becomes_events(
    content: Path, encoding: str, delimiter: str
) -> None:
    """A headline above the headings and empty rows are skipped."""
    rows = (
        "Vårens program;;", ";;", "Tittel;Dato;Klokkeslett;Hvor;Nettverk;Innledere;Plasser",
        "Frokost: KI på norsk;12. mars 2024;9-11;Sentrum scene;KI-nettverket;Kari Nordmann;60",
        ";;;;;;", "Båttur;12.5.2024;kl. 9;https://example.org/mote;;;",
        "Båttur;12.6.2024;;scenen;;;",
    )  # fmt: skip
    assert new(csv_file(content, "\n".join(rows).replace(";", delimiter), encoding), content) == 0
    assert written(content) == (
        "- id: 2024-frokost-ki-pa-norsk\n"
        "  title: 'Frokost: KI på norsk'\n"
        "  start: 2024-03-12 09:00\n"
        "  end: 2024-03-12 11:00\n"
        "  venue: scenen\n"
        "  network: ki\n"
        "  registration:\n"
        "    capacity: 60\n"
        "  speakers:\n"
        "  - Kari Nordmann\n"
        "\n"
        "- id: 2024-battur\n"
        "  title: Båttur\n"
        "  start: 2024-05-12 09:00\n"
        "  online: https://example.org/mote\n"
        "\n"
        "- id: 2024-battur-06-12\n"
        "  title: Båttur\n"
        "  start: 2024-06-12\n"
        "  venue: scenen\n"
    )
    assert load(content)[1].errors() == []


def test_cells_of_excel_become_events(content: Path) -> None:
    """Its dates, times and numbers are read, and English headings too."""
    file = excel_file(
        content,
        ("Title", "Date", "Start", "End", "Venue", "Status", "Description"),
        ("Fest i salen", datetime(2024, 3, 12), time(9), time(10, 30), "scenen", "Avlyst", "A\nB"),
        ("Kurs", date(2024, 6, 5), None, None, "scenen", None, None),
    )
    assert new(file, content) == 0
    assert written(content) == (
        "- id: 2024-fest-i-salen\n  title: Fest i salen\n  start: 2024-03-12 09:00\n"
        "  end: 2024-03-12 10:30\n  venue: scenen\n  description: |\n    A\n    B\n"
        "  status: cancelled\n\n"
        "- id: 2024-kurs\n  title: Kurs\n  start: 2024-06-05\n  venue: scenen\n"
    )


@pytest.mark.parametrize(
    "headings",
    [
        "Tittel;Dato;Sted;Tidssone;Kontakt;Foredragsholder;Serie;Gjentas;Språk;Navn i adressen",
        "Title;Date;Location;Time zone;Contact;Speakers;Series;Repeated;Language;Slug",
    ],
)
def test_each_heading_may_be_the_label_of_its_field(content: Path, headings: str) -> None:
    """The names of those who speak and answer are public, and no participants."""
    row = (
        "Møte;5.3.2024 kl. 9;scenen;Europe/London;Kari Berg;Per Li;Frokost nr. 4;"
        "hver tirsdag, 6 ganger;en;mote"
    )
    assert new(csv_file(content, f"{headings}\n{row}\n"), content) == 0
    assert written(content) == (
        "- id: 2024-mote\n  title: Møte\n  start: 2024-03-05 09:00\n  zone: Europe/London\n"
        "  venue: scenen\n  contact: Kari Berg\n  speakers:\n  - Per Li\n"
        "  repeat: hver tirsdag, 6 ganger\n  series: Frokost nr. 4\n  lang: en\n  slug: mote\n"
    )


def test_only_the_first_sheet_of_a_workbook_is_read(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command names the others."""
    book = Workbook()
    book.active.title = "Program"
    book.active.append(("Tittel", "Dato", "Sted"))
    book.active.append(("Kurs\nfor alle", "3.3.2024", "scenen"))
    book.create_sheet("Budsjett")
    file = content.parent / "Våren 2024.xlsx"
    book.save(file)
    assert new(file, content) == 0
    assert written(content).startswith("- id: 2024-kurs-for-alle\n  title: Kurs for alle\n")
    expected = "Leser bare det første arket i Våren 2024.xlsx, «Program». Det er flere: «Budsjett»."
    assert capsys.readouterr().out.startswith(f"{expected}\n")


def test_values_with_one_meaning_are_corrected(content: Path) -> None:
    """A price with its currency, an address without scheme, and a row that is there twice."""
    row = "Kurs;12. mars 2024;www.example.org/a;450 kr;Gratis;www.example.org/b\n"
    text = f"Tittel;Når;Nettadresse;Pris;Pris for medlemmer;Påmelding (lenke)\n{row}{row}"
    assert new(csv_file(content, text), content) == 0
    assert written(content) == (
        "- id: 2024-kurs\n  title: Kurs\n  start: 2024-03-12\n"
        "  online: https://www.example.org/a\n"
        "  registration:\n    url: https://www.example.org/b\n    price: 450\n    member_price: 0\n"
    )


def test_a_status_of_the_sign_up_and_two_speakers_are_understood(content: Path) -> None:
    """`fulltegnet` is written under `registration`, and `og` is between two names."""
    row = "Kurs;12. mars 2024;scenen;Fulltegnet;Siv Berg og Per Li"
    assert new(csv_file(content, f"Tittel;Dato;Sted;Status;Innledere\n{row}\n"), content) == 0
    catalog, _ = load(content)
    event = next(event for event in catalog.events if event.id == "2024-kurs")
    assert (event.registration.status, event.status) == ("full", "confirmed")
    assert event.speakers == ("Siv Berg", "Per Li")


def test_a_sheet_says_that_nobody_needs_to_sign_up(content: Path) -> None:
    """As `registration: ingen` does."""
    text = "Tittel;Dato;Sted;Påmelding\nKurs;12.3.2024;scenen;Ingen\n"
    assert new(csv_file(content, text), content) == 0
    catalog, _ = load(content)
    event = next(event for event in catalog.events if event.id == "2024-kurs")
    assert event.registration is not None and event.registration.status == "none"


def test_a_row_with_a_wrong_weekday_has_one_fault(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not also one about the times, which could not be read."""
    row = "Kurs;mandag 12. mars 2024;10-11;scenen"
    assert new(csv_file(content, f"Tittel;Dato;Kl.;Sted\n{row}\n"), content) == 1
    assert capsys.readouterr().err.count("rad 2") == 1


def test_a_sheet_that_is_there_already_is_not_added_again(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An event is there when its id is, or its title with its start; a new row is added."""
    text = "Tittel;Dato;Sted\nFest;2.2.2024;scenen\nKurs;3.3.2024;scenen\n"
    assert new(csv_file(content, text), content) == 0
    once = written(content)
    assert once.count("- id:") == 1
    assert new(csv_file(content, text), content) == 0
    assert "2024-fest finnes allerede." in capsys.readouterr().out
    assert written(content) == once
    assert new(csv_file(content, f"{text}Kurs;4.4.2024;scenen\n"), content) == 0
    assert written(content) == (
        f"{once}\n- id: 2024-kurs-04-04\n  title: Kurs\n  start: 2024-04-04\n  venue: scenen\n"
    )


def test_nothing_is_written_without_a_yes(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal the command shows the lines and names the flag; exit code 1."""
    file = csv_file(content, "Tittel;Dato;Sted\nKurs;3.3.2024;scenen\n")
    assert new_events.main(file, content, None, is_sure=False) == 1
    stdout, stderr = capsys.readouterr()
    assert "Rad 2:\n- id: 2024-kurs\n  title: Kurs\n  start: 2024-03-03\n" in stdout
    assert "--yes" in stderr
    assert new_events.main(file, content, lambda _: "nei", is_sure=False) == 1
    assert new_events.main(file, content, interrupted, is_sure=False) == 130
    assert "Avbrutt." in capsys.readouterr().err
    assert [path.name for path in (content / "events").iterdir()] == ["2024.yaml"]
    assert new_events.main(file, content, lambda _: "ja", is_sure=False) == 0


@pytest.mark.parametrize(("start", "warnings"), [("2.2.2024 kl. 9", 1), ("3.2.2024", 0)])
def test_a_row_with_the_title_and_the_day_of_an_event_has_a_warning(
    content: Path, capsys: pytest.CaptureFixture[str], start: str, warnings: int
) -> None:
    """The hour of an event has changed in the sheet, or they are two events."""
    file = csv_file(content, f"Tittel;Dato;Sted\nFEST;{start};scenen\n")
    assert new_events.main(file, content, lambda _: "nei", is_sure=False) == 1
    warning = (
        "  venue: scenen\n2024-fest (2024-02-02) har samme tittel og dag. Er det det samme, svar "
        "nei og skriv `start: 2024-02-02 09:00` der.\n"
    )
    assert capsys.readouterr().out.count(warning) == warnings


@pytest.mark.parametrize(
    ("row", "expected"),
    [("xx;10:00", "«xx» i feltet `start`"), (";10:00", "Feltet `start` mangler eller er tomt.")],
)
def test_a_row_without_a_readable_day_has_one_fault(
    content: Path, capsys: pytest.CaptureFixture[str], row: str, expected: str
) -> None:
    """The end is not called a wrong date when it is a time."""
    assert new(csv_file(content, f"Tittel;Sted;Dato;Slutt\nA;scenen;{row}\n"), content) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Våren 2024.csv, rad 2, kolonnen «Dato»: {expected}")


REFUSED = [
    ("Tittel;Dato;Sted\nKurs;05/06/2024;scenen", "rad 2, kolonnen «Dato»: «05/06/2024» kan være 5"),
    ("Tittel;Dato;Sted\nKurs;20240303;scenen", "kolonnen «Dato»: «20240303» i feltet"),
    ("Tittel;Dato;Sted\nKurs;3.3.2024;scena", "rad 2, kolonnen «Sted»: Stedet «scena» finnes ikke"),
    ("Tittel;Dato;Nettverk;Sted\nA;3.3.2024;x;scenen", "kolonnen «Nettverk»: Nettverket «x»"),
    ("Tittel;Dato;Sted\nKurs;3.3.2024;Den røde låven",
     "kolonnen «Sted»: Stedet «Den røde låven» finnes ikke. Skriv nøkkelen slik den står foran "
     "kolonet i venues.yaml. Er stedet nytt, kjører du `python"),
    ("Tittel;Dato;Sted\nKurs;3.3.2024;Den røde låven", 'new venue "Den røde låven"`.'),
    ("Tittel;Dato;Nettverk;Sted\nA;3.3.2024;Grønn vekst;scenen",
     "Nettverket «Grønn vekst» finnes ikke. Skriv nøkkelen slik den står foran kolonet i "
     "networks.yaml, eller legg nettverket til der: `gronn-vekst: {name: Navnet på nettverket}`."),
    ("Tittel;Dato;Sted\n;3.3.2024;scenen", "rad 2, kolonnen «Tittel»: Feltet `title`"),
    ("Tittel;Dato;Sted\nKurs;;scenen", "rad 2, kolonnen «Dato»: Feltet `start` mangler"),
    ("Tittel;Dato;Sted\nKurs;3.3.2024;", "rad 2: Arrangementet «2024-kurs» har ikke"),
    ("Tittel;Dato;Sted;Plasser\nA;3.3.2024;scenen;ti", "kolonnen «Plasser»: «ti» i feltet"),
    ("Tittel;Dato;Tid;Sted\nKurs;3.3.2024;11-9;scenen", "rad 2"),
    ("Tittel;Dato;Sted\nKurs;mandag 12. mars 2024;scenen", "12. mars 2024 er en tirsdag"),
    ("Tittel;Dato;Sted;Type\nKurs;3.3.2024;scenen;Kurs", "kolonnen «Type»: Typen «Kurs» finnes"),
    ("Tittel;Dato;Sted;Ingress\nA;3.3.2024;scenen;B\nC;4.3.2024;scenen;Se [her](/borte/)",
     "Våren 2024.csv, rad 3: Lenken «/borte/» fører ingen steder."),
    ("Id;Tittel;Dato;Sted\n2024-a;A;3.3.2024;scenen\na;B;4.3.2024;scenen",
     "rad 3: Adressen «/arrangementer/2024/a/» er allerede brukt av rad 2."),
    ("Tittel;Dato;Sted;Budsjett\nA;3.3.2024;scenen;9", "rad 1, kolonnen «Budsjett» er ukjent."),
    ("Tittel;Dato;Sted;Adresse\nA;3.3.2024;scenen;Gata 1", "kolonnen «Adresse» er ukjent."),
    ("Id;Tittel;Dato;Sted\na;A;3.3.2024;scenen\na;B;3.3.2024;scenen", "rad 3, kolonnen «Id»: To"),
    ("Tittel;Dato;Sted\nKurs;3.3.2024;scenen;resten", "rad 2: flere celler enn overskrifter."),
    ("Kurs;3.3.2024;scenen", "fant ingen rad med overskrifter"),
    ("Tittel;Beskrivelse;Description\nA;B;C",
     "rad 1, kolonnen «Description» er det samme som kolonnen «Beskrivelse». Behold bare den ene."),
    ("Id;Oppmøte;Deltakere\n2024-fest;40;41", "«Deltakere» er det samme som kolonnen «Oppmøte»."),
    ("Tittel;Dato;Sted;Pris per deltaker\nA;3.3.2024;scenen;9", "«Pris per deltaker» er ukjent."),
    ("Tittel;Dato;Sted;Antall personer\nA;3.3.2024;scenen;9", "«Antall personer» er ukjent."),
    ("Tittel;Dato;Sted\n#REF!;3.3.2024;scenen\nB;#VERDI!;scenen",
     "rad 2, kolonnen «Tittel»: «#REF!» er en formel uten svar. Rett cellen i regnearket, og lagre "
     "det på nytt.\nVåren 2024.csv, rad 3, kolonnen «Dato»: «#VERDI!» er en formel uten svar."),
    ("Tittel;Ingress\nA;#NAVN?", "kolonnen «Ingress»: «#NAVN?» er en formel uten svar."),
    ("Tittel;Ingress\nA;#N/A", "kolonnen «Ingress»: «#N/A» er en formel uten svar."),
    ("Tittel;Ingress\nA;#I/T", "kolonnen «Ingress»: «#I/T» er en formel uten svar."),
    ("Tittel;Ingress\nA;#DIV/0!", "kolonnen «Ingress»: «#DIV/0!» er en formel uten svar."),
    ("Tittel;Ingress\nA;Err:508", "kolonnen «Ingress»: «Err:508» er en formel uten svar."),
    ("Tittel;Ingress\nA;=B2", "kolonnen «Ingress»: «=B2» er en formel uten svar."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_a_wrong_sheet_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    """The message has file, row and column; no file is written."""
    assert new(csv_file(content, f"{text}\n"), content) == 1
    stderr = capsys.readouterr().err
    assert stderr.startswith("Våren 2024.csv")
    assert expected in stderr
    assert [path.name for path in (content / "events").iterdir()] == ["2024.yaml"]


def test_a_name_in_a_broken_file_of_content_is_not_called_unknown(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault is in networks.yaml, not in the sheet."""
    given.written(content, {"networks.yaml": "vekst:\n  name: Vekst\n  colour: knall\n"})
    text = "Tittel;Dato;Nettverk;Sted\nA;3.3.2024;Vekst;scenen\n"
    assert new(csv_file(content, text), content) == 1
    stderr = capsys.readouterr().err
    assert (
        "kolonnen «Nettverk»: Navnet kan ikke slås opp før networks i content/ er rett." in stderr
    )
    assert "finnes ikke" not in stderr


@pytest.mark.parametrize("command", [new, fill])
@pytest.mark.parametrize(
    "text",
    [
        "Navn;E-post;Telefon\nKari;kari@example.org;98765432",
        "Tittel;Dato;Oppmøte;Deltakernavn\nFest;2.2.2024;2;Kari",
        "Tittel;Dato;Oppmøte;Mobilnummer\nFest;2.2.2024;2;98765432",
        "Tittel;Dato;Oppmøte;Adresse\nFest;2.2.2024;2;Gata 1",
        "Tittel;Dato;Ingress\nFest;2.2.2024;kari@example.org",
        "Tittel;Dato;Ingress\nFest;2.2.2024;987 65 432",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Spør kari@example.org.",
        "Tittel;Dato;Beskrivelse\nFest;2.2.2024;Kari <kari@example.org>, Ola",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Ola 99 88 77 66",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Ola 99.88.77.66.",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Ring 922.33.444",
        "Tittel;Dato;Deltakere\nFest;2.2.2024;Kari Nordmann, Ola Hansen",
        "Tittel;Dato;Deltaker\nFest;2.2.2024;Kari Nordmann",
        "Tittel;Dato;Deltaker 1;Deltaker 2\nFest;2.2.2024;Kari;Ola",
        "Deltaker;Telefon\nKari Nordmann;112",
        "Title;Date;Participant\nFest;2.2.2024;Kari Nordmann",
        "Title;Date;Participants\nFest;2.2.2024;Kari Nordmann",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Påmeldte: Ola, tlf. 912 34 567.",
        "Tittel;Dato;Ingress\nFest;2.2.2024;Ring +4791234567 eller kom",
        "Tittel;Dato;Kontakt e-post\nFest;2.2.2024;Kari",
        "Tittel;Dato;Navn og adresse\nFest;2.2.2024;Kari",
        "Tittel;Dato;Påmeldte\nFest;2.2.2024;Kari",
        "Tittel;Dato;Kontakt\nFest;2.2.2024;Kari Berg, kari@example.org",
        "Tittel;Dato;Foredragsholder\nFest;2.2.2024;Kari Berg 98 76 54 32",
    ],
)
def test_a_sheet_with_people_in_it_is_refused_with_the_reason(
    content: Path, capsys: pytest.CaptureFixture[str], command, text: str
) -> None:
    """The message does not repeat what the cells say."""
    assert command(csv_file(content, text), content) == 1
    stderr = capsys.readouterr().err
    assert re.search("kolonnen «[^»]+» ser ut som opplysninger om personer: navn, e-post", stderr)
    assert "kari@" not in stderr


@pytest.mark.parametrize(
    "text",
    [
        "20240212 og 900 000 kroner",
        "https://example.org/@salen.no/98765432",
        "#tag 123456789",
        "22.03.2024 og 22.03.24.10.30",
        "konto 1234.56.78903",
    ],
)
def test_other_numbers_and_addresses_are_no_persons(content: Path, text: str) -> None:
    """A date, an amount, a web address and a number with nine digits."""
    assert (
        new(csv_file(content, f"Tittel;Dato;Sted;Ingress\nA;3.3.2024;scenen;{text}"), content) == 0
    )


def test_a_formula_that_no_program_has_calculated_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message has the formula; a formula with an empty text as its value is an empty cell."""
    file = excel_file(
        content,
        ("Tittel", "Dato", "Sted", "Ingress"),
        ("A", "3.3.2024", "scenen", '=""'),
        ("B", "4.3.2024", "scenen", ArrayFormula("D3", "=A2&A3")),
    )
    assert new(file, content) == 1
    stderr = capsys.readouterr().err
    assert 'rad 2, kolonnen «Ingress»: «=""» er en formel uten svar.' in stderr
    assert "rad 3, kolonnen «Ingress»: «=A2&A3» er en formel uten svar." in stderr
    with ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    cell = re.compile(rb'<c r="(D\d)"[^>]*>(<f.*?</f>)<v ?/>')
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = cell.subn(rb'<c r="\1" t="str">\2<v></v>', parts[sheet])
    assert count == 2
    with ZipFile(file, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    assert new(file, content) == 0
    assert "summary" not in written(content)


def test_a_damaged_sheet_is_refused(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither command shows a trace when a style has a letter in place of its number."""
    file = excel_file(content, ("Tittel", "Dato"), ("A", "3.3.2024"))
    with ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert b'fontId="0"' in parts["xl/styles.xml"]
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'fontId="0"', b'fontId="a"')
    with ZipFile(file, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    for command in (new, fill):
        assert command(file, content) == 1
        assert "kan ikke leses som et regneark." in capsys.readouterr().err


def test_a_cell_has_one_message(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the model of events nor the hours add another about a date that does not exist."""
    rows = "Tittel;Dato;Klokkeslett;Sted\nFrokost;31.2.2024;18–20;scenen\n"
    assert new(csv_file(content, rows), content) == 1
    assert capsys.readouterr().err.strip() == (
        "Våren 2024.csv, rad 2, kolonnen «Dato»: «31.2.2024 18–20» finnes ikke i kalenderen "
        "eller på klokken. Sjekk dag, måned og klokkeslett. Ingenting er endret."
    )


def test_a_file_that_is_no_sheet_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file, a text named .xlsx, a format of other programs, and bytes of no text."""
    assert new(content / "ingen.xlsx", content) == 1
    assert "Finner ikke regnearket" in capsys.readouterr().err
    assert new(Path(), content) == 1
    assert "Skriv filen med regnearket" in (stderr := capsys.readouterr().err)
    assert "Finner ikke" not in stderr
    file = csv_file(content, "Tittel").rename(content.parent / "a.xlsx")
    assert new(file, content) == 1
    assert "a.xlsx kan ikke leses som et regneark." in capsys.readouterr().err
    assert new(file.rename(content.parent / "a.xls"), content) == 1
    assert "a.xls kan ikke leses som et regneark." in capsys.readouterr().err
    file = csv_file(content, "")
    file.write_bytes(b"Tittel;Dato\n\x81;1.1.2024\n")
    assert new(file, content) == 1
    assert "kan ikke leses" in capsys.readouterr().err


def test_attendance_changes_only_its_own_lines(content: Path) -> None:
    """An event by title and date, dates of a series by id or by title; a BOM and CRLF stay."""
    file = content / "events/2024.yaml"
    before = b"\xef\xbb\xbf" + CONTENT["events/2024.yaml"].replace("\n", "\r\n").encode()
    file.write_bytes(before)
    sheet = excel_file(
        content,
        ("Id", "Tittel", "Dato", "Oppmøte"),
        (None, "fest", datetime(2024, 2, 2), 33.0),
        ("2024-kafe-2024-01-16", None, None, 12),
        ("2024-kafe", None, "23. januar 2024", 14),
        (None, "Kafé", "30.1.2024", None),
    )
    assert fill(sheet, content) == 0
    after = file.read_bytes()
    number = b"  attendance: 33\r\n"
    dates = (
        b"  instances:\r\n    2024-01-16:\r\n      attendance: 12\r\n"
        b"    2024-01-23:\r\n      attendance: 14\r\n"
    )
    assert number in after and dates in after
    assert after.replace(number, b"").replace(dates, b"") == before
    assert fill(sheet, content) == 0
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    ("old", "new_text"),
    [
        ("{2024-01-16: {status: cancelled}}", "{2024-01-16: {status: cancelled, attendance: 7}}"),
        ("{2024-01-16: {attendance: 5}}  # antall", "{2024-01-16: {attendance: 7}}  # antall"),
        (
            "\n    2024-01-23:\n      title: Stor kafé # her\n",
            "\n    2024-01-23:\n      title: Stor kafé # her\n"
            "    2024-01-16:\n      attendance: 7\n",
        ),
        (
            "\n    2024-01-16:\n      title: Stor kafé # her\n      summary: Kort.\n",
            "\n    2024-01-16:\n      title: Stor kafé # her\n      summary: Kort.\n"
            "      attendance: 7\n",
        ),
        ("{}", "{2024-01-16: {attendance: 7}}"),
        ("# tom", "# tom\n    2024-01-16:\n      attendance: 7"),
    ],
)
def test_attendance_of_one_date_keeps_what_instances_has(
    content: Path, old: str, new_text: str
) -> None:
    """In braces or on lines of their own."""
    file = content / "events/2024.yaml"
    text = CONTENT["events/2024.yaml"] + "  instances: "
    file.write_text(text + old, encoding="utf-8")
    sheet = csv_file(content, "Id,Antall deltakere\n2024-kafe-2024-01-16,7\n")
    assert fill(sheet, content) == 0
    assert file.read_text(encoding="utf-8") == text + new_text


def test_attendance_of_two_dates_on_one_line_is_changed(content: Path) -> None:
    """A number with another length moves nothing else."""
    file = content / "events/2024.yaml"
    text = CONTENT["events/2024.yaml"] + "  instances: "
    old = "{2024-01-16: {attendance: 5}, 2024-01-23: {attendance: 6}}\n"
    file.write_text(text + old, encoding="utf-8")
    rows = "Id;Fremmøte\n2024-kafe-2024-01-16;107\n2024-kafe-2024-01-23;8\n"
    assert fill(csv_file(content, rows), content) == 0
    new_text = "{2024-01-16: {attendance: 107}, 2024-01-23: {attendance: 8}}\n"
    assert file.read_text(encoding="utf-8") == text + new_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tittel;Dato;Oppmøte\nFest;3.2.2024;5", "rad 2, kolonnen «Tittel»: finner ikke"),
        ("Tittel;Dato;Oppmøte\nFest;;5", "rad 2, kolonnen «Tittel»: finner ikke"),
        ("Id;Oppmøte\n2024-fes;5", "rad 2, kolonnen «Id»: finner ikke arrangementet"),
        ("Id;Oppmøte\n2024-kafe;5", "rad 2, kolonnen «Id»: det kan være 2024-kafe-2024-01-09, "),
        ("Id;Oppmøte\n2024-fest;Kari, Ola", "rad 2, kolonnen «Oppmøte»: «Kari, Ola» skal være"),
        ("Id;Oppmøte\n2024-fest;5\n2024-fest;6", "rad 3, kolonnen «Id»: 2024-fest står to ganger"),
        ("Id;Dato;Oppmøte\n2024-kafe;01/02/2024;6", "rad 2, kolonnen «Dato»: «01/02/2024» kan"),
        ("Id;Tittel\n2024-fest;Fest", "har ingen kolonne «Oppmøte»"),
    ],
)
def test_attendance_that_fits_no_event_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    """The message has file, row and column; the events stay as they are."""
    assert fill(csv_file(content, text), content) == 1
    assert expected in capsys.readouterr().err
    assert (content / "events/2024.yaml").read_text(encoding="utf-8") == CONTENT["events/2024.yaml"]


class TestMembers:
    """`run.py new members FILE`: the rows become members in members.yaml."""

    ROWS = (
        "Bedrift;Orgnr;Bransje;Sted;Medlem siden;Utmeldt;Nettverk;Nettside\n"
        "Ås Bygg AS;123 456 785;Bygg;Ås;01.05.2019;;KI-nettverket;www.bygg.example\n"
        "Banken;;;;2. mai 2023;31.12.2023;;\n"
    )

    def run(self, content: Path, rows: str) -> int:
        sheet = content.parent / "medlemmer.csv"
        sheet.write_text(rows, encoding="utf-8")
        return new_members.main(sheet, content, None, is_sure=True)

    def test_rows_become_members(self, content: Path) -> None:
        """By their Norwegian headings, below what is there."""
        given.written(content, {"members.yaml": "cafeen:\n  name: Cafeen\n"})
        assert self.run(content, self.ROWS) == 0
        catalog, _ = load(content)
        assert [*catalog.members] == ["cafeen", "as-bygg-as", "banken"]
        bygg, bank = catalog.members["as-bygg-as"], catalog.members["banken"]
        assert (bygg.organisation_number, bygg.category, bygg.place) == ("123456785", "Bygg", "Ås")
        assert (str(bygg.since), bygg.networks) == ("2019-05-01", ("ki",))
        assert bygg.url == "https://www.bygg.example"
        assert (str(bank.since), str(bank.until)) == ("2023-05-02", "2023-12-31")

    def test_those_that_are_there_are_left(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(content, self.ROWS) == 0
        before = (content / "members.yaml").read_bytes()
        assert self.run(content, self.ROWS) == 0
        assert "Rad 2: Ås Bygg AS finnes allerede." in capsys.readouterr().out
        assert (content / "members.yaml").read_bytes() == before

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("Sko;123 456 789;;;;;;", "rad 4, kolonnen «Orgnr»: «123 456 789» er ikke et gyldig"),
            ("Sko;;;;2019;;;", "rad 4, kolonnen «Medlem siden»"),
            ("Sko;;;;;;Sko;", "rad 4, kolonnen «Nettverk»: Nettverket «sko» finnes ikke."),
            ("Sko;;;;2019-05-01;2019-04-30;;", "rad 4, kolonnen «Utmeldt»: Medlemskapet slutter"),
            ("Banken;;;;;;;", "rad 4, kolonnen «Bedrift»: «Banken» står to ganger i arket."),
            (";;Sko;;;;;", "rad 4, kolonnen «Bedrift»: Feltet `name` (navn) mangler"),
            (
                "Sko;;ola@sko.example;;;;;",
                "rad 4, kolonnen «Bransje» ser ut som opplysninger om personer: navn, e-post,",
            ),
        ],
    )
    def test_nothing_is_made_when_one_line_is_wrong(
        self, content: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
    ) -> None:
        """The row, the column and the fault are told."""
        assert self.run(content, f"{self.ROWS}{row}\n") == 1
        assert told in capsys.readouterr().err
        assert not (content / "members.yaml").exists()

    @pytest.mark.parametrize(
        ("headings", "told"),
        [
            ("Bedrift;Sted;Aksjer", "noe av dette: navn, organisasjonsnummer, nettside, logo,"),
            ("Bedrift;Aksjer", "øverst, f.eks. navn, organisasjonsnummer, nettside."),
        ],
    )
    def test_the_headings_that_there_may_be_are_those_of_a_member(
        self, content: Path, capsys: pytest.CaptureFixture[str], headings: str, told: str
    ) -> None:
        """They are told by the labels that a member's form has."""
        assert self.run(content, f"{headings}\nSko;Ås;2\n") == 1
        assert told in capsys.readouterr().err

    def test_persons_are_refused(self, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(content, "Bedrift;Kontaktperson\nSko;Ola Hansen\n") == 1
        assert "kolonnen «Kontaktperson»" in capsys.readouterr().err
