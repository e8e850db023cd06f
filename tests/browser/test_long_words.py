"""Norwegian words are long: they are whole where they have room, and never wider than the page.

The browser of the tests has no Norwegian dictionary, and so it cannot hyphenate them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import given
from tests.browser.serving import served
from tests.site.building import good

ORGANISER = "Menneskerettighetsorganisasjonssamarbeidet"
TITLE = "Innovasjonsnettverket"
CONTENT = {
    "site.yaml": f"name: Prøven\nidentity: 'example.org,2023'\npartners: [{{name: {ORGANISER}}}]\n",
    "events/alle.yaml": f"""\
- {{id: 2024-mote, title: {TITLE}, start: 2024-02-06 09:00, organiser: {ORGANISER},
   venue: {{name: Sal}}, description: Vi møtes.}}
- {{id: 2024-kurs, title: Kurs, start: 2024-02-07 09:00, venue: {{name: Sal}}}}
""",
    "reviews/2023.md": f"""---
title: Året
year: 2023
date: 2023-12-20
figures: [{{label: {ORGANISER}, more_than: 1000000}}]
voices:
- {{quote: Bra., name: {ORGANISER}, company: {ORGANISER}, consent: true}}
- {{quote: Bra., name: Bo, consent: true}}
---
Takk.
""",
}
EVENT, OTHER, MONTH = (f"arrangementer/2024/{last}/" for last in ("mote", "kurs", "02"))
LINES = """word => [...document.querySelectorAll("main a")]
    .filter(e => e.checkVisibility() && e.textContent.includes(word))
    .map(e => e.firstChild).filter(text => text.nodeType === Node.TEXT_NODE)
    .map(text => {
        const range = new Range();
        const at = text.data.indexOf(word);
        range.setStart(text, at);
        range.setEnd(text, at + word.length);
        return range.getClientRects().length;
    })"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("words")
    content = given.written(folder / "content", CONTENT)
    with served(folder / "out") as url:
        good(content, folder / "out", NOW="2024-01-01T12:00+01:00", SITEURL=url)
        yield url


@pytest.mark.parametrize(("width", "path"), [(1200, MONTH), (390, MONTH), (390, OTHER)])
def test_a_long_word_is_whole(browser: Browser, address: str, width: int, path: str) -> None:
    """In the table and the list of a month, and in the link to the event before."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}/{path}")
    lines = page.evaluate(LINES, TITLE)
    page.close()
    assert {*lines} == {1}


@pytest.mark.parametrize("path", [EVENT, "aret/", "aret/2023/"])
@pytest.mark.parametrize("width", [320, 390])
def test_a_word_wider_than_the_page_is_broken(
    browser: Browser, address: str, width: int, path: str
) -> None:
    """The page scrolls up and down only: a title, the name of a figure, and who is quoted."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}/{path}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width
