"""The uses of pictures: each field that can hold a picture has its slots."""

import re
import shutil
from pathlib import Path

import pytest

from newsroom.contract.catalog import BUILT_IN
from newsroom.pictures.slots import SLOTS
from newsroom.pictures.variants import INDEX
from newsroom.site import media
from tests import given
from tests.site.building import SITES, build, good

IMAGE = {"src": "images/x.jpg", "alt": "Et bord"}


def test_the_slots_a_model_names_are_there() -> None:
    """Each picture field names an existing field of the model and an existing slot."""
    for model in BUILT_IN:
        fields = model.model_fields.items()
        parts = re.compile("Image|Highlight|Voice")
        holds = {name for name, info in fields if parts.search(str(info.annotation))}
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
        ("Kari", ("figure", "card", "thumb", "share"), ("image", "src")),
        ("", ("gallery", "large"), ("gallery", 0, "src")),
        ("Kari", ("prose",), ()),
    ]


# By the code of the problem: a file, and what makes a fault of each room that checks.
FAULTS = {
    "anchor-broken": ("pages/om-oss.md", "[Hit](#finnes-ikke) og [dit](/medlemmer/#borte)"),
    "link-broken": ("pages/om-oss.md", "[Borte](borte.md)"),
    "figure-unknown": ("reviews/2023.md", "{{ figures.borte }}"),
    "address-vanished": ("record/addresses.txt", "/nyheter/2023/borte/ news/2023/borte.md"),
    "identity-number": ("pages/om-oss.md", "Spør etter 018190 10001."),
}


@pytest.mark.parametrize("code", FAULTS)
def test_no_picture_is_encoded_before_a_fault_is_told(tmp_path: Path, code: str) -> None:
    """Encoding takes minutes in a cold build; a fault in a text is known without it."""
    content, cache = Path(shutil.copytree(SITES / "full", tmp_path / "content")), tmp_path / "cache"
    path, line = FAULTS[code]
    file = content / path
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    ended = build(content, tmp_path / "out", CACHE_PATH=str(cache))
    assert ended.code == 2
    assert f": {code}: " in ended.err
    assert [file.name for file in (cache / "pictures").rglob("*")] == [INDEX]


def test_faults_are_told_before_a_picture_is_made(tmp_path: Path) -> None:
    """A broken link and a file that is no picture are told at once; then the pictures are made."""
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    page, picture = content / "pages/om-oss.md", content / "images/kanari.png"
    text, whole = page.read_text("utf-8"), picture.read_bytes()
    page.write_text(f"{text}\n[Borte](borte.md)\n", "utf-8")
    picture.write_bytes(b"tull")
    cache = tmp_path / "cache"
    ended = build(content, tmp_path / "out", CACHE_PATH=str(cache))
    assert ended.code == 2
    link = text.count("\n") + 2
    assert f"content/pages/om-oss.md:{link}:" in ended.err
    assert ": link-broken: " in ended.err
    assert ": image-unreadable: Bildet «images/kanari.png» " in ended.err
    assert [file.name for file in (cache / "pictures").rglob("*")] == [INDEX]
    page.write_text(text, "utf-8")
    picture.write_bytes(whole)
    good(content, tmp_path / "out", CACHE_PATH=str(cache))
    assert list((cache / "pictures").rglob("*.avif"))
