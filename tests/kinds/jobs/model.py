"""The model of a job posting."""

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from newsroom.contract.entry import Document, Files, Reference, named
from newsroom.contract.fields import Address, Slug, Text, When
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment


class Job(Document):
    """jobs/<slug>.md; it expires when its deadline has passed."""

    files: ClassVar = Files("jobs", "documents")
    picture_slots: ClassVar = {"image": ("figure", "card")}

    title: Text
    employer: Text
    date: When
    deadline: When
    image: Image | None = None
    status: Literal["published", "draft"] = "published"
    slug: Slug | None = None
    aliases: tuple[Address, ...] = ()
    replaces: Text | None = None

    @property
    def permalink(self) -> str:
        return self.slug or self.file_slug

    @property
    def page_address(self) -> str:
        return f"/stillinger/{self.permalink}/"

    @property
    def due(self) -> Moment:
        return self.date

    @property
    def expires_at(self) -> datetime.datetime:
        return self.deadline.close

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return self.deadline.instant, self.ref

    @property
    def own_days(self) -> tuple[datetime.date, ...]:
        return (self.deadline.day,)

    def references(self) -> Iterator[Reference]:
        """The job that this one replaces, by its file."""
        return named("replaces", "job", self.replaces)
