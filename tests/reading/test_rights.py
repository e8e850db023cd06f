"""The rights of pictures: the credit, and the consent of the people shown."""

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
    """A picture of a crowd, or without people, needs no consent."""
    assert told(tmp_path, shows) == []


@pytest.mark.parametrize(
    "consent", ["  consent: news", "  consent: {given: 2023-04-30, ref: arkivet 14}"]
)
def test_people_who_have_agreed_or_are_news_may_be_shown(tmp_path: Path, consent: str) -> None:
    """A picture of people needs a consent with date and reference, or must be news."""
    assert told(tmp_path, "people", consent) == []


def test_people_who_have_not_been_asked_are_told_of(tmp_path: Path) -> None:
    """A missing consent is advice, or an error when site.yaml says so."""
    assert told(tmp_path, "people") == ["advice: image-consent-missing"]
    strict = told(tmp_path, "people", site="consent_required: ja\n")
    assert strict == ["error: image-consent-missing"]


@pytest.mark.parametrize("consent", ["  consent: ja", "  consent: {given: 2023-04-30}"])
def test_half_a_consent_is_none(tmp_path: Path, consent: str) -> None:
    """A consent without a reference counts as missing."""
    assert [one.partition(" ")[0] for one in told(tmp_path, "people", consent)] == ["error:"]


def test_consent_is_never_printed_and_the_credit_is(tmp_path: Path) -> None:
    """Pages and machine-readable files have the credit, and never the consent."""
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
