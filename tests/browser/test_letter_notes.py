"""The figures and quotations beside the text of an annual letter, on a wide screen."""

from itertools import combinations

import pytest
from playwright.sync_api import Browser, FloatRect

from tests.browser.sample import Sample

pytestmark = pytest.mark.sample

NOTES = ".reading__rail, .letter .stats, .letter > blockquote"


def overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def test_the_notes_beside_a_letter_do_not_overlap(sample: Sample, browser: Browser) -> None:
    """Neither each other nor the text; the contents list is one of them."""
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(sample.url("aret/2023/"))
    boxes = [box for one in page.locator(NOTES).all() if (box := one.bounding_box())]
    texts = [box for one in page.locator(".letter p").all() if (box := one.bounding_box())]
    right = max(box["x"] + box["width"] for box in texts if box["x"] < boxes[0]["x"])
    page.close()
    assert len(boxes) > 2
    assert all(box["x"] > right for box in boxes)
    assert not any(overlap(*pair) for pair in combinations(boxes, 2))
