"""The uses of pictures: each field that can hold a picture has its slots."""

from newsroom.contract.catalog import BUILT_IN
from newsroom.pictures.slots import SLOTS
from newsroom.site import media
from tests import given

IMAGE = {"src": "images/x.jpg", "alt": "Et bord"}


def test_the_slots_a_model_names_are_there() -> None:
    """Each picture field names an existing field of the model and an existing slot."""
    for model in BUILT_IN:
        fields = model.model_fields.items()
        holds = {name for name, info in fields if "Image" in str(info.annotation)}
        holds |= {name for name, info in fields if "Highlight" in str(info.annotation)}
        assert set(model.picture_slots) <= holds
        assert {slot for slots in model.picture_slots.values() for slot in slots} <= SLOTS.keys()


def test_each_use_is_told_with_its_place() -> None:
    """The list has front matter, gallery and text; a picture in the text has the same credit."""
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
