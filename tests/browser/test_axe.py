"""axe reports no violation and no unjudged doubt on any kind of page, in any mode.

One run of axe takes a third of a second, so 250 pages in four modes would take five minutes. About
25 pages show every element, in every surrounding, that the sample has; the others differ from them
only in their texts.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.machine import AXE, module
from tests.browser.sample import Sample, open_all

MODES = tuple((width, scheme) for width in (390, 1280) for scheme in ("light", "dark"))
PARTS = 4  # so that the test processes can share the work
OPTIONS = {
    "preload": False,
    "selectors": False,
    "resultTypes": ["violations", "incomplete"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
# The enhanced rule leaves what is below 4.5:1 to the other one.
CONTRASTS = ("color-contrast", "color-contrast-enhanced")
# These rules depend on the colour scheme; whether a text is visible depends on the width.
CONTRAST = OPTIONS | {"runOnly": {"type": "rule", "values": CONTRASTS}}
# Rules that axe cannot decide -> why the pages satisfy them.
JUDGED = {
    "identical-links-same-purpose": "events of one title go to pages of their own, by their dates",
}


def with_axe(page: Page) -> Page:
    """Adds axe to every document that the page opens."""
    page.add_init_script(path=module(AXE))
    return page


def opened(page: Page, url: str) -> Page:
    """Opens an address, and all `<details>` in it."""
    page.goto(url)
    open_all(page)
    return page


def complaints(page: Page, options: dict = OPTIONS) -> Iterator[str]:
    """A line for each element that axe reports."""
    results = page.evaluate("options => axe.run(document, options)", options)
    doubts = [rule for rule in results["incomplete"] if rule["id"] not in JUDGED]
    for rule in results["violations"] + doubts:
        for node in rule["nodes"]:
            if rule["id"] == "color-contrast" and node["html"].startswith(("<text ", "<tspan ")):
                continue  # axe does not read the fill of a text in SVG
            summary = " ".join(node.get("failureSummary", rule["help"]).split())
            yield f"{rule['id']}: {node['html'][:200]} {summary}"


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_reports_nothing(page: Page, sample: Sample, part: int) -> None:
    """A quarter of the pages that together show everything, each in all modes.

    All rules are checked on a phone. What depends on no neighbours is checked on the pages that
    have each element only: all rules at 1280 px, and contrast in both schemes at both widths.
    """
    lines = []
    with_axe(page)
    for address in sample.one_of_each[part::PARTS]:
        opened(page, sample.url(address))
        for width, scheme in MODES:
            is_first = (width, scheme) == MODES[0]
            if not is_first and address not in sample.each_element:
                continue
            has_all_rules = (width == 390) == (scheme == "light")
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            reported = complaints(page, OPTIONS if has_all_rules else CONTRAST)
            lines += [f"/{address} at {width}, {scheme}: {line}" for line in reported]
    assert lines == []


def test_axe_reports_faults(page: Page, sample: Sample) -> None:
    """axe runs: an image without alt and text with contrast 4.6:1 and 2.3:1 are reported."""
    opened(with_axe(page), sample.url(""))
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const text = Object.assign(document.createElement("p"), {textContent: "Grå tekst"});
            Object.assign(text.style, {color: "#757575", background: "#fff"});
            const faint = text.cloneNode(true);
            faint.style.color = "#aaa";
            main.append(text, faint, document.createElement("img"));
        }"""
    )
    rules = {line.partition(":")[0] for line in complaints(page)}
    assert rules == {*CONTRASTS, "image-alt"}
    assert {line.partition(":")[0] for line in complaints(page, CONTRAST)} == {*CONTRASTS}
