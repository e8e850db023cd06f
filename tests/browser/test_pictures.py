"""Pictures that come late move nothing."""

from threading import Event

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, kind_of

# Layout shifts are told to those who ask before the page is there.
LISTEN = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(shift => shift.value)))
    .observe({type: "layout-shift", buffered: true});
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
# Lazy pictures load when one comes near them.
READ_ON = """async () => {
    const wait = ms => new Promise(done => setTimeout(done, ms));
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
        scrollTo(0, top);
        await wait(30);
    }
    await Promise.all([...document.images].map(img => img.decode()));
    await wait(100);
    return shifts.reduce((sum, shift) => sum + shift, 0);
}"""


def shift(page: Page, url: str) -> float:
    """The layout shift of the page read to its end; its pictures wait for the first paint."""
    held, painted = [], Event()
    page.add_init_script(LISTEN)
    page.route(
        "**/bilder/**",
        lambda route: route.continue_() if painted.is_set() else held.append(route),
    )
    page.goto(url, wait_until="domcontentloaded")
    while not page.evaluate(PAINTED):
        page.wait_for_timeout(50)
    painted.set()
    for route in held:
        route.continue_()
    return page.evaluate(READ_ON)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves(page: Page, sample: Sample, width: int) -> None:
    """On each kind of page with pictures."""
    page.set_viewport_size({"width": width, "height": 844})
    kinds = {kind_of(address) for address in sample.one_of_each if sample.pages[address].main.img}
    assert kinds >= {"front", "article"}
    for address in sample.one_of_each:
        if sample.pages[address].main.img:
            assert shift(page, sample.url(address)) == 0, address


def test_a_picture_without_a_size_moves_the_text(page: Page, sample: Sample) -> None:
    """A shift is found where there is one."""
    picture = sample.pages[""].main.img["src"]
    body = sample.file("").read_text(encoding="utf-8")
    body = body.replace('<main id="innhold">', f'<main id="innhold"><img src="{picture}" alt="">')
    page.route(sample.url(""), lambda route: route.fulfill(body=body, content_type="text/html"))
    assert shift(page, sample.url("")) > 0
