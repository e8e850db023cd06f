"""An event as it is written, and one occurrence of a series."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, PrivateAttr, model_validator

from newsroom.contract.entry import Entry, Files, Reference, named, people_in
from newsroom.contract.event_parts import (
    Attachment,
    EventText,
    Instance,
    NamedSeriesOrNone,
    Place,
    ProgrammeItem,
    RegistrationOrNone,
    Status,
)
from newsroom.contract.fields import (
    DAY,
    Address,
    Count,
    Day,
    Inline,
    Key,
    Language,
    OtherKey,
    People,
    RefersTo,
    Slug,
    Text,
    Url,
    When,
    Zone,
)
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment, ZonedText
from newsroom.contract.people import WebLink
from newsroom.contract.problems import Where, fault
from newsroom.contract.repeat import RepeatOrNone
from newsroom.contract.zone_rules import zone_names

# The fields that an event, its registration and its instances write in its zone.
TIMES = {"start", "end", "previous_start", "deadline", "repeat"}


class Event(Entry):
    """An event at a venue, online or both; with `repeat` a series of occurrences."""

    files: ClassVar = Files("events", "list")
    picture_slots: ClassVar = {
        "image": ("figure", "wide", "classic", "square", "share"),
        "gallery": ("gallery", "large"),
    }

    id: Key
    title: Text
    start: When
    end: When | None = None
    zone: Zone | None = None
    venue: Place | None = None
    place: Literal["kommer"] | None = None
    online: Url | None = None
    network: Annotated[OtherKey, RefersTo("network")] | None = None
    type: Annotated[Text, RefersTo("type")] = ""
    summary: Inline = ""
    description: Text = ""
    registration: RegistrationOrNone = None
    attendance: Count | None = None
    status: Status = "confirmed"
    status_note: Inline = ""
    previous_start: When | None = None
    organiser: Text = ""
    contact: Annotated[Text, RefersTo("person")] = ""
    speakers: People = ()
    programme: tuple[ProgrammeItem, ...] = ()
    image: Image | None = None
    gallery: tuple[Image, ...] = ()
    documents: tuple[Attachment, ...] = ()
    links: tuple[WebLink, ...] = ()
    repeat: RepeatOrNone = None
    except_: tuple[Day, ...] = Field(default=(), alias="except")
    instances: Mapping[Day, Instance] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"pattern": DAY}}
    )
    part_of: Annotated[OtherKey, RefersTo("event")] | None = None
    named_series: NamedSeriesOrNone = None
    accessibility: Inline = ""
    lang: Language = "nb"
    nb: EventText | None = None
    nn: EventText | None = None
    en: EventText | None = None
    slug: Slug | None = None
    aliases: tuple[Address, ...] = ()

    @property
    def ref(self) -> str:
        return f"event:{self.id}"

    @property
    def short_name(self) -> str:
        return self.id

    @property
    def page_address(self) -> str:
        # A new date does not change the year.
        year = (self.previous_start or self.start).day.year
        return self.home.list("events", year, self.permalink)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return self.start.day, self.start.instant, self.finish.close, self.id

    @property
    def own_days(self) -> tuple[date, ...]:
        return (self.start.day,)

    def references(self) -> Iterator[Reference]:
        """Its parent, network and contact, and the venue and speakers of each occurrence."""
        yield from named("part_of", "event", self.part_of)
        yield from named("network", "network", self.network)
        yield from named("type", "type", self.type)
        yield from named("contact", "person", self.contact)
        yield from _held_references(self, ())
        for day, instance in self.instances.items():
            yield from _held_references(instance, ("instances", str(day)))

    @property
    def finish(self) -> Moment:
        """The end; the whole day of the start when no end is given."""
        return self.end or Moment(self.start.day, None, self.start.zone)

    @property
    def permalink(self) -> str:
        """The slug, else the id without a leading year."""
        head, _, tail = self.id.partition("-")
        return self.slug or (tail if tail and head.isdigit() and len(head) == 4 else self.id)

    @property
    def is_off(self) -> bool:
        return self.status in ("cancelled", "postponed")

    @property
    def is_held(self) -> bool:
        return not self.is_off and not self.is_draft

    @property
    def is_place_open(self) -> bool:
        """Whether it will be at a venue that is not settled."""
        return bool(self.place) and not self.venue and self.status != "moved_online"

    @property
    def speaker_names(self) -> tuple[str, ...]:
        """The names of all who speak, each once: `speakers`, then those of the programme."""
        names = (*self.speakers, *(name for item in self.programme for name in item.speaker))
        return tuple(dict.fromkeys(names))

    @property
    def series_or_self(self) -> "Event":
        """The event itself; for an occurrence, its series."""
        return self

    @property
    def text_ref(self) -> str:
        """The ref of the entry whose description it has."""
        return self.series_or_self.ref

    def where(self, field: str) -> Where:
        """The path of field names to a field in its source."""
        return (field,)

    @model_validator(mode="before")
    @classmethod
    def _in_zone(cls, data: Any) -> Any:
        """The data with each written time marked with the zone of the event."""
        # The field itself reports an unknown zone.
        is_zoned = isinstance(data, dict) and data.get("zone") in zone_names()
        return _zoned(data, ZoneInfo(data["zone"])) if is_zoned else data

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if not self.venue and not self.online and not self.place:
            raise fault("event-without-place", id=self.id)
        if self.venue and self.place:
            raise fault("place-settled", at="place")
        if self.part_of == self.id:
            raise fault("event-part-of-itself", at="part_of", id=self.id)
        if self.end and self.start.is_all_day != self.end.is_all_day:
            raise fault("event-half-timed", at="end", start=self.start, end=self.end)
        if self.end and self.end < self.start:
            raise fault("event-ends-before-start", at="end", start=self.start, end=self.end)
        if self.previous_start == self.start:
            raise fault("previous-start-same", at="previous_start", value=self.start)
        if self.status_note and self.status == "confirmed":
            raise fault("status-note-unused", at="status_note", title=self.title)
        if self.status == "confirmed" and self.title.lower().startswith(("avlyst", "cancelled")):
            raise fault("title-cancelled", at="title", value=self.title)
        if not self.repeat and (self.except_ or self.instances):
            raise fault("repeat-missing", at="except" if self.except_ else "instances", id=self.id)
        if self.zone and self.start.is_all_day:
            raise fault("zone-without-time", at="zone", value=self.zone.key)
        if self.repeat and self.attendance is not None:
            raise fault("attendance-in-series", at="attendance", value=self.attendance)
        if self.repeat:
            self.repeat.check(self.start)
        return self


def _zoned(value: Any, zone: ZoneInfo, field: str = "") -> Any:
    """The value of a field, with each written time in it marked with the zone."""
    if isinstance(value, dict):
        return {name: _zoned(inner, zone, name) for name, inner in value.items()}
    return ZonedText(value, zone) if field in TIMES and isinstance(value, str) else value


def _held_references(held: Event | Instance, where: Where) -> Iterator[Reference]:
    """The venue and the speakers of an event, or of one occurrence."""
    if isinstance(held.venue, str):
        yield Reference((*where, "venue"), "venue", held.venue)
    yield from people_in((*where, "speakers"), held.speakers)
    for index, item in enumerate(held.programme):
        yield from people_in((*where, "programme", index, "speaker"), item.speaker)


class Occurrence(Event):
    """One occurrence of a series: an event with its own id, address and status.

    `on` is the day that the rule gives. It identifies the occurrence, also after a move.
    """

    _series: Event = PrivateAttr()
    _planned: Moment = PrivateAttr()

    @classmethod
    def of(cls, series: Event) -> "Occurrence":
        """A template for the occurrences: the fields that they inherit from the series."""
        fields: dict[str, Any] = {name: getattr(series, name) for name in Event.model_fields}
        fields |= {"slug": None, "aliases": (), "attendance": None, "previous_start": None}
        fields |= {"repeat": None, "except_": (), "instances": {}}
        template = cls.model_construct(**fields)
        template._source, template._series = series.source, series
        template._languages = series._languages
        template._planned = series.start
        return template

    def at(self, planned: Moment, **fields: object) -> Self:
        """The occurrence that the rule gives at `planned`; `fields` replace the series' fields."""
        occurrence = self.model_copy(update={"id": f"{self.series.id}-{planned.day}"} | fields)
        occurrence._planned = planned
        return occurrence

    def _digest_input(self) -> str:
        return f"{self._series.digest} {self._planned}"

    @property
    def series(self) -> Event:
        return self._series

    @property
    def planned(self) -> Moment:
        """The start that the rule gives (RFC 5545, 3.8.4.4: RECURRENCE-ID)."""
        return self._planned

    @property
    def on(self) -> date:
        return self._planned.day

    @property
    def permalink(self) -> str:
        return str(self.on)

    @property
    def page_address(self) -> str:
        return f"{self.series.page_address}{self.permalink}/"

    def where(self, field: str) -> Where:
        """The path in its instance when that sets the field, else in the series."""
        instance = self.series.instances.get(self.on, Instance())
        return ("instances", str(self.on), field) if field in instance.differing else (field,)

    def lang_on(self, page_lang: str, field: str = "") -> str:
        """A field of its instance is in the language of the original; others are the series'."""
        instance = self.series.instances.get(self.on)
        is_own = instance and field in instance.model_fields_set
        return self.series.lang_on(page_lang, "instances" if is_own else field)

    @property
    def series_or_self(self) -> Event:
        return self.series
