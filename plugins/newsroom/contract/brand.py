"""The association's own colours and logo, in site.yaml."""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from newsroom.contract.contrast import WHITE, full, nearest_background
from newsroom.contract.entry import Fields
from newsroom.contract.fields import ImagePath, Text
from newsroom.contract.problems import fault

HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
INK = "#10222b"
# The colours that text on the accent may have.
ON_ACCENT = (INK, WHITE)


def _carries(*texts: str) -> BeforeValidator:
    """Validates a colour on which one of these colours of text can be read."""

    def validate(value: object) -> str:
        match = HEX.fullmatch(value.strip()) if isinstance(value, str) else None
        if not match:
            raise fault("colour-invalid", value=value)
        colour = full(f"#{match[1].lower()}")
        near = nearest_background(colour, texts)
        if near != colour:
            raise fault("colour-contrast", value=value, suggestion=near)
        return colour

    return BeforeValidator(validate)


WRITTEN = WithJsonSchema({"type": ["string", "number"], "pattern": "^#?([0-9a-fA-F]{3}){1,2}$"})
Brand = Annotated[str, _carries(WHITE), WRITTEN]
Accent = Annotated[str, _carries(*ON_ACCENT), WRITTEN]


class BrandColours(Fields):
    """The colours that the tokens of the theme are derived from, as `#rrggbb`.

    White text stands on `brand`, which is also the colour of links; dark or white text stands on
    `accent`. Without `accent`, the theme's own stays.
    """

    brand: Brand
    accent: Accent | None = None


class Logo(Fields):
    """The logo: an SVG or a picture, and a variant for the dark scheme.

    One that is twice as wide as high stands alone, and its text alternative is the site's name;
    any other stands beside the name.
    """

    src: ImagePath
    dark: ImagePath | None = None
    alt: Text = ""


def logo_of(value: object) -> object:
    """A path alone is the `src` of a logo."""
    return {"src": value} if isinstance(value, str) else value
