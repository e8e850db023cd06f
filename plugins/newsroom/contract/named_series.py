"""The series that an event or an article is a number of, such as «Kunnskapsfrokost nr. 42»."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from newsroom.contract.entry import Fields
from newsroom.contract.fields import Count, Text

NUMBERED = re.compile(r"(.+?),? +(?:nr|nummer|no|#)\.? *(\d+)", re.IGNORECASE)


class NamedSeries(Fields):
    """The name of a series, and the number in it."""

    name: Text
    number: Count | None = None


def _fields(value: object) -> object:
    """The fields of a series that is written as one text: `Kunnskapsfrokost nr. 42`."""
    if not isinstance(value, str):
        return value
    match = NUMBERED.fullmatch(value.strip())
    return {"name": match[1], "number": match[2]} if match else {"name": value} if value else None


def _or_text(schema: dict[str, Any]) -> None:
    schema["anyOf"].append({"type": "string"})


NamedSeriesOrNone = Annotated[
    NamedSeries | None, BeforeValidator(_fields), Field(alias="series", json_schema_extra=_or_text)
]
