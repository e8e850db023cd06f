"""A site made by `run.py init --lang nn` or `en`: its words, its addresses and its examples."""

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.init import main as init
from newsroom.commands.init.answers import QUESTIONS, answers, template_values
from newsroom.commands.init.skeleton import site_files
from newsroom.commands.new import main as new
from newsroom.disk.files import set_bytes
from newsroom.site.report_language import report_language
from newsroom.wording.texts import CATALOGUES
from tests.given import written
from tests.installed import FLAGS
from tests.site.building import build
from tests.theme.theme import THEME
from tests.wording.test_catalogues import BOKMAL
from tests.wording.texts_in_code import catalogue

# The lines of examples, and not those that explain them.
EXAMPLE = re.compile(r"^# (?= |- |[a-z-]+:$)", re.MULTILINE)
UNWRITTEN = re.compile(r"status: draft.*\n---\n<!--.*-->")
LETTER = """\
---
title: 2029
year: 2029
date: 2029-12-20
figures: [{label: A, source: members.count}, {label: B, source: events.by_month}]
---
A {{ figures.a }}.
"""
# Addresses, and names of menus that Google and Outlook do not have in Nynorsk.
OTHERS = re.compile(r"https?://\S+|«[^»]*»")
READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "content")
FOLDERS = {
    "nn": "abonner aret arrangement kategori medlemer nettverk nyheiter om-oss personar personvern "
    "sok stader",
    "en": "about-us category events members networks news people privacy search subscribe "
    "venues year",
}


@pytest.mark.parametrize(("lang", "told"), [("nn", "Skrev nettstedet i"), ("en", "Wrote the site")])
def test_init_answers_in_the_language_of_messages(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], lang: str, told: str,
) -> None:  # fmt: skip
    """So do the builds of the site, which has no setting for it."""
    monkeypatch.setattr("newsroom.commands.init.fetch_wheel", lambda _: wheel)
    given = {flag.removeprefix("--"): value for flag, value in FLAGS.items()} | {"lang": lang}
    assert init(str(tmp_path / "new"), given, "", None) == 0
    assert capsys.readouterr().out.startswith(told)
    assert report_language({"PATH": tmp_path / "new/content"}) == {"nn": "nb"}.get(lang, lang)


@pytest.fixture(scope="module", params=["nn", "en"])
def site(request, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The language and the built site, with the examples of its comments and an article."""
    folder, lang = tmp_path_factory.mktemp("site"), request.param
    flags = {flag.removeprefix("--"): value for flag, value in FLAGS.items()}
    answered = answers(QUESTIONS, flags | {"lang": lang}, None)
    for path, data in site_files(wheel, template_values(answered, date(2030, 1, 1))).items():
        if path.startswith("content/") and path.endswith(".yaml") and "site" not in path:
            data = EXAMPLE.sub("", data.decode()).encode()
        set_bytes(folder / path, data)
    given = {"title": "Abc", "summary": "Abc.", "date": "2030-01-02"}
    assert new("article", given, folder / "content", None) == 0
    (path,) = folder.glob("content/news/2030/*.md")
    path.write_text(UNWRITTEN.sub("---\nA.", path.read_text("utf-8")), encoding="utf-8")
    written(folder / "content", {"reviews/2029.md": LETTER})
    out = folder / "output"
    ended = build(folder / "content", out, SITEURL="https://a.example", NOW="2030-02-01T12:00")
    assert ended.code == 0, ended.err
    return lang, out


def test_no_word_of_bokmal_is_on_its_pages(site: tuple[str, Path]) -> None:
    """Neither a text of the catalogues that the language has another for, nor common words."""
    lang, out = site
    words = catalogue(CATALOGUES, lang) | catalogue(THEME / "translations", lang)
    kept = set(words.values())
    sources = {text for text in words if text not in kept}
    pages = sorted(out.rglob("*.html"))
    assert len(pages) > 20
    found = {}
    for path in pages:
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert soup.html["lang"] == lang
        nodes = [text for text in soup.find_all(string=True) if text.parent.name != "script"]
        texts = {text.strip() for text in nodes}
        texts |= {str(tag[name]).strip() for name in READ_ALOUD for tag in soup.select(f"[{name}]")}
        wrong = {text for text in texts if text in sources or BOKMAL.search(OTHERS.sub("", text))}
        if wrong:
            found[path.relative_to(out).as_posix()] = wrong
    assert found == {}, "\n".join(f"{p}: {t}" for p, t in found.items())


def test_its_addresses_are_in_its_language(site: tuple[str, Path]) -> None:
    lang, out = site
    pages = (path.relative_to(out).parts for path in out.rglob("index.html"))
    assert {parts[0] for parts in pages if len(parts) > 1} == {*FOLDERS[lang].split()}
