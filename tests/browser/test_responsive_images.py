"""The browser fetches the copy that fits: the sizes we tell are those it lays out."""

import re

import pytest
from playwright.sync_api import Browser, Page

from newsroom.pictures.slots import SLOTS
from tests.browser.sample import Sample

# Lazy pictures are fetched when one comes near them.
SHOWN = """async () => {
    const shown = [];
    for (const img of document.querySelectorAll("main picture img")) {
        img.scrollIntoView({block: "center"});
        await img.decode();
        const source = img.parentElement.querySelector("source");
        shown.push({
            width: img.getBoundingClientRect().width,
            src: img.currentSrc,
            offered: (source ?? img).srcset.split(", ").map(one => parseInt(one.split(" ")[1])),
            sizes: (source ?? img).sizes,
        });
    }
    return shown;
}"""
# Chromium takes the copy just below where that is nearer than the one above.
SHARP = 0.9
TOLD = {slot.sizes for slot in SLOTS.values() if slot.sizes}


def pages_with_every_slot(sample: Sample) -> set[str]:
    """The first page with each of the sizes we tell."""
    return {
        next(a for a, page in sample.pages.items() if page.main.select(f'[sizes="{sizes}"]'))
        for sizes in TOLD
    }


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_each_picture_is_fetched_as_wide_as_it_is_shown(
    browser: Browser, sample: Sample, width: int, density: int
) -> None:
    """In the best format; sharp, and never a wider copy where a narrower one is wide enough."""
    told = set()
    size = {"width": width, "height": 844}
    for address in pages_with_every_slot(sample):
        # A page of its own each time: the browser prefers a wider copy that it has already.
        context = browser.new_context(viewport=size, device_scale_factor=density)
        page = context.new_page()
        page.goto(sample.url(address))
        shown_there = page.evaluate(SHOWN)
        context.close()
        for at, shown in enumerate(shown_there):
            told.add(shown["sizes"])
            needed = shown["width"] * density
            file = re.fullmatch(r".*/bilder/[0-9a-f]{20}/(?:\d+x\d+-)?(\d+)\.avif", shown["src"])
            assert file, (address, shown)
            fetched = int(file[1])
            # The browser takes a wider copy that the page has fetched already.
            is_here = shown["src"] in [other["src"] for other in shown_there[:at]]
            narrower = [o for o in shown["offered"] if o < fetched and not is_here]
            assert fetched >= min(needed * SHARP, max(shown["offered"])), (address, shown)
            assert all(offer < needed for offer in narrower), (address, shown)
    assert told == TOLD


def test_the_first_picture_is_fetched_at_once_and_the_others_when_they_come_near(
    sample: Sample,
) -> None:
    """On every page: at most one picture has priority, and it is the first."""
    for address, page in sample.pages.items():
        pictures = page.main.select("picture img")
        eager = [img for img in pictures if img.get("loading") != "lazy"]
        assert eager in ([], pictures[:1]), address
        assert all(img["fetchpriority"] == "high" for img in eager)
        later = [img for img in pictures if img not in eager]
        assert all(img["decoding"] == "async" for img in later)


def test_a_gallery_leads_to_large_pictures(sample: Sample) -> None:
    """By links, which need no script; each is there, and larger than what is shown."""
    galleries = [a for a in sample.pages if sample.pages[a].main.select(".gallery")]
    assert galleries
    for address in galleries:
        for link in sample.pages[address].main.select(".gallery a"):
            file = sample.folder / "bilder" / link["href"].partition("/bilder/")[2]
            assert file.is_file()
            assert int(file.stem.split("-")[-1]) >= int(link.img["width"])
            assert link.img["alt"]


def test_a_picture_takes_no_more_room_than_is_seen(page: Page, sample: Sample) -> None:
    """What the browser chooses among stands in no row of a grid."""
    page.goto(sample.url(""))
    boxes = "[...document.querySelectorAll('picture, source')].map(e => e.getClientRects().length)"
    assert set(page.evaluate(boxes)) == {0}
