"""Reads and writes the records of what was published: addresses.txt, gone.txt and calendar.txt."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from newsroom.contract.catalog import ADDRESSES, GONE, Ledger, UrlOwner
from newsroom.contract.problems import Report, Source
from newsroom.contract.record import DIGITS, Line, Record, RecordKey, Revision

CALENDAR = "record/calendar.txt"
COMMENT = "#"
ADDRESSES_HEAD = """\
# Adressene som er publisert, og hva som laget dem. Ingen kan forsvinne uten at noen sier det.
# Skrives av `python3 run.py record` når nettstedet er publisert. Ikke endre den for hånd.
"""
CALENDAR_HEAD = """\
# Hva kalenderne har fått vite: arrangementets id, datoen i en serie (- er alle), et avtrykk av det
# som sto, hvor mange ganger det er endret siden første gang, og når (UTC).
# Skrives av `python3 run.py record` når nettstedet er publisert. Ikke endre den for hånd.
"""
COUNT = re.compile(r"^# Adresser: (\d+)$", re.MULTILINE)
# No step may be "." or "..", which lead out of the site.
ADDRESS = r"(?P<address>/(?:(?!\.\.?(?:/|\s|$))[\w.~+,:@-]+(?:/|(?=\s|$)))*)"
ADDRESS_LINE = re.compile(rf"{ADDRESS} (?P<owner>\S.*)")
GONE_LINE = re.compile(rf"{ADDRESS}(?:\s+#.*)?")
# An address as people write it by mistake: as a list item, in quotation marks, with domain, query,
# anchor or more words, or without its first slash.
LOOSE_ADDRESS = re.compile(
    r"[-*\s\"'`]*+(?:https?://[^/\s]+)?/?((?:[^\s/?#]++/)+[^\s/?#\"'`]*)(?:[?#\"'`\s].*)?"
)
WHOLE_SERIES = "-"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
CALENDAR_LINE = re.compile(
    rf"(?P<id>[a-z0-9-]+) (?P<on>-|\d{{4}}-\d\d-\d\d) (?P<fingerprint>[0-9a-f]{{{DIGITS}}}) "
    r"(?P<sequence>\d{1,6}) (?P<instant>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
    re.ASCII,
)


def parse_ledger(addresses: str | None, gone: str, report: Report) -> Ledger:
    """The ledger in the texts of the two files; None: there is no addresses.txt.

    Reports each line that is not valid, and an addresses.txt that has fewer lines than it says.
    When two lines have one address, as after a merge in Git, the later line counts; so a file may
    have more lines than it says.
    """
    text = addresses or ""
    published = _matching(ADDRESS_LINE, ADDRESSES, text, report)
    owners = {match["address"]: UrlOwner.parse(match["owner"]) for _, match in published}
    counts = [int(count) for count in COUNT.findall(text)]
    if max(counts, default=0) > len(owners):
        values = {"counted": max(counts), "found": len(owners)}
        report.add(Source(ADDRESSES), (), "ledger-shorter", values)
    if addresses is not None and not (owners or counts):
        report.add(Source(ADDRESSES), (), "ledger-empty")
    gone_lines = _matching(GONE_LINE, GONE, gone, report)
    gone_at = {match["address"]: line for line, match in gone_lines}
    return Ledger(owners, gone_at, is_written=addresses is not None)


def parse_calendar(text: str, origin: datetime, report: Report) -> Record:
    """The record in the text of calendar.txt; reports each line that is not valid.

    When two lines are about the same event, as after a merge in Git, the later revision counts.
    """
    lines: dict[RecordKey, Line] = {}
    for number, match in _matching(CALENDAR_LINE, CALENDAR, text, report):
        try:
            on = None if match["on"] == WHOLE_SERIES else date.fromisoformat(match["on"])
            instant = datetime.strptime(match["instant"], TIME_FORMAT).replace(tzinfo=UTC)
        except ValueError:
            report.add(Source(CALENDAR).at_line(number), (), *_fault(CALENDAR, match[0]))
            continue
        line = Line(match["fingerprint"], Revision(int(match["sequence"]), instant))
        key = match["id"], on
        lines[key] = max(lines.get(key, line), line, key=lambda line: line.revision)
    return Record(lines, origin)


def _matching(
    pattern: re.Pattern[str], path: str, text: str, report: Report
) -> Iterator[tuple[int, re.Match[str]]]:
    """Number and match of each line; reports a line that does not match."""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith(COMMENT):
            continue
        if match := pattern.fullmatch(line):
            yield number, match
        else:
            report.add(Source(path).at_line(number), (), *_fault(path, line))


def _fault(path: str, line: str) -> tuple[str, Mapping[str, str]]:
    """The code and values for an invalid line; in gone.txt with the address it may mean."""
    if path != GONE:
        return "ledger-line" if path == ADDRESSES else "record-line", {"value": line}
    match = LOOSE_ADDRESS.fullmatch(line)
    address = f"/{unquote(match[1])}" if match else ""
    # An address without a suffix is a page.
    is_complete = not address or address.endswith("/") or PurePosixPath(address).suffix
    return "gone-line", {"value": line, "suggestion": address + ("" if is_complete else "/")}


def serialized_ledger(owners: Mapping[str, UrlOwner]) -> str:
    """The text of addresses.txt, sorted by address."""
    lines = "".join(f"{address} {owner}\n" for address, owner in sorted(owners.items()))
    return f"{ADDRESSES_HEAD}# Adresser: {len(owners)}\n{lines}"


def serialized_calendar(record: Record) -> str:
    """The text of calendar.txt, sorted by id and date."""
    rows = (
        f"{id} {on or WHOLE_SERIES} {line.fingerprint} {line.revision.sequence} "
        f"{line.revision.instant.astimezone(UTC):{TIME_FORMAT}}\n"
        for (id, on), line in record.lines.items()
    )
    return CALENDAR_HEAD + "".join(sorted(rows))
