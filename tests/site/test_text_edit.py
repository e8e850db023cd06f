"""An edit of a text alone makes only the pages that show it; any other change is an ordinary build.

After each the site and the messages are those of a clean build.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.site.dependency_tracking import fingerprint
from newsroom.site.engine import Engine
from newsroom.site.start import MADE
from newsroom.site.text_records import FILE
from tests.soundness.workshop import Workshop, settings_of
from tests.table import check_each

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change to ask")
ARTICLE, OTHER = "news/2023/kraft.md", "news/2023/medlemmer.md"
Change = Callable[[Workshop], object]


@pytest.fixture(autouse=True)
def _elsewhere_than_on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run there has a fresh checkout, so nothing is recorded for the next one."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A site that was built once."""
    made = Workshop(tmp_path_factory.mktemp("original"))
    assert made.warm().code == 0
    return made


@pytest.fixture
def shop(original: Workshop, tmp_path: Path) -> Workshop:
    """A copy of it, which is built again, since its files have other times."""
    made = Workshop(tmp_path, original)
    assert made.warm().code == 0
    return made


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
    counted = re.search(MADE["nb"].replace("{}", r"(\d+)"), warm.printed)
    return int(counted[1]) if counted else None


def test_an_edit_of_a_text_makes_the_pages_that_show_it(shop: Workshop) -> None:
    """The page of the article and the feeds; again after another edit, and for two at once."""
    edited(ARTICLE, "", "\nEn setning til.\n")(shop)
    assert remade(shop) == 9
    edited(ARTICLE, "En setning til", "To setninger")(shop)
    assert remade(shop) == 9
    edited(OTHER, "", "\nOg *to* faste.\n")(shop)
    both = remade(shop)
    edited(ARTICLE, "To setninger", "Tre")(shop)
    edited(OTHER, "to", "tre")(shop)
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
    edited(OTHER, "", "\nOg *to* faste.\n")(shop)
    second = remade(shop)
    edited(OTHER, "ti nye", "elleve nye")(shop)
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
