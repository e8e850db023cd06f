"""The types of single fields: from the text somebody wrote to a value, or a fault in words."""

import re
import unicodedata
from datetime import date, time
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from plugins.contract.moment import FIRST_YEAR, LAST_YEAR, PATTERN, Moment
from plugins.contract.problems import fault
from plugins.contract.slug import slugify

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https://[^\s/?#@\[\]]+\.[^\s/?#@\[\]]+([/?#][^\s\x00-\x1f]*)?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
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
    found = CLOCK.fullmatch(_text(value))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise fault("clock-invalid", value=value)
    return time(int(found[1]), int(found[2]))


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
    if not text.startswith("/") or text.startswith("//") or not text.endswith("/"):
        raise fault("address-invalid", value=text)
    return text


def _link(value: object) -> str:
    """An address of this site, or an https URL."""
    text = _text(value)
    return text if text.startswith("/") and not text.startswith("//") else _url(text)


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Key = Annotated[str, BeforeValidator(_key)]
Slug = Annotated[str, BeforeValidator(_slug)]
Count = Annotated[int, BeforeValidator(_count)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
Year = Annotated[int, BeforeValidator(_year)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Url = Annotated[str, BeforeValidator(_url)]
Link = Annotated[str, BeforeValidator(_link)]
Email = Annotated[str, BeforeValidator(_email)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(_clock)]
Language = Annotated[Literal["nb", "nn", "en"], BeforeValidator(_language)]
When = Annotated[
    Moment,
    BeforeValidator(Moment.parse),
    WithJsonSchema({"type": "string", "pattern": PATTERN}),
]
ImagePath = Annotated[str, BeforeValidator(lambda value: _inside("images", value))]
DocumentPath = Annotated[str, BeforeValidator(lambda value: _inside("documents", value))]
Address = Annotated[str, BeforeValidator(_address)]
