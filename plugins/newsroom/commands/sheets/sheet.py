"""Reads a spreadsheet: .xlsx, or .csv with semicolons, commas or tabs between the columns."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from openpyxl import load_workbook

from newsroom.commands.outcome import Refused
from newsroom.contract.problems import Position, Problem, Source, Where
from newsroom.reading.spelling import translations
from newsroom.wording.fields import CATALOGUES, label
from newsroom.wording.problems import message
from newsroom.wording.texts import texts

# The field of an event that each column has; the texts of several columns are joined.
FIELDS = (
    *("id", "title", "start", "end", "venue", "online", "network", "summary", "description"),
    *("type", "speakers", "organiser", "status", "attendance", "accessibility", "part_of"),
    *("zone", "contact", "series", "repeat", "status_note", "lang", "slug"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("start",),
    **{name: (name,) for name in FIELDS},
    "time": ("start",),
    "registration": ("registration", "url"),
    **{n: ("registration", n) for n in ("deadline", "capacity", "price", "member_price")},
}
# Words in a heading, and in a cell an e-mail address or a telephone number (no date, no URL).
PERSONAL = re.compile(
    r"\b(?:(?:deltaker\w*|participant|full\w*|for|etter|first|last|sur)?[ -]?(?:navn|name)s?"
    r"|e-?(?:post|mail)\w*|mail|epostadresse|tlf|telefon\w*|mobil\w*|(?:tele)?phone\w*"
    r"|(?:gate|post|hjemme)?adresse|address|(?:person(?!er\b)|fødsels)\w+|kontaktperson"
    r"|påmeldte?|^(?:delta[kg]er|participant))\b"
)
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/=.-])(?:(?:\+|00)?47)? ?"
    r"(?:(?!20[0-4]\d[01])[2-9]\d{7}|[2-9]\d(?: \d\d){3}|[2-9]\d(?:\.\d\d){3}(?!\.\d)"
    r"|\d{3}([ .])\d\d\1\d{3})(?!\d)"
)
NAMES = re.compile(r"[A-ZÆØÅ]\w+ [A-ZÆØÅ]")
# A formula without a stored value, or what a spreadsheet shows when it cannot calculate one.
WITHOUT_VALUE = re.compile(r"=.+|#[A-ZÆØÅ/0]{3,}[!?]|#N/A|#I/T|Err:\d+", re.DOTALL)
PRIVACY = (
    "{0} ser ut som opplysninger om personer: navn, e-post, telefon eller adresse. Innholdet på "
    "nettstedet er åpent for alle, også i historikken, så slikt om deltakere skal ikke inn her. "
    "Lagre en kopi uten. Er det navnet på arrangementet, kall kolonnen «Tittel»."
)
NO_HEADINGS = "{0}: fant ingen rad med overskrifter. Skriv dem øverst, f.eks. {1}."
UNKNOWN = "{0} er ukjent. Ta den bort, eller kall den noe av dette: {1}."
SAME_FIELD = "{0} er det samme som kolonnen «{1}». Behold bare den ene."
NO_VALUE = "{0}: «{1}» er en formel uten svar. Rett cellen i regnearket, og lagre det på nytt."
TOO_MANY = "{0}: flere celler enn overskrifter. Sett tekst med skilletegn i anførselstegn."
UNREADABLE = "{0} kan ikke leses som et regneark. Lagre det på nytt som .xlsx eller .csv."
FIRST_ONLY = "Leser bare det første arket i {0}, «{1}». Det er flere: {2}."
Cells = tuple[str, ...]
Headed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row as in YAML, and the position of each: the row and the column, from 1."""

    source: Source
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the headings, and what is wrong in them."""

    name: str
    headings: Cells
    rows: list[Row]
    faults: list[str] = field(default_factory=list)

    def place(self, row: int, column: int = 0) -> str:
        """`arrangementer.xlsx, rad 4, kolonnen «Sted»`."""
        heading = f", kolonnen «{self.headings[column - 1]}»" if column else ""
        return f"{self.name}, rad {row}{heading}"

    def add_fault(self, row: Row, where: Where, text: str) -> None:
        """Add what is wrong with the cell of a field."""
        self.faults.append(f"{self.place_of(row, where)}: {text}")

    def place_of(self, row: Row, where: Where) -> str:
        """The place of the cell of a field."""
        return self.place(*row.source.place(where))

    def check(self, problems: Iterable[Problem] = ()) -> None:
        """Raises Refused with all cells that are wrong; advice without a value is about YAML."""
        faults = [
            f"{place}: {message(problem, 'nb', with_fix='value' in dict(problem.values))}"
            for problem in problems
            if problem.path == self.name
            and (place := self.place(problem.line, problem.column))
            # What is wrong with a whole row may come from one of its cells.
            and not any(
                fault.startswith((f"{place}:", *([] if problem.column else [f"{place},"])))
                for fault in self.faults
            )
        ]
        if faults or self.faults:
            raise Refused("\n".join([*self.faults, *faults]))


def read_sheet(file: Path, known: Headed = COLUMNS, labels: Sequence[str] = ()) -> Sheet:
    """The sheet in a file with these columns, told by their `labels` when one is unknown.

    Raises Refused with what is wrong with all of it.
    """
    if not file.is_file():
        missing = f"Finner ikke regnearket «{file}». " if file.name else ""
        raise Refused(f"{missing}Skriv filen med regnearket, f.eks. program.xlsx.")
    try:
        tables = [*{".xlsx": _xlsx, ".csv": _csv}[file.suffix.lower()](file)]
    except Exception:  # openpyxl raises what a damaged file brings about: TypeError, zlib.error, …
        raise Refused(UNREADABLE.format(file.name)) from None
    for table in tables:
        for index, cells in enumerate(table):
            headings = (_column(cell, known) or PERSONAL.fullmatch(cell.lower()) for cell in cells)
            if sum(map(bool, headings)) > 1:
                return _sheet(file.name, table, index, known, labels)
    first = ", ".join(labels[:3]) or "Tittel, Dato og Sted"
    raise Refused(NO_HEADINGS.format(file.name, first))


def _sheet(
    name: str, table: Sequence[Cells], first: int, known: Headed, labels: Sequence[str]
) -> Sheet:
    """The rows below the headings. Raises Refused for persons in it, and for broken formulas."""
    sheet, columns = Sheet(name, table[first], []), [_column(cell, known) for cell in table[first]]
    for index, (column, heading) in enumerate(zip(columns, sheet.headings, strict=True)):
        is_of_venue = heading.lower() in ("adresse", "address") and "venue" in columns
        if not column and PERSONAL.search(heading.lower()) and not is_of_venue:
            raise Refused(PRIVACY.format(f"{name}, kolonnen «{heading}»"))
        if column and column in columns[:index]:
            other = sheet.headings[columns.index(column)]
            raise Refused(SAME_FIELD.format(sheet.place(first + 1, index + 1), other))
        if not column and any("".join(cells[index : index + 1]) for cells in table[first:]):
            words = labels or map(_label, known)
            raise Refused(UNKNOWN.format(sheet.place(first + 1, index + 1), ", ".join(words)))
    for number, cells in enumerate(table[first + 1 :], first + 2):
        for index, (cell, at) in enumerate(zip_longest(cells, columns, fillvalue=""), 1):
            if CONTACT.search(cell) or (at == "attendance" and NAMES.search(cell)):
                where = index if index <= len(columns) else 0
                raise Refused(PRIVACY.format(sheet.place(number, where)))
        if any(cells[len(columns) :]):
            sheet.faults.append(TOO_MANY.format(sheet.place(number)))
        if any(cells):
            sheet.rows.append(_row(name, number, columns, cells, known))
        for index, cell in enumerate(cells[: len(columns)], 1):
            if WITHOUT_VALUE.fullmatch(cell):
                sheet.faults.append(NO_VALUE.format(sheet.place(number, index), cell))
    sheet.check()
    return sheet


def _row(name: str, number: int, columns: Sequence[str], cells: Cells, known: Headed) -> Row:
    """The filled cells of a row by field."""
    fields: dict[str, Any] = {}
    places: dict[Where, Position] = {(): (number, 0)}
    for column in sorted(filter(None, columns), key=[*known].index):
        where, index = known[column], columns.index(column)
        places.setdefault(where, (number, index + 1))
        text = "".join(cells[index : index + 1])
        if text := text if column == "description" else " ".join(text.split()):
            group = fields.setdefault(where[0], {}) if where[1:] else fields
            group[where[-1]] = " ".join(filter(None, (group.get(where[-1]), text)))
    return Row(Source(name, places), fields)


def _column(heading: str, known: Headed) -> str:
    """`venue` for `Sted *`; "" for a heading that names no column."""
    word = re.sub(r"\(.*\)|[*:.]", "", heading).strip().lower()
    english = texts("en", CATALOGUES)
    labelled = (name for name in known if english(_label(name)) == word)
    names = (word.replace(" ", "_"), *translations(word), *labelled)
    return next((name for name in names if name in known), "")


def _label(name: str) -> str:
    return label(name, "nb").strip(" ()") or name


def _csv(file: Path) -> Iterator[list[Cells]]:
    """The table that each delimiter gives."""
    data = file.read_bytes()
    is_utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))  # Excel's «Unicode-tekst»
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    for delimiter in ";\t,":
        lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        yield [tuple(map(_text, cells)) for cells in lines]


def _xlsx(file: Path) -> Iterator[list[Cells]]:
    """The table on the first sheet."""
    with catch_warnings(action="ignore"), file.open("rb") as handle:
        first, *others = load_workbook(handle, read_only=True, data_only=True).worksheets
        formulas = load_workbook(handle, read_only=True).worksheets[0]
        if others:
            titles = ", ".join(f"«{sheet.title}»" for sheet in others)
            print(FIRST_ONLY.format(file.name, first.title, titles))
        # A formula that no program has calculated has no value, and the type of a number.
        yield [
            tuple(_text((f if (c.value, c.data_type) == (None, "n") else c).value) for c, f in row)
            for row in map(zip, first.iter_rows(), formulas.iter_rows())
        ]


def _text(value: object) -> str:
    """A cell as one would type it: dates and times as in YAML, whole numbers without a point."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(getattr(value, "text", "" if value is None else value))
    return text.strip().replace("\u00a0", " ")
