"""axe has no complaint, and no doubt, about any page.

A run takes a third of a second, so not every page can be seen in every mode: 220 pages in four
modes are five minutes. Pages of a kind differ in their words; what the style sheet can tell apart
are kinds, elements, classes and states. So every page is seen in one mode, each in its turn, and
the twenty or so pages that together show all of these in all four.
"""

from collections.abc import Iterator
from itertools import islice

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.machine import AXE, module
from tests.browser.sample import Sample, open_all

MODES = tuple((width, scheme) for width in (390, 1280) for scheme in ("light", "dark"))
PARTS = 4  # so that the test processes can share the work
OPTIONS = {
    "preload": False,
    "resultTypes": ["violations", "incomplete"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    # The enhanced rule looks at the same text and asks more of it.
    "rules": {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}},
}
# What axe leaves for people to judge -> our judgement.
JUDGED = {
    "identical-links-same-purpose": "events of one title go to pages of their own, by their dates",
}


def with_axe(page: Page) -> Page:
    """A page that has axe in it wherever it goes; the browser compiles it once."""
    page.add_init_script(path=module(AXE))
    return page


def opened(page: Page, url: str) -> Page:
    """The page of the site, with all that can be opened in it."""
    page.goto(url)
    open_all(page)
    return page


def refuse_pictures(page: Page) -> None:
    """Drawing them takes as long as axe; what Playwright refuses itself ends the HTTP cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/bilder/*"]})


def complaints(page: Page) -> Iterator[str]:
    """What axe says of the page as it stands, one line for each element."""
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    doubts = [rule for rule in found["incomplete"] if rule["id"] not in JUDGED]
    for rule in found["violations"] + doubts:
        for node in rule["nodes"]:
            why = " ".join(node.get("failureSummary", rule["help"]).split())
            yield f"{rule['id']}: {node['html'][:200]} {why}"


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_is_silent_on_every_page(browser: Browser, sample: Sample, part: int) -> None:
    """Part of the pages, each in one mode."""
    found = []
    for number, (width, scheme) in enumerate(MODES):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = with_axe(context.new_page())
        refuse_pictures(page)  # The other test has them.
        for address in islice(sample.addresses[part::PARTS], number, None, len(MODES)):
            said = complaints(opened(page, sample.url(address)))
            found += [f"/{address} at {width}, {scheme}: {line}" for line in said]
        context.close()
    assert found == []


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_is_silent_in_every_mode(page: Page, sample: Sample, part: int) -> None:
    """Part of the pages that together show everything, each in all modes."""
    found = []
    with_axe(page)
    for address in sample.one_of_each[part::PARTS]:
        opened(page, sample.url(address))
        for width, scheme in MODES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            said = complaints(page)
            found += [f"/{address} at {width}, {scheme}: {line}" for line in said]
    assert found == []


def test_axe_sees_faults(page: Page, sample: Sample) -> None:
    """A picture without words and text of 4.6:1 are found, so its silence means something."""
    opened(with_axe(page), sample.url(""))
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const text = Object.assign(document.createElement("p"), {textContent: "Grå tekst"});
            Object.assign(text.style, {color: "#757575", background: "#fff"});
            main.append(text, document.createElement("img"));
        }"""
    )
    rules = {line.partition(":")[0] for line in complaints(page)}
    assert rules == {"color-contrast-enhanced", "image-alt"}
