"""The entries that others refer to by key: persons, venues and networks."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from newsroom.contract.entry import Entry, Fields, Files, Reference, named
from newsroom.contract.fields import (
    Address,
    Day,
    Decimal,
    Email,
    Inline,
    Key,
    Owner,
    RefersTo,
    Text,
    Url,
)
from newsroom.contract.image import Image

Colour = Literal[
    "fjord", "skog", "rav", "fiolett", "korall", "sjo", "lyng", "moss", "skifer", "kobber"
]


class WebLink(Fields):
    """A link to something on another site."""

    title: Text
    url: Url
    kind: Literal["slides", "video", "stream", "code", "article"] | None = None


class PersonText(Fields):
    """The words of a person in another language."""

    role: Text = ""
    bio: Text = ""


class VenueText(Fields):
    """The words of a venue in another language."""

    name: Text = ""
    directions: Inline = ""
    accessibility: Inline = ""


class NetworkText(Fields):
    """The words of a network in another language."""

    name: Text = ""
    summary: Inline = ""
    about: Text = ""


class Person(Entry):
    """An author or a speaker."""

    files: ClassVar = Files("people", "keyed")
    picture_slots: ClassVar = {"image": ("aside", "portrait", "face")}

    name: Text
    role: Text = ""
    company: Text = ""
    email: Email | None = None
    image: Image | None = None
    url: Url | None = None
    links: tuple[WebLink, ...] = ()
    bio: Text = ""
    nb: PersonText | None = None
    nn: PersonText | None = None
    en: PersonText | None = None
    aliases: tuple[Address, ...] = ()
    owner: Owner | None = None
    review_by: Day | None = None

    @property
    def position(self) -> str:
        """The role and the company: "Forsker, Havbruk AS"."""
        return ", ".join(part for part in (self.role, self.company) if part)

    @property
    def page_address(self) -> str:
        return self.home.list("people", self.key)


class Venue(Entry):
    """A place where events are held; `lat` and `lon` are degrees (WGS 84)."""

    files: ClassVar = Files("venues", "keyed")

    name: Text
    address: Text = ""
    postcode: Text = ""
    city: Text = ""
    lat: Decimal | None = None
    lon: Decimal | None = None
    url: Url | None = None
    directions: Inline = ""
    accessibility: Inline = ""
    nb: VenueText | None = None
    nn: VenueText | None = None
    en: VenueText | None = None
    aliases: tuple[Address, ...] = ()
    owner: Owner | None = None
    review_by: Day | None = None

    @property
    def town(self) -> str:
        """The postcode and the city: "1234 Fjordvik"."""
        return " ".join(part for part in (self.postcode, self.city) if part)

    @property
    def page_address(self) -> str:
        return self.home.list("venues", self.key)


class Network(Entry):
    """A network of members, or another body that events belong to (`kind`, as in site.yaml)."""

    files: ClassVar = Files("networks", "keyed")
    picture_slots: ClassVar = {"image": ("aside",)}

    name: Text
    summary: Inline = ""
    about: Text = ""
    leader: Annotated[Text, RefersTo("person")] = ""
    image: Image | None = None
    kind: Annotated[Key, RefersTo("kind")] | None = None
    colour: Colour | None = None
    nb: NetworkText | None = None
    nn: NetworkText | None = None
    en: NetworkText | None = None
    aliases: tuple[Address, ...] = ()
    owner: Owner | None = None
    review_by: Day | None = None

    @property
    def page_address(self) -> str:
        return self.home.list("networks", self.key)

    def references(self) -> Iterator[Reference]:
        """Its owner, its leader, and its kind in site.yaml."""
        yield from super().references()
        yield from named("leader", "person", self.leader)
        yield from named("kind", "kind", self.kind)
