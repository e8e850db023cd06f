"""The nested groups of fields of an event; an article has a named series too."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from newsroom.contract.entry import Fields
from newsroom.contract.fields import (
    Clock,
    Count,
    DocumentPath,
    Inline,
    People,
    RefersTo,
    Slug,
    Text,
    Url,
    When,
)
from newsroom.contract.image import Image
from newsroom.contract.people import Venue, WebLink
from newsroom.contract.problems import fault

Status = Literal["confirmed", "cancelled", "postponed", "moved_online", "rescheduled", "draft"]
InstanceStatus = Literal["confirmed", "cancelled", "postponed", "moved_online", "rescheduled"]
NUMBERED = re.compile(r"(.+?),? +(?:nr|nummer|no|#)\.? *(\d+)", re.IGNORECASE)


def _unowned(venue: Venue) -> Venue:
    """A place without the fields that only an entry of venues.yaml may have."""
    if venue.owner or venue.review_by:
        raise fault("venue-owned")
    return venue


Place = Annotated[
    Annotated[str, RefersTo("venue"), Tag("key")]
    | Annotated[Venue, AfterValidator(_unowned), Tag("place")],
    Discriminator(lambda value: "key" if isinstance(value, str) else "place"),
]


class Registration(Fields):
    """How to sign up; with the status `none` nobody has to. Prices are in whole Norwegian kroner.

    In the file `registration: none` is short for `registration: {status: none}`.
    """

    url: Url | None = None
    deadline: When | None = None
    capacity: Count | None = None
    price: Count | None = None
    member_price: Count | None = None
    status: Literal["open", "full", "waiting_list", "closed", "none"] = "open"


RegistrationOrNone = Annotated[
    Registration | None,
    BeforeValidator(lambda value: {"status": "none"} if value in ("none", "ingen") else value),
    Field(json_schema_extra=lambda schema: schema["anyOf"].append({"const": "none"})),
]


class ProgrammeItem(Fields):
    """One line of the programme."""

    time: Clock | None = None
    title: Inline
    speaker: People = ()
    text: Inline = ""
    links: tuple[WebLink, ...] = ()


class Attachment(Fields):
    """A file in documents/ that visitors can download."""

    title: Text
    src: DocumentPath


class NamedSeries(Fields):
    """The name of a series, and the number in it, such as «Kunnskapsfrokost nr. 42»."""

    name: Text
    number: Count | None = None


def _series(value: object) -> object:
    """The fields of a series that is written as one text: `Kunnskapsfrokost nr. 42`."""
    if not isinstance(value, str):
        return value
    match = NUMBERED.fullmatch(value.strip())
    return {"name": match[1], "number": match[2]} if match else {"name": value} if value else None


NamedSeriesOrNone = Annotated[
    NamedSeries | None,
    BeforeValidator(_series),
    Field(
        alias="series",
        json_schema_extra=lambda schema: schema["anyOf"].append({"type": "string"}),
    ),
]


class Instance(Fields):
    """The changes to one occurrence of a series; each field replaces that of the series."""

    start: When | None = None
    end: When | None = None
    venue: Place | None = None
    online: Url | None = None
    status: InstanceStatus | None = None
    status_note: Inline = ""
    attendance: Count | None = None
    title: Text = ""
    summary: Inline = ""
    registration: RegistrationOrNone = None
    speakers: People = ()
    programme: tuple[ProgrammeItem, ...] = ()
    image: Image | None = None
    gallery: tuple[Image, ...] = ()
    documents: tuple[Attachment, ...] = ()
    links: tuple[WebLink, ...] = ()
    named_series: NamedSeriesOrNone = None

    @property
    def differing(self) -> dict[str, object]:
        """The fields that were written, by name."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class EventText(Fields):
    """The words of an event in another language; what is left out stays as it is."""

    title: Text = ""
    summary: Inline = ""
    description: Text = ""
    status_note: Inline = ""
    accessibility: Inline = ""
    slug: Slug | None = None
