"""Reads and writes record/addresses.txt (published addresses) and reads record/gone.txt."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from newsroom.contract.ledger import ADDRESSES, GONE, Ledger, UrlOwner
from newsroom.contract.problems import Report
from newsroom.contract.source import Source

COMMENT = "#"
HEAD = """\
# Adressene som er publisert, og hva som laget dem. Ingen kan forsvinne uten at noen sier det.
# Skrives av `python3 run.py record` når nettstedet er publisert. Ikke endre den for hånd.
"""
COUNT = re.compile(r"^# Adresser: (\d+)$", re.MULTILINE)
# No step may be "." or "..", which lead out of the site.
ADDRESS = r"(?P<address>/(?:(?!\.\.?(?:/|\s|$))[\w.~+,:@-]+(?:/|(?=\s|$)))*)"
LINE = re.compile(rf"{ADDRESS} (?P<owner>\S.*)")
GONE_LINE = re.compile(rf"{ADDRESS}(?:\s+#.*)?")
# An address as people write it by mistake: as a list item, in quotation marks, with domain, query,
# anchor or more words, or without its first slash.
LOOSE_ADDRESS = re.compile(
    r"[-*\s\"'`]*+(?:https?://[^/\s]+)?/?((?:[^\s/?#]++/)+[^\s/?#\"'`]*)(?:[?#\"'`\s].*)?"
)


def parse(addresses: str | None, gone: str, report: Report) -> Ledger:
    """The ledger in the texts of the two files; None: there is no addresses.txt.

    Reports each line that is not valid, and an addresses.txt that has fewer lines than it says.
    When two lines have one address, as after a merge in Git, the later line counts; so a file may
    have more lines than it says.
    """
    text = addresses or ""
    published = _matching(LINE, ADDRESSES, text, report)
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
    if path == ADDRESSES:
        return "ledger-line", {"value": line}
    match = LOOSE_ADDRESS.fullmatch(line)
    address = f"/{unquote(match[1])}" if match else ""
    # An address without a suffix is a page.
    is_complete = not address or address.endswith("/") or PurePosixPath(address).suffix
    return "gone-line", {"value": line, "suggestion": address + ("" if is_complete else "/")}


def serialized(owners: Mapping[str, UrlOwner]) -> str:
    """The text of addresses.txt, sorted by address."""
    lines = "".join(f"{address} {owner}\n" for address, owner in sorted(owners.items()))
    return f"{HEAD}# Adresser: {len(owners)}\n{lines}"
