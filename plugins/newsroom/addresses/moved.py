"""What has become of addresses that were published once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.addresses.plan import Spot


@dataclass(frozen=True, slots=True)
class Moved:
    """Old addresses by what they do now, each with the address that answers for it.

    `pages` lead on; `copies` are files with the bytes of another; `files` can only be led on by a
    host; `gone` says that there is nothing any more. `emptied` are calendars and feeds of what has
    no events any more: whoever follows one is told so, by an empty one.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    emptied: tuple[Spot, ...] = ()

    @property
    def gone_however_written(self) -> Iterator[str]:
        """What is gone, also without the last slash: no folder is there to lead on from it."""
        for address in self.gone:
            yield from dict.fromkeys((address, address.removesuffix("/") or address))

    @property
    def led_on(self) -> Mapping[str, str]:
        """Every old address that a host can lead on."""
        return dict(sorted({**self.pages, **self.files}.items()))
