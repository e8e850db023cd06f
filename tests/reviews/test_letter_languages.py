"""An annual letter and its translation: each in its own language, and the year told once."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from newsroom.commands.letters import print_share_text
from newsroom.contract.edition import edition
from newsroom.places import THEME
from newsroom.reviews.figure_checks import check
from newsroom.reviews.figures import one_each_year
from newsroom.reviews.year_report import side_by_side, trends
from newsroom.wording.texts import CATALOGUES
from tests import given
from tests.given import loaded, written
from tests.machine import need
from tests.site.building import good
from tests.site.test_pdf import has_weasyprint, poppler

SITE = """\
name: Zenit
identity: example.org,2023
languages: [nb, en]
event_types: [Samling]
en: {name: Zenith}
"""
LETTER = """\
---
title: {title}
year: {year}
date: {year}-12-15
{more}
figures:
  - {{id: samlinger, label: {events}, source: events.count}}
  - {{id: folk, label: {came}, source: events.attendance}}
  - {{id: saker, label: {stories}, source: articles.count}}
  - {{id: firmaer, label: {firms}, at_least: {firm_count}, unit: {unit}}}
---
{text}
"""
BOKMAL = {"events": "Samlinger", "came": "Folk", "stories": "Saker"}
BOKMAL |= {"firms": "Firmaer", "unit": "bedrifter"}
ENGLISH = {"events": "Meetings", "came": "People", "stories": "Stories"}
ENGLISH |= {"firms": "Firms", "unit": "firms"}
TRANSLATION = "lang: en\ntranslation_of: reviews/{}.md\npdf: ja"
NETWORKS = ("Alfa", "Beta", "Gamma")
FILES = {
    "site.yaml": SITE,
    "networks.yaml": "".join(
        f"{name.lower()}: {{name: {name}nett, en: {{name: {name} circle}}}}\n" for name in NETWORKS
    ),
    "venues.yaml": "x: {name: Zenit, city: Oslo}\n",
    "events/2023.yaml": "".join(
        f"- {{id: 2023-{name.lower()}-{n}, title: Kveld {name}{n}, start: 2023-0{3 + n}-14, "
        f"venue: x, network: {name.lower()}, attendance: {came + n}, "
        f"en: {{title: Evening {name}{n}}}}}\n"
        for came, name in enumerate(NETWORKS, 20)
        for n in (1, 2)
    )
    + "- {id: 2023-zumba, title: Zumba, start: 2023-09-05, venue: x, attendance: 1200}\n"
    + "- {id: 2022-zumba, title: Zumba, start: 2022-09-05, venue: x, attendance: 12}\n",
    "news/2023/sak.md": "---\ntitle: Saken\ndate: 2023-05-01\n---\nTekst.\n",
    "news/2023/story.md": "---\ntitle: Story\ndate: 2023-05-02\nlang: en\n"
    "translation_of: news/2023/sak.md\n---\nText.\n",
    "reviews/2022.md": LETTER.format(
        title="Det gamle", year=2022, more="", text="Hei.", firm_count=130, **BOKMAL
    ),
    "reviews/2023.md": LETTER.format(
        title="Det nye", year=2023, more="", text="Hei.", firm_count=160, **BOKMAL
    ),
    # It is read before the original, whose file sorts later.
    "reviews/2023-en.md": LETTER.format(
        title="What happened",
        year=2023,
        more=TRANSLATION.format(2023),
        text="There were {{ figures.samlinger }} of them, with {{ figures.folk }} guests.",
        firm_count=160,
        **ENGLISH,
    ),
}
LETTERS = {"nb": "aret/2023", "en": "en/year/2023"}
PROOFS = {"nb": "aret/2023/tall", "en": "en/year/2023/numbers"}
SHOWN = ("alt", "title", "aria-label", "content", "placeholder")
WORD = re.compile(r"\b[a-zæøå]{2,}\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    need("WeasyPrint, med Pango", has_weasyprint())
    need("poppler-utils", bool(shutil.which("pdftotext")))
    written(folder / "content", FILES)
    return good(folder / "content", folder / "out", SITEURL="https://example.org")


def page(out: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((out / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def words_of(soup: BeautifulSoup) -> set[str]:
    """The words that somebody sees, hears or shares; not those marked as Norwegian."""
    for marked in soup.select("body [lang=nb], body [hreflang=nb], script, style"):
        marked.decompose()
    texts = [soup.get_text(" "), *(x[a] for x in soup.find_all(True) for a in SHOWN if x.get(a))]
    return words(" ".join(re.sub(r"https?://\S+", "", text) for text in texts))


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


@pytest.fixture(scope="module")
def bokmal() -> set[str]:
    """The words of the catalogues' texts that none of their English translations has."""
    norwegian, english = set[str](), set[str]()
    for folder in (CATALOGUES, THEME / "translations"):
        with (folder / "en.po").open("rb") as file:
            for message in (message for message in read_po(file) if message.id):
                norwegian |= words(str(message.id))
                english |= words(str(message.string))
    months = {"januar", "februar", "mars", "mai", "juni", "juli", "oktober", "desember"}
    return (norwegian | months | {"kveld", "saken"}) - english


def test_no_norwegian_word_is_on_an_english_letter(out: Path, bokmal: set[str]) -> None:
    """Neither on the letter, nor on the pages of its figures, nor in its files."""
    assert {"deltakere", "arrangementer"} < words_of(page(out, LETTERS["nb"])) & bokmal
    folders = {file.parent for file in (out / LETTERS["en"]).rglob("index.html")}
    assert len(folders) == 6
    for folder in folders:
        soup = page(out, str(folder.relative_to(out)))
        assert soup.html["lang"] == "en"
        assert words_of(soup) & bokmal == set(), folder
    files = [*(out / LETTERS["en"]).rglob("*.csv")]
    assert {file.name for file in files} == {
        *("events-per-month-2023.csv", "participants-per-network-2023.csv"),
        *("samlinger.csv", "folk.csv", "saker.csv"),
    }
    for file in files:
        text = re.sub(r"https?://\S+", "", file.read_text(encoding="utf-8-sig"))
        assert words(text) & bokmal == set(), file
    printed = poppler("pdftotext", out / "en/year/2023/letter-2023.pdf", "-")
    assert "What happened – Zenith" in poppler("pdfinfo", out / "en/year/2023/letter-2023.pdf")
    assert "What happened" in printed
    assert words(printed) & bokmal == set()


def test_both_letters_have_the_same_numbers(out: Path) -> None:
    """Those of sources are counted alike: an article and its translation are one."""
    values = {
        lang: [x["value"] for x in page(out, address).select("data[value]")]
        for lang, address in PROOFS.items()
    }
    assert values["nb"] == values["en"] == ["7", "1335", "1", "160"]
    counted = {
        lang: [x.get_text(strip=True) for x in page(out, f"{address}/saker").select("tbody th")]
        for lang, address in PROOFS.items()
    }
    assert counted == {"nb": ["Saken"], "en": ["Story"]}
    assert (
        page(out, f"{PROOFS['en']}/saker").select_one("tbody a")["href"] == "/en/news/2023/story/"
    )


def test_an_english_letter_is_compared_with_the_year_before(out: Path) -> None:
    """That letter has no translation: its numbers stand in the words of this one."""
    text = page(out, LETTERS["en"]).get_text(" ", strip=True)
    assert "+6 from 2022" in text
    assert "at least 130 firms in 2022" in text
    chart = "Firms: from at least 130 firms in 2022 to at least 160 firms in 2023"
    assert chart in text


def test_pages_of_a_year_name_each_other(out: Path) -> None:
    """The letters, the pages of their figures, and the lists of years."""
    pairs = [LETTERS, PROOFS, {"nb": "aret", "en": "en/year"}]
    pairs += [{lang: f"{address}/folk" for lang, address in PROOFS.items()}]
    for pair in pairs:
        urls = {lang: f"https://example.org/{address}/" for lang, address in pair.items()}
        for lang, address in pair.items():
            shown = page(out, address)
            links = {x["hreflang"]: x["href"] for x in shown.head.select("link[hreflang]")}
            assert links == {**urls, "x-default": urls["nb"]}, address
            assert shown.html["lang"] == lang


def test_the_years_stand_once_with_the_letter_of_their_edition(out: Path) -> None:
    """In English, 2023 leads to the translation and 2022 to the original, marked as Norwegian."""
    years = page(out, "en/year").select(".year-summary")
    shown = [(x.a["href"], x.a.get_text(" ", strip=True), x.get("lang")) for x in years]
    assert shown == [
        ("/en/year/2023/", "2023 What happened", None),
        ("/aret/2022/", "2022 Det gamle", "nb"),
    ]
    norwegian = [x.a["href"] for x in page(out, "aret").select(".year-summary")]
    assert norwegian == ["/aret/2023/", "/aret/2022/"]
    charts = [x.get_text(strip=True) for x in page(out, "en/year").select("figure figcaption")]
    assert len(charts) == len({*charts})


def test_no_norwegian_word_is_on_the_english_list_of_years(out: Path, bokmal: set[str]) -> None:
    """Where it is not marked as Norwegian."""
    assert words_of(page(out, "en/year")) & bokmal == set()


def test_a_site_in_one_language_tells_a_year_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its list leads to the original, and so do the checks and the commands about a year."""
    site = "name: Zenit\nidentity: example.org,2023\nevent_types: [Samling]\n"
    wrong = FILES["reviews/2022.md"].replace("at_least: 130", "value: 130")
    files = FILES | {"site.yaml": site, "reviews/2022.md": wrong}
    for name in ("reviews/2023.md", "reviews/2023-en.md"):
        files[name] = FILES[name].replace("at_least: 160", "value: 160, previous: 131")
    catalog, report = loaded(tmp_path, files)
    check(catalog, report)
    told = [(x.path, x.code) for x in report.problems if x.code.startswith("figure-")]
    assert told == [(f"reviews/{name}.md", "figure-previous") for name in ("2023-en", "2023")]
    in_english = one_each_year(catalog.reviews, "en")
    assert [letter.title for letter in in_english] == ["What happened", "Det gamle"]
    public = edition(catalog, given.NOW)
    years = side_by_side(public, catalog)
    assert [(one.year, one.letter.title) for one in years] == [
        (2023, "Det nye"),
        (2022, "Det gamle"),
    ]
    titles = [chart.title for chart in trends(public, catalog)]
    assert titles[-1] == "Firmaer: fra 130 bedrifter i 2022 til 160 bedrifter i 2023"
    assert print_share_text("2023", "https://example.org", tmp_path) == 0
    assert "https://example.org/aret/2023/" in capsys.readouterr().out
