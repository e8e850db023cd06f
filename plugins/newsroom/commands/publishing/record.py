"""`run.py record`: records the addresses and the calendar revisions that were published.

A build does not, since its output is not public yet; it only leaves what is to be recorded
(`site/published_site.py`).
"""

import sys
from pathlib import Path

from newsroom.commands.settings import strict_settings
from newsroom.commands.words import command, count
from newsroom.contract.catalog import ADDRESSES
from newsroom.contract.problems import Report
from newsroom.contract.record import Record, RecordKey
from newsroom.contract.site import Site
from newsroom.disk.atomic import write_atomically
from newsroom.reading.records import (
    CALENDAR,
    parse_calendar,
    parse_ledger,
    serialized_calendar,
    serialized_ledger,
)
from newsroom.site.gate import pass_or_stop
from newsroom.site.published_site import folder_for

# The subject of the commit that has the records after a publishing.
MESSAGE = "Record what has been published"
NOTHING = (
    "Det finnes ingen bygging av {output}/ å skrive av, og bare det som er bygget, kan være "
    "publisert. Kjør `{build}` først. Sier den at ingenting er endret, kjører du "
    "`{build} --no-cache`."
)


def main(content: Path, output: Path) -> int:
    """Add what the last strict build into `output` published to the records; print what is new.

    Returns 1 when there is no such build; raises SystemExit(2) when a line of a record cannot be
    read. Neither writes anything.
    """
    settings = strict_settings(PATH=str(content), OUTPUT_PATH=str(output))
    built, report = folder_for(settings), Report()
    try:
        texts = _both(content, built, CALENDAR)
        calendars = [parse_calendar(text, Site().since, report) for text in texts]
        texts = _both(content, built, ADDRESSES)
        addresses = [parse_ledger(text or None, "", report).owners for text in texts]
    except FileNotFoundError:
        print(NOTHING.format(output=output.name, build=command("build")), file=sys.stderr)
        return 1
    pass_or_stop(report, content, "nb")
    write_atomically(content / CALENDAR, serialized_calendar(calendars[1]).encode())
    write_atomically(content / ADDRESSES, serialized_ledger(addresses[1]).encode())
    tell(*calendars)
    before, after = addresses
    new = count(len(after.keys() - before.keys()), "ny", "nye")
    print(f"{ADDRESSES}: {new}, {len(before)} fra før.")  # a record never loses one
    return 0


def _both(content: Path, built: Path, path: str) -> tuple[str, str]:
    """The text of a record, and with that of the build after it: the later of two lines counts."""
    file = content / path
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    return before, f"{before}\n{(built / path).read_text(encoding='utf-8')}"


def tell(before: Record, after: Record) -> None:
    """Print the name of each changed event, and how many are new."""
    new = [key for key in after.lines if key not in before.lines]
    changed = [key for key, line in before.lines.items() if after.lines[key] != line]
    for key in sorted(changed, key=_named):
        print(f"Endret: {_named(key)} ({after.lines[key].revision.sequence})")
    rest = len(after.lines) - len(new) - len(changed)
    print(f"{CALENDAR}: {count(len(new), 'ny', 'nye')}, {len(changed)} endret, {rest} som før.")


def _named(key: RecordKey) -> str:
    id, on = key
    return f"{id} {on}" if on else id
