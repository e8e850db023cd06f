"""Drawings as pictures, made by resvg-py, which is installed here by its lock."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from newsroom.pictures.brand_files import BrandFile, icon_files, logo_file
from newsroom.pictures.svg_drawing import drawn
from tests import installed
from tests.test_run import SVG_LOCK

RED, TEXT = "#ff0000", '<text x="0" y="36" font-family="Arial" font-size="40">Hei</text>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 40">{}</svg>'
SQUARE = f'<path fill="{RED}" d="M0 0h40v40H0z"/>'
# Neither a picture nor a trace comes of these numbers.
ABSURD = '<circle r="1e38" stroke-width="1e38" stroke="red"/><rect width="1e300" height="9"/>'


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the package of the lock."""
    return installed.one_package(SVG_LOCK, "resvg-py", tmp_path_factory.mktemp("svg"))


@pytest.fixture
def renderer(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that are started find the package."""
    paths = os.pathsep.join([os.environ["PYTHONPATH"], str(packages)])
    monkeypatch.setenv("PYTHONPATH", paths)
    drawn.cache_clear()


def saved(folder: Path, width: int, inside: str) -> Path:
    file = folder / "tegning.svg"
    file.write_text(SVG.format(width, inside), encoding="utf-8")
    return file


def picture(file: BrandFile) -> Image.Image:
    return Image.open(io.BytesIO(file.picture)).convert("RGBA")


def test_an_icon_that_is_a_drawing_becomes_every_size(renderer: None, tmp_path: Path) -> None:
    """One that is no square is put in the middle; Apple's has a white background."""
    files = icon_files(saved(tmp_path, 80, SQUARE))
    assert {name: file.width for name, file in files.items()} == {
        "icon": 80, "icon-32": 32, "icon-192": 192, "icon-512": 512, "touch": 180,
    }  # fmt: skip
    icon, touch = picture(files["icon-512"]), picture(files["touch"])
    places = ((256, 20), (100, 256), (400, 256))
    assert [icon.getpixel(at) for at in places] == [(0,) * 4, (255, 0, 0, 255), (0,) * 4]
    assert touch.getpixel((90, 5)) == (255,) * 4


def test_a_logo_that_is_a_drawing_is_drawn_for_share_pictures(
    renderer: None, tmp_path: Path
) -> None:
    """In its own proportions; the header still gets the drawing. Any font is replaced by ours."""
    file = logo_file(saved(tmp_path, 160, SQUARE + TEXT.replace('x="0"', 'x="50"')))
    image = picture(file)
    assert (file.is_drawing, image.size) == (True, (1200, 300))
    assert image.getpixel((150, 150)) == (255, 0, 0, 255)
    assert image.crop((375, 0, 1200, 300)).getbbox() is not None


def test_a_drawing_that_ends_the_renderer_does_not_end_the_build(
    renderer: None, tmp_path: Path
) -> None:
    """There is no picture of it, and so no other icon."""
    assert icon_files(saved(tmp_path, 999_999, ABSURD)).keys() == {"icon"}


def test_without_the_package_there_is_no_picture(tmp_path: Path) -> None:
    """Then the site gets the drawing alone."""
    drawn.cache_clear()
    assert icon_files(saved(tmp_path, 40, SQUARE)).keys() == {"icon"}
