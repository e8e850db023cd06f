"""Reads and writes record/calendar.txt: a line for each event in published calendars."""

import re
from datetime import UTC, date, datetime

from newsroom.contract.problems import Report
from newsroom.contract.record import DIGITS, Line, Record, RecordKey, Revision
from newsroom.contract.source import Source

PATH = "record/calendar.txt"
COMMENT = "#"
WHOLE_SERIES = "-"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
HEAD = """\
# Hva kalenderne har fått vite: arrangementets id, datoen i en serie (- er alle), et avtrykk av det
# som sto, hvor mange ganger det er endret siden første gang, og når (UTC).
# Skrives av `python3 run.py record` når nettstedet er publisert. Ikke endre den for hånd.
"""
LINE = re.compile(
    rf"(?P<id>[a-z0-9-]+) (?P<on>-|\d{{4}}-\d\d-\d\d) (?P<fingerprint>[0-9a-f]{{{DIGITS}}}) "
    r"(?P<sequence>\d{1,6}) (?P<instant>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
    re.ASCII,
)


def parse(text: str, origin: datetime, report: Report) -> Record:
    """The record in a text; reports each line that is not valid.

    When two lines are about the same event, as after a merge in Git, the later revision counts.
    """
    lines: dict[RecordKey, Line] = {}
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or raw.startswith(COMMENT):
            continue
        if parsed := _parse_line(raw.strip()):
            key, line = parsed
            lines[key] = max(lines.get(key, line), line, key=lambda line: line.revision)
        else:
            source = Source(PATH).at_line(number)
            report.add(source, (), "record-line", {"value": raw.strip()})
    return Record(lines, origin)


def _parse_line(text: str) -> tuple[RecordKey, Line] | None:
    match = LINE.fullmatch(text)
    if not match:
        return None
    try:
        on = None if match["on"] == WHOLE_SERIES else date.fromisoformat(match["on"])
        instant = datetime.strptime(match["instant"], TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return (match["id"], on), Line(match["fingerprint"], Revision(int(match["sequence"]), instant))


def serialized(record: Record) -> str:
    """The text of calendar.txt, sorted by id and date; `parse` reads it as the same record."""
    rows = (
        f"{id} {on or WHOLE_SERIES} {line.fingerprint} {line.revision.sequence} "
        f"{line.revision.instant.astimezone(UTC):{TIME_FORMAT}}\n"
        for (id, on), line in record.lines.items()
    )
    return HEAD + "".join(sorted(rows))
