"""What each page does when it loads on a screen of 320 pixels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page

from tests.browser.sample import Sample, kind_of
from tests.browser.serving import is_within

FAULTY = """<!doctype html><title>Feil</title><p style="color: red">Feil</p>
<img src="https://example.org/x.png" alt="" width="400" height="9">"""

# The elements whose address the browser loads by itself, beside those with `src` and `srcset`.
LOADED = "link[rel~=stylesheet], link[rel~=icon], link[rel~=apple-touch-icon], link[rel~=manifest]"
BLOCKED = "[style], style, script:not([src], [type='application/ld+json'])"


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


def longest_words(sample: Sample) -> set[str]:
    """The page of each kind that has the longest word, which cannot be divided."""
    longest = {
        address: max(len(word) for word in page.get_text(" ").split())
        for address, page in sample.pages.items()
    }
    kinds = {kind_of(address) for address in longest}
    return {
        max((address for address in longest if kind_of(address) == kind), key=longest.__getitem__)
        for kind in kinds
    }


def test_each_kind_of_page_fits_in_320_px_and_loads_only_from_the_site(
    browser: Browser, sample: Sample
) -> None:
    """No horizontal scrolling, no request to other origins, and no violation of a strict policy."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    lines = []
    for address in sorted({*sample.one_of_each} | longest_words(sample)):
        visited = visit(page, sample.url(address))
        lines += [f"/{address} {fault}" for fault in faults(visited, sample.root)]
    context.close()
    assert lines == []


def test_no_page_names_a_file_elsewhere_or_what_the_policy_blocks(sample: Sample) -> None:
    """In the HTML of every page: no request to other origins, and no style or script in it."""
    lines = []
    for address, page in sample.pages.items():
        urls = [element["src"] for element in page.select("[src]")]
        urls += [element["href"] for element in page.select(LOADED)]
        for element in page.select("[srcset]"):
            urls += [copy.split()[0] for copy in element["srcset"].split(", ")]
        urls = [urljoin(sample.url(address), url) for url in urls]
        lines += [f"/{address} asks for {url}" for url in urls if not is_within(url, sample.root)]
        lines += [f"/{address} has {element.name}" for element in page.select(BLOCKED)]
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
