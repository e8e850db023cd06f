"""Where pictures stand: each field that can hold one has its slots."""

import pytest

from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.page import Page
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.review import Review
from newsroom.pictures.slots import SLOTS
from newsroom.site import media
from tests import given

IMAGE = {"src": "images/x.jpg", "alt": "Et bord"}
KINDS = (Article, Event, Page, Person, Review, Venue, Network)


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_with_pictures_has_slots(kind: type) -> None:
    """A new field without one would stop the build of whoever uses it."""
    name = kind.__name__.lower()
    holds = {f for f, info in kind.model_fields.items() if "image.Image" in str(info.annotation)}
    holds |= {f for f, info in kind.model_fields.items() if "Highlight" in str(info.annotation)}
    assert holds == {field for of, field in media.SLOTS if of == name}
    assert all(set(slots) <= SLOTS.keys() for slots in media.SLOTS.values())


def test_each_use_is_told_with_its_place() -> None:
    """Front matter, gallery and text; a picture in the text is as the front matter has it."""
    credited = IMAGE | {"credit": "Kari"}
    article = given.article(text="![Et bord](images/x.jpg)", image=credited, gallery=[IMAGE])
    catalog = given.catalog(article)
    found = [
        (key.credit.line, slots, where) for key, slots, _, where in media.uses([article], catalog)
    ]
    assert found == [
        ("Kari", ("figure", "card", "thumb"), ("image", "src")),
        ("", ("gallery", "large"), ("gallery", 0, "src")),
        ("Kari", ("prose",), ()),
    ]
