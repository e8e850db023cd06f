"""Each kind of page without style sheets and scripts: whole, and in the order one reads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample

PARTS = ("a[href='#innhold']", "header.site-header", "main", "footer.site-footer")
TOPS = "found => found.map(element => element.getBoundingClientRect().top)"
# All but the buttons that only a script can make do something, and what is folded away.
HIDDEN = """main => [...main.querySelectorAll(":not([data-copy], details *, svg > title)")]
    .filter(element => !element.checkVisibility()).length"""


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script and gets no style sheet."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    yield context.new_page()
    context.close()


def tops(page: Page, selector: str) -> list[float]:
    """How far down the elements stand."""
    return page.eval_on_selector_all(selector, TOPS)


def test_a_page_reads_from_the_top(bare: Page, sample: Sample) -> None:
    """Skip link, site header, main content, footer; in it one h1, then the lists."""
    for address in sample.one_of_each:
        bare.goto(sample.url(address))
        parts = [top for part in PARTS for top in tops(bare, part)]
        assert len(parts) == len(PARTS) and parts == sorted(parts), address
        (heading,) = tops(bare, "h1")
        lists = tops(bare, "main :is(ul, ol, dl, table):not(nav *)")
        assert all(top > heading for top in lists), address


def test_the_site_is_whole_without_its_style_sheet(bare: Page, sample: Sample) -> None:
    """The main content can be read: nothing waits for a script to show it."""
    for address in sample.one_of_each:
        bare.goto(sample.url(address))
        assert bare.evaluate("getComputedStyle(document.body).marginTop") == "8px", address
        assert bare.locator("main").evaluate(HIDDEN) == 0, address
        assert bare.locator("h1").inner_text().strip(), address
