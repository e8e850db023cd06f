"""What the one script does: it takes away what ended since the build, and copies an address."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

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
    "site.yaml": 'name: Prøven\nidentity: "example.org,2023"\n',
    "networks.yaml": "helse: {name: Helse}\n",
    "events/alle.yaml": EVENTS,
}
LISTS = ("arrangementer/", "nettverk/helse/", "arrangementer/2023/kurs/")
SHOWN = """found => found.filter(e => e.checkVisibility()).map(e => e.textContent.trim())"""


@dataclass(frozen=True, slots=True)
class Built:
    """The same content, published before an event and just after it; the addresses of both."""

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
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def opened(page: Page, url: str, clock: str = BUILT) -> list[str]:
    """Open the page at a time of its clock; whatever the browser complains of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.clock.set_fixed_time(clock)
    page.goto(url)
    return complaints


def shown(page: Page, selector: str) -> list[str]:
    """The words of each element that is shown."""
    return page.eval_on_selector_all(selector, SHOWN)


@pytest.mark.parametrize("clock", [BUILT, LAST_SECOND])
@pytest.mark.parametrize("address", ["", *LISTS])
def test_until_something_ends_the_page_is_as_it_was_built(
    page: Page, plain: Page, built: Built, address: str, clock: str
) -> None:
    """Nothing moves, nothing is added but the button that copies, nothing is complained of."""
    assert opened(page, f"{built.before}/{address}", clock) == []
    plain.goto(f"{built.before}/{address}")
    rows = ".event-row, .next-event, h1, h2, h3"
    assert shown(page, rows) == plain.eval_on_selector_all(rows, SHOWN) != []
    whole = """e => e.outerHTML.replaceAll(' hidden=""', '')"""
    assert page.locator("main").evaluate(whole) == plain.locator("main").evaluate(whole)


@pytest.mark.parametrize("address", LISTS)
def test_what_has_ended_is_gone_as_after_a_rebuild(
    page: Page, plain: Page, built: Built, address: str
) -> None:
    """The same rows as on the page built at that moment, which is read without a script."""
    assert opened(page, f"{built.before}/{address}", ENDED) == []
    plain.goto(f"{built.after}/{address}")
    coming = ".event-row[data-ends]"
    assert shown(page, coming) == plain.eval_on_selector_all(coming, SHOWN) != []


def test_a_month_without_rows_loses_its_heading(page: Page, built: Built) -> None:
    """December had one more date of the course, so January stands; long after, nothing does."""
    opened(page, f"{built.before}/arrangementer/", ENDED)
    assert shown(page, ".event-list h2") == ["Desember 2023", "Januar 2024"]
    opened(page, f"{built.before}/arrangementer/", "2023-12-31T12:00+01:00")
    assert shown(page, ".event-list h2") == ["Januar 2024"]
    opened(page, f"{built.before}/arrangementer/", LONG_AFTER)
    assert shown(page, ".event-list *") == []


def test_the_next_event_is_gone_when_it_is_over(page: Page, built: Built) -> None:
    """The band over the front page, and the row."""
    opened(page, f"{built.before}/", LAST_SECOND)
    assert page.locator(".next-event").is_visible()
    opened(page, f"{built.before}/", ENDED)
    assert not page.locator(".next-event").is_visible()
    assert shown(page, ".event-row h3") == ["Hele dagen"]


def test_what_is_told_of_the_past_stays(page: Page, built: Built) -> None:
    """A month is a month, whatever the clock says; so are the dates and events that were."""
    for address in ("arrangementer/2023/12/", "arrangementer/2023/", "arrangementer/2024/"):
        opened(page, f"{built.before}/{address}", LONG_AFTER)
        rows = page.locator(".event-row")
        assert rows.count() == len(shown(page, ".event-row")) > 0
    opened(page, f"{built.before}/nettverk/helse/", LONG_AFTER)
    assert shown(page, ".event-list h2") == ["Tidligere arrangementer"]


def test_a_sample_is_seen_as_it_was_made(page: Page, sample: Sample) -> None:
    """Its clock stands still, so a visitor's says nothing of it."""
    assert opened(page, sample.url("arrangementer/"), LONG_AFTER) == []
    ends = page.locator("[data-ends]")
    assert ends.count() == len(shown(page, "[data-ends]")) > 0


def test_the_script_is_asked_for_only_where_it_has_something_to_do(sample: Sample) -> None:
    """Most pages have no script at all."""
    asking = {a for a, page in sample.pages.items() if page.select("script[src]")}
    needing = {a for a, page in sample.pages.items() if page.select("[data-ends], [data-copy]")}
    assert asking == needing
    assert 0 < len(asking) < len(sample.pages)


@pytest.fixture
def part(page: Page, built: Built) -> Page:
    """The theme's example of a subscription, on a page of the site that has the script."""
    opened(page, f"{built.before}/")
    script = page.locator("script[src]").evaluate("e => e.outerHTML")
    body = f"<!doctype html><title>Del</title>{rendered('subscription', 'normal')}{script}"
    page.route(
        "**/del/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
    )
    return page


def test_the_calendars_address_is_copied(part: Page, built: Built) -> None:
    """The button says so itself."""
    part.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert opened(part, f"{built.before}/del/") == []
    part.get_by_role("button", name="Kopier", exact=True).click()
    part.get_by_role("button", name="Kopiert", exact=True).wait_for()
    copied = part.evaluate("navigator.clipboard.readText()")
    assert copied == part.locator("input").input_value() != ""


def test_an_address_that_may_not_be_copied_is_marked(part: Page, built: Built) -> None:
    """Whoever has refused the clipboard can copy it with the keys, and is told nothing untrue."""
    part.add_init_script("navigator.clipboard.writeText = () => Promise.reject(Error('Nei'))")
    complaints = opened(part, f"{built.before}/del/")
    part.get_by_role("button", name="Kopier", exact=True).click()
    assert part.evaluate("getSelection().toString()") == part.locator("input").input_value()
    assert part.get_by_role("button", name="Kopier", exact=True).is_visible()
    assert complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_without_a_clipboard_there_is_no_button(part: Page, built: Built, scripts: bool) -> None:
    """Neither in an old browser nor without scripts; the address can be marked as any text."""
    if scripts:
        part.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    else:
        part.route("**/*.js", lambda route: route.abort())
    part.goto(f"{built.before}/del/")
    assert part.locator("[data-copy]").count() == 1
    assert not part.locator("[data-copy]").is_visible()
    assert part.locator("input").is_visible()
