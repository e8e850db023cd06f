"""The register of members: the companies from which the numbers of members are counted."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from newsroom.contract.entry import Entry, Files, Reference
from newsroom.contract.fields import Address, Day, OtherKey, RefersTo, Text, Url
from newsroom.contract.image import CompanyLogo
from newsroom.contract.moment import LAST_YEAR, Moment
from newsroom.contract.problems import fault
from newsroom.contract.site import OrganisationNumber
from newsroom.contract.slug import slugify

# The letters after z, so that they sort in this order.
LAST = str.maketrans("æøå", "{|}")
# Letters of other languages, each with the one that Norwegian sorts it as (Unicode CLDR, nb).
SAME = str.maketrans("äöü", "æøy")


class Member(Entry):
    """A member company, never a person; `until` is its last day as a member."""

    files: ClassVar = Files("members", "keyed")
    picture_slots: ClassVar = {"logo": ("logo",)}

    name: Text
    organisation_number: OrganisationNumber | None = None
    url: Url | None = None
    logo: CompanyLogo = None
    category: Text = ""
    place: Text = ""
    since: Day | None = None
    until: Day | None = None
    networks: tuple[Annotated[OtherKey, RefersTo("network")], ...] = ()
    about: Text = ""
    aliases: tuple[Address, ...] = ()

    @model_validator(mode="after")
    def _joins_first(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise fault("member-leaves-first", at="until", since=self.since, until=self.until)
        return self

    @property
    def years(self) -> range:
        """The years at whose end it is a member; none without `since`."""
        last = self.until.year if self.until else LAST_YEAR
        return range(self.since.year, last) if self.since else range(0)

    def slugs(self, field: str) -> tuple[str, ...]:
        """The slug of the word in a field; () when the field is empty."""
        word: str = getattr(self, field)
        return (slugify(word),) if word else ()

    @property
    def page_address(self) -> str:
        """Only one that there is something to read about has a page."""
        return self.home.list("members", self.key) if self.about else ""

    @property
    def due(self) -> Moment | None:
        return Moment(self.since) if self.since else None

    @property
    def expires_at(self) -> datetime | None:
        return Moment(self.until).close if self.until else None

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.letter.lower().translate(LAST), self._spelled.translate(LAST))

    @property
    def letter(self) -> str:
        """The letter that it stands under; "", which comes first, for a digit or a sign."""
        first = self._spelled[:1].upper()
        return first if first.isalpha() else ""

    @property
    def _spelled(self) -> str:
        """Its name in small letters, without accents: é is e, but å is å."""
        text = unicodedata.normalize("NFC", self.name.casefold()).translate(SAME)
        parts = (c if c in "æøå" else unicodedata.normalize("NFKD", c) for c in text)
        return "".join(c for c in "".join(parts) if not unicodedata.combining(c))

    def references(self) -> Iterator[Reference]:
        """Its networks."""
        for index, network in enumerate(self.networks):
            yield Reference(("networks", index), "network", network)
