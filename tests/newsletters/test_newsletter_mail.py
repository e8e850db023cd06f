"""The e-mail of a newsletter: what it is about, its HTML, its plain text and its draft."""

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment

from tests import given
from tests.checking import checked
from tests.newsletters.conftest import FILES, LETTER, URL, run
from tests.small_site import SETTINGS

# What Gmail, Outlook, Apple Mail and Yahoo take, by the tables of caniemail.com; a `figure` and a
# `link` of Markdown are blocks without styles of their own where they are unknown.
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td",
    "h1", "h2", "h3", "p", "a", "img", "ul", "ol", "li", "strong", "em", "blockquote", "figure",
}  # fmt: skip
PROPERTIES = {
    "background-color", "border", "border-collapse", "border-color", "border-top", "color",
    "font-family", "font-size", "font-weight", "line-height", "text-decoration", "vertical-align",
    "margin", "padding", "width", "height", "max-width", "display",
    # Ignored by Outlook for Windows, and nothing is lost there.
    "max-height", "overflow", "overflow-wrap", "table-layout",
}  # fmt: skip
ORDER = [
    "Byen", "Januar: mye nytt", "Kjære {{ alle }}, ", "les saken", "Ett", "To",
    "Løftet", "Med bilde", "Uten bilde", "Brevet om året",
    "Arrangementer", "Avlyst:", "Frokosten", "Lunsj", "Fulltegnet:", "Middagen",
    "post@eksempel.no", "Les mer på nettstedet",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(mail: Path) -> BeautifulSoup:
    return BeautifulSoup((mail / "2024-01.html").read_bytes(), "html5lib")


def places(texts: list[str], whole: str) -> list[int]:
    """Where each text is in the whole one, each looked for after the one before."""
    found = [0]
    for text in texts:
        assert text in whole[found[-1] :], f"{text} is missing, or too early"
        found.append(whole.index(text, found[-1]) + len(text))
    return found


def test_the_text_and_the_html_have_the_same_order(mail: Path, page: BeautifulSoup) -> None:
    """A text browser reads the same as the plain text: greeting, stories, letter, events."""
    places(ORDER, page.body.get_text())
    text = (mail / "2024-01.txt").read_text("utf-8")
    places(ORDER, text)
    assert f"\n## Løftet <{URL}/nyheter/2024/loft/>\n\n" in text
    assert "\n\n- Ett\n- To\n\n" in text


def test_drafts_and_what_is_not_public_are_never_in_it(mail: Path) -> None:
    """Nor what has expired, what is past, what is of another month or far ahead."""
    for file in mail.iterdir():
        text = file.read_text("utf-8")
        for word in ("Hemmelig", "Forbi", "Gammel", "Våren"):
            assert word not in text, file.name


def test_links_and_pictures_are_urls_of_the_site(page: BeautifulSoup) -> None:
    """No link is redirected, and nothing else is loaded: a picture for each story that has one."""
    links = {link["href"] for link in page.find_all("a")}
    assert {f"{URL}/nyheter/2024/bilde/", f"{URL}/", "mailto:post@eksempel.no"} <= links
    assert {link for link in links if not link.startswith((f"{URL}/", "mailto:"))} == set()
    (picture,) = page.find_all("img")
    assert re.fullmatch(rf"{URL}/bilder/[\w/.-]+\.jpg", picture["src"])
    assert picture["alt"] == "En full sal"
    assert page.find_all(["script", "link", "iframe", "source"]) == []
    assert "url(" not in str(page)


def test_elements_and_properties_are_those_of_mail_programs(page: BeautifulSoup) -> None:
    """The sets that are used are printed, and nothing is outside the tables."""
    used = {element.name for element in page.find_all(True)}
    styles = " ".join(element["style"] for element in page.find_all(style=True))
    styles += ";".join(re.findall(r"\{([^{}]*)\}", page.style.string))
    properties = set(re.findall(r"([\w-]+)\s*:", styles))
    print("elements:", *sorted(used), "\nproperties:", *sorted(properties))
    assert used - ELEMENTS == set()
    assert properties - PROPERTIES == set()
    assert "border-color" in properties  # of the dark scheme, which stays a style sheet
    assert page.style.string.lstrip().startswith("@media (prefers-color-scheme: dark)")


def test_it_says_its_language_and_hides_no_table_from_readers(page: BeautifulSoup) -> None:
    """Tables are for the layout; a story in another language says so."""
    assert page.html["lang"] == page.body.div["lang"] == "nb"
    assert [table for table in page.find_all("table") if table.get("role") != "presentation"] == []
    assert page.find("h2", lang="nn").get_text() == "Løftet"
    assert [len(page.find_all(level)) for level in ("h1", "h2", "h3")] == [1, 5, 3]
    outlook = list(page.find_all(string=lambda text: isinstance(text, Comment)))
    assert ['width="600"' in text for text in outlook] == [True, False]


def test_the_file_is_a_draft_for_mail_programs(mail: Path) -> None:
    """Python's own parser reads it: both texts, the subject, and nobody it is sent to."""
    message = message_from_bytes((mail / "2024-01.eml").read_bytes(), policy=default)
    assert message.defects == []
    assert message.get_content_type() == "multipart/alternative"
    assert message["Subject"] == "Januar: mye nytt"
    assert (message["From"], message["To"], message["X-Unsent"]) == ("post@eksempel.no", None, "1")
    assert message["Content-Language"] == "nb"
    for kind, suffix in (("plain", "txt"), ("html", "html")):
        body = message.get_body((kind,)).get_content().replace("\r\n", "\n")
        assert body.rstrip() == (mail / f"2024-01.{suffix}").read_text("utf-8").rstrip()


def test_the_same_bytes_twice(site: Path, mail: Path, tmp_path: Path) -> None:
    done = run(site, "2024-01", "--output", str(tmp_path))
    assert done.out.startswith(f"Laget {tmp_path}/2024-01.html, .txt og .eml (")
    for file in mail.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_the_file_chooses_and_orders_the_stories(site: Path, tmp_path: Path) -> None:
    """A story that is not public is left out; the first one is the lead story."""
    text = (site / LETTER).read_text("utf-8")
    chosen = "stories: [news/2024/forst.md, news/2024/utkast.md, news/2023/gammel.md]\nstatus"
    with_file(site, text.replace("status", chosen))
    try:
        done = run(site, "2024-01", "--output", str(tmp_path))
    finally:
        with_file(site, text)
    assert done.code == 0, done.err
    plain = (tmp_path / "2024-01.txt").read_text("utf-8")
    places(["Uten bilde", "Gammel", "Brevet om året"], plain)
    assert "Hemmelig" not in plain and "Løftet" not in plain
    told = "content/news/2024/utkast.md er ikke med i brevet, for saken er ikke ute."
    assert done.out.splitlines()[1:] == [told]


def with_file(site: Path, text: str) -> None:
    (site / LETTER).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2024-13", "«2024-13» er ikke en måned eller et brev i content/newsletters."),
        ("januar", "«januar» er ikke en måned eller et brev i content/newsletters."),
        ("2019-05", "Ingenting ble publisert i mai 2019, så det er ikke noe å sende."),
    ],
)
def test_another_month_is_refused_in_words(site: Path, name: str, told: str) -> None:
    done = run(site, name)
    assert done.code == 1
    assert told in done.err
    assert not (site / "nyhetsbrev").exists()


def test_a_month_without_a_file_has_a_subject_of_its_own(site: Path, tmp_path: Path) -> None:
    assert run(site, "2023-12", "--output", str(tmp_path)).code == 0
    html = BeautifulSoup((tmp_path / "2023-12.html").read_bytes(), "html5lib")
    assert html.title.get_text() == "Nytt fra Byen, desember 2023"
    assert html.find("p", class_="unseen").get_text() == "Gammel"


def test_a_letter_that_mail_programs_would_cut_is_refused(site: Path, tmp_path: Path) -> None:
    text = (site / LETTER).read_text("utf-8")
    with_file(site, text + "\n" + "En lang hilsen. " * 7000)
    try:
        done = run(site, "2024-01", "--output", str(tmp_path))
    finally:
        with_file(site, text)
    assert (done.code, list(tmp_path.iterdir())) == (1, [])
    assert (
        "Gmail kutter det etter 102 kB. Velg saker med stories i content/newsletters/2024-"
        in done.err
    )


STRANGE = """\
---
title: "[OBS] Møte_med_strek\\nog *stjerne*"
date: 2024-01-31
status: draft
---
Skriv til ola_nordmann@x.example, [post@x.example](mailto:post@x.example), <https://b.no/c_d>
eller [[lista] *her*](https://a.no/x_y). Skriv `href="/kode"`.[^1]

| Dag | Sted |
|---|---|
| Man_dag | [Bodø](https://c.no/) |

![Salen](../images/salen.jpg "Full sal")

[^1]: Et notat.
"""


def test_the_text_has_the_words_of_the_greeting(site: Path, tmp_path: Path) -> None:
    """No escapes; each URL once; cells apart; a title of two lines; a host in letters of DNS."""
    files = {
        "content/newsletters/rart.md": STRANGE,
        "content/site.yaml": FILES["content/site.yaml"].replace("@eksempel", "@ærfugl"),
    }
    given.written(site, files)
    try:
        done = run(site, "rart", "--output", str(tmp_path))
    finally:
        given.written(site, {"content/site.yaml": FILES["content/site.yaml"]})
        (site / "content/newsletters/rart.md").unlink()
    assert done.code == 0, done.err
    text = (tmp_path / "rart.txt").read_text("utf-8")
    lines = [
        "# [OBS] Møte_med_strek og *stjerne*",
        "Skriv til ola_nordmann@x.example, post@x.example, https://b.no/c_d eller [lista] her "
        '<https://a.no/x_y>. Skriv href="/kode". [1]',
        "| Man_dag | Bodø <https://c.no/> |",
        "Full sal Oss",
        "1. Et notat.",
    ]
    places(
        [f"\n{line}\n" for line in lines],
        re.sub(r"[ \xa0]+\n", "\n", text.replace("d\neller", "d eller")),
    )
    assert "\\" not in text and "#fn" not in text and "](" not in text
    message = message_from_bytes((tmp_path / "rart.eml").read_bytes(), policy=default)
    assert message["Subject"] == "[OBS] Møte_med_strek og *stjerne*"
    assert message["From"] == "post@xn--rfugl-rra.no"
    html = BeautifulSoup((tmp_path / "rart.html").read_bytes(), "html5lib")
    for element in html.find_all(["figcaption", "th", "p"]) + html.select(".table td"):
        assert "font-family" in element["style"] or element.get("class") == ["unseen"], element


def test_an_unknown_story_is_told_with_its_line(tmp_path: Path) -> None:
    """As any other reference: file, line, field, and the name that was meant."""
    letter = "---\ntitle: Nytt\ndate: 2024-01-31\nstories: [news/2024/sok.md]\n---\nHei.\n"
    files = {"newsletters/2024-01.md": letter, "news/2024/sak.md": "---\ntitle: Sak\n"
             "date: 2024-01-05\nsummary: Om saken.\n---\nSå.\n"}  # fmt: skip
    run_at_gate, _ = checked(given.written(tmp_path / "content", files), tmp_path)
    errors = given.places(run_at_gate.report.errors())
    assert errors == ["newsletters/2024-01.md:4: entry-unknown"]


def test_a_letter_is_in_the_language_of_its_file(tmp_path: Path) -> None:
    """It has the stories of that language; without a file it is in the first one of the site."""
    files = {
        "publishconf.py": SETTINGS.replace("2023-12-20", "2024-02-01"),
        "content/site.yaml": "name: The forum\nidentity: a.no,2023\nlanguages: [en, nn]\n",
        "content/news/good.md": "---\ntitle: Good\ndate: 2024-01-05\nsummary: Well.\n---\nYes.\n",
        "content/news/god.md": "---\ntitle: Godt\ndate: 2024-01-05\nsummary: Vel.\nlang: nn\n"
        "translation_of: news/good.md\n---\nJa.\n",
        "content/newsletters/januar.md": "---\ntitle: Nytt\ndate: 2024-01-31\nlang: nn\n---\nHei.",
        "content/events/2024.yaml": "- {id: a, title: Lunch, start: 2024-02-06 09:00, "
        'online: "https://a.no", status: cancelled}\n',
    }
    site = given.written(tmp_path, files)
    for name, lang, texts in (
        ("2024-01", "en", ["News from The forum, January 2024", "Good", "Events", "Cancelled:"]),
        (
            "januar",
            "nn",
            ["Nytt", "Hei.", "Godt", "Arrangement", "Avlyst:", "Les brevet på nettst"],
        ),
    ):
        done = run(site, name, "--output", str(tmp_path / "mail"))
        assert done.code == 0, done.err
        places(texts, (tmp_path / f"mail/{name}.txt").read_text("utf-8"))
        html = BeautifulSoup((tmp_path / f"mail/{name}.html").read_bytes(), "html5lib")
        assert html.html["lang"] == lang
        other = {"en": "/nn/", "nn": "/news/"}[lang]
        assert [link["href"] for link in html.find_all("a") if other in link["href"]] == []
