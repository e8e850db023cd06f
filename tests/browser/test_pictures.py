"""Pictures that load late do not move the text, and long words beside them do not stretch them."""

from threading import Event

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, kind_of

pytestmark = pytest.mark.sample

# The observer must exist before the page is rendered.
LISTEN = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(shift => shift.value)))
    .observe({type: "layout-shift", buffered: true});
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
# Lazy pictures load when they are scrolled near the viewport.
READ_ON = """async () => {
    const wait = ms => new Promise(done => setTimeout(done, ms));
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await wait(20);
    }
    await Promise.all([...document.images].map(img => img.decode()));
    await wait(100);
    return shifts.reduce((sum, shift) => sum + shift, 0);
}"""
# Those that are neither cut nor fitted, with a shape that is not their own.
STRETCHED = """() => [...document.images].filter(img => {
    const box = img.getBoundingClientRect();
    const off = box.width / box.height / (img.getAttribute("width") / img.getAttribute("height"));
    return img.checkVisibility() && getComputedStyle(img).objectFit === "fill"
        && getComputedStyle(img).aspectRatio.startsWith("auto") && Math.abs(off - 1) > .05;
}).map(img => img.src)"""


def shift(page: Page, url: str) -> float:
    """The layout shift of a page scrolled to its end; its pictures load after the first paint."""
    delayed, painted = [], Event()
    page.add_init_script(LISTEN)
    page.route(
        "**/bilder/**",
        lambda route: route.continue_() if painted.is_set() else delayed.append(route),
    )
    page.goto(url, wait_until="domcontentloaded")
    while not page.evaluate(PAINTED):
        page.wait_for_timeout(50)
    painted.set()
    for route in delayed:
        route.continue_()
    return page.evaluate(READ_ON)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_layout_shift_is_0(page: Page, sample: Sample, width: int) -> None:
    """The test opens pages that together have each picture in its surroundings."""
    page.set_viewport_size({"width": width, "height": 844})
    kinds = {kind_of(address) for address in sample.each_element if sample.pages[address].main.img}
    assert kinds >= {"front", "article"}
    for address in sample.each_element:
        if sample.pages[address].main.img:
            assert shift(page, sample.url(address)) == 0, address


@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_picture_is_stretched(page: Page, sample: Sample, media: str) -> None:
    """Beside a text of many lines, as on a narrow phone."""
    page.set_viewport_size({"width": 320, "height": 844})
    page.emulate_media(media=media)
    for address in sample.each_element:
        page.goto(sample.url(address))
        assert page.evaluate(STRETCHED) == [], address


def test_a_picture_without_a_size_gives_a_layout_shift(page: Page, sample: Sample) -> None:
    """This shows that `shift` measures what it should."""
    picture = sample.pages[""].main.img["src"]
    body = sample.file("").read_text(encoding="utf-8")
    body = body.replace('<main id="innhold">', f'<main id="innhold"><img src="{picture}" alt="">')
    page.route(sample.url(""), lambda route: route.fulfill(body=body, content_type="text/html"))
    assert shift(page, sample.url("")) > 0
