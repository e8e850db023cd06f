"""Pictures that load late do not move the text, and long words beside them do not stretch them."""

from threading import Event

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, kind_of

pytestmark = pytest.mark.sample

# The observers must exist before the page is rendered.
LISTEN = """
window.shifts = [];
window.note = list => shifts.push(...list.map(shift => shift.value));
window.observer = new PerformanceObserver(list => note(list.getEntries()));
observer.observe({type: "layout-shift", buffered: true});
window.painted = new Promise(done => new PerformanceObserver(list =>
    list.getEntriesByName("first-contentful-paint").length && done())
    .observe({type: "paint", buffered: true}));
"""
# Lazy pictures load when they are scrolled near the viewport.
READ_ON = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await frame();
    }
    await Promise.all([...document.images].map(img => img.decode()));
    await frame();
    await frame();
    note(observer.takeRecords());
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
    page.route(
        "**/bilder/**",
        lambda route: route.continue_() if painted.is_set() else delayed.append(route),
    )
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate("painted.then(() => 0)")
    painted.set()
    for route in delayed:
        route.continue_()
    moved = page.evaluate(READ_ON)
    page.unroute("**/bilder/**")
    return moved


@pytest.mark.parametrize("width", [390, 1280])
def test_the_layout_shift_is_0(page: Page, sample: Sample, width: int) -> None:
    """The test opens pages that together have each picture in its surroundings."""
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(LISTEN)
    kinds = {kind_of(address) for address in sample.each_element if sample.pages[address].main.img}
    assert kinds >= {"front", "article"}
    for address in sample.each_element:
        if sample.pages[address].main.img:
            assert shift(page, sample.url(address)) == 0, address


def test_no_picture_is_stretched(page: Page, sample: Sample) -> None:
    """Beside a text of many lines, as on a narrow phone, and on paper."""
    page.set_viewport_size({"width": 320, "height": 844})
    for address in sample.each_element:
        page.goto(sample.url(address))
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            assert page.evaluate(STRETCHED) == [], (address, media)


def test_a_picture_without_a_size_gives_a_layout_shift(page: Page, sample: Sample) -> None:
    """This shows that `shift` measures what it should."""
    picture = sample.pages[""].main.img["src"]
    body = sample.file("").read_text(encoding="utf-8")
    body = body.replace('<main id="innhold">', f'<main id="innhold"><img src="{picture}" alt="">')
    page.add_init_script(LISTEN)
    page.route(sample.url(""), lambda route: route.fulfill(body=body, content_type="text/html"))
    assert shift(page, sample.url("")) > 0
