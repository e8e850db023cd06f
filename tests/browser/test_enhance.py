"""The script hides what has ended since the build, and copies the address of a calendar."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests import given
from tests.browser.sample import Sample
from tests.browser.serving import served
from tests.site.building import good
from tests.theme.theme import rendered

BUILT, LONG_AFTER = "2023-12-20T12:00+01:00", "2031-01-01T12:00+01:00"
LAST_SECOND, ENDED = "2023-12-21T10:59:59+01:00", "2023-12-21T11:00+01:00"
EVENTS = """
    - {id: 2023-over, title: Over, start: 2023-12-01, network: helse, venue: {name: Kaia}}
    - id: 2023-snart
      title: Snart over
      start: 2023-12-21 09:00
      end: 2023-12-21 11:00
      network: helse
      online: https://example.org/direkte
    - {id: 2024-dag, title: Hele dagen, start: 2024-01-10, network: helse, venue: {name: Kaia}}
    - id: kurs
      title: Kurs
      start: 2023-12-21 08:00
      end: 2023-12-21 11:00
      repeat: hver uke, 3 ganger
      venue: {name: Kaia}
"""
CONTENT = {
    "site.yaml": 'name: Prøven\nidentity: "example.org,2023"\nfeedback: https://example.org/s?a=1\n',
    "networks.yaml": "helse: {name: Helse}\n",
    "events/alle.yaml": EVENTS,
}
LISTS = ("arrangementer/", "nettverk/helse/", "arrangementer/2023/kurs/")
# The clock of these pages is not the one that the browser measures with.
MEASURED = """window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
        .observe({type: "layout-shift", buffered: true});
    window.painted = new Promise(done =>
        new PerformanceObserver(done).observe({type: "paint", buffered: true}))"""
MOST_SHIFT, LATE = 0.05, 0.6
SHOWN = """found => found.filter(e => e.checkVisibility()).map(e => e.textContent.trim())"""


@dataclass(frozen=True, slots=True)
class Built:
    """The addresses of the same content, built before an event ended and right after."""

    before: str
    after: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("enhance")
    content = given.written(folder / "content", CONTENT)
    with served(folder / "before") as before, served(folder / "after") as after:
        good(content, folder / "before", NOW=BUILT, SITEURL=before)
        good(content, folder / "after", NOW=ENDED, SITEURL=after)
        yield Built(before, after)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def opened(page: Page, url: str, clock: str = BUILT) -> list[str]:
    """Opens the page with a fixed clock; the list gets all console messages and errors."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.clock.set_fixed_time(clock)
    page.goto(url)
    return complaints


def shown(page: Page, selector: str) -> list[str]:
    """The text of each visible element."""
    return page.eval_on_selector_all(selector, SHOWN)


@pytest.mark.parametrize("clock", [BUILT, LAST_SECOND])
@pytest.mark.parametrize("address", ["", *LISTS])
def test_the_script_changes_nothing_before_an_event_ends(
    page: Page, plain: Page, built: Built, address: str, clock: str
) -> None:
    """The same rows and the same HTML as without JavaScript, and no console message."""
    assert opened(page, f"{built.before}/{address}", clock) == []
    plain.goto(f"{built.before}/{address}")
    rows = ".event-row, .next-event, h1, h2, h3"
    assert shown(page, rows) == plain.eval_on_selector_all(rows, SHOWN) != []
    whole = """e => e.outerHTML.replaceAll(' hidden=""', '')"""
    assert page.locator("main").evaluate(whole) == plain.locator("main").evaluate(whole)


@pytest.mark.parametrize("address", LISTS[1:])
def test_ended_events_are_hidden_as_after_a_new_build(
    page: Page, plain: Page, built: Built, address: str
) -> None:
    """The visible rows are those of the page that was built after the event, without JavaScript."""
    assert opened(page, f"{built.before}/{address}", ENDED) == []
    plain.goto(f"{built.after}/{address}")
    coming = ".event-row[data-ends] :is(.event-row__day, h3, .event-row__facts)"
    assert shown(page, coming) == plain.eval_on_selector_all(coming, SHOWN) != []


def test_the_row_of_a_series_is_hidden_after_its_last_date(page: Page, built: Built) -> None:
    """Until then it leads to the dates that follow; the next build shows the first of them."""
    opened(page, f"{built.before}/arrangementer/", ENDED)
    assert shown(page, ".event-row h3") == ["Kurs", "Hele dagen"]
    opened(page, f"{built.after}/arrangementer/", ENDED)
    assert shown(page, ".event-row h3") == ["Kurs", "Hele dagen"]
    assert page.locator(".event-row__day").first.text_content() == "28"
    opened(page, f"{built.before}/arrangementer/", "2024-01-05T12:00+01:00")
    assert shown(page, ".event-row h3") == ["Hele dagen"]


def test_a_month_without_visible_rows_has_no_heading(page: Page, built: Built) -> None:
    """Later no month is shown."""
    opened(page, f"{built.before}/arrangementer/", ENDED)
    assert shown(page, ".event-list h2") == ["Denne uka", "Januar 2024"]
    opened(page, f"{built.before}/arrangementer/", "2024-01-05T12:00+01:00")
    assert shown(page, ".event-list h2") == ["Januar 2024"]
    opened(page, f"{built.before}/arrangementer/", LONG_AFTER)
    assert shown(page, ".event-list *") == []


@pytest.mark.parametrize("address", ["", *LISTS])
def test_what_has_ended_goes_before_it_is_seen(page: Page, built: Built, address: str) -> None:
    """On a page built long ago nothing moves, also when the script comes late."""
    page.route("**/enhance.*", late)
    page.add_init_script(MEASURED)
    opened(page, f"{built.before}/{address}", LONG_AFTER)
    page.evaluate("painted.then(() => 0)")
    assert shown(page, "[data-ends]") == []
    assert page.evaluate("shift") <= MOST_SHIFT


def late(route: Route) -> None:
    """Answers after the style sheets have come and been used."""
    time.sleep(LATE)
    route.continue_()


def test_the_next_event_is_hidden_when_it_has_ended(page: Page, built: Built) -> None:
    """The list below it has the other events."""
    opened(page, f"{built.before}/", LAST_SECOND)
    assert page.locator(".next-event").is_visible()
    opened(page, f"{built.before}/", ENDED)
    assert not page.locator(".next-event").is_visible()
    assert shown(page, ".event-row h3") == ["Kurs", "Hele dagen"]


def test_past_events_stay(page: Page, built: Built) -> None:
    """The script hides no rows in years and months, nor in lists of past events."""
    for address in ("arrangementer/2023/12/", "arrangementer/2023/", "arrangementer/2024/"):
        opened(page, f"{built.before}/{address}", LONG_AFTER)
        rows = page.locator(".event-row")
        assert rows.count() == len(shown(page, ".event-row")) > 0
    opened(page, f"{built.before}/nettverk/helse/", LONG_AFTER)
    assert shown(page, ".event-list h2") == ["Tidligere arrangementer"]


@pytest.mark.sample
def test_a_site_with_a_fixed_time_hides_nothing(page: Page, sample: Sample) -> None:
    """The sample has its own fixed time, so the browser's clock does not matter."""
    assert opened(page, sample.url("arrangementer/"), LONG_AFTER) == []
    ends = page.locator("[data-ends]")
    assert ends.count() == len(shown(page, "[data-ends]")) > 0


def test_only_pages_with_data_ends_or_data_copy_load_the_script(sample: Sample) -> None:
    """Some pages load it, and some do not."""
    loading = {a for a, page in sample.pages.items() if page.select("script[src*=enhance]")}
    needing = {a for a, page in sample.pages.items() if page.select("[data-ends], [data-copy]")}
    assert loading == needing
    assert 0 < len(loading) < len(sample.pages)


@pytest.fixture
def part(page: Page, built: Built) -> Page:
    """The example of the part `subscription`, on a page of the site with the script."""
    opened(page, f"{built.before}/")
    script = page.locator("script[src]").evaluate("e => e.outerHTML")
    body = f"<!doctype html><title>Del</title>{rendered('subscription', 'normal')}{script}"
    page.route(
        "**/del/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
    )
    return page


def test_the_button_copies_the_address_of_the_calendar(part: Page, built: Built) -> None:
    """The label becomes «Kopiert», and the clipboard has the address."""
    part.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert opened(part, f"{built.before}/del/") == []
    part.locator("button[data-copy]").click()
    part.get_by_role("button", name="Kopiert", exact=True).wait_for()
    copied = part.evaluate("navigator.clipboard.readText()")
    assert copied == part.locator("input").input_value() != ""


def test_a_link_copies_its_own_address(page: Page, built: Built) -> None:
    """The page stays, and the link says that it is done."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = f"{built.before}/arrangementer/2023/snart/"
    assert opened(page, address) == []
    page.get_by_role("link", name="Kopier lenken").click()
    page.get_by_role("link", name="Kopiert").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url == address


def test_a_link_to_copy_leads_to_its_page_without_a_clipboard(plain: Page, built: Built) -> None:
    """There it can be copied by hand."""
    address = f"{built.before}/arrangementer/2023/snart/"
    plain.goto(address)
    plain.get_by_role("link", name="Kopier lenken").click()
    assert plain.url == address


def test_the_form_for_feedback_gets_the_address_of_the_page(plain: Page, built: Built) -> None:
    """Whole, as a value of the query."""
    address = f"{built.before}/arrangementer/2023/snart/"
    plain.goto(address)
    link = plain.get_by_role("link", name="Fant du det du lette etter?")
    form = urlsplit(link.get_attribute("href"))
    assert (form.hostname, parse_qs(form.query)) == ("example.org", {"a": ["1"], "side": [address]})


def test_a_refused_clipboard_selects_the_address(part: Page, built: Built) -> None:
    """The address is selected for Ctrl+C, and the label stays «Kopier»."""
    part.add_init_script("navigator.clipboard.writeText = () => Promise.reject(Error('Nei'))")
    complaints = opened(part, f"{built.before}/del/")
    part.locator("button[data-copy]").click()
    assert part.evaluate("getSelection().toString()") == part.locator("input").input_value()
    assert part.get_by_role("button", name="Kopier: ").is_visible()
    assert complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_without_clipboard_or_script_there_is_no_button(
    part: Page, built: Built, scripts: bool
) -> None:
    """The address is visible and can be selected."""
    if scripts:
        part.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    else:
        part.route("**/*.js", lambda route: route.abort())
    part.goto(f"{built.before}/del/")
    assert part.locator("[data-copy]").count() == 1
    assert not part.locator("[data-copy]").is_visible()
    assert part.locator("input").is_visible()
