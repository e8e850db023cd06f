"""The browser loads the copy that fits the width in the layout."""

import re

import pytest
from playwright.sync_api import Browser, Page

from newsroom.pictures.slots import SLOTS
from tests.browser.sample import Sample

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
SIZES = {slot.sizes for slot in SLOTS.values() if slot.sizes}


def pages_with_every_slot(sample: Sample) -> set[str]:
    """The first page with each value of `sizes`."""
    return {
        next(a for a, page in sample.pages.items() if page.main.select(f'[sizes="{sizes}"]'))
        for sizes in SIZES
    }


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("width", [390, 768, 1280])
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


def test_only_the_first_picture_is_eager(
    sample: Sample,
) -> None:
    """At most one picture of a page has high priority, and only the first."""
    for address, page in sample.pages.items():
        pictures = page.main.select("picture img")
        eager = [img for img in pictures if img.get("loading") != "lazy"]
        assert eager in ([], pictures[:1]), address
        assert all(img["fetchpriority"] == "high" for img in eager)
        later = [img for img in pictures if img not in eager]
        assert all(img["decoding"] == "async" for img in later)


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
