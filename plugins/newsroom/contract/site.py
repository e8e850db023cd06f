"""The association and its site, as site.yaml describes them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator

from newsroom.contract.entry import Entry, Fields
from newsroom.contract.fields import Email, ImagePath, Link, Text, Truth, Url, When
from newsroom.contract.problems import fault
from newsroom.contract.source import Where

IDENTITY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+,\d{4}(-\d{2}){0,2}")
# Of a site that has none: nobody owns it, and two such sites have the same.
NO_IDENTITY = "example.org,2000"
PUBLIC = "public"
ORGANISATION_NUMBER = re.compile(r"\d{9}")


def _identity(value: object) -> str:
    written = value.strip() if isinstance(value, str) else ""
    try:
        _first_instant(written)
    except ValueError:
        raise fault("identity-invalid", value=value) from None
    return written


def _first_instant(identity: str) -> datetime:
    """The beginning, in UTC, of its date. Raises ValueError when it is no identity."""
    if not IDENTITY.fullmatch(identity):
        raise ValueError(identity)
    year, month, day = (*identity.partition(",")[2].split("-"), "01", "01")[:3]
    return datetime(int(year), int(month), int(day), tzinfo=UTC)


def _organisation_number(value: object) -> str:
    digits = value.replace(" ", "") if isinstance(value, str) else ""
    if not ORGANISATION_NUMBER.fullmatch(digits):
        raise fault("organisation-number-invalid", value=value)
    return digits


class MenuItem(Fields):
    """A word in the menu, and where it leads."""

    title: Text
    link: Link


class Profile(Fields):
    """The association elsewhere."""

    title: Text
    url: Url


class Partner(Fields):
    """Somebody who makes the work possible."""

    name: Text
    url: Url | None = None


class Sample(Fields):
    """Marks all content as an example, and stops its clock."""

    now: When


class Site(Entry):
    """The site itself; `identity` is the tagging entity of RFC 4151: a domain and a date.

    `data_license` is the address of the licence that the open data may be used under.
    `credit` is that of pictures that name nobody; `consent_required` makes a picture of people
    without a word of their consent an error; `repository` is where its source can be read by
    all, or just `public`.
    """

    name: Text = ""
    identity: Annotated[str | None, BeforeValidator(_identity)] = None
    address: Text = ""
    organisation_number: Annotated[str | None, BeforeValidator(_organisation_number)] = None
    email: Email | None = None
    menu: tuple[MenuItem, ...] = ()
    social: tuple[Profile, ...] = ()
    partners: tuple[Partner, ...] = ()
    credit: Text = ""
    consent_required: Truth = False
    logo: ImagePath | None = None
    repository: Text | None = None
    data_license: Url | None = None
    sample: Sample | None = None
    format: Literal["1"] = "1"

    @property
    def ref(self) -> str:
        return "site"

    def field_links(self) -> Iterator[tuple[Where, str]]:
        """The links of its menu."""
        yield from ((("menu", index, "link"), item.link) for index, item in enumerate(self.menu))

    @property
    def is_open(self) -> bool:
        """Whether everybody can read the repository."""
        return bool(self.repository)

    @property
    def repository_url(self) -> str:
        """Where the repository is; "" where it is only said to be public."""
        return "" if self.repository in (None, PUBLIC) else self.repository

    @property
    def authority(self) -> str:
        """`example.org,2023`: whom ids are of (RFC 4151, 2.1), whether it is written or not."""
        return self.identity or NO_IDENTITY

    @property
    def domain(self) -> str:
        """What the UIDs of its calendars end in."""
        return self.authority.partition(",")[0]

    @property
    def since(self) -> datetime:
        """The first instant of its identity, in UTC."""
        return _first_instant(self.authority)
