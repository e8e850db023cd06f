"""The browser loads the copy that fits the width in the layout."""

import re

import pytest
from playwright.sync_api import Browser, Page

from newsroom.pictures.slots import SLOTS
from tests.browser.sample import Sample, kind_of
from tests.theme.theme import CSS, css_of, declarations

pytestmark = pytest.mark.sample

# Lazy pictures load when they are scrolled near the viewport.
SHOWN = """async () => {
    const shown = [];
    for (const img of document.querySelectorAll("main picture img")) {
        img.scrollIntoView({block: "center"});
        await img.decode();
        const source = img.parentElement.querySelector("source");
        shown.push({
            width: img.getBoundingClientRect().width,
            src: img.currentSrc,
            offered: (source ?? img).srcset.split(", ").map(copy => parseInt(copy.split(" ")[1])),
            sizes: (source ?? img).sizes,
        });
    }
    return shown;
}"""
# Chromium accepts a copy that is slightly too small when the next one is much larger.
SHARP = 0.9
# The kinds of pages with lists of cards whose first row is loaded at once.
LISTS = {"news", "news-year", "category", "tag", "network", "person", "venue"}
# The sample has no pictures of people, who exist, or of their signatures.
PORTRAITS = ("face", "portrait")
UNSEEN = (*PORTRAITS, "signature")
SIZES = {slot.sizes for name, slot in SLOTS.items() if slot.sizes and name not in UNSEEN}


def pages_with_every_slot(sample: Sample) -> set[str]:
    """The first page with each value of `sizes`."""
    return {
        next(a for a, page in sample.pages.items() if page.main.select(f'[sizes="{sizes}"]'))
        for sizes in SIZES
    }


@pytest.mark.parametrize(("width", "density"), [(390, 2), (768, 1), (1280, 1), (1280, 2)])
def test_the_browser_loads_the_copy_of_the_shown_width(
    browser: Browser, sample: Sample, width: int, density: int
) -> None:
    """In AVIF, wide enough to be sharp, and no wider than necessary."""
    seen = set()
    size = {"width": width, "height": 844}
    for address in pages_with_every_slot(sample):
        # A new context each time, since the browser prefers a wider copy in its cache.
        context = browser.new_context(viewport=size, device_scale_factor=density)
        page = context.new_page()
        page.goto(sample.url(address))
        shown_there = page.evaluate(SHOWN)
        context.close()
        for at, shown in enumerate(shown_there):
            seen.add(shown["sizes"])
            needed = shown["width"] * density
            file = re.fullmatch(r".*/bilder/[0-9a-f]{20}/(?:\d+x\d+-)?(\d+)\.avif", shown["src"])
            assert file, (address, shown)
            loaded = int(file[1])
            # The browser prefers a wider copy that the page has loaded already.
            is_here = shown["src"] in [other["src"] for other in shown_there[:at]]
            narrower = [o for o in shown["offered"] if o < loaded and not is_here]
            assert loaded >= min(needed * SHARP, max(shown["offered"])), (address, shown)
            assert all(offer < needed for offer in narrower), (address, shown)
    assert seen == SIZES


@pytest.mark.parametrize("slot", PORTRAITS)
def test_the_slot_of_a_portrait_is_as_wide_as_in_the_theme(slot: str) -> None:
    assert declarations(css_of(CSS / "tokens.css"))[slot] == SLOTS[slot].sizes


def test_only_the_first_picture_and_the_first_row_of_a_list_are_eager(sample: Sample) -> None:
    """At most one picture of a page has high priority, and only the first."""
    lists = 0
    for address, page in sample.pages.items():
        pictures = page.main.select("picture img")
        first = [img for img in pictures if img.get("fetchpriority")]
        assert first in ([], pictures[:1]), address
        rows = page.main.select(".card-grid__list > li:nth-child(-n + 3) picture img")
        eager = [img for img in pictures if img["loading"] == "eager"]
        at_once = [*first, *(rows if kind_of(address) in LISTS else ())]
        lists += bool(rows) and kind_of(address) in LISTS
        assert eager == [img for img in pictures if img in at_once], address
        assert all(img["decoding"] == "async" for img in pictures if img not in first)
    assert lists > 3


def test_a_gallery_links_to_large_pictures(sample: Sample) -> None:
    """Each link leads to a file at least as wide as its picture, which has an alt text."""
    galleries = [a for a in sample.pages if sample.pages[a].main.select(".gallery")]
    assert galleries
    for address in galleries:
        for link in sample.pages[address].main.select(".gallery a"):
            file = sample.folder / "bilder" / link["href"].partition("/bilder/")[2]
            assert file.is_file()
            assert int(file.stem.split("-")[-1]) >= int(link.img["width"])
            assert link.img["alt"]


def test_picture_and_source_elements_have_no_boxes(page: Page, sample: Sample) -> None:
    """Then they are no items of a grid."""
    page.goto(sample.url(""))
    boxes = "[...document.querySelectorAll('picture, source')].map(e => e.getClientRects().length)"
    assert set(page.evaluate(boxes)) == {0}
