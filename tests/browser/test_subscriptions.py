"""Where the subscriptions of a page stand on a phone, on a desk and on paper."""

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, kind_of

pytestmark = pytest.mark.sample
# The edges of the box, and of the text beside it.
EDGES = """() => {
  const [box, text] = ['.subscription', '.body'].map(
    name => document.querySelector('main ' + name).getBoundingClientRect());
  return {under: box.top - text.bottom, beside: box.left - text.right};
}"""
PRINTED = """found => found.map(e => getComputedStyle(e, '::after').content.slice(1, -1))"""


@pytest.mark.parametrize("kind", ["network", "person", "venue"])
def test_the_box_is_last_on_a_phone_and_beside_the_text_on_a_desk(
    kind: str, page: Page, sample: Sample
) -> None:
    """Of the first page of each kind that has one."""
    pages = (a for a in sample.addresses if kind_of(a) == kind)
    address = next(a for a in pages if sample.pages[a].select("main .subscription"))
    page.goto(sample.url(address))
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(EDGES)["under"] >= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    edges = page.evaluate(EDGES)
    assert (edges["beside"] >= 0, edges["under"] < 0) == (True, True)


def test_the_page_of_subscriptions_is_printed_with_the_addresses(
    page: Page, sample: Sample
) -> None:
    """In place of the links, which do nothing on paper."""
    page.goto(sample.url("abonner/"))
    rows = page.locator(".subscription-list li")
    copied = page.locator(".subscription-list [data-copy]")
    shown = copied.evaluate_all("found => found.map(e => e.getAttribute('href'))")
    assert rows.count() == len(shown) > 1
    assert all(address.endswith(".ics") for address in shown)
    page.emulate_media(media="print")
    assert copied.evaluate_all(PRINTED) == shown
    assert page.locator(".subscription-list a:visible").count() == len(shown)
