"""Charts and the picture of the year at every width: no two labels and no two dots meet."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample

pytestmark = pytest.mark.sample
WIDTHS = (320, 390, 768, 1280)
YEAR = "aret/2023/"
# Pairs of boxes in one drawing that intersect; what is not shown has no box.
MEETING = """drawings => drawings.flatMap(drawing => {
  const boxes = [...drawing.querySelectorAll(SELECTOR)]
    .map(e => [e.textContent.trim().slice(0, 40), e.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  return boxes.flatMap(([a, one], at) => boxes.slice(at + 1)
    .filter(([, other]) => one.left < other.right - 0.5 && other.left < one.right - 0.5
      && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5)
    .map(([b]) => `${a} | ${b}`));
})"""


def meeting(page: Page, drawings: str, parts: str) -> list[str]:
    return page.locator(drawings).evaluate_all(MEETING.replace("SELECTOR", repr(parts)))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_labels_of_a_chart_touch(page: Page, sample: Sample, width: int) -> None:
    """On the page of a year; its dots do not overlap either."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(sample.url(YEAR))
    assert page.locator(".chart__drawing").count() == 2
    assert meeting(page, ".chart__drawing", "text") == []
    assert page.locator(".year-dots__row a").count() == 60
    assert meeting(page, ".year-dots__months", ".year-dots__row a") == []
    assert meeting(page, ".year-dots", ".year-dots__months svg") == []


def test_bars_have_their_full_length_in_view_on_paper_and_where_nothing_moves(
    browser: Browser, sample: Sample
) -> None:
    """They grow only while their drawing comes into view."""
    height = "e => e.getBoundingClientRect().height"
    for motion, media in (("reduce", "screen"), ("no-preference", "print")):
        page = browser.new_page(reduced_motion=motion)
        page.emulate_media(media=media)
        page.goto(sample.url(YEAR))
        bar = page.locator(".chart[data-form=columns] rect").nth(10)
        assert bar.evaluate(height) > 50
        page.close()
    page = browser.new_page(reduced_motion="no-preference")
    page.goto(sample.url(YEAR))
    bar = page.locator(".chart[data-form=columns] rect").nth(10)
    assert bar.evaluate(height) < 1
    page.locator(".chart[data-form=columns]").scroll_into_view_if_needed()
    page.wait_for_function("e => e.getBoundingClientRect().height > 50", arg=bar.element_handle())
    page.close()


def test_a_bar_that_is_read_has_its_full_length(browser: Browser, sample: Sample) -> None:
    """When no more than a third of its drawing has come into view."""
    page = browser.new_page(reduced_motion="no-preference")
    page.goto(sample.url(YEAR))
    drawing = page.locator(".chart[data-form=bars] .chart__drawing")
    drawing.evaluate("""e => {
        const {top, height} = e.getBoundingClientRect();
        scrollTo({top: scrollY + top - innerHeight + height / 3, behavior: "instant"});
    }""")
    lengths = "e => [e.getBoundingClientRect().width, e.getBBox().width]"
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    shown, whole = drawing.locator("rect").first.evaluate(lengths)
    assert shown == pytest.approx(whole, abs=1) and whole > 100
    page.close()
