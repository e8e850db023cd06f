"""What every view is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.addresses.plan import Plan
from newsroom.contract.edition import Edition
from newsroom.pictures.variants import PictureKey, Variants


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: its address, and its size in bytes."""

    address: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SiteData:
    """The edition, where its pages stand, and the copies of its pictures.

    `colours` are the theme's by their names, for share pictures; none where no room draws them.
    `headlines` are the figures of a year's letter in words, by its ref; none where no room counts.
    `downloads` are the PDFs of those letters, by the same ref; set once they have been made.
    """

    edition: Edition
    plan: Plan
    variants: Mapping[PictureKey, Variants]
    colours: Mapping[str, str] = field(default_factory=dict)
    headlines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    downloads: Mapping[str, Download] = field(default_factory=dict)
