"""`run.py record --merge BASE OURS THEIRS`: merges two versions of a record as sets of lines.

Git calls it as the merge driver of .gitattributes (gitattributes(5), "Defining a custom merge
driver"): the result is written into OURS, and another exit code than 0 is a conflict.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from newsroom.commands.words import command
from newsroom.contract.problems import Report
from newsroom.contract.record import Record
from newsroom.contract.site import Site
from newsroom.disk.atomic import write_atomically
from newsroom.reading.records import (
    parse_calendar,
    parse_ledger,
    serialized_calendar,
    serialized_ledger,
)
from newsroom.wording.problems import message

K = TypeVar("K")
V = TypeVar("V")
# How the lines of addresses.txt begin, also when there is no address yet.
LEDGER_LINES = ("/", "# Adresse")


def main(files: Sequence[str]) -> int:
    """Write the merged record into the second file; 1, and nothing written, when it cannot be."""
    if len(files) != 3:
        usage = command("record", "--merge", "BASE", "OURS", "THEIRS")
        print(f"Skriv tre filer, slik Git gjør: {usage}", file=sys.stderr)
        return 1
    try:
        base, ours, theirs = (Path(file).read_text(encoding="utf-8-sig") for file in files)
    except (OSError, UnicodeDecodeError) as fault:
        print(fault, file=sys.stderr)
        return 1
    report = Report()
    text = merged_text(base, ours, theirs, report)
    for problem in report:
        print(f"{problem.path}:{problem.line}: {message(problem, 'nb')}", file=sys.stderr)
    if report.problems:
        return 1
    target = Path(files[1])
    write_atomically(target, text.encode(), like=target)
    return 0


def merged_text(base: str, ours: str, theirs: str, report: Report) -> str:
    """The merged text of two records that had the text `base`; reports lines of the two."""
    texts, reports = (base, ours, theirs), (Report(), report, report)
    pairs = [*zip(texts, reports, strict=True)]
    if any(line.startswith(LEDGER_LINES) for text in texts for line in text.splitlines()):
        first, second, third = (parse_ledger(text or None, "", to).owners for text, to in pairs)
        return serialized_ledger(merged(first, second, third, lambda _, owner: owner))
    old, new, other = (parse_calendar(text, Site().since, to).lines for text, to in pairs)
    lines = merged(old, new, other, lambda *both: max(both, key=lambda line: line.revision))
    return serialized_calendar(Record(lines))


def merged(
    base: Mapping[K, V],
    ours: Mapping[K, V],
    theirs: Mapping[K, V],
    chosen: Callable[[V, V], V],
) -> dict[K, V]:
    """The entries of both sides, without those that one side has deleted since `base`.

    The value of a key that both have is that of the side that changed it; of two changed values it
    is what `chosen(ours, theirs)` returns.
    """
    deleted = base.keys() - (ours.keys() & theirs.keys())
    entries = {key: value for key, value in {**theirs, **ours}.items() if key not in deleted}
    for key in ours.keys() & theirs.keys():
        if ours[key] == base.get(key):
            entries[key] = theirs[key]
        elif theirs[key] != base.get(key):
            entries[key] = chosen(ours[key], theirs[key])
    return entries
