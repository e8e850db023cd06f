"""Where pictures stand: each field that can hold one has its slots."""

from newsroom.contract.catalog import BUILT_IN
from newsroom.pictures.slots import SLOTS
from newsroom.site import media
from tests import given

IMAGE = {"src": "images/x.jpg", "alt": "Et bord"}


def test_the_slots_a_model_names_are_there() -> None:
    """A field that is gone, or a slot that no page has, would be a copy that nobody shows."""
    for model in BUILT_IN:
        fields = model.model_fields.items()
        holds = {name for name, info in fields if "Image" in str(info.annotation)}
        holds |= {name for name, info in fields if "Highlight" in str(info.annotation)}
        assert set(model.picture_slots) <= holds
        assert {slot for slots in model.picture_slots.values() for slot in slots} <= SLOTS.keys()


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
