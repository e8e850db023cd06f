"""content/record/: addresses.txt, every address published so far, and gone.txt, those given up."""

import re
from collections.abc import Iterator, Mapping

from plugins.contract.ledger import ADDRESSES, GONE, Ledger
from plugins.contract.problems import Report
from plugins.contract.source import Source

COMMENT = "#"
HEAD = """\
# Adressene som er publisert, og hva som laget dem. Ingen kan forsvinne uten at noen sier det.
# Skrives av `python3 run.py record` når nettstedet er publisert. Ikke endre den for hånd.
"""
LINE = re.compile(r"(?P<address>/\S+) (?P<made_by>\S.*)")
GONE_LINE = re.compile(r"(?P<address>/[\w.~+,:@/-]*)(?:\s+#.*)?")
# The same as a list item, in quotation marks, with its domain, or without its first slash.
MEANT = re.compile(r"[-*\s\"'`]*(?:https?://[^/\s]+)?/?((?:[\w.~+,:@-]+/)+[\w.~+,:@-]*)[\"'`]?")


def parse(addresses: str, gone: str, report: Report) -> Ledger:
    """The ledger in the texts of the two files; a line that is none of ours is a problem.

    Of two lines about the same, as Git leaves them after a merge, the later one counts.
    """
    published = dict(_matching(LINE, ADDRESSES, addresses, report))
    given_up = dict(_matching(GONE_LINE, GONE, gone, report))
    return Ledger(
        {found["address"]: found["made_by"] for found in published.values()},
        {found["address"]: line for line, found in published.items()},
        {found["address"]: line for line, found in given_up.items()},
    )


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
    return "gone-line", {"value": written, "suggestion": f"/{found[1]}" if found else ""}


def spelt(made_by: Mapping[str, str]) -> str:
    """The text of addresses.txt, in the order of addresses."""
    return HEAD + "".join(f"{address} {by}\n" for address, by in sorted(made_by.items()))
