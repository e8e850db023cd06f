"""What every page does when it is opened on a screen of 320 pixels."""

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
    """How wide the page was, what it asked for, and what the browser complained of."""

    width: int
    requests: tuple[str, ...]
    complaints: tuple[str, ...]


def visit(page: Page, url: str) -> Visit:
    """Open the page with ears open; refusals of the policy are said in the console."""
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


def faults(seen: Visit, root: str) -> Iterator[str]:
    """Reflow is WCAG 1.4.10."""
    if seen.width > 320:
        yield f"is {seen.width} px wide"
    yield from (f"asks for {url}" for url in seen.requests if not is_within(url, root))
    yield from seen.complaints


def test_every_page_keeps_within_the_screen_and_the_site(browser: Browser, sample: Sample) -> None:
    """No sideways scrolling, no request to others, nothing refused by a strict policy."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    found = []
    for address in sample.addresses:
        seen = visit(page, sample.url(address))
        found += [f"/{address} {fault}" for fault in faults(seen, sample.root)]
    context.close()
    assert found == []


def test_a_page_at_fault_is_heard(page: Page, sample: Sample) -> None:
    """An inline style, and a picture from another site, wider than the screen."""
    page.set_viewport_size({"width": 320, "height": 640})
    policy = {"Content-Security-Policy": "style-src 'self'"}
    page.route("**/feil/", lambda route: route.fulfill(body=FAULTY, headers=policy))
    found = "\n".join(faults(visit(page, sample.url("feil/")), sample.root))
    assert re.search(r"px wide(.|\n)+asks for https(.|\n)+inline style", found)


def test_the_page_not_found_stands_at_every_depth(page: Page, sample: Sample) -> None:
    """A host shows 404.html at the address that was asked for."""
    body = sample.file("404.html").read_text(encoding="utf-8")
    page.route(
        "**/finnes/ikke/her/", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    seen = visit(page, sample.url("finnes/ikke/her/"))
    assert seen.complaints == ()
    assert page.evaluate("document.styleSheets.length") > 0
