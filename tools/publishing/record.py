"""Writes down what calendars have been told, once a site has been published.

A build never does: what it makes is not public yet.
"""

import sys
from pathlib import Path

from plugins.contract.edition import edition
from plugins.contract.record import Key, Record
from plugins.reading.load import load
from plugins.reading.record import PATH, spelt
from plugins.site.gate import pass_or_stop
from plugins.site.now import NowUnreadable, now
from plugins.wording.problems import notice
from tools.newsroom.telling import count


def main(content: Path, at: str = "") -> int:
    """Write the record of what is public now, or at `at`, and tell what was new in it.

    Raises SystemExit(2), with nothing written, when there are faults in the content.
    """
    catalog, report = load(content)
    pass_or_stop(report, content, "nb")
    try:
        moment = now({"NOW": at}, catalog.site)
    except NowUnreadable as unreadable:
        print(notice("now-invalid", "nb", value=unreadable), file=sys.stderr)
        return 1
    found = edition(catalog, moment).events.values()
    tell(catalog.record, write(content / PATH, catalog.record.next(found, moment)))
    return 0


def write(path: Path, record: Record) -> Record:
    """Put the record where the next build finds it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(spelt(record), encoding="utf-8", newline="\n")
    return record


def tell(before: Record, after: Record) -> None:
    """Name what has changed; count what is new, which on the first day is everything."""
    new = [key for key in after.lines if key not in before.lines]
    changed = [key for key, line in before.lines.items() if after.lines[key] != line]
    for key in sorted(changed, key=_named):
        print(f"Endret: {_named(key)} ({after.lines[key].revision.sequence})")
    rest = len(after.lines) - len(new) - len(changed)
    print(f"{PATH}: {count(len(new), 'ny', 'nye')}, {len(changed)} endret, {rest} som før.")


def _named(key: Key) -> str:
    id, on = key
    return f"{id} {on}" if on else id
