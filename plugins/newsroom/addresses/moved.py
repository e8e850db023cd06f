"""The published addresses that no page has any more, and what answers at each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.addresses.plan import Spot


@dataclass(slots=True)
class Moved:
    """Old addresses, each with the address that replaces it.

    `pages` get a page that redirects; `copies` are written again as copies of another file;
    `files` can only be redirected by a host. `gone` answer 410. `emptied` are the calendars and
    feeds of entries without events now: subscribers get an empty calendar or feed. `missing` lead
    nowhere, which is a problem.
    """

    pages: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    emptied: list[Spot] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def gone_with_and_without_slash(self) -> Iterator[str]:
        """The addresses in `gone`, also without the final slash: no folder there redirects it."""
        for address in sorted(self.gone):
            yield from dict.fromkeys((address, address.removesuffix("/") or address))

    @property
    def redirects(self) -> Mapping[str, str]:
        """Every old address that a host can redirect, and its new address."""
        return dict(sorted({**self.pages, **self.files}.items()))
