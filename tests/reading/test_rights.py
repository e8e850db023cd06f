"""What must be known of a picture before it is shown: who made it, and whether people agreed."""

from pathlib import Path

import pytest
from PIL import Image

from tests import given
from tests.pictures.sources import GPS, PLACE, marked, saved
from tests.site.building import build, good

ARTICLE = """
    ---
    title: En sak
    date: 2023-05-01
    summary: Kort.
    image:
      src: images/x.jpg
      alt: To ved et bord
      shows: {shows}
    {more}
    ---
    Tekst.
    """


def told(folder: Path, shows: str, more: str = "", site: str = "") -> list[str]:
    article = ARTICLE.format(shows=shows, more=more)
    files = {
        "news/a.md": article,
        "images/x.jpg": "",
        "site.yaml": f"name: Vi\nidentity: example.org,2023\n{site}",
    }
    report = given.loaded(folder, files)[1]
    return [f"{problem.severity}: {problem.code}" for problem in report]


@pytest.mark.parametrize("shows", ["nobody", "crowd"])
def test_a_crowd_is_asked_of_nobody(tmp_path: Path, shows: str) -> None:
    """Nor is a picture without people."""
    assert told(tmp_path, shows) == []


@pytest.mark.parametrize(
    "consent", ["  consent: news", "  consent: {given: 2023-04-30, ref: arkivet 14}"]
)
def test_people_who_have_agreed_or_are_news_may_be_shown(tmp_path: Path, consent: str) -> None:
    """When they said yes, and where that is filed."""
    assert told(tmp_path, "people", consent) == []


def test_people_who_have_not_been_asked_are_told_of(tmp_path: Path) -> None:
    """As advice, or as an error where site.yaml asks for that."""
    assert told(tmp_path, "people") == ["advice: image-consent-missing"]
    strict = told(tmp_path, "people", site="consent_required: ja\n")
    assert strict == ["error: image-consent-missing"]


@pytest.mark.parametrize("consent", ["  consent: ja", "  consent: {given: 2023-04-30}"])
def test_half_a_consent_is_none(tmp_path: Path, consent: str) -> None:
    """The day alone cannot be looked up."""
    assert [one.partition(" ")[0] for one in told(tmp_path, "people", consent)] == ["error:"]


def test_consent_is_never_printed_and_the_credit_is(tmp_path: Path) -> None:
    """Neither on the page nor in what machines read; the photographer everywhere."""
    consent = "  consent: {given: 2023-04-30, ref: HEMMELIG}\n      credit: Åse Ås"
    article = ARTICLE.format(shows="people", more=consent)
    content = given.written(tmp_path / "content", {"news/a.md": article})
    (content / "images").mkdir()
    exif = Image.Exif()
    exif.get_ifd(GPS).update(PLACE)
    saved(content / "images", marked(), "x.jpg", exif=exif)
    out = good(content, tmp_path / "out")
    page = (out / "nyheter/2023/a/index.html").read_text(encoding="utf-8")
    assert '"creditText":"Åse Ås"' in page
    assert '<span class="credit">Åse Ås</span>' in page
    for file in out.rglob("*"):
        assert not file.is_file() or b"HEMMELIG" not in file.read_bytes()
    ended = build(content, tmp_path / "out")
    assert "content/images/x.jpg: råd: image-place" in ended.err
