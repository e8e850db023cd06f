"""An edit of a text alone makes only the pages that show it; any other change is an ordinary build.

After each the site and the messages are those of a clean build.
"""

import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from newsroom.site.dependency_tracking import TRACKED, fingerprint
from newsroom.site.engine import Engine
from newsroom.site.recorded_pages import OBJECTS
from newsroom.site.start import MADE, MOST_EDITED, UNCHANGED, little_was_made
from newsroom.site.text_records import FILE
from tests.soundness.workshop import Workshop, settings_of
from tests.table import check_each

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change to ask")
ARTICLE, OTHER = "news/2023/kraft.md", "news/2023/english.md"
UNTITLED = "---\ntitle: Uten ingress\ndate: 2023-05-04\n---\n\nDet første avsnittet.\n"
Change = Callable[[Workshop], object]


@pytest.fixture(autouse=True)
def _elsewhere_than_on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run there has a fresh checkout, so nothing is recorded for the next one."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def edited(file: str, old: str, new: str) -> Change:
    """Replaces a text in a file of content/; an empty `old` is its end."""

    def change(shop: Workshop) -> None:
        path = shop.content / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")

    return change


def remade(shop: Workshop) -> int | None:
    """How many pages and files a build made of edited texts alone; None for an ordinary build.

    Its site and its messages have to be those of a clean build.
    """
    warm = shop.warm()
    clean = shop.clean()
    assert (warm.code, warm.messages.replace("/out", "/clean")) == (clean.code, clean.messages)
    assert warm.code or warm.files == clean.files
    counted = re.search(MADE["nb"].replace("{}", r"(\d+)"), little_was_made(warm.printed))
    return int(counted[1]) if counted else None


def test_an_edit_of_a_text_makes_the_pages_that_show_it(shop: Workshop) -> None:
    """The page of the article and the feeds; again after another edit, and for two at once."""
    edited(ARTICLE, "", "\nEn setning til.\n")(shop)
    assert remade(shop) == 9
    edited(ARTICLE, "En setning til", "To setninger")(shop)
    assert remade(shop) == 9
    edited(OTHER, "", "\nAnd *two* more.\n")(shop)
    both = remade(shop)
    edited(ARTICLE, "To setninger", "Tre")(shop)
    edited(OTHER, "two", "three")(shop)
    assert both
    assert 9 < (remade(shop) or 0) <= 9 + both


def test_an_edit_back_and_forth_comes_out_as_it_was(shop: Workshop) -> None:
    """Ordinary builds between edits of texts know what those made, and the other way round."""
    before = shop.warm().files
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop)
    edited(ARTICLE, 'title: "', 'title: "Nytt: ')(shop)
    assert remade(shop) is None
    edited(ARTICLE, "\nMer.\n", "\nMer igjen.\n")(shop)
    assert remade(shop)
    edited(ARTICLE, "\nMer igjen.\n", "")(shop)
    edited(ARTICLE, 'title: "Nytt: ', 'title: "')(shop)
    assert remade(shop) is None
    assert shop.warm().files == before
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop)


def test_a_file_that_is_only_saved_again_changes_nothing(shop: Workshop) -> None:
    """Nor do other line ends."""
    path = shop.content / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert little_was_made(shop.warm().printed) == UNCHANGED["nb"]
    assert shop.warm().files == shop.clean().files


def test_a_text_that_is_as_it_was_in_an_ordinary_build_is_known_again(shop: Workshop) -> None:
    """That build makes nothing of it anew, and the records must have it all the same."""
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop)
    edited(ARTICLE, "\nMer.\n", "")(shop)
    edited("news/2023/utgatt.md", "title: Meld", "title: Si")(shop)
    assert remade(shop) is None
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop) == 9


def test_the_first_paragraph_is_the_summary_of_an_article_without_one(shop: Workshop) -> None:
    """Lists show it, so an edit of it makes more pages than one of the second paragraph."""
    (shop.content / "news/2023/uten.md").write_text(UNTITLED, "utf-8")
    assert remade(shop) is None
    edited("news/2023/uten.md", "", "\nOg *to* faste.\n")(shop)
    second = remade(shop)
    edited("news/2023/uten.md", "første", "aller første")(shop)
    assert (second or 99) < (remade(shop) or 0)


# What else a change of a document can be, each upon the others before it.
MORE: dict[str, Change] = {
    "a title": edited(ARTICLE, "title: \"", "title: \"Ny: "),
    "a comment": edited(ARTICLE, "category: Energi", "category: Energi # 13097248022"),
    "a link": edited(ARTICLE, "event:2023-havnedag", "event:2023-kraftmote"),
    "the text of a link": edited(ARTICLE, "#historie", ""),
    "a heading": edited(ARTICLE, "## Hva nå?", "## Hva nå da?"),
    "a picture": edited(ARTICLE, '"Fjorden en gang til"', '"Fjorden"'),
    "no text": edited("news/2023/utgatt.md", "Fristen er ute.", ""),
    "a text again": edited("news/2023/utgatt.md", "", "Ute.\n"),
    "a document more": lambda shop: (shop.content / "news/2023/ny.md").write_text(
        "---\ntitle: Ny\ndate: 2023-05-03\n---\n\nNy sak.\n", "utf-8"
    ),
    "a document less": lambda shop: (shop.content / "news/2023/ny.md").unlink(),
    "two files": lambda shop: [
        edited(ARTICLE, "", "\nMer.\n")(shop), edited("venues.yaml", "name: ", "name: Store ")(shop)
    ],
    "an annual letter": edited("reviews/2023.md", "", "\nMer.\n"),
    "a draft": edited("news/2023/kladd.md", "", "\nMer om Kanarihemmelig.\n"),
    "a word that a draft has": edited(ARTICLE, "", "\nKanarihemmelig er ute.\n"),
    "a word less that a draft has": edited(ARTICLE, "\nKanarihemmelig er ute.\n", ""),
    "a fault": edited(ARTICLE, "", "\n[ut](../../mangler.md)\n"),
    "a fault less": edited(ARTICLE, "\n[ut](../../mangler.md)\n", ""),
    "a file that is no text": lambda shop: (shop.content / ARTICLE).write_bytes(
        (shop.content / ARTICLE).read_bytes() + b"\xff"
    ),
    "a text again, without it": lambda shop: (shop.content / ARTICLE).write_bytes(
        (shop.content / ARTICLE).read_bytes()[:-1]
    ),
    "a sign that nobody sees, in a title": edited(ARTICLE, "slik gikk", "slik\u00ad gikk"),
    "a number with such a sign": edited(ARTICLE, "", "\n130972\u00ad48022\n"),
    "no such signs": lambda shop: [
        edited(ARTICLE, "\n130972\u00ad48022\n", "")(shop), edited(ARTICLE, "\u00ad", "")(shop)
    ],
    "quotation marks in a title": edited(OTHER, "A word in English", "“A word”"),
    "a comment behind them": edited(OTHER, "“A word”", "“A word” # igjen"),
    "a line above them": edited(OTHER, "title: “A word” # igjen", "# ny\ntitle: “A word”"),
    "no such line, and more text": lambda shop: [
        edited(OTHER, "# ny\ntitle: “A word”", "title: A word in English")(shop),
        edited(OTHER, "", "\nMore.\n")(shop),
    ],
    "advice": edited(ARTICLE, "", "\n*Uferdig \n"),
    "a number": edited(ARTICLE, "", "\n13097248022\n"),
    "a number less": edited(ARTICLE, "\n13097248022\n", ""),
    "a page of OUTPUT less": lambda shop: [
        edited(ARTICLE, "", "\nMer igjen.\n")(shop), (shop.out / "index.html").unlink()
    ],
    "another time": lambda shop: [
        edited(ARTICLE, "", "\nSenere.\n")(shop), shop.settings.update(NOW="2023-12-21T12:00")
    ],
    "languages": edited("site.yaml", "", "\nlanguages: [nb, nn]\n"),
    "a text in several languages": edited(ARTICLE, "", "\nOg mer.\n"),
}  # fmt: skip


def test_what_is_more_than_a_text_is_an_ordinary_build(shop: Workshop) -> None:
    """Each change is one upon the others."""

    def check(name: str) -> None:
        MORE[name](shop)
        assert remade(shop) is None

    check_each(MORE, check)


def test_a_word_of_a_draft_that_other_texts_have_too_is_no_secret(shop: Workshop) -> None:
    """It may come into a text and go again, but not from the last one that has it."""
    edited("news/2023/kladd.md", "Kanaritekst", "Kanaritekst og medlemmer og strandsone")(shop)
    for file in (ARTICLE, OTHER):
        edited(file, "", "\nOm strandsone.\n")(shop)
    assert remade(shop) is None
    edited(ARTICLE, "", "\nOg medlemmer.\n")(shop)
    assert remade(shop) == 9
    edited(ARTICLE, "\nOm strandsone.\n", "")(shop)
    assert remade(shop) == 9
    edited(OTHER, "\nOm strandsone.\n", "")(shop)
    assert remade(shop) is None


def test_a_leak_in_a_text_is_told_of_and_not_published(shop: Workshop) -> None:
    """The site stays as it was."""
    before = shop.warm().files
    edited(ARTICLE, "", f"\nSe {shop.folder / 'hemmelig'}.\n")(shop)
    leaking = shop.warm()
    assert (leaking.code, leaking.files) == (3, before)
    edited(ARTICLE, f"\nSe {shop.folder / 'hemmelig'}.\n", "\nSe her.\n")(shop)
    assert remade(shop) is None  # files of the site got second names meanwhile
    edited(ARTICLE, "Se her.", "Se der.")(shop)
    assert remade(shop)


def damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[: len(data) // 2] = bytes(len(data) // 2)
    file.write_bytes(data)


def test_records_that_are_lost_or_of_another_run_are_not_used(shop: Workshop) -> None:
    """An ordinary run follows, after which there are records again."""
    (records,) = shop.cache.rglob(FILE)
    old = records.read_bytes()
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop)
    losses = {
        "lost": records.unlink,
        "damaged": lambda: damaged(records),
        "old": lambda: records.write_bytes(old),
    }
    for name, lose in losses.items():
        lose()
        edited(ARTICLE, "", f"\nMer: {name}.\n")(shop)
        assert remade(shop) is None, name
        edited(ARTICLE, f": {name}", "")(shop)
        assert remade(shop), name


def test_nothing_is_recorded_of_a_run_on_github(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No later run there could use it."""
    for file in shop.cache.rglob(FILE):
        file.unlink()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert shop.warm().code == 0
    assert not list(shop.cache.rglob(FILE))


@pytest.mark.parametrize("file", [ARTICLE, OTHER, "pages/om-oss.md", "newsletters/2023-12.md"])
def test_no_page_is_planned_by_a_text(shop: Workshop, file: str) -> None:
    """What generators give a page depends on the fields of documents alone."""

    def planned() -> dict[str, object]:
        engine = Engine(settings_of(shop.overrides(shop.out, shop.cache)))
        run = engine.run_to_gate()
        return {one.address: fingerprint(one.given) for one in (*run.pages, *run.files)}

    before = planned()
    path = shop.content / file
    head, mark, text = path.read_text("utf-8").rpartition("---\n")
    path.write_text(f"{head}{mark}\nEt helt nytt avsnitt.\n\n{text}", "utf-8")
    assert planned() == before


def test_the_path_of_another_user_is_not_published(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last run did not look for it."""
    home = str(Path("/").joinpath("hjem", "andre", "berit"))
    edited(ARTICLE, "", f"\nSe {home}/notat.txt.\n")(shop)
    monkeypatch.setenv("HOME", home)
    assert shop.warm().code == 3


def test_each_output_has_an_index_of_its_own(shop: Workshop) -> None:
    """One that is built for another time has fewer pages in it."""
    shop.settings["NOW"] = "2023-08-01T12:00"
    assert shop.built_into(shop.folder / "annet").code == 0
    shop.settings["NOW"] = "2023-12-20T12:00"
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop) == 9


@pytest.mark.parametrize("name", ["search-parts", "search-pages-no-newer", "pages"])
def test_a_cache_file_that_is_lost_makes_an_ordinary_build(shop: Workshop, name: str) -> None:
    """As does one that another run has written."""
    (file,) = (file for file in shop.cache.rglob(name) if "outputs" in file.parts)
    file.unlink()
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop) is None


def test_a_build_that_came_first_makes_the_next_one_ordinary(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second waits for the lock of OUTPUT, which has another site then."""
    ordinary = Engine.make_texts

    def after_another(engine: Engine, *given: object) -> object:
        with monkeypatch.context() as patched:
            patched.setattr(Engine, "make_texts", lambda *_: None)
            edited(ARTICLE, 'title: "', 'title: "Ny: ')(shop)
            assert shop.warm().code == 0
            edited(ARTICLE, 'title: "Ny: ', 'title: "')(shop)
        return ordinary(engine, *given)

    monkeypatch.setattr(Engine, "make_texts", after_another)
    edited(ARTICLE, "", "\nMer.\n")(shop)
    assert remade(shop) is None


def test_records_that_another_build_writes_are_left_to_it(shop: Workshop) -> None:
    """This build is an ordinary one, and ends well."""
    (records,) = shop.cache.rglob(FILE)
    with sqlite3.connect(records) as other:
        other.execute("BEGIN EXCLUSIVE")
        edited(ARTICLE, "", "\nMer.\n")(shop)
        assert remade(shop) is None
        assert records.is_file()
    edited(ARTICLE, "Mer.", "Mer igjen.")(shop)
    assert remade(shop) is None
    edited(ARTICLE, "Mer igjen.", "Enda mer.")(shop)
    assert remade(shop) == 9


def test_a_site_in_one_other_language_is_the_same(shop: Workshop) -> None:
    """Its entries know their language."""
    edited("site.yaml", "", "\nlanguages: [nn]\n")(shop)
    for file in (ARTICLE, "reviews/2023.md"):
        edited(file, "/arrangementer/2023/", "/arrangement/2023/")(shop)
    assert remade(shop) is None
    edited(ARTICLE, "", "\nMeir.\n")(shop)
    assert (remade(shop) or 0) > 0


def test_a_file_with_a_decomposed_name_is_the_same(shop: Workshop) -> None:
    """macOS writes such names."""
    name = unicodedata.normalize("NFD", "news/2023/år.md")
    (shop.content / name).write_text(UNTITLED, "utf-8")
    assert remade(shop) is None
    edited(name, "", "\nMer.\n")(shop)
    assert (remade(shop) or 0) > 0


OTHERWISE: dict[str, Change] = {
    "a picture that is removed": lambda shop: (shop.content / "removed.yaml").write_text(
        "- images/portrett.png\n", "utf-8"
    ),
    "compressed files": lambda shop: shop.settings.update(PRECOMPRESSED=True),
    "many documents": lambda shop: [
        (shop.content / f"news/2023/ny-{n}.md").write_text(UNTITLED, "utf-8")
        for n in range(MOST_EDITED + 1)
    ],
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_such_a_site_is_always_built_as_a_whole(shop: Workshop, name: str) -> None:
    """Also after an edit of a text alone."""
    OTHERWISE[name](shop)
    assert remade(shop) is None
    files = [ARTICLE, *(f"news/2023/{f.name}" for f in shop.content.glob("news/2023/ny-*"))]
    for file in files:
        edited(file, "", "\nMer.\n")(shop)
    assert remade(shop) is None


def test_every_object_of_the_site_data_is_known_by_its_path() -> None:
    """Another would be taken for a mapping."""
    for path, kind in OBJECTS.items():
        below = {one.name: one.type for one in fields(kind) if one.type in TRACKED}
        assert {(*path, name): of for name, of in below.items()}.items() <= OBJECTS.items()
