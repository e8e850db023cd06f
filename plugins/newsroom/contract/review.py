"""The annual letter (a review): its figures, highlights and text."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from newsroom.contract.article import Correction
from newsroom.contract.entry import Document, Fields, Files, Reference, named
from newsroom.contract.fields import (
    Address,
    Count,
    Inline,
    Key,
    Language,
    PathOrUrl,
    RefersTo,
    Text,
    Truth,
    When,
    Year,
)
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Where, fault
from newsroom.contract.slug import slugify


class Figure(Fields):
    """One number of the year: computed from a `source`, or written by hand (`manual`).

    `more_than` is an exclusive lower bound ("over 100"), `at_least` an inclusive one ("minst 100").
    """

    id: Key | None = None
    label: Text
    source: Text = "manual"
    value: Count | None = None
    previous: Count | None = None
    more_than: Count | None = None
    at_least: Count | None = None
    unit: Text = ""
    note: Inline = ""

    @property
    def name(self) -> str:
        """Its name in `{{ figures.<name> }}`."""
        return self.id or slugify(self.label)

    @property
    def is_manual(self) -> bool:
        return self.source == "manual"

    @property
    def is_exact(self) -> bool:
        """Whether the number itself is known, not only a lower bound."""
        return not self.is_manual or self.value is not None

    @model_validator(mode="after")
    def _has_one_number(self) -> Self:
        numbers = (self.value, self.more_than, self.at_least)
        if self.is_manual and all(number is None for number in numbers):
            raise fault("figure-without-value", at="label", label=self.label)
        if self.more_than is not None and self.at_least is not None:
            raise fault("figure-two-bounds", at="at_least", label=self.label)
        return self


class Highlight(Fields):
    """A highlight of the year."""

    title: Text
    text: Inline = ""
    link: PathOrUrl | None = None
    image: Image | None = None


class Voice(Fields):
    """What somebody said about the year. Nobody is quoted without having consented."""

    quote: Text
    name: Text
    company: Text = ""
    image: Image | None = None
    consent: Truth = False

    @model_validator(mode="after")
    def _has_consented(self) -> Self:
        if not self.consent:
            raise fault("voice-without-consent", at="name", name=self.name)
        return self


class Review(Document):
    """The annual letter: reviews/<year>.md. `pdf` asks for a PDF beside its page."""

    files: ClassVar = Files("reviews", "documents")
    picture_slots: ClassVar = {
        "image": ("cover", "share"),
        "highlights": ("highlight", "feature"),
        "signature": ("signature",),
        "voices": ("face",),
    }

    title: Text
    year: Year
    date: When
    author: Annotated[Text, RefersTo("person")] = ""
    image: Image | None = None
    signature: Image | None = None
    figures: tuple[Figure, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    voices: tuple[Voice, ...] = ()
    status: Literal["published", "draft"] = "published"
    corrections: tuple[Correction, ...] = ()
    modified: When | None = None
    pdf: Truth = False
    lang: Language = "nb"
    translation_of: Annotated[Text, RefersTo("file")] | None = None
    aliases: tuple[Address, ...] = ()

    @property
    def due(self) -> Moment:
        """When it becomes public."""
        return self.date

    @property
    def page_address(self) -> str:
        return self.home.list("years", self.year)

    @property
    def revisions(self) -> tuple[Moment, ...]:
        dates = (self.modified, *(correction.date for correction in self.corrections))
        return tuple(moment for moment in dates if moment)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (-self.year,)

    @property
    def own_days(self) -> tuple[dt.date, ...]:
        """The middle of its year, and the day of publishing."""
        return dt.date(self.year, 7, 1), self.date.day

    def references(self) -> Iterator[Reference]:
        """Its author and the letter it translates."""
        yield from named("author", "person", self.author)
        yield from named("translation_of", "file", self.translation_of)

    def field_links(self) -> Iterator[tuple[Where, str]]:
        """The links of its highlights."""
        for index, highlight in enumerate(self.highlights):
            yield ("highlights", index, "link"), highlight.link or ""

    def figure(self, name: str) -> Figure | None:
        """The figure with this name; None when there is none."""
        return next((figure for figure in self.figures if figure.name == name), None)
