"""Chips leave only the rows that fit, without a script, and say how many there are."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from newsroom.parts.filters import FEWEST_ROWS
from tests import given
from tests.browser.serving import served
from tests.site.building import good

EVENT = """
- id: 2024-mote-{n}
  title: Møte {n}
  start: 2024-{month:02}-{n:02} 09:00
  network: {network}
  venue: {{name: Sal {hall}}}
"""
NUMBERS = range(10, 12 + FEWEST_ROWS)
CONTENT = {
    "site.yaml": 'name: Prøven\nidentity: "example.org,2023"\n',
    "networks.yaml": "helse: {name: Helse}\nkraft: {name: Kraft}\n",
    "events/alle.yaml": "".join(
        EVENT.format(n=n, month=n % 3 + 1, network=("helse", "kraft")[n == 11], hall=n % 2)
        for n in NUMBERS
    ),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("filters")
    content = given.written(folder / "content", CONTENT)
    with served(folder / "out") as url:
        good(content, folder / "out", NOW="2024-01-01T12:00+01:00", SITEURL=url)
        yield f"{url}/arrangementer/"


@pytest.fixture
def listing(browser: Browser, address: str) -> Iterator[Page]:
    """The list with its chips unfolded, in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    page.locator(".filters__title").click()
    yield page
    context.close()


def titles(page: Page) -> list[str]:
    """The titles of the rows in sight."""
    rows = page.locator(".event-row").filter(visible=True)
    return rows.locator(".event-row__title").all_inner_texts()


def hits(page: Page) -> str:
    """What Chromium's accessibility tree says of the number of rows."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    texts = [n["name"]["value"] for n in nodes if n["role"]["value"] == "StaticText"]
    return re.search(r"Treff:\s*(\d+)", " ".join(texts))[1]


def test_a_chip_leaves_the_rows_that_it_counts(listing: Page) -> None:
    """The months have no headings then, and the button shows all again."""
    expect(listing.locator(".filters__hits")).to_be_hidden()
    assert len(titles(listing)) == len(NUMBERS)
    listing.get_by_label("Kraft (1)").click()
    assert titles(listing) == ["Møte 11"]
    assert hits(listing) == "1"
    expect(listing.get_by_role("heading", name="Januar 2024")).to_be_hidden()
    expect(listing.locator(".section-head").filter(visible=True)).to_have_count(0)
    listing.get_by_role("button", name="Vis alt").click()
    assert len(titles(listing)) == len(NUMBERS)
    expect(listing.locator(".filters__hits")).to_be_hidden()


def test_chips_of_two_groups_count_together(listing: Page) -> None:
    """A sentence says that nothing fits; no heading and no line is left of what is hidden."""
    halls = sum(1 for n in NUMBERS if n % 2)
    listing.get_by_label(f"Sal 1 ({halls})").click()
    assert hits(listing) == str(len(titles(listing))) == str(halls)
    listing.get_by_label(f"Sal 0 ({len(NUMBERS) - halls})").click()
    listing.get_by_label("Kraft (1)").click()
    assert titles(listing) == []
    assert hits(listing) == "0"
    said, rows = (listing.locator(part) for part in (".filters__none", ".filters__rows"))
    expect(said).to_be_visible()
    assert rows.bounding_box()["height"] == 0 < said.bounding_box()["height"]


def test_the_keyboard_chooses(listing: Page) -> None:
    """Arrow keys choose in a group; Enter sends nothing."""
    listing.get_by_role("radio", name="Alle").first.focus()
    listing.keyboard.press("ArrowRight")
    assert hits(listing) == str(len(titles(listing))) == str(len(NUMBERS) - 1)
    listing.keyboard.press("Enter")
    assert hits(listing) == str(len(NUMBERS) - 1)
    assert "?" not in listing.url


def test_paper_has_no_chips(listing: Page) -> None:
    """It has the rows that are left."""
    listing.get_by_label("Kraft (1)").click()
    listing.emulate_media(media="print")
    expect(listing.locator(".filters__form")).to_be_hidden()
    expect(listing.get_by_role("button", name="Vis alt")).to_be_hidden()
    assert titles(listing) == ["Møte 11"]
