"""What visitors see first on a phone and on a desk: menu, sign-up, figures, and no empty column."""

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample, kind_of

pytestmark = pytest.mark.sample
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
BOTTOM = "found => found.map(e => e.getBoundingClientRect().bottom)"
LINES = "p => p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight)"
ROWS = "found => new Set(found.map(e => e.getBoundingClientRect().top)).size"


def events(sample: Sample) -> list[str]:
    return [address for address in sample.addresses if kind_of(address) == "event"]


def test_the_menu_is_on_one_row_of_a_phone(page: Page, sample: Sample) -> None:
    """The five words of the sample."""
    page.set_viewport_size(PHONE)
    page.goto(sample.url(""))
    words = page.locator(".site-header__links li")
    assert (words.count(), words.evaluate_all(ROWS)) == (5, 1)


def test_the_sign_up_follows_the_time_and_the_place_and_needs_no_scrolling(
    page: Page, sample: Sample
) -> None:
    """On every event that one can sign up for."""
    page.set_viewport_size(PHONE)
    open_ones = [a for a in events(sample) if sample.pages[a].select("main .button")]
    assert len(open_ones) > 10
    low = {}
    for address in open_ones:
        facts = sample.pages[address].select_one("main .button").find_previous_sibling()
        assert {"Når", "Hvor", "På nett"} >= {dt.text for dt in facts.select("dt")}, address
        page.goto(sample.url(address))
        (bottom,) = page.locator("main .button").evaluate_all(BOTTOM)
        if bottom > PHONE["height"]:
            low[address] = bottom
    assert low == {}


def test_the_sign_up_needs_no_scrolling_below_a_reason_of_two_lines(
    page: Page, sample: Sample
) -> None:
    """Under the mark of the sample, on every event that is moved and that one can sign up for."""
    page.set_viewport_size(PHONE)
    moved = [
        a for a in events(sample) if len(sample.pages[a].select(".status-notice, .button")) > 1
    ]
    assert moved
    for address in moved:
        page.goto(sample.url(address))
        reason = page.locator(".status-notice p").nth(1)
        reason.evaluate("(p, text) => p.textContent = text", "Et rom er opptatt. " * 4)
        assert round(reason.evaluate(LINES)) == 2
        (bottom,) = page.locator("main .button").evaluate_all(BOTTOM)
        assert bottom <= PHONE["height"], address


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_figures_of_a_year_are_seen_without_scrolling(
    page: Page, sample: Sample, size: dict[str, int]
) -> None:
    """The three on the cover of an annual letter."""
    page.set_viewport_size(size)
    page.goto(sample.url("aret/2023/"))
    bottoms = page.locator(".year-cover .stats__value").evaluate_all(BOTTOM)
    assert len(bottoms) == 3
    assert max(bottoms) <= size["height"]


def test_no_event_without_a_text_has_an_empty_column(sample: Sample) -> None:
    """Its facts are two abreast; others have a text beside their facts."""
    texts = ".figure, .prose, .programme, .event-list, .web-links, .document-list"
    told = {address: sample.pages[address].select_one("article") for address in events(sample)}
    classes = {address: article["class"][0] for address, article in told.items()}
    assert classes == {
        address: "with-aside" if article.select(texts) else "brief"
        for address, article in told.items()
    }
    assert {"with-aside", "brief"} == set(classes.values())


def test_who_leads_a_network_is_two_taps_from_the_front_page(page: Page, sample: Sample) -> None:
    """The menu and the name of the network; the leader of each is on its first screen."""
    page.set_viewport_size(PHONE)
    page.goto(sample.url(""))
    page.locator(".site-header__links").get_by_role("link", name="Nettverk").click()
    named = page.locator(".network-line a").evaluate_all("found => found.map(e => e.href)")
    led = [a for a in sample.addresses if sample.pages[a].select("main .people")]
    led = [sample.url(a) for a in led if kind_of(a) == "network"]
    assert len(led) > 3
    assert set(led) <= set(named)
    for url in led:
        page.goto(url)
        (bottom,) = page.locator(".people :is(a, b)").evaluate_all(BOTTOM)
        assert bottom <= PHONE["height"], url


def test_the_address_of_a_venue_is_on_its_first_screen(page: Page, sample: Sample) -> None:
    page.set_viewport_size(PHONE)
    venues = [a for a in sample.addresses if kind_of(a) == "venue"]
    addresses = [a for a in venues if sample.pages[a].find("dt", string="Adresse")]
    assert addresses
    for address in addresses:
        page.goto(sample.url(address))
        (bottom,) = page.locator("dt", has_text="Adresse").evaluate_all(BOTTOM)
        assert bottom <= PHONE["height"], address
