"""The types of single fields: each validates the written text, and gives a value or a fault."""

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from itertools import chain
from pathlib import PurePosixPath
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from newsroom.contract.moment import FIRST_YEAR, LAST_YEAR, PATTERN, Moment
from newsroom.contract.problems import fault
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.contract.slug import nearest_name, slugify
from newsroom.contract.zone_rules import zone_names

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s/?#@\[\]\\]+\.[^\s/?#@\[\]\\]+([/?#][^\s\x00-\x1f\\]*)?")
# Where a site can be: without a query, since paths are added to it.
SITE_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
# An address of this site, or a URL.
LINK = re.compile(rf"/(?!/)(?s:.*)|{URL.pattern}")
# A picture on another site.
ELSEWHERE = re.compile(r"(https?:)?//", re.IGNORECASE)
# A file on the computer of somebody: a drive of Windows, or a home folder.
LOCAL = re.compile(r"[a-z]:[\\/]|\\\\|/(users|home)/|file:", re.IGNORECASE)
COUNT = re.compile(r"[0-9]{1,9}")
DECIMAL = re.compile(r"-?\d{1,9}(\.\d+)?")
# No name with a meaning to a host or a shell: ".htaccess", "_headers", ":name".
ADDRESS = re.compile(r"/(?:(?![._])[\w.~+,@-]+/)*")
EMAIL = re.compile(r"[^@\s:]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
DAY = r"^\d{4}-\d{2}-\d{2}$"
# Without any of these, inline Markdown is the text itself.
INLINE_MARK = re.compile(r"[*_`\[\\<]|://|www\.")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("field-text")
    return value.strip()


def _matching(pattern: re.Pattern[str], code: str) -> BeforeValidator:
    """Validates a text that matches the pattern. Raises a fault with this code."""

    def validate(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise fault(code, value=text)
        return text

    return BeforeValidator(validate)


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks the type of a field that names something else; no validation depends on it.

    `kind` is that of a Reference, or `category` and `tag` for words that other entries have.
    """

    kind: str


class WebAddress(str):
    """A URL that visitors may follow, and that no page fetches; http: is allowed."""

    __slots__ = ()


class InlineText(str):
    """A text in which inline Markdown works: emphasis, code and links."""

    __slots__ = ()

    @property
    def is_plain(self) -> bool:
        """Whether it has no character that inline Markdown may read as a mark."""
        return not INLINE_MARK.search(self)


def _names(value: object) -> object:
    """A list of names; one text may be a single name with a title, or several keys or full names.

    `kari og ola` and `kari-nordmann, Ola Hansen` are two people, `Siv Berg, leder` is one.
    """
    if not isinstance(value, str):
        return value
    keys = re.split(r"\s*,\s*|\s+og\s+", value.strip())
    if all(map(KEY.fullmatch, keys)) or all(map(is_full_name, keys)):
        return keys
    names = [name for name in re.split(r"\s*,\s*", value.strip()) if name]
    # A word after a name is a title.
    are_people = all(map(_is_person, names[1:] if KEY.fullmatch(keys[0]) else names))
    return names if are_people else [value]


def _is_person(name: str) -> bool:
    """Whether a text is a key of several words, or a full name."""
    return "-" in name if KEY.fullmatch(name) else is_full_name(name)


def is_full_name(text: str) -> bool:
    """Whether first and last word begin with a capital: `Kari Nordmann`, `Ola von Utflytter`."""
    words = text.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()


def _name(value: object) -> str:
    text = _text(value)
    if not slugify(text):
        raise fault("name-without-letters", value=text)
    return text


def _slug(value: str) -> str:
    if value.replace("-", "").isdigit():
        raise fault("slug-digits", value=value)
    return value


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault("year-invalid", value=year)
    return year


def _truth(value: object) -> bool:
    words = {"true": True, "ja": True, "false": False, "nei": False}
    text = _text(value).lower()
    if text not in words:
        raise fault("truth-invalid", value=text)
    return words[text]


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


def _zone(value: object) -> ZoneInfo:
    text = _text(value)
    if text in zone_names():
        return ZoneInfo(text)
    raise fault("zone-unknown", value=text, suggestion=_near_zone(text))


def _near_zone(text: str) -> str:
    """The zone of a city: of a similar name in the part of the world that is written, else of this.

    "" for others, such as `GMT+1` and `CEST`: a guess would move the event by hours.
    """
    region, slash, city = text.replace(" ", "_").rpartition("/")
    places = (name.rpartition("/") for name in zone_names()[::-1] if "/" in name)
    cities = {
        name.lower(): f"{part}/{name}"
        for part, _, name in places
        if part not in ("Etc", "US") and (not slash or part.lower() == region.lower())
    }
    near = nearest_name(city.lower(), cities) if slash else city.lower()
    return cities.get(near, "")


def language_tag(value: object) -> str:
    """A language tag of BCP 47 whose parts are registered: "se", "en-GB"."""
    text = _text(value)
    if text == "no":
        raise fault("lang-no")
    if text in SITE_LANGUAGES:
        return text
    import langcodes  # only for the others, since it takes a while

    if not langcodes.tag_is_valid(text):
        raise fault("lang-unknown", value=text, suggestion=_language_named(text.lower()))
    return langcodes.standardize_tag(text)


def _language_named(name: str) -> str:
    """The tag of a language by its Norwegian or English name; "" for another word."""
    import babel  # the same

    named = (babel.Locale.parse(lang).languages.items() for lang in ("nb", "en"))
    tag = next((tag for tag, text in chain(*named) if text.lower() == name), "")
    return "nb" if tag == "no" else tag


def _path(value: object) -> tuple[str, PurePosixPath]:
    """A path as written, and without its `./`; without any part when it leaves its folder."""
    text = unicodedata.normalize("NFC", _text(value))
    path = PurePosixPath(text)
    leaves = path.is_absolute() or ".." in path.parts or "\\" in text
    return text, PurePosixPath() if leaves else path


def _image_path(value: object, info: ValidationInfo) -> str:
    """The path from content/ of a picture in images/, or of `./x.jpg` beside the file.

    The context of the validation is the path of the file.
    """
    text, path = _path(value)
    if ELSEWHERE.match(text):
        raise fault("image-external", value=text)
    if path.parts and text.startswith("./"):
        return str(PurePosixPath(info.context or "").parent / path)
    if path.parts[:1] != ("images",):
        name = PurePosixPath(text.replace("\\", "/")).name
        raise fault("image-local" if LOCAL.match(text) else "image-path", value=text, name=name)
    return str(path)


def written_path(path: str, file: str) -> str:
    """How a file of content/ names a picture: `images/x.jpg`, or `./x.jpg` when it is beside it."""
    if path.startswith(("images/", "documents/")):
        return path
    relative = posixpath.relpath(path, posixpath.dirname(file) or ".")
    return relative if relative.startswith("../") else f"./{relative}"


def path_named(name: str, file: str) -> str:
    """The path from content/ of a picture that a file names."""
    is_whole = name.startswith(("images/", "documents/"))
    return name if is_whole else posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def _document_path(value: object) -> str:
    text, path = _path(value)
    if path.parts[:1] != ("documents",):
        raise fault("path-outside", value=text, folder="documents")
    return str(path)


def _written(pattern: str, *types: str) -> WithJsonSchema:
    """The JSON Schema of a text that YAML editors may read as another type (2024 as a number)."""
    return WithJsonSchema({"type": ["string", *types], "pattern": pattern})


SCALARS = ["string", "number", "boolean"]

Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": SCALARS})]
Inline = Annotated[Text, AfterValidator(InlineText)]
# The keys or the names of one or several people.
People = Annotated[
    tuple[Text, ...],
    BeforeValidator(_names),
    RefersTo("person"),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Name = Annotated[str, BeforeValidator(_name), WithJsonSchema({"type": SCALARS})]
Key = Annotated[str, _matching(KEY, "key-invalid"), _written(f"^{KEY.pattern}$", "number")]
OtherKey = Annotated[Text, _written(f"^{KEY.pattern}$", "number")]  # see references.py
Owner = Annotated[OtherKey, RefersTo("person")]
Slug = Annotated[Key, AfterValidator(_slug), _written(f"^{KEY.pattern}$")]
Count = Annotated[int, _matching(COUNT, "number-invalid"), _written("^[0-9]{1,9}$", "integer")]
Decimal = Annotated[
    float, _matching(DECIMAL, "decimal-invalid"), _written(r"^-?\d+(\.\d+)?$", "number")
]
Year = Annotated[Count, AfterValidator(_year), _written(r"^\d{4}$", "integer")]
Truth = Annotated[
    bool, BeforeValidator(_truth), WithJsonSchema({"enum": ["ja", "nei", True, False]})
]
Url = Annotated[
    str, _matching(URL, "url-invalid"), AfterValidator(WebAddress), _written("^https?://")
]
# A word alone is meant as an address of this site; the last of these validators runs first.
PathOrUrl = Annotated[
    str,
    _matching(LINK, "url-invalid"),
    _matching(re.compile(r"/.*|.*[.:].*", re.DOTALL), "address-invalid"),
    _written("^(/|https?://)"),
]
# A public repository: its URL, or only that it is public.
PUBLIC = "public"
Repository = Annotated[
    str,
    _matching(re.compile(f"{PUBLIC}|{URL.pattern}"), "url-invalid"),
    _written(f"^({PUBLIC}$|https?://)"),
]
Email = Annotated[str, _matching(EMAIL, "email-invalid"), _written("^[^@ ]+@[^@ ]+$")]
Day = Annotated[date, BeforeValidator(_day), _written(DAY)]
Clock = Annotated[time, BeforeValidator(_clock), _written(f"^{CLOCK.pattern}$", "number")]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone), WithJsonSchema({"type": "string"})]
Language = Annotated[str, BeforeValidator(language_tag), WithJsonSchema({"type": "string"})]
When = Annotated[Moment, BeforeValidator(Moment.parse), _written(PATTERN)]
ImagePath = Annotated[str, BeforeValidator(_image_path), _written(r"^(images|\.)/")]
DocumentPath = Annotated[str, BeforeValidator(_document_path), _written("^documents/")]
Address = Annotated[str, _matching(ADDRESS, "address-invalid"), _written("^/(.*/)?$")]
