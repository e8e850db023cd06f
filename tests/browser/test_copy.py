"""The copy of the sample that opens by a double click, at file:// addresses."""

import re
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page

from newsroom.commands.double_click import copy_site
from tests.browser.sample import Sample
from tests.browser.test_page_loads import visit

LINK = re.compile(r'<[a-z][^>]* (?:href|src)="([^"#?:]+)[#?"]')
SHOWN = (
    "getComputedStyle(document.body).color != 'rgb(0, 0, 0)' && "
    "Array.from(document.images).every(image => !image.complete || image.naturalWidth)"
)


def test_a_copy_of_the_sample_works_as_files(page: Page, sample: Sample, tmp_path: Path) -> None:
    """Every link leads to a file; styles, script and pictures load, without complaints."""
    copy = tmp_path / "kopi"
    assert copy_site(sample.folder, copy, sample.root) == 0
    lines = []
    for file in copy.rglob("*.html"):
        links = set(LINK.findall(file.read_text(encoding="utf-8")))
        lost = [link for link in links if not (file.parent / unquote(link)).is_file()]
        lines += [f"{file} has {link}" for link in lost]
    for address in sample.one_of_each:
        visited = visit(page, Sample(copy, "").file(address).as_uri())
        away = [url for url in visited.requests if not url.startswith(copy.as_uri())]
        lines += [f"{address} {fault}" for fault in (*away, *visited.complaints)]
        assert page.evaluate(SHOWN), address
    assert lines == []
