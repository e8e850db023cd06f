"""Keyboard navigation on pages that together have each element."""

from playwright.sync_api import Page

from tests.browser.sample import Sample

# The focus ring may be an outline of the link's ::after, around the whole row.
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
# A picture whose links are in a list or a table too is no stop.
STOPS = "a:not([tabindex='-1']), input, button, summary"
RING = 2  # CSS pixels, WCAG 2.4.13


# Each key first notes the element that has the focus so far: one request for all of them is faster.
LISTEN = f"""() => {{
    window.focused = {FOCUSED};
    window.before = [];
    addEventListener("keydown", () => before.push(focused()), true);
}}"""
NOTED = "[...before.slice(1), focused()]"

# Elements that are hidden at this width are no tab stops.
TARGETS = """found => found.filter(e => e.checkVisibility())
    .map(e => e.getAttribute("href") || e.id || e.dataset.copy || e.className)"""


def tab(page: Page) -> dict:
    """Presses Tab, and returns the focused element."""
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


def test_the_first_tab_stop_is_the_skip_link(page: Page, sample: Sample) -> None:
    """It is visible; after Enter, the next tab stop is in `<main>`."""
    for address in sample.each_element:
        page.goto(sample.url(address))
        first = tab(page)
        assert (first["target"], first["inView"]) == ("#innhold", True), address
        page.keyboard.press("Enter")
        page.wait_for_url(sample.url(address) + "#innhold", wait_until="commit")
        assert tab(page)["inMain"], address


def test_every_focused_element_is_visible_with_a_focus_ring(page: Page, sample: Sample) -> None:
    """The tab stops are all visible links, fields and buttons, in document order."""
    for address in sample.each_element:
        page.goto(sample.url(address))
        targets = page.eval_on_selector_all(STOPS, TARGETS)
        page.evaluate(LISTEN)
        for _ in targets:
            page.keyboard.press("Tab")
        stops = page.evaluate(NOTED)
        assert [stop["target"] for stop in stops] == targets, address
        for stop in stops:
            assert stop["inView"] and stop["ring"] >= RING, (address, stop)
