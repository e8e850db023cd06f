"""Pages without style sheets and scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample

PARTS = ("a[href='#innhold']", "header.site-header", "main", "footer.site-footer")
# Hidden elements, without the script's buttons and closed `<details>`.
HIDDEN = ":not([data-copy], [data-copy] *, [hidden], noscript, template, details *, svg > title)"
# The vertical positions of the parts, the heading and the lists, and what else a reader meets.
SEEN = """([parts, hidden]) => {
    const tops = selector => [...document.querySelectorAll(selector)]
        .map(element => element.getBoundingClientRect().top);
    const main = document.querySelector("main");
    return {
        parts: parts.flatMap(tops),
        headings: tops("h1"),
        lists: tops("main :is(ul, ol, dl, table):not(nav *)"),
        margin: getComputedStyle(document.body).marginTop,
        hidden: [...main.querySelectorAll(hidden)].filter(one => !one.checkVisibility()).length,
        title: document.querySelector("h1").innerText.trim(),
    };
}"""


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A page in a browser without JavaScript and without style sheets."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    yield context.new_page()
    context.close()


def test_a_page_reads_in_order_and_is_visible(bare: Page, sample: Sample) -> None:
    """Skip link, header, main and footer; in `<main>` one h1 with a text, and lists below it."""
    for address in sample.one_of_each:
        bare.goto(sample.url(address))
        seen = bare.evaluate(SEEN, [PARTS, HIDDEN])
        parts = seen["parts"]
        assert len(parts) == len(PARTS) and parts == sorted(parts), address
        (heading,) = seen["headings"]
        assert all(top > heading for top in seen["lists"]), address
        assert seen["margin"] == "8px", address
        assert seen["hidden"] == 0, address
        assert seen["title"], address
