"""What each page does when it loads on a screen of 320 pixels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample
from tests.browser.serving import is_within

FAULTY = """<!doctype html><title>Feil</title><p style="color: red">Feil</p>
<img src="https://example.org/x.png" alt="" width="400" height="9">"""


@dataclass(frozen=True, slots=True)
class Visit:
    """The width of the page, the addresses it requested, and all console messages and errors."""

    width: int
    requests: tuple[str, ...]
    complaints: tuple[str, ...]


def visit(page: Page, url: str) -> Visit:
    """Opens the page and records requests and messages, also about violations of the policy."""
    requests, complaints = [], []
    listeners = {
        "request": lambda request: requests.append(request.url),
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(url)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return Visit(width, tuple(requests), tuple(complaints))


def faults(visited: Visit, root: str) -> Iterator[str]:
    """One line for each fault. Reflow is WCAG 1.4.10."""
    if visited.width > 320:
        yield f"is {visited.width} px wide"
    yield from (f"asks for {url}" for url in visited.requests if not is_within(url, root))
    yield from visited.complaints


def test_every_page_fits_in_320_px_and_loads_only_from_the_site(
    browser: Browser, sample: Sample
) -> None:
    """No horizontal scrolling, no request to other origins, and no violation of a strict policy."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    lines = []
    for address in sample.addresses:
        visited = visit(page, sample.url(address))
        lines += [f"/{address} {fault}" for fault in faults(visited, sample.root)]
    context.close()
    assert lines == []


def test_faults_of_a_page_are_reported(page: Page, sample: Sample) -> None:
    """A page with an inline style, and with a picture from another site, wider than the screen."""
    page.set_viewport_size({"width": 320, "height": 640})
    policy = {"Content-Security-Policy": "style-src 'self'"}
    page.route("**/feil/", lambda route: route.fulfill(body=FAULTY, headers=policy))
    lines = "\n".join(faults(visit(page, sample.url("feil/")), sample.root))
    assert re.search(r"px wide(.|\n)+asks for https(.|\n)+inline style", lines)


def test_404_html_works_at_every_depth(page: Page, sample: Sample) -> None:
    """A host serves 404.html at the address that does not exist; its style sheets load."""
    body = sample.file("404.html").read_text(encoding="utf-8")
    page.route(
        "**/finnes/ikke/her/", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    visited = visit(page, sample.url("finnes/ikke/her/"))
    assert visited.complaints == ()
    assert page.evaluate("document.styleSheets.length") > 0
