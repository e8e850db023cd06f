"""The menu: its words in a row of a phone, or behind one word when they are many."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import given
from tests.browser.serving import served
from tests.site.building import good

WORDS = (
    "Nyheter",
    "Arrangementer",
    "Nettverk",
    "Året",
    "Om oss",
    "Styret",
    "Medlemmer",
    "Kontakt oss",
)
ROW, FEW, MANY = 4, 5, 8
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 844}


def site_yaml(count: int) -> str:
    items = "".join(
        f"  - {{title: {word}, link: 'https://example.org/{n}'}}\n"
        for n, word in enumerate(WORDS[:count])
    )
    return f'name: Prøven\nidentity: "example.org,2023"\nmenu:\n{items}'


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, str]]:
    """The front pages of sites with so many words in their menus."""
    folder = tmp_path_factory.mktemp("menu")
    with served(folder / "4") as row, served(folder / "5") as few, served(folder / "8") as many:
        urls = {ROW: row, FEW: few, MANY: many}
        for count, url in urls.items():
            content = given.written(folder / f"content-{count}", {"site.yaml": site_yaml(count)})
            good(content, folder / str(count), SITEURL=url)
        yield {count: f"{url}/" for count, url in urls.items()}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page on a phone, without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def links(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Hovedmeny").get_by_role("link")


@pytest.mark.parametrize("count", [ROW, FEW])
def test_few_words_are_one_row_of_a_phone(
    plain: Page, addresses: dict[int, str], count: int
) -> None:
    """No word is folded away."""
    plain.goto(addresses[count])
    assert links(plain).all_inner_texts() == list(WORDS[:count])
    assert len({link.bounding_box()["y"] for link in links(plain).all()}) == 1


def test_eight_words_are_behind_one(plain: Page, addresses: dict[int, str]) -> None:
    """The keyboard opens and closes it."""
    plain.goto(addresses[MANY])
    expect(links(plain)).to_have_count(0)
    plain.locator("summary").focus()
    plain.keyboard.press("Enter")
    assert links(plain).all_inner_texts() == list(WORDS)
    assert all(round(link.bounding_box()["height"]) >= 44 for link in links(plain).all())
    plain.keyboard.press("Enter")
    expect(links(plain)).to_have_count(0)


def test_a_wide_screen_shows_them_all(plain: Page, addresses: dict[int, str]) -> None:
    """Each once, with nothing to open; the keyboard reaches each."""
    plain.set_viewport_size(DESK)
    plain.goto(addresses[MANY])
    assert links(plain).all_inner_texts() == list(WORDS)
    expect(plain.get_by_text("Meny", exact=True)).to_be_hidden()
    links(plain).first.focus()
    plain.keyboard.press("Tab")
    expect(links(plain).nth(1)).to_be_focused()
