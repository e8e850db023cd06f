"""An event as it is written, before it is spread out over its dates."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from plugins.contract.entry import Entry, Fields
from plugins.contract.fields import (
    Address,
    Clock,
    Count,
    Day,
    DocumentPath,
    Key,
    Language,
    Slug,
    Text,
    Url,
    When,
)
from plugins.contract.image import Image
from plugins.contract.moment import Moment
from plugins.contract.people import Venue
from plugins.contract.problems import fault

Status = Literal["confirmed", "cancelled", "postponed", "moved_online", "rescheduled", "draft"]
Place = Annotated[
    Annotated[str, Tag("key")] | Annotated[Venue, Tag("place")],
    Discriminator(lambda value: "key" if isinstance(value, str) else "place"),
]


def _not_yet(value: object) -> None:
    raise fault("event-repeat", value=value)


class Registration(Fields):
    """How to sign up; prices in whole Norwegian kroner."""

    url: Url | None = None
    deadline: When | None = None
    capacity: Count | None = None
    price: Count | None = None
    member_price: Count | None = None
    status: Literal["open", "full", "waiting_list", "closed"] = "open"


class ProgrammeItem(Fields):
    """One line of the programme."""

    time: Clock | None = None
    title: Text
    speaker: Text = ""
    text: Text = ""


class Attachment(Fields):
    """A file to download, under documents/."""

    title: Text
    src: DocumentPath


class Instance(Fields):
    """What differs for one date of a series."""

    start: When | None = None
    end: When | None = None
    venue: Place | None = None
    status: Status | None = None
    attendance: Count | None = None
    title: Text = ""


class English(Fields):
    """The words of an event in English."""

    title: Text = ""
    summary: Text = ""
    description: Text = ""


class Event(Entry):
    """Something people come to, at a venue, online or both."""

    id: Key
    title: Text
    start: When
    end: When | None = None
    venue: Place | None = None
    online: Url | None = None
    network: Key | None = None
    summary: Text = ""
    description: Text = ""
    registration: Registration | None = None
    attendance: Count | None = None
    status: Status = "confirmed"
    previous_start: When | None = None
    organiser: Text = ""
    speakers: tuple[Text, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    image: Image | None = None
    gallery: tuple[Image, ...] = ()
    documents: tuple[Attachment, ...] = ()
    repeat: Annotated[str | None, BeforeValidator(_not_yet)] = None
    except_: tuple[Day, ...] = Field(default=(), alias="except")
    instances: Mapping[Day, Instance] = Field(default_factory=dict)
    part_of: Key | None = None
    accessibility: Text = ""
    lang: Language = "nb"
    en: English | None = None
    slug: Slug | None = None
    aliases: tuple[Address, ...] = ()

    @property
    def ref(self) -> str:
        return f"event:{self.id}"

    @property
    def finish(self) -> Moment:
        """The end, else the day it starts on."""
        return self.end or Moment(self.start.day)

    @property
    def home_year(self) -> int:
        """The year in its address, which a new date does not change."""
        return (self.previous_start or self.start).day.year

    @property
    def permalink(self) -> str:
        """The slug, else the id without a leading year."""
        head, _, tail = self.id.partition("-")
        return self.slug or (tail if tail and head.isdigit() and len(head) == 4 else self.id)

    @property
    def is_held(self) -> bool:
        return self.status not in ("cancelled", "postponed", "draft")

    @model_validator(mode="after")
    def _is_somewhere(self) -> "Event":
        if not self.venue and not self.online:
            raise fault("event-without-place", id=self.id)
        return self

    @model_validator(mode="after")
    def _is_no_part_of_itself(self) -> "Event":
        if self.part_of == self.id:
            raise fault("event-part-of-itself", at="part_of", id=self.id)
        return self

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Event":
        if not self.end:
            return self
        if self.start.is_all_day != self.end.is_all_day:
            raise fault("event-half-timed", at="end", start=self.start, end=self.end)
        if self.end < self.start:
            raise fault("event-ends-before-start", at="end", start=self.start, end=self.end)
        return self
