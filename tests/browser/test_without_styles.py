"""Pages without style sheets and scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample

PARTS = ("a[href='#innhold']", "header.site-header", "main", "footer.site-footer")
TOPS = "found => found.map(element => element.getBoundingClientRect().top)"
# Hidden elements, without the script's buttons and closed `<details>`.
HIDDEN = """main => [...main.querySelectorAll(
    ":not([data-copy], [data-copy] *, [hidden], noscript, template, details *, svg > title)")]
    .filter(element => !element.checkVisibility()).length"""


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A page in a browser without JavaScript and without style sheets."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    yield context.new_page()
    context.close()


def tops(page: Page, selector: str) -> list[float]:
    """The vertical positions of the elements."""
    return page.eval_on_selector_all(selector, TOPS)


def test_a_page_reads_in_order_and_is_visible(bare: Page, sample: Sample) -> None:
    """Skip link, header, main and footer; in `<main>` one h1 with a text, and lists below it."""
    for address in sample.one_of_each:
        bare.goto(sample.url(address))
        parts = [top for part in PARTS for top in tops(bare, part)]
        assert len(parts) == len(PARTS) and parts == sorted(parts), address
        (heading,) = tops(bare, "h1")
        lists = tops(bare, "main :is(ul, ol, dl, table):not(nav *)")
        assert all(top > heading for top in lists), address
        assert bare.evaluate("getComputedStyle(document.body).marginTop") == "8px", address
        assert bare.locator("main").evaluate(HIDDEN) == 0, address
        assert bare.locator("h1").inner_text().strip(), address
