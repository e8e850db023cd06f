"""Each page of the desk: axe in both schemes, 320 px, text of twice the size, forced colours."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request

from tests.browser.desk_site import DeskSite, desk_running, new_site
from tests.browser.sample import open_all
from tests.browser.test_axe import OPTIONS, complaints, with_axe
from tests.browser.waiting import soon
from tests.site.building import SITES

KINDS = ("article", "event", "page", "person", "venue", "network", "member", "review")
PLAIN = ("", "bilder", "lagringer", "publiser")
RULES = {
    **OPTIONS,
    "iframes": False,
    "rules": {**OPTIONS["rules"], "frame-tested": {"enabled": False}},
}
# Each element with its attributes and its parents.
ELEMENTS = """() => [...document.querySelectorAll("body *")].map((one) =>
    [one, one.parentElement, one.parentElement.parentElement]
    .map((each) => `${each.tagName}.${each.className}`)
    .concat(one.getAttributeNames().sort()).join(" "))"""
# The scripts have seen the last answer.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
# What stays in view while the page scrolls would be above other things for axe.
FLAT = """() => document.querySelectorAll(".save, .toolbar, .beside")
    .forEach((one) => { one.style.position = "static"; })"""
# What is wider than the window, as the element that causes it.
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".wide"))
    .map((one) => one.outerHTML.slice(0, 200)).slice(0, 3)"""
# Buttons and fields whose edge cannot be told from the page in forced colours.
EDGED = "button:not(.plain, .default), input[type=text], input[type=search], select, textarea"
BORDERLESS = f"""() => [...document.querySelectorAll("{EDGED}")]
    .filter((one) => one.checkVisibility()
    && getComputedStyle(one).borderTopStyle === "none").map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    """The desk of a site with an entry of each kind, most of which wait to be published."""
    site = new_site(tmp_path_factory.mktemp("desk"))
    shutil.copytree(SITES / "full", site / "content", dirs_exist_ok=True)
    with desk_running(site) as running:
        yield running


@pytest.fixture
def places(desk: DeskSite, page: Page) -> list[str]:
    """The addresses of the pages: of each kind, what begins an entry and what changes one."""
    page.goto(desk.url())
    soon(page.get_by_label("Finn")).to_be_visible()
    links = page.locator("[data-group]:has(li) li:first-child a")
    forms = [str(link.get_attribute("href")).partition("rediger")[2] for link in links.all()]
    assert len(forms) >= len(KINDS)
    moves = [f"adresse{query}" for query in forms if "article" in query or "person" in query]
    return [*PLAIN, *(f"ny/{kind}" for kind in KINDS), *(f"rediger{one}" for one in forms), *moves]


@pytest.fixture
def under_way(page: Page) -> list[Request]:
    """The requests of the page that are not answered yet."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda request: requests.remove(request))
    return requests


def shown(page: Page, desk: DeskSite, place: str, under_way: list[Request]) -> None:
    """Open a page, wait for what its scripts ask for, and unfold all that is folded in it."""
    page.goto(desk.url(place))
    soon(page.locator("h1")).to_be_visible()
    page.evaluate(PAINTED)
    while under_way:
        page.wait_for_timeout(20)
    page.evaluate(PAINTED)
    open_all(page)
    page.evaluate(FLAT)


def test_every_page_is_accessible(
    page: Page, desk: DeskSite, places: list[str], under_way: list[Request]
) -> None:
    """The frame beside a form has a page of the site, which test_axe.py is about.

    On a wide screen in the dark, axe is asked about pages with an element that none before had.
    """
    lines, seen = [], set[str]()
    with_axe(page)
    for place in places:
        shown(page, desk, place, under_way)
        elements = set(page.evaluate(ELEMENTS))
        modes = ((390, "light"), (1280, "dark")) if elements - seen else ((390, "light"),)
        seen |= elements
        for width, scheme in modes:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = complaints(page, RULES)
            lines += [f"{place} at {width}, {scheme}: {line}" for line in found]
        for width, size in ((320, "100%"), (640, "200%"), (320, "200%")):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("size => document.documentElement.style.fontSize = size", size)
            lines += [f"{place} at {width}, {size}: {one}" for one in page.evaluate(WIDE)]
        page.emulate_media(forced_colors="active")
        lines += [f"{place} in forced colours: {one}" for one in page.evaluate(BORDERLESS)]
        page.emulate_media(forced_colors="none")
    assert lines == []
