"""content/record/: addresses.txt, every address published so far, and gone.txt, those given up."""

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
# No step that leads out of the site.
ADDRESS = r"(?P<address>/(?:(?!\.\.?(?:/|\s|$))[\w.~+,:@-]+(?:/|(?=\s|$)))*)"
LINE = re.compile(rf"{ADDRESS} (?P<made_by>\S.*)")
GONE_LINE = re.compile(rf"{ADDRESS}(?:\s+#.*)?")
# The same as a list item, in quotation marks, with its domain, what is asked of it, or a word
# more; without its first slash.
MEANT = re.compile(
    r"[-*\s\"'`]*+(?:https?://[^/\s]+)?/?((?:[^\s/?#]++/)+[^\s/?#\"'`]*)(?:[?#\"'`\s].*)?"
)


def parse(addresses: str | None, gone: str, report: Report) -> Ledger:
    """The ledger in the texts of the two files, of which the first may be missing.

    A line that is none of ours is a problem. Of two lines about the same, as Git leaves them after
    a merge, the later one counts; so there may be more than a line says, but no fewer.
    """
    written = addresses or ""
    published = _matching(LINE, ADDRESSES, written, report)
    owners = {found["address"]: UrlOwner.parse(found["made_by"]) for _, found in published}
    counts = [int(count) for count in COUNT.findall(written)]
    if max(counts, default=0) > len(owners):
        values = {"counted": max(counts), "found": len(owners)}
        report.add(Source(ADDRESSES), (), "ledger-shorter", values)
    if addresses is not None and not (owners or counts):
        report.add(Source(ADDRESSES), (), "ledger-empty")
    given_up = _matching(GONE_LINE, GONE, gone, report)
    gone_at = {found["address"]: line for line, found in given_up}
    return Ledger(owners, gone_at, is_written=addresses is not None)


def _matching(
    form: re.Pattern[str], path: str, text: str, report: Report
) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if not written or written.startswith(COMMENT):
            continue
        if found := form.fullmatch(written):
            yield number, found
        else:
            source = Source(path).at_line(number)
            report.add(source, (), *_fault(path, written))


def _fault(path: str, written: str) -> tuple[str, Mapping[str, str]]:
    """What to say of a line; of an address in a list, in quotation marks or in full, which."""
    if path == ADDRESSES:
        return "ledger-line", {"value": written}
    found = MEANT.fullmatch(written)
    address = f"/{unquote(found[1])}" if found else ""
    # What has no ending is a page.
    is_file = not address or address.endswith("/") or PurePosixPath(address).suffix
    return "gone-line", {"value": written, "suggestion": address + ("" if is_file else "/")}


def spelt(owners: Mapping[str, UrlOwner]) -> str:
    """The text of addresses.txt, in the order of addresses."""
    lines = "".join(f"{address} {by}\n" for address, by in sorted(owners.items()))
    return f"{HEAD}# Adresser: {len(owners)}\n{lines}"
