"""The Content-Security-Policy, as nginx sends it and as a `<meta>` on each page."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from newsroom.hosting.headers import (
    HEADER_ONLY,
    HEADER_POLICY,
    META_POLICY,
    SEARCH_HEADER_POLICY,
    SEARCH_META_POLICY,
)
from tests import given
from tests.answering import running
from tests.browser.sample import kind_of
from tests.hosting.servers import free_port, nginx
from tests.site.building import ROOT, good

pytestmark = pytest.mark.sample

ALIAS = "/gammel-adresse/"
COUNTED = """
  window.violations = []
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`))
"""


class Bare(SimpleHTTPRequestHandler):
    """Sends no header of ours, as GitHub Pages."""

    def log_message(self, *words: object) -> None:
        """Logs nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built for publishing at the root of a host, with one alias."""
    folder = tmp_path_factory.mktemp("policy")
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    page = content / "pages/om-oss.md"
    text = page.read_text(encoding="utf-8")
    given.written(
        content, {"pages/om-oss.md": text.replace("title:", f"aliases: [{ALIAS}]\ntitle:")}
    )
    return good(content, folder / "out", NOW=None, SITEURL="https://prove.example")


@pytest.fixture(scope="module", params=["nginx", "meta"])
def root(request, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address, served by nginx with headers or without headers."""
    if request.param == "nginx":
        with nginx(site, tmp_path_factory.mktemp("nginx") / "run", free_port()) as port:
            yield f"http://127.0.0.1:{port}"
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Bare, directory=str(site)))
    with running(server) as address:
        yield address


def one_of_each(site: Path) -> dict[str, str]:
    """An address for each kind of page."""
    addresses = {}
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        if f"/{address}" != ALIAS:
            addresses.setdefault(kind_of(address), address)
    return addresses


def test_the_policy_blocks_nothing_of_the_site(site: Path, root: str, page: Page) -> None:
    """No violation and no console message on any kind of page, also that which searches."""
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.add_init_script(COUNTED)
    for kind, address in {**one_of_each(site), "hits": "sok/?q=batteri"}.items():
        page.goto(f"{root}/{address}", wait_until="load")
        assert page.evaluate("window.violations") == [], kind
        assert page.evaluate("document.styleSheets.length") > 0, kind
        if kind == "hits":
            page.wait_for_selector(".search-hit")
    assert messages == []


def test_an_inline_script_is_blocked(root: str, page: Page) -> None:
    """The policy is in force, and the test above would notice a violation."""
    page.add_init_script(COUNTED)
    page.goto(f"{root}/")
    page.evaluate("""() => {
        const script = document.createElement("script")
        script.textContent = "window.ran = true"
        document.head.append(script)
    }""")
    assert page.evaluate("window.ran") is None
    assert {line.split()[0] for line in page.evaluate("window.violations")} == {"script-src-elem"}


def test_an_alias_redirects(root: str, page: Page) -> None:
    """The configuration of nginx or the page at the alias redirects."""
    page.goto(f"{root}{ALIAS}")
    page.wait_for_url(f"{root}/om-oss/")


def test_the_meta_policy_is_first_in_head(site: Path) -> None:
    """Only `charset` may precede it.

    Directives that are invalid in `<meta>` are sent as header alone (CSP 3, 3.3).
    """
    for file in site.rglob("*.html"):
        head = file.read_bytes().partition(b"<body")[0]
        soup = BeautifulSoup(head, "html5lib")
        first = soup.head.find("meta", attrs={"http-equiv": True})
        policy = SEARCH_META_POLICY if file == site / "sok/index.html" else META_POLICY
        assert (first["http-equiv"], first["content"]) == ("Content-Security-Policy", policy)
        before = [tag.name for tag in first.find_previous_siblings()]
        assert before in ([], ["meta"]), file
    assert not [name for name in HEADER_ONLY if name in META_POLICY]
    assert "frame-ancestors 'none'" in HEADER_POLICY


def test_only_the_search_page_has_another_policy() -> None:
    """It may compile WebAssembly, and nothing more; tests/hosting has the policy of each host."""
    more = "; script-src 'self' 'wasm-unsafe-eval'"
    assert (META_POLICY + more, HEADER_POLICY + more) == (SEARCH_META_POLICY, SEARCH_HEADER_POLICY)
