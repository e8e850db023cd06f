"""Each kind of page by the keyboard alone."""

from playwright.sync_api import Page

from tests.browser.sample import Sample

# The ring may be drawn around the whole row by the link's ::after.
FOCUSED = """() => {
    const link = document.activeElement, box = link.getBoundingClientRect();
    const rings = ["", "::after"].map(part => getComputedStyle(link, part))
        .map(style => style.outlineStyle == "none" ? 0 : parseFloat(style.outlineWidth));
    return {
        target: link.getAttribute("href") || link.id || link.dataset.copy || link.className,
        inMain: Boolean(link.closest("main")),
        inView: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
            && box.bottom > 0 && box.top < innerHeight,
        ring: Math.max(...rings),
    };
}"""
RING = 2  # CSS pixels, WCAG 2.4.13


# What is folded away, or not shown on a screen this wide, is no stop.
TARGETS = """found => found.filter(e => e.checkVisibility())
    .map(e => e.getAttribute("href") || e.id || e.dataset.copy || e.className)"""


def tab(page: Page) -> dict:
    """Move on, and tell where the focus is."""
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


def test_the_first_tab_shows_the_way_to_the_content(page: Page, sample: Sample) -> None:
    """The skip link comes into view, and from it the next stop is in the main content."""
    for address in sample.one_of_each:
        page.goto(sample.url(address))
        first = tab(page)
        assert (first["target"], first["inView"]) == ("#innhold", True), address
        page.keyboard.press("Enter")
        page.wait_for_url(sample.url(address) + "#innhold", wait_until="commit")
        assert tab(page)["inMain"], address


def test_one_always_sees_where_one_is(page: Page, sample: Sample) -> None:
    """The stops are the links and fields in the order of the page, each in view with a ring."""
    for address in sample.one_of_each:
        page.goto(sample.url(address))
        targets = page.eval_on_selector_all("a, input, button, summary", TARGETS)
        stops = [tab(page) for _ in targets]
        assert [stop["target"] for stop in stops] == targets, address
        for stop in stops:
            assert stop["inView"] and stop["ring"] >= RING, (address, stop)
