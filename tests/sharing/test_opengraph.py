"""The Open Graph data of pages, read from built pages."""

from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image

from tests.site.building import SITES, good

FOUR = ("og:title", "og:type", "og:image", "og:url", "og:description")
MORE = ("og:locale", "og:image:width", "og:image:height", "og:image:alt")


def said(path: Path) -> dict[str, str]:
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
    tags = page.select("meta[property], meta[name]")
    return {tag.get("property") or tag["name"]: tag["content"] for tag in tags}


def test_every_page_can_be_shared(tmp_path: Path) -> None:
    """Every page has what ogp.me requires, a description, and an existing picture.

    Redirects have none, since the new address is shared.
    """
    out = good(SITES / "full", tmp_path / "out", SITEURL="https://prove.example/sti")
    for path in set(out.rglob("*.html")) - {out / "nyheter/2023/gammel-kraft/index.html"}:
        tags = said(path)
        assert [name for name in FOUR if not tags.get(name)] == [], path
        assert tags["twitter:card"] == "summary_large_image"
        picture = tags["og:image"].removeprefix("https://prove.example/sti/")
        with Image.open(out / picture) as image:
            size = tuple(int(tags[f"og:image:{side}"]) for side in ("width", "height"))
            assert (path, size) == (path, image.size)


def test_an_article_is_shared_with_its_own_picture_and_times(tmp_path: Path) -> None:
    """An article with a wide picture has a JPEG of it, with its description, and its times."""
    out = good(SITES / "full", tmp_path / "out", SITEURL="https://prove.example")
    tags = said(out / "nyheter/2023/kraft/index.html")
    assert [name for name in MORE if not tags.get(name)] == []
    assert tags["og:type"] == "article"
    picture = out / tags["og:image"].removeprefix("https://prove.example/")
    assert picture.suffix == ".jpg"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    shown = BeautifulSoup((out / "nyheter/2023/kraft/index.html").read_text("utf-8"), "html5lib")
    assert tags["og:image:alt"] == shown.select_one("article .figure img")["alt"] != ""
    assert tags["article:published_time"] == "2023-09-13T10:00:00+02:00"
    assert tags["article:modified_time"] == "2023-09-15T00:00:00+02:00"


def test_an_english_page_is_shared_in_english(tmp_path: Path) -> None:
    """An English page has the English locale."""
    out = good(SITES / "full", tmp_path / "out")
    assert said(out / "en/news/2023/english/index.html")["og:locale"] == "en_GB"
