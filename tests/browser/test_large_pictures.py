"""A picture of a text is opened large on its own page, without a script, and not loaded before."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.serving import served
from tests.site.building import good
from tests.small_site import CONTENT

ADDRESS = "/nyheter/2023/hei/"
SECTIONS = "".join(f"\n## Del {number}\n\n{'Ord og setning. ' * 150}\n" for number in range(1, 6))
FOCUSED = "document.activeElement.textContent.trim()"
CLOSE = "Lukk"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with an article that has a wide and a narrow picture, and many headings."""
    folder = tmp_path_factory.mktemp("large")
    files = {path.removeprefix("content/"): text for path, text in CONTENT.items()}
    files["site.yaml"] += "credit: Fotografen\n"
    pictures = "\n![En vid utsikt](images/vid.jpg)\n\n![Et lite kart](images/liten.jpg)\n"
    files["news/2023/hei.md"] += pictures + SECTIONS
    for path, text in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "content/images").mkdir()
    for name, size in (("vid", (2000, 1300)), ("liten", (700, 500))):
        Image.effect_noise(size, 90).convert("RGB").save(folder / f"content/images/{name}.jpg")
    with served(folder / "out") as address:
        good(folder / "content", folder / "out", SITEURL=address)
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wide_picture_opens_on_its_page(page: Page, root: str, width: int) -> None:
    """The widest copy is loaded then; the link that closes it has the focus, and leads back."""
    page.set_viewport_size({"width": width, "height": 844})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(root + ADDRESS)
    page.get_by_alt_text("Et lite kart").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert [url for url in loaded if "/1440." in url] == []
    link = page.get_by_role("link", name="Vis større: En vid utsikt")
    shown = link.locator("img").bounding_box()["width"]
    close, large = page.get_by_role("link", name=CLOSE), page.locator("img:visible")
    with page.expect_response(lambda response: "/1440." in response.url):
        link.click()
    close.wait_for()
    large.first.wait_for()
    assert len([url for url in loaded if "/1440." in url]) == 1
    assert page.evaluate(FOCUSED) == CLOSE
    assert large.count() == 1
    assert large.get_attribute("alt") == "En vid utsikt"
    assert large.bounding_box()["width"] > 1.5 * shown
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")  # nothing else is there
    close.click()
    close.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "bilde:1:i-teksten"
    link.click()
    close.wait_for()
    page.go_back()
    close.wait_for(state="hidden")


def test_a_picture_that_is_shown_whole_opens_nothing(page: Page, root: str) -> None:
    """A narrow picture has no link."""
    page.goto(root + ADDRESS)
    assert page.get_by_role("link", name="Vis større").count() == 1


def test_the_contents_stay_beside_the_text_on_a_wide_screen(browser: Browser, root: str) -> None:
    """On a narrow one they stand above it; each link leads to its heading."""
    page = browser.new_page(viewport={"width": 1280, "height": 844}, reduced_motion="reduce")
    page.goto(root + ADDRESS)
    contents = page.get_by_role("navigation", name="Innhold")
    body = page.locator(".prose")
    assert contents.bounding_box()["x"] > body.bounding_box()["x"] + body.bounding_box()["width"]
    contents.get_by_role("link", name="Del 4").click()
    heading = page.get_by_role("heading", name="Del 4")
    assert 0 <= heading.bounding_box()["y"] < 100
    link = contents.get_by_role("link", name="Del 4")
    assert 0 <= link.bounding_box()["y"] < 844
    page.set_viewport_size({"width": 390, "height": 844})
    box = contents.bounding_box()
    assert box["y"] + box["height"] <= body.bounding_box()["y"]
    page.close()
