"""Every address published so far, and those given up since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Both in content/.
ADDRESSES, GONE = "record/addresses.txt", "record/gone.txt"
# Where an address came from when no entry made it: a list, which may come and go, or the site.
LIST, SITE = "list", "site"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What made each published address, and where it stands; and where each was given up."""

    made_by: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
