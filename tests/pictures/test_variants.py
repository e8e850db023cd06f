"""The kept copies: made once, mended when they are not what was written."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from plugins.pictures.markup import figure, image
from plugins.pictures.variants import Variant, prepare

PATH = "images/x.jpg"


@pytest.fixture
def media(tmp_path: Path) -> dict[str, Path]:
    """One picture in content/."""
    file = tmp_path / "x.jpg"
    Image.new("RGB", (60, 40), (0, 75, 96)).save(file)
    return {PATH: file}


def made(media: dict[str, Path], cache: Path) -> Variant:
    variants, faults = prepare([PATH], media, cache)
    assert faults == {}
    return variants[PATH]


def test_a_copy_is_named_by_what_it_is_made_of(media: dict[str, Path], tmp_path: Path) -> None:
    """So its address changes when the picture does, and only then."""
    first = made(media, tmp_path / "a")
    assert made(media, tmp_path / "b").address == first.address == f"/bilder/{first.file.name}"
    assert (first.width, first.height) == (60, 40)
    Image.new("RGB", (60, 40), (255, 210, 63)).save(media[PATH])
    assert made(media, tmp_path / "a").address != first.address


def test_a_kept_copy_is_not_made_again(media: dict[str, Path], tmp_path: Path) -> None:
    """The second build reads what the first one wrote."""
    file = made(media, tmp_path / "a").file
    before = file.stat()
    made(media, tmp_path / "a")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("harm", [b"", b"tull", b"{}", b"[]", b"null", b'{"suffix": 1}'])
@pytest.mark.parametrize("suffix", [".json", ".jpg"])
def test_a_harmed_copy_is_mended(
    media: dict[str, Path], tmp_path: Path, suffix: str, harm: bytes
) -> None:
    """The picture itself, or what is noted about it."""
    good = made(media, tmp_path / "a")
    data = good.file.read_bytes()
    good.file.with_suffix(suffix).write_bytes(harm)
    assert made(media, tmp_path / "a") == good
    assert good.file.read_bytes() == data
    assert json.loads(good.file.with_suffix(".json").read_bytes())["width"] == 60


def test_a_copy_that_is_gone_is_made_again(media: dict[str, Path], tmp_path: Path) -> None:
    """Although it is noted as made."""
    good = made(media, tmp_path / "a")
    good.file.unlink()
    assert made(media, tmp_path / "a").file.exists()


def test_two_builds_may_share_one_cache(media: dict[str, Path], tmp_path: Path) -> None:
    """Each finds whole files, and no part of one is left behind."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: made(media, tmp_path / "a"), range(24)))
    assert len(set(found)) == 1
    assert len(list((tmp_path / "a").iterdir())) == 2


def test_only_pictures_that_are_there_are_prepared(media: dict[str, Path], tmp_path: Path) -> None:
    """A missing one has been told of by reading."""
    assert prepare(["images/borte.jpg"], media, tmp_path / "a") == ({}, {})


def test_a_picture_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    """The good ones beside it are made."""
    good, bad = tmp_path / "a.png", tmp_path / "b.png"
    Image.new("RGB", (4, 4)).save(good)
    bad.write_bytes(b"tull")
    variants, faults = prepare(["a", "b"], {"a": good, "b": bad}, tmp_path / "cache")
    assert (list(variants), faults) == (["a"], {"b": "image-unreadable"})


def test_the_same_picture_under_two_names_is_one_copy(tmp_path: Path) -> None:
    """Published once."""
    media = {name: tmp_path / name for name in ("a.png", "b.png")}
    for file in media.values():
        Image.new("RGB", (4, 4)).save(file)
    variants, _ = prepare(media, media, tmp_path / "cache")
    assert variants["a.png"] == variants["b.png"]


def test_a_picture_in_a_text_is_a_figure_with_its_words() -> None:
    """All of them escaped; without words there is no caption."""
    variant = Variant("/bilder/a.jpg", 60, 40, Path("a.jpg"))
    shown = image("/bilder/a.jpg", variant, 'Et "bord"')
    assert figure(shown, "", "") == (
        '<figure class="figure"><img src="/bilder/a.jpg" alt="Et &#34;bord&#34;"'
        ' width="60" height="40" loading="lazy"></figure>'
    )
    full = figure(shown, "Fra <møtet>", "Foto: Kari")
    assert "<figcaption><span>Fra &lt;møtet&gt;</span> <span" in full
