"""Those and that which others refer to by key: persons, venues, networks."""

from typing import Literal

from newsroom.contract.entry import Entry
from newsroom.contract.fields import Address, Decimal, Email, Text, Url
from newsroom.contract.image import Image

COLOURS = ("fjord", "skog", "rav", "fiolett", "korall", "sjo", "lyng", "moss", "skifer", "kobber")


class Person(Entry):
    """Somebody who writes or speaks."""

    name: Text
    role: Text = ""
    company: Text = ""
    email: Email | None = None
    image: Image | None = None
    url: Url | None = None
    bio: Text = ""
    aliases: tuple[Address, ...] = ()


class Venue(Entry):
    """A place where events are held; `lat` and `lon` in degrees, WGS 84."""

    name: Text
    address: Text = ""
    postcode: Text = ""
    city: Text = ""
    lat: Decimal | None = None
    lon: Decimal | None = None
    url: Url | None = None
    accessibility: Text = ""
    aliases: tuple[Address, ...] = ()


class Network(Entry):
    """What members meet about; projects, forums and the start-up house are of the same shape."""

    name: Text
    summary: Text = ""
    kind: Literal["network", "project", "forum", "house"] = "network"
    colour: Literal[COLOURS] | None = None
    aliases: tuple[Address, ...] = ()
