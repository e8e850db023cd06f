"""Reads a spreadsheet: .xlsx, or text with semicolons, commas or tabs between the columns."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from warnings import catch_warnings
from zipfile import BadZipFile

from openpyxl import load_workbook

from newsroom.commands.changing.checked_change import Refused
from newsroom.commands.sheets.columns import HEADINGS, field_of, is_personal

DELIMITERS = ";\t,"
# A cell that is nothing but an e-mail address or a telephone number; 20240312 is a date.
CONTACT = re.compile(
    r"\S+@\S+\.\w+|(?:\+?47)? ?(?:(?!20[0-4]\d[01])[2-9]\d{7}|[2-9]\d(?: \d\d){3}|\d{3} \d\d \d{3})"
)
PRIVACY = (
    "{0}: {1} ser ut som opplysninger om personer. Innholdet på nettstedet er åpent for alle, "
    "også i historikken, så navn, e-post, telefon og adresse til deltakere skal ikke inn her. "
    "Lagre en kopi uten. Er «Navn» navnet på arrangementet, kall kolonnen «Tittel»."
)
NO_HEADINGS = (
    "{0}: fant ingen rad med overskrifter. Skriv dem over radene, f.eks. Tittel, Dato, "
    "Klokkeslett, Sted og Nettverk."
)
UNKNOWN = "{0}, rad {1}: kolonnen «{2}» er ukjent. Ta den bort, eller kall den noe av dette: {3}."
TWICE = "{0}, rad {1}: både «{2}» og «{3}» er {4}. Ta bort den ene kolonnen."
UNREADABLE = "{0} kan ikke leses som et regneark. Lagre det på nytt som .xlsx eller .csv."
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row by field, and its number in the sheet, from 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the headings, the heading of each field, and what is wrong in the rows."""

    name: str
    headings: dict[str, str]
    rows: list[Row]
    faults: list[str] = field(default_factory=list)

    def place(self, row: Row, name: str = "") -> str:
        """`arrangementer.xlsx, rad 4, kolonnen «Sted»`."""
        column = f", kolonnen «{self.headings[name]}»" if name in self.headings else ""
        return f"{self.name}, rad {row.number}{column}"

    def add_fault(self, row: Row, name: str, text: str) -> None:
        self.faults.append(f"{self.place(row, name)}: {text}")

    def check(self) -> None:
        """Raises Refused with all that is wrong."""
        if self.faults:
            raise Refused("\n".join(self.faults))


def read_sheet(file: Path) -> Sheet:
    """The sheet in a file. Raises Refused with what is wrong with it as a whole."""
    if not file.is_file():
        raise Refused(f"Finner ikke regnearket «{file}». Skriv filen, f.eks. program.xlsx.")
    try:
        tables = [*TABLES[file.suffix.lower()](file)]
    except (BadZipFile, LookupError, OSError, SyntaxError, ValueError, csv.Error):
        raise Refused(UNREADABLE.format(file.name)) from None
    for table in tables:
        if (first := _heading_row(table)) is not None:
            return _sheet(file.name, table, first)
    raise Refused(NO_HEADINGS.format(file.name))


def _sheet(name: str, table: Sequence[Cells], first: int) -> Sheet:
    """The rows below the row with headings, by field. Raises Refused for persons in it."""
    fields: dict[int, str] = {}
    headings: dict[str, str] = {}
    for column, heading in enumerate(table[first]):
        if is_personal(heading):
            raise Refused(PRIVACY.format(name, f"kolonnen «{heading}»"))
        meant = field_of(heading)
        if not meant and any(row[column : column + 1] not in ((), ("",)) for row in table[first:]):
            raise Refused(UNKNOWN.format(name, first + 1, heading, ", ".join(HEADINGS)))
        if meant in headings:
            raise Refused(TWICE.format(name, first + 1, headings[meant], heading, meant))
        if meant:
            fields[column], headings[meant] = meant, heading
    rows = []
    for number, cells in enumerate(table[first + 1 :], first + 2):
        if any(map(CONTACT.fullmatch, cells)):
            raise Refused(PRIVACY.format(name, f"rad {number}"))
        filled = {fields[column]: cell for column, cell in enumerate(cells) if cell}
        rows += [Row(number, filled)] if filled else []
    return Sheet(name, headings, rows)


def _heading_row(table: Sequence[Cells]) -> int | None:
    """The index of the first row in which two cells are headings, also of personal data."""
    counts = (sum(bool(field_of(cell) or is_personal(cell)) for cell in row) for row in table)
    return next((index for index, number in enumerate(counts) if number > 1), None)


def _texts(file: Path) -> Iterator[list[Cells]]:
    """The table that each delimiter gives."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    for delimiter in DELIMITERS:
        yield _table(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def _xlsx(file: Path) -> Iterator[list[Cells]]:
    """The table on the first sheet."""
    with catch_warnings(action="ignore"), file.open("rb") as handle:
        book = load_workbook(handle, read_only=True, data_only=True)
        yield _table(book.worksheets[0].iter_rows(values_only=True))


def _table(rows: Iterable[Iterable[object]]) -> list[Cells]:
    return [tuple(map(_text, row)) for row in rows]


def _text(value: object) -> str:
    """A cell as one would type it: dates and times as in YAML, whole numbers without a point."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip().replace("\u00a0", " ")


TABLES = {".xlsx": _xlsx, ".xlsm": _xlsx, ".csv": _texts, ".tsv": _texts, ".txt": _texts}
