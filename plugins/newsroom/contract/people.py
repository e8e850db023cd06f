"""Those and that which others refer to by key: persons, venues, networks."""

from typing import ClassVar, Literal

from newsroom.contract.entry import Entry, Files
from newsroom.contract.fields import Address, Decimal, Email, Text, Url
from newsroom.contract.image import Image
from newsroom.contract.reserved import words

COLOURS = ("fjord", "skog", "rav", "fiolett", "korall", "sjo", "lyng", "moss", "skifer", "kobber")


class Person(Entry):
    """Somebody who writes or speaks."""

    files: ClassVar = Files("people", "keyed")
    picture_slots: ClassVar = {"image": ("aside", "portrait")}

    name: Text
    role: Text = ""
    company: Text = ""
    email: Email | None = None
    image: Image | None = None
    url: Url | None = None
    bio: Text = ""
    aliases: tuple[Address, ...] = ()

    @property
    def page_address(self) -> str:
        return f"/{words('nb')['people']}/{self.key}/"


class Venue(Entry):
    """A place where events are held; `lat` and `lon` in degrees, WGS 84."""

    files: ClassVar = Files("venues", "keyed")

    name: Text
    address: Text = ""
    postcode: Text = ""
    city: Text = ""
    lat: Decimal | None = None
    lon: Decimal | None = None
    url: Url | None = None
    accessibility: Text = ""
    aliases: tuple[Address, ...] = ()

    @property
    def page_address(self) -> str:
        return f"/{words('nb')['venues']}/{self.key}/"


class Network(Entry):
    """What members meet about; projects, forums and the start-up house are of the same shape."""

    files: ClassVar = Files("networks", "keyed")

    name: Text
    summary: Text = ""
    kind: Literal["network", "project", "forum", "house"] = "network"
    colour: Literal[COLOURS] | None = None
    aliases: tuple[Address, ...] = ()

    @property
    def page_address(self) -> str:
        return f"/{words('nb')['networks']}/{self.key}/"
