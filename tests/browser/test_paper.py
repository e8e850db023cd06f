"""What a page is on paper: within the margins of each sheet, and on no sheet more than it needs."""

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
