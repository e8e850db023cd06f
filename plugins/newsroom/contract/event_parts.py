"""The nested groups of fields of an event."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from newsroom.contract.entry import Fields
from newsroom.contract.fields import Clock, Count, DocumentPath, Inline, People, Text, Url, When
from newsroom.contract.image import Image
from newsroom.contract.named_series import NamedSeriesOrNone
from newsroom.contract.people import Venue, WebLink
from newsroom.contract.problems import fault

Status = Literal["confirmed", "cancelled", "postponed", "moved_online", "rescheduled", "draft"]
InstanceStatus = Literal["confirmed", "cancelled", "postponed", "moved_online", "rescheduled"]


def _unowned(venue: Venue) -> Venue:
    """A place without the fields that only an entry of venues.yaml may have."""
    if venue.owner or venue.review_by:
        raise fault("venue-owned")
    return venue


Place = Annotated[
    Annotated[str, Tag("key")] | Annotated[Venue, AfterValidator(_unowned), Tag("place")],
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


class Instance(Fields):
    """The changes to one occurrence of a series; each field replaces that of the series."""

    start: When | None = None
    end: When | None = None
    venue: Place | None = None
    online: Url | None = None
    status: InstanceStatus | None = None
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


class English(Fields):
    """The words of an event in English."""

    title: Text = ""
    summary: Text = ""
    description: Text = ""
