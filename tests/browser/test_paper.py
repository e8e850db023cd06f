"""What a page is on paper: within the margins, on few sheets, and no heading without its text."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.sample import Sample
from tests.machine import need
from tests.site.test_pdf import poppler

pytestmark = pytest.mark.sample
# In points, as all of poppler: somewhat less than 18 mm.
MARGIN = 50
# The cover of a letter fills its sheet.
COVERS = {"aret/2023/": 1}
SHEETS = {"": 2, "abonner/": 1, "aret/": 1, "aret/2023/": 7, "aret/2023/tall/": 1, "medlemmer/": 1}
WORD = re.compile(r'<word xMin="([\d.]+)"')

OVER_NOTHING = """() => [...document.querySelectorAll("main section:has(h2)")]
    .filter(one => one.checkVisibility())
    .map(one => [one.querySelector("h2").innerText.trim(), one.innerText.trim(),
        [...one.querySelectorAll("img, svg")].some(each => each.checkVisibility())])
    .filter(([heading, all, pictures]) => heading === all && !pictures)"""


def test_the_sheets_are_few_and_have_margins(page: Page, sample: Sample, tmp_path: Path) -> None:
    """Also those of the figures of a year, which share a style sheet with its letter."""
    need("poppler-utils", shutil.which("pdftotext"))
    found, low = {}, {}
    for address in SHEETS:
        page.goto(sample.url(address))
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        boxes = poppler("pdftotext", "-bbox", tmp_path / "page.pdf", "-")
        sheets = [[*map(float, WORD.findall(sheet))] for sheet in boxes.split("<page ")[1:]]
        found[address] = len(sheets)
        low[address] = min(map(min, sheets[COVERS.get(address, 0) :]))
    assert found == SHEETS
    assert {address: left for address, left in low.items() if left < MARGIN} == {}


def test_no_heading_stands_over_nothing(page: Page, sample: Sample) -> None:
    """The lists of the search page are links, and are not printed."""
    for address in {*sample.each_element, "aret/2022/", "sok/"}:
        page.goto(sample.url(address))
        for media in ("screen", "print") if address != "sok/" else ("screen",):
            page.emulate_media(media=media)
            assert page.evaluate(OVER_NOTHING) == [], (address, media)
