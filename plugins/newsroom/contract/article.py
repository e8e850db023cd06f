"""A news article."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from newsroom.contract.entry import Document, Fields, Files, Reference, named, people_in
from newsroom.contract.event_parts import NamedSeriesOrNone
from newsroom.contract.fields import (
    Address,
    Day,
    Inline,
    Language,
    Name,
    OtherKey,
    People,
    RefersTo,
    Slug,
    Text,
    Truth,
    When,
)
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment
from newsroom.contract.people import WebLink
from newsroom.contract.problems import fault
from newsroom.contract.reserved import NEWS

DEFAULT_CATEGORY = NEWS["nb"]


class Correction(Fields):
    """What was wrong after publishing, and when it was corrected."""

    date: When
    text: Inline


class Article(Document):
    """A news article: news/<any folder>/<slug>.md."""

    files: ClassVar = Files("news", "documents")
    stands_in: ClassVar = False
    worded_defaults: ClassVar = {"category": NEWS}
    picture_slots: ClassVar = {
        "image": ("figure", "card", "thumb", "share"),
        "gallery": ("gallery", "large"),
    }

    title: Text
    date: When
    summary: Inline = ""
    category: Annotated[Name, RefersTo("category")] = DEFAULT_CATEGORY
    tags: tuple[Annotated[Name, RefersTo("tag")], ...] = ()
    author: People = ()
    image: Image | None = None
    event: Annotated[OtherKey, RefersTo("event")] | None = None
    gallery: tuple[Image, ...] = ()
    links: tuple[WebLink, ...] = ()
    named_series: NamedSeriesOrNone = None
    status: Literal["published", "draft"] = "published"
    publish: When | None = None
    expires: When | None = None
    modified: When | None = None
    corrections: tuple[Correction, ...] = ()
    slug: Slug | None = None
    aliases: tuple[Address, ...] = ()
    lang: Language = "nb"
    translation_of: Annotated[Text, RefersTo("file")] | None = None
    lead: Truth = False

    @model_validator(mode="after")
    def _expires_after_it_is_due(self) -> "Article":
        if self.expires and not self.due < self.expires:
            raise fault("expires-too-early", at="expires", expires=self.expires, due=self.due)
        return self

    @property
    def due(self) -> Moment:
        """When it becomes public."""
        return self.publish or self.date

    @property
    def permalink(self) -> str:
        return self.slug or self.file_slug

    @property
    def page_address(self) -> str:
        return self.home.list("news", self.date.day.year, self.permalink)

    @property
    def expires_at(self) -> datetime | None:
        return self.expires.instant if self.expires else None

    @property
    def revisions(self) -> tuple[Moment, ...]:
        dates = (self.modified, *(correction.date for correction in self.corrections))
        return tuple(moment for moment in dates if moment)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return -self.date.instant.timestamp(), self.ref  # newest first

    @property
    def own_days(self) -> tuple[Day, ...]:
        return (self.date.day,)

    def references(self) -> Iterator[Reference]:
        """Its event, its authors and the article it translates."""
        yield from named("event", "event", self.event)
        yield from people_in(("author",), self.author)
        yield from named("translation_of", "file", self.translation_of)
