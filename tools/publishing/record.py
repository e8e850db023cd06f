"""Writes down what was published, once it has been: the addresses, and what calendars were told.

A build never does: what it makes is not public yet.
"""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pelican.settings import read_settings

from plugins.addresses.plan import plan
from plugins.addresses.urls import Root
from plugins.contract.catalog import Catalog
from plugins.contract.edition import Edition, edition
from plugins.contract.ledger import ADDRESSES
from plugins.contract.problems import Report
from plugins.contract.record import Key, Record
from plugins.ledger.published import published
from plugins.reading.ledger import parse
from plugins.reading.ledger import spelt as spelt_addresses
from plugins.reading.load import load
from plugins.reading.record import PATH, spelt
from plugins.site.engine import Engine
from plugins.site.gate import pass_or_stop
from plugins.site.now import NowUnreadable, now
from plugins.wording.problems import notice
from tools.newsroom.telling import count

ROOT = Path(__file__).parents[2]


def main(content: Path, at: str = "") -> int:
    """Write what is public now, or at `at`, and tell what was new in it.

    The plan is that of the last strict build: the same content and time give the same. Raises
    SystemExit(2), with nothing written, when there are faults in the content.
    """
    catalog, report = load(content)
    pass_or_stop(report, content, "nb")
    try:
        moment = now({"NOW": at}, catalog.site)
    except NowUnreadable as unreadable:
        print(notice("now-invalid", "nb", value=unreadable), file=sys.stderr)
        return 1
    seen = edition(catalog, moment)
    tell(catalog.record, _calendar(content, catalog, seen, moment))
    tell_addresses(*_addresses(content, catalog, moment))
    return 0


def _calendar(content: Path, catalog: Catalog, seen: Edition, moment: datetime) -> Record:
    record = catalog.record.next(seen.events.values(), moment)
    write(content / PATH, spelt(record))
    return record


def _addresses(
    content: Path, catalog: Catalog, moment: datetime
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The addresses on record before, and with those that the strict settings publish."""
    settings = read_settings(str(ROOT / "publishconf.py"), override={"PATH": str(content)})
    engine = Engine(settings)
    seen = edition(catalog.only(engine.kinds), moment)
    planned = plan(seen, Root(""), engine.kinds, settings["DEFAULT_PAGINATION"])
    file = content / ADDRESSES
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    before = parse(text, "", Report()).made_by
    after = {**before, **published(seen.catalog, planned)}
    write(file, spelt_addresses(after))
    return before, after


def write(path: Path, text: str) -> None:
    """Put a record where the next build finds it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def tell(before: Record, after: Record) -> None:
    """Name what has changed; count what is new, which on the first day is everything."""
    new = [key for key in after.lines if key not in before.lines]
    changed = [key for key, line in before.lines.items() if after.lines[key] != line]
    for key in sorted(changed, key=_named):
        print(f"Endret: {_named(key)} ({after.lines[key].revision.sequence})")
    rest = len(after.lines) - len(new) - len(changed)
    print(f"{PATH}: {count(len(new), 'ny', 'nye')}, {len(changed)} endret, {rest} som før.")


def tell_addresses(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Count what is new; none is ever taken away."""
    new = len(after.keys() - before.keys())
    print(f"{ADDRESSES}: {count(new, 'ny', 'nye')}, {len(before)} fra før.")


def _named(key: Key) -> str:
    id, on = key
    return f"{id} {on}" if on else id
