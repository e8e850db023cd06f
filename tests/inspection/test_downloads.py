"""Words of public documents, which drafts may use too."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.site.media import shown
from tests import given
from tests.pictures.sources import ARTIST, marked, saved
from tests.site.building import good, recorded

WORD = "Fetsundlenser"
SITE = {"site.yaml": "identity: example.org,2023\nname: Byen\n"}
ARTICLE = "---\ntitle: {title}\ndate: 2023-05-01\nsummary: Kort.\nstatus: {status}\n---\n{text}\n"


def offering(name: str) -> str:
    return ARTICLE.format(
        title="Åpen sak", status="published", text=f"[Last ned](../../documents/{name})"
    )


def saying(text: str, status: str = "draft") -> str:
    return ARTICLE.format(title="Annet", status=status, text=text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("medlemmer.csv", f"Navn;Sted\nKari;{WORD}\n"),
        ("kart.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{WORD}</text></svg>'),
        ("vedtekter.txt", WORD.upper()),
        ("data.json", f'{{"sted": "{WORD}"}}'),
    ],
)
def test_a_draft_may_say_what_a_document_says(tmp_path: Path, name: str, text: str) -> None:
    """The words of a published document are public, so a draft may have them."""
    content = given.written(tmp_path / "content", SITE | {
        "news/2023/apen.md": offering(name),
        "news/2023/kladd.md": saying(f"Vi drar til {WORD}."),
        f"documents/{name}": text,
    })  # fmt: skip
    out = good(content, tmp_path / "out")
    assert (out / "dokumenter" / name).read_text("utf-8") == text


def test_so_may_what_was_public_and_what_is_to_come(tmp_path: Path) -> None:
    """So may an article that is a draft again, and a future article."""
    said = f"Vi drar til {WORD}."
    content = given.written(tmp_path / "content", SITE | {
        "news/2023/apen.md": offering("a.txt").replace("2023-05-01", "2023-02-01"),
        "news/2023/annet.md": saying(said, "published"),
        "documents/a.txt": WORD,
    })  # fmt: skip
    assert recorded(content) == 0
    good(content, tmp_path / "out", NOW="2023-04-01")
    given.written(content, {"news/2023/annet.md": saying(said)})
    good(content, tmp_path / "out")


def test_a_draft_may_say_what_a_document_is_called(tmp_path: Path) -> None:
    """A draft may have the title of a document, also in its transliterated form."""
    content = given.written(tmp_path / "content", SITE | {
        "news/2023/apen.md": offering("Båtsamlingene.txt"),
        "news/2023/kladd.md": saying("").replace("Annet", "Båtsamlingene"),
        "documents/Båtsamlingene.txt": "x",
    })  # fmt: skip
    out = good(content, tmp_path / "out")
    assert (out / "dokumenter/batsamlingene.txt").exists()


def test_a_draft_may_thank_whom_a_public_picture_names(tmp_path: Path) -> None:
    """A draft may name the creator in the metadata of a public picture."""
    content = given.written(tmp_path / "content", SITE | {
        "news/2023/apen.md": saying("Les.", "published")
        .replace("summary", "image: {src: images/skog.jpg, alt: Skog}\nsummary"),
        "news/2023/kladd.md": saying("Takk til Wilhelmina Fotografdottir."),
    })  # fmt: skip
    exif = Image.Exif()
    exif[ARTIST] = "Wilhelmina Fotografdottir"
    (content / "images").mkdir()
    saved(content / "images", marked(size=(300, 200)), "skog.jpg", exif=exif)
    good(content, tmp_path / "out")


@pytest.mark.parametrize(("status", "count"), [("published", 1), ("draft", 0)])
def test_whom_the_picture_of_a_draft_names_is_not_public(status: str, count: int) -> None:
    """The creator of a draft's picture is not public, although the copies are made already."""
    image = {"src": "images/x.jpg", "alt": "Skog"}
    site_data = given.site_data_of(
        given.article(image=image, status=status), variants=given.variants()
    )
    assert len(shown(site_data)) == count
