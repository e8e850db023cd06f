"""The forms of the desk: axe, no sideways scrolling, targets of 44 px, and what Chromium posts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.desk.forms.controls import Message, Surroundings
from newsroom.desk.forms.fields import Choice
from newsroom.reading.yaml_file import Data
from tests.browser.sample import open_all
from tests.browser.test_axe import complaints, with_axe
from tests.desk.forms import FOLDER, entries, pairs, rendered
from tests.machine import ROOT

ADVICE = Message("Tittelen kunne vært kortere.", is_advice=True)
AROUND = Surroundings(
    {"venue": (Choice("salen", "Salen"),), "person": (Choice("kari", "Kari Nordmann"),)},
    {("title",): [Message("Tittelen er for lang.", "1"), ADVICE], ("date",): [ADVICE]},
)
EVENT: dict[str, Data] = {
    "title": "Frokost",
    "programme": [{"title": "Kaffe", "links": [{"title": "Lysark"}]}],
    "instances": {"2024-03-19": {"status": "cancelled"}},
    "gallery": [{"src": "images/a.jpg"}],
    "links": "https://example.org",
}
# Whatever can be seen and is pressed or typed in, except the text of a label.
SMALL = """() => [...document.querySelectorAll("button, summary, select, .new, input[type=text]")]
    .filter((one) => one.tabIndex >= 0 && one.offsetParent)
    .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
# The colours of the text and of the paper of an item of a list.
LOOK = """(item) => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(item));
    return [color, backgroundColor];
}"""
POSTED = "() => [...new FormData(document.forms[0])]"


def shown(page: Page, tmp_path: Path, model: type[Entry], data: dict, body: str = "") -> str:
    """Opens a page with the form; returns its HTML."""
    html = rendered(model, data, body, AROUND)
    style = (FOLDER / "static/desk.css").read_text(encoding="utf-8")
    file = tmp_path / "form.html"
    file.write_text(
        '<!doctype html><html lang="nb"><meta charset="utf-8"><title>Skjema</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style>'
        f'<main><h1>Skjema</h1><form method="post">{html}</form></main></html>',
        encoding="utf-8", newline="\n",
    )  # fmt: skip
    page.goto(file.as_uri())
    return html


@pytest.mark.parametrize(("model", "data"), [(Event, EVENT), (Article, {"title": "Nytt"})])
def test_the_form_is_accessible(
    page: Page, tmp_path: Path, model: type[Entry], data: dict[str, Data]
) -> None:
    """With everything unfolded, on a phone and on a desk, in both schemes."""
    with_axe(page)
    shown(page, tmp_path, model, data)
    open_all(page)
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert sorted(complaints(page)) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == []
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "at 200 %"
        page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_advice_never_looks_like_an_error(page: Page, tmp_path: Path, scheme: str) -> None:
    """Beside an error, and above the form, it has the ink of the page and the paper of advice."""
    page.emulate_media(color_scheme=scheme)
    shown(page, tmp_path, Article, {"title": "Nytt"})
    ink = page.evaluate("getComputedStyle(document.body).color")
    paper = page.evaluate(LOOK, "[id='f.date-faults']")[1]
    lists = "[id='f.title-faults']"
    assert page.evaluate(LOOK, f"{lists} > .advice") == [ink, paper]
    page.evaluate("(list) => document.querySelector(list).classList.add('own')", lists)
    assert page.evaluate(LOOK, f"{lists} > .advice") == [ink, paper]
    assert not {ink, paper} & {*page.evaluate(LOOK, f"{lists} > :not(.advice)")}


def sample() -> Iterator[tuple[type[Entry], dict[str, Data], str]]:
    """An entry of each model, from a site that no association changes."""
    site = ROOT / "tests/sites/full"
    for model in (Event, Article):
        yield next((m, data, body) for _, m, data, body in entries(site) if m is model)


def test_a_browser_posts_what_the_other_tests_expect(page: Page, tmp_path: Path) -> None:
    """The names and values of FormData, also of texts that are hostile to HTML."""
    hostile: dict[str, Data] = {"title": "\"<&'", "summary": "\n a\n", "description": "b\n\nc\n"}
    for model, data, body in ((Event, hostile, ""), *sample()):
        html = shown(page, tmp_path, model, data, body)
        got = [(name, value.replace("\r\n", "\n")) for name, value in page.evaluate(POSTED)]
        assert got == [(name, value.replace("\r\n", "\n")) for name, value in pairs(html)]
