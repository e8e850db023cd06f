"""One build of the sample and one browser for each test process."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.machine import chromium
from tests.browser.sample import Sample
from tests.browser.serving import served
from tests.site.building import ROOT, good

# The browser makes no requests of its own, and resolves no host name.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Chromium has no sandbox when the user is root.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FLAGS = (*QUIET, "--no-sandbox") if IS_ROOT else QUIET


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The sample at its own fixed time, built for publishing and served below a path."""
    folder = tmp_path_factory.mktemp("sample") / "out"
    with served(folder) as root:
        yield Sample(good(ROOT / "content", folder, NOW=None, SITEURL=root), root)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone with reduced motion, so that scrolling is immediate."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield context.new_page()
    context.close()
