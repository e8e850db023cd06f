"""The association and its site, as site.yaml describes them."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator

from plugins.contract.entry import Entry, Fields
from plugins.contract.fields import Email, ImagePath, Link, Text, Url, When
from plugins.contract.problems import fault

IDENTITY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+,\d{4}(-\d{2}){0,2}")
ORGANISATION_NUMBER = re.compile(r"\d{9}")


def _identity(value: object) -> str:
    if not isinstance(value, str) or not IDENTITY.fullmatch(value.strip()):
        raise fault("identity-invalid", value=value)
    return value.strip()


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
    logo: ImagePath | None = None
    repository: Text | None = None
    data_license: Url | None = None
    sample: Sample | None = None
    format: Literal["1"] = "1"

    @property
    def ref(self) -> str:
        return "site"
