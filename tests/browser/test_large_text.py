"""Text of twice the size, and text that readers space out, is read without scrolling sideways."""

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, open_all

pytestmark = pytest.mark.sample

# How the reader wants it -> the width of the window, and the rules. WCAG 1.4.4 and 1.4.12.
WAYS = {
    "twice the size": (390, "html { font-size: 200% }"),
    "spaced out": (
        320,
        "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-block-end: 2em !important }",
    ),
}
# What is wider than the window, and what hides a part of its own text.
LOST = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
    const root = document.documentElement;
    const told = (found, what) =>
        found.slice(0, 3).map(one => what + " " + one.outerHTML.slice(0, 160));
    const all = [...document.querySelectorAll("body *")]
        .filter(one => one.clientWidth > 1 && one.checkVisibility() && !one.matches("input"));
    const isCut = one => {
        const style = getComputedStyle(one), hides = value => ["hidden", "clip"].includes(value);
        return hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    };
    const isWide = one => getComputedStyle(one).overflowX === "visible"
        && one.getBoundingClientRect().left + one.scrollWidth > innerWidth + 1;
    const wide = root.scrollWidth <= innerWidth ? [] : [root, ...all.filter(isWide)].slice(-3);
    return [...told(wide, "is wide:"), ...told(all.filter(isCut), "is cut:")];
}"""


def test_no_text_is_lost_or_beside_the_window(page: Page, sample: Sample) -> None:
    """On pages that together have every kind and every element, in each way."""
    lines = []
    for address in sample.one_of_each:
        page.goto(sample.url(address))
        open_all(page)
        for way, (width, rules) in WAYS.items():
            page.set_viewport_size({"width": width, "height": 844})
            lines += [f"/{address}, {way}: {line}" for line in page.evaluate(LOST, rules)]
    assert lines == []


def test_a_lost_text_is_reported(page: Page) -> None:
    """A line that does not break, and a box of a fixed height."""
    page.set_viewport_size({"width": 320, "height": 844})
    page.set_content(
        '<!doctype html><p style="white-space: nowrap">Denne linja er for lang for en liten skjerm.'
        '<div style="block-size: 1lh; overflow: hidden; inline-size: 5em">Her er tre linjer.</div>'
    )
    found = page.evaluate(LOST, WAYS["spaced out"][1])
    assert {line.partition(" <")[0] for line in found} == {"is wide:", "is cut:"}
