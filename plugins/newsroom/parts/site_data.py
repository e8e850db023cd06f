"""The data that every view reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsroom.addresses.plan import Plan
from newsroom.contract.edition import Edition
from newsroom.pictures.brand_files import BrandFile
from newsroom.pictures.variants import PictureKey, Variants


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download, with its size in bytes."""

    address: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SiteData:
    """The public entries, the addresses of their pages, and the copies of their pictures.

    Of a site in several languages this is the whole, and `editions` has by language what the pages
    in it see. `colours` are the theme's colours by name; empty when no plugin draws share cards.
    `headlines` are the figures of each annual letter as text, by its ref. `downloads` are the PDFs
    of the letters by ref; the plugin `reviews` adds both. `translations` are the folders of
    catalogues of kinds of content from elsewhere. `brand` has the files of the site's logo and icon
    by name.
    """

    edition: Edition
    plan: Plan
    variants: Mapping[PictureKey, Variants]
    colours: Mapping[str, str] = field(default_factory=dict)
    headlines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    downloads: Mapping[str, Download] = field(default_factory=dict)
    translations: tuple[Path, ...] = ()
    brand: Mapping[str, BrandFile] = field(default_factory=dict)
    editions: Mapping[str, "SiteData"] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of lists, and of the words around an entry without its own."""
        return self.edition.home.lang

    def having(self, **changes: Any) -> "SiteData":
        """A copy with other fields, in the editions too."""
        editions = {lang: replace(each, **changes) for lang, each in self.editions.items()}
        return replace(self, editions=editions, **changes)
