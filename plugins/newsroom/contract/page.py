"""A static page: about the association, privacy, accessibility."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from newsroom.contract.entry import Document, Files, Reference, named
from newsroom.contract.fields import (
    Address,
    Count,
    Day,
    Inline,
    Language,
    Owner,
    RefersTo,
    Slug,
    Text,
    When,
)
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment


class Page(Document):
    """A static page: pages/<slug>.md. `menu` is its position where site.yaml has no menu."""

    files: ClassVar = Files("pages", "documents")
    stands_in: ClassVar = False
    picture_slots: ClassVar = {"image": ("figure", "share")}

    title: Text
    summary: Inline = ""
    slug: Slug | None = None
    lang: Language = "nb"
    translation_of: Annotated[Text, RefersTo("file")] | None = None
    image: Image | None = None
    menu: Count | None = None
    status: Literal["published", "draft"] = "published"
    modified: When | None = None
    aliases: tuple[Address, ...] = ()
    owner: Owner | None = None
    review_by: Day | None = None

    @property
    def permalink(self) -> str:
        return self.slug or self.file_slug

    @property
    def page_address(self) -> str:
        return self.home.address(self.permalink)

    @property
    def revisions(self) -> tuple[Moment, ...]:
        return (self.modified,) if self.modified else ()

    @property
    def own_days(self) -> tuple[date, ...]:
        return (self.modified.day,) if self.modified else ()

    def references(self) -> Iterator[Reference]:
        """The page it translates, and the person who keeps it up to date."""
        yield from super().references()
        yield from named("translation_of", "file", self.translation_of)
