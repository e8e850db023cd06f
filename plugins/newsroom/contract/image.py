"""A picture, with its alternative text, caption, credit and consent."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from newsroom.contract.entry import Fields
from newsroom.contract.fields import Day, ImagePath, Inline, Text, Truth, written_path
from newsroom.contract.problems import fault

# The suffixes of files that are pictures.
SUFFIXES = {".jpg", ".jpeg", ".jfif", ".mpo", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"}
SUFFIXES |= {".dng", ".bmp", ".heic", ".heif"}
PERCENT = re.compile(r"(\d{1,3})%? (\d{1,3})%?")


def _focal(value: object) -> tuple[int, int]:
    match = PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or max(int(match[1]), int(match[2])) > 100:
        raise fault("focal-invalid", value=value)
    return int(match[1]), int(match[2])


class Consent(Fields):
    """When the people in a picture consented, and where that is filed; never published."""

    given: Day
    ref: Text


# A picture of current and public interest needs no consent (åndsverkloven, section 104).
NEWS = Consent.model_construct(given=date.min, ref="news")


def _consent(value: object) -> object:
    if isinstance(value, str) and value != "news":
        raise fault("choice-invalid", value=value, choices="news")
    return NEWS if value == "news" else value


class Image(Fields):
    """A picture in images/ or beside the file of the entry, with its text alternative.

    `credit` is shown beside the picture; `creator` and `copyright` go into its metadata. `focal` is
    the point that crops keep, in percent from the left and from the top.
    """

    src: ImagePath
    alt: Text = ""
    caption: Inline = ""
    credit: Text = ""
    creator: Text = ""
    copyright: Text = ""
    focal: Annotated[
        tuple[int, int], BeforeValidator(_focal), WithJsonSchema({"type": "string"})
    ] = (50, 50)
    decorative: Truth = False
    shows: Literal["nobody", "crowd", "people"] | None = None
    consent: Annotated[
        Consent | None,
        BeforeValidator(_consent),
        Field(json_schema_extra=lambda schema: schema["anyOf"].append({"const": "news"})),
    ] = None

    @model_validator(mode="after")
    def _is_described(self, info: ValidationInfo) -> "Image":
        """WCAG 2.2, 1.1.1: an empty text alternative only for what says nothing."""
        src = written_path(self.src, info.context or "")
        if not self.alt and not self.decorative:
            raise fault("image-alt-missing", src=src)
        if self.alt and self.decorative:
            raise fault("image-alt-decorative", src=src)
        return self


def _company_logo(value: object, info: ValidationInfo) -> object:
    """The logo of the company in the field `name`, which stands beside it and has its rights."""
    given = {"src": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or given.get("alt"):
        return given
    return {"decorative": "ja", "credit": (info.data or {}).get("name", "")} | given


CompanyLogo = Annotated[
    Image | None,
    BeforeValidator(_company_logo),
    Field(json_schema_extra=lambda schema: schema["anyOf"].append({"type": "string"})),
]
