"""content/record/calendar.txt: a line for each event that calendars have been told of."""

import re
from datetime import UTC, date, datetime

from newsroom.contract.problems import Report
from newsroom.contract.record import DIGITS, Key, Line, Record, Revision
from newsroom.contract.source import Source

PATH = "record/calendar.txt"
COMMENT = "#"
WHOLE = "-"
STAMP = "%Y-%m-%dT%H:%M:%SZ"
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
    """The record in a text; a line that is none of ours is a problem.

    Of two lines about the same, as Git leaves them after a merge, the later one counts.
    """
    lines: dict[Key, Line] = {}
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip() or written.startswith(COMMENT):
            continue
        if found := _line(written.strip()):
            key, line = found
            lines[key] = max(lines.get(key, line), line, key=lambda one: one.revision)
        else:
            source = Source(PATH).at_line(number)
            report.add(source, (), "record-line", {"value": written.strip()})
    return Record(lines, origin)


def _line(written: str) -> tuple[Key, Line] | None:
    found = LINE.fullmatch(written)
    if not found:
        return None
    try:
        on = None if found["on"] == WHOLE else date.fromisoformat(found["on"])
        instant = datetime.strptime(found["instant"], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return (found["id"], on), Line(found["fingerprint"], Revision(int(found["sequence"]), instant))


def spelt(record: Record) -> str:
    """The text that `parse` reads as this record, in the order of ids and dates."""
    rows = (
        f"{id} {on or WHOLE} {line.fingerprint} {line.revision.sequence} "
        f"{line.revision.instant.astimezone(UTC):{STAMP}}\n"
        for (id, on), line in record.lines.items()
    )
    return HEAD + "".join(sorted(rows))
