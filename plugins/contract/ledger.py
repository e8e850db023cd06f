"""Every address published so far, and those given up since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.contract.entry import Entry
from plugins.contract.event import Event, Occurrence
from plugins.contract.people import Network, Person, Venue

# Both in content/.
ADDRESSES, GONE = "record/addresses.txt", "record/gone.txt"
# Where an address came from when no entry made it: a list, which may come and go, or the site.
LIST, SITE = "list", "site"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What made each published address, and at which line each was given up.

    `is_kept` tells the record of a site that has published nothing from one that is lost.
    """

    made_by: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    is_kept: bool = True


def origin(entry: Entry) -> str:
    """The file of an entry; where a file holds several, also which of them."""
    match entry:
        case Occurrence():
            return f"{origin(entry.series)}/{entry.on}"
        case Event():
            return f"{entry.source.path}#{entry.id}"
        case Person() | Venue() | Network():
            return f"{entry.source.path}#{entry.key}"
    return entry.source.path
