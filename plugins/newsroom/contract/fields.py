"""The types of single fields: each validates the written text, and gives a value or a fault."""

import re
import unicodedata
from datetime import date, time
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from newsroom.contract.moment import FIRST_YEAR, LAST_YEAR, PATTERN, Moment
from newsroom.contract.problems import fault
from newsroom.contract.slug import slugify

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https://[^\s/?#@\[\]]+\.[^\s/?#@\[\]]+([/?#][^\s\x00-\x1f]*)?")
# No name with a meaning to a host or a shell: ".htaccess", "_headers", ":name".
ADDRESS = re.compile(r"/(?:(?![._])[\w.~+,@-]+/)*")
EMAIL = re.compile(r"[^@\s:]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
DAY = r"^\d{4}-\d{2}-\d{2}$"
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
LANGUAGES = ("nb", "nn", "en")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("field-text")
    return value.strip()


def _name(value: object) -> str:
    text = _text(value)
    if not slugify(text):
        raise fault("name-without-letters", value=text)
    return text


def _key(value: object) -> str:
    text = _text(value)
    if not KEY.fullmatch(text):
        raise fault("key-invalid", value=text)
    return text


def _slug(value: object) -> str:
    slug = _key(value)
    if slug.replace("-", "").isdigit():
        raise fault("slug-digits", value=slug)
    return slug


def _count(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise fault("number-invalid", value=text)
    return int(text)


def _decimal(value: object) -> float:
    text = _text(value)
    if not re.fullmatch(r"-?\d{1,9}(\.\d+)?", text):
        raise fault("decimal-invalid", value=text)
    return float(text)


def _year(value: object) -> int:
    year = _count(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault("year-invalid", value=year)
    return year


def _truth(value: object) -> bool:
    words = {"true": True, "ja": True, "false": False, "nei": False}
    text = _text(value).lower()
    if text not in words:
        raise fault("truth-invalid", value=text)
    return words[text]


def _url(value: object) -> str:
    text = _text(value)
    if not URL.fullmatch(text):
        raise fault("url-invalid", value=text)
    return text


def _email(value: object) -> str:
    text = _text(value)
    if not EMAIL.fullmatch(text):
        raise fault("email-invalid", value=text)
    return text


def _day(value: object) -> date:
    moment = Moment.parse(value)
    if not moment.is_all_day:
        raise fault("date-without-time", value=value)
    return moment.day


def _clock(value: object) -> time:
    match = CLOCK.fullmatch(_text(value))
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise fault("clock-invalid", value=value)
    return time(int(match[1]), int(match[2]))


def _language(value: object) -> str:
    text = _text(value)
    if text == "no":
        raise fault("lang-no")
    if text not in LANGUAGES:
        raise fault("choice-invalid", value=text, choices=", ".join(LANGUAGES))
    return text


def _inside(folder: str, value: object) -> str:
    text = unicodedata.normalize("NFC", _text(value))
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or path.parts[:1] != (folder,):
        raise fault("path-outside", value=text, folder=folder)
    return str(path)


def _address(value: object) -> str:
    text = _text(value)
    if not ADDRESS.fullmatch(text):
        raise fault("address-invalid", value=text)
    return text


def _link(value: object) -> str:
    """An address of this site, or an https URL."""
    text = _text(value)
    return text if text.startswith("/") and not text.startswith("//") else _url(text)


def _written(pattern: str, *types: str) -> WithJsonSchema:
    """The JSON Schema of a text that YAML editors may read as another type (2024 as a number)."""
    return WithJsonSchema({"type": ["string", *types], "pattern": pattern})


SCALARS = ["string", "number", "boolean"]

Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": SCALARS})]
Name = Annotated[str, BeforeValidator(_name), WithJsonSchema({"type": SCALARS})]
Key = Annotated[str, BeforeValidator(_key), _written(f"^{KEY.pattern}$", "number")]
Slug = Annotated[str, BeforeValidator(_slug), _written(f"^{KEY.pattern}$")]
Count = Annotated[int, BeforeValidator(_count), _written("^[0-9]{1,9}$", "integer")]
Decimal = Annotated[float, BeforeValidator(_decimal), _written(r"^-?\d+(\.\d+)?$", "number")]
Year = Annotated[int, BeforeValidator(_year), _written(r"^\d{4}$", "integer")]
Truth = Annotated[
    bool, BeforeValidator(_truth), WithJsonSchema({"enum": ["ja", "nei", True, False]})
]
Url = Annotated[str, BeforeValidator(_url), _written("^https://")]
Link = Annotated[str, BeforeValidator(_link), _written("^(/|https://)")]
Email = Annotated[str, BeforeValidator(_email), _written("^[^@ ]+@[^@ ]+$")]
Day = Annotated[date, BeforeValidator(_day), _written(DAY)]
Clock = Annotated[time, BeforeValidator(_clock), _written(f"^{CLOCK.pattern}$", "number")]
Language = Annotated[Literal["nb", "nn", "en"], BeforeValidator(_language)]
When = Annotated[Moment, BeforeValidator(Moment.parse), _written(PATTERN)]
ImagePath = Annotated[
    str, BeforeValidator(lambda value: _inside("images", value)), _written("^images/")
]
DocumentPath = Annotated[
    str, BeforeValidator(lambda value: _inside("documents", value)), _written("^documents/")
]
Address = Annotated[str, BeforeValidator(_address), _written("^/(.*/)?$")]
