"""The contents list beside a text on a wide screen: it follows the reader, and covers nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample

pytestmark = pytest.mark.sample

DESK = {"width": 1280, "height": 800}
STEP = 40
# Scrolls through the page. Counts the positions that show the list together with what is below it,
# those where it stays in place, and names those where it covers what is below it.
SCROLLED = """([rules, step]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
    const list = [...document.querySelectorAll(".contents-list *")];
    const below = [...document.querySelectorAll(".contents-list ~ :not(.body)")];
    const seen = all => all.map(one => one.getBoundingClientRect())
        .filter(box => box.bottom > 0 && box.top < innerHeight);
    const isOver = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom;
    const found = {together: 0, still: 0, covered: []};
    let before = NaN;
    for (let y = 0; y <= document.documentElement.scrollHeight - innerHeight; y += step) {
        scrollTo(0, y);
        const lines = seen(list), others = seen(below), top = lines[0]?.top;
        if (lines.length && others.length) found.together += 1;
        if (top === before) found.still += 1;
        if (lines.some(one => others.some(other => isOver(one, other)))) found.covered.push(y);
        before = top ?? NaN;
    }
    return found;
}"""


@pytest.mark.parametrize("rules", ["", "html { font-size: 200% }"])
def test_the_contents_list_follows_the_reader_and_covers_nothing(
    page: Page, sample: Sample, rules: str
) -> None:
    """Neither the tags of an article nor the PDF of an annual letter, in text of either size."""
    page.set_viewport_size(DESK)
    found = {}
    for address in sample.addresses:
        if sample.pages[address].select(".contents-list"):
            page.goto(sample.url(address))
            found[address] = page.evaluate(SCROLLED, [rules, STEP])
    assert {address: one["covered"] for address, one in found.items() if one["covered"]} == {}
    beside = [address for address in found if sample.pages[address].select(".with-aside")]
    assert [address for address in beside if not found[address]["still"]] == []
    assert sum(one["together"] for one in found.values()) > 0
