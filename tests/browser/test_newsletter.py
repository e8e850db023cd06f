"""The e-mail of a newsletter as mail programs show it, and the desk's page that makes it."""

import sys
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.desk_site import desk_running, new_site
from tests.browser.sample import Sample
from tests.browser.test_axe import complaints, with_axe
from tests.browser.test_desk_pages import RULES, WIDE
from tests.browser.test_nu import messages
from tests.browser.waiting import soon
from tests.machine import need
from tests.site.building import ended

# The e-mail is that of the sample's newsletter.
pytestmark = pytest.mark.sample
LETTER = "---\ntitle: Nytt fra Byen\ndate: 2023-12-19\nstatus: draft\n---\nKjære medlemmer.\n"
# axe is about pages: an e-mail has no landmarks.
OF_MAIL = {**RULES, "rules": {**RULES["rules"], "region": {"enabled": False},
                              "landmark-one-main": {"enabled": False}}}  # fmt: skip
SHOWN = "() => [...document.images].map(one => [one.naturalWidth > 0, one.alt !== ''])"


@pytest.fixture(autouse=True, scope="module")
def _inliner() -> None:
    need("css-inline", find_spec("css_inline"), "python3 run.py test")


@pytest.fixture(scope="module")
def mail(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The e-mail of the sample's newsletter, whose pictures are those of the served sample."""
    folder = tmp_path_factory.mktemp("mail")
    line = [sys.executable, "-m", "newsroom", "newsletter", "2023-12"]
    done = ended([*line, "--siteurl", sample.root, "--output", str(folder)])
    assert done.code == 0, done.err
    return folder / "2023-12.html"


def test_nu_reports_nothing_in_the_mail(mail: Path) -> None:
    assert messages([mail]) == []


def test_the_mail_fits_and_can_be_read(page: Page, mail: Path) -> None:
    """No scrolling sideways, contrast by axe, and every picture is there with its text."""
    with_axe(page)
    page.goto(mail.as_uri(), wait_until="networkidle")
    for width, scheme in product((600, 360), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(WIDE) == [], (width, scheme)
        assert set(map(tuple, page.evaluate(SHOWN))) == {(True, True)}
        assert [*complaints(page, OF_MAIL)] == [], (width, scheme)
        colour = page.locator("h1").evaluate("one => getComputedStyle(one).color")
        assert (sum(map(int, colour[4:-1].split(", "))) > 384) == (scheme == "dark")


def test_the_mail_loads_nothing_but_pictures(page: Page, sample: Sample, mail: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    page.goto(mail.as_uri(), wait_until="networkidle")
    assert len(asked) > 2
    allowed = (f"image {sample.root}/bilder/", f"document {mail.as_uri()}")
    assert [one for one in asked if not one.startswith(allowed)] == []


def test_the_desk_makes_the_mail_and_copies_it(page: Page, tmp_path: Path) -> None:
    """From the form of a newsletter to its HTML on the clipboard; nothing is left in the site."""
    letter = {"content/newsletters/2023-12.md": LETTER}
    with desk_running(new_site(tmp_path, letter)) as desk:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        with_axe(page)
        page.goto(desk.url("rediger?model=newsletter&path=newsletters/2023-12.md&key="))
        page.get_by_role("link", name="Nyhetsbrevet som e-post").click()
        soon(page.locator("h1")).to_have_text("Nyhetsbrevet som e-post")
        make = page.get_by_role("button", name="Lag e-posten")
        make.click()
        frame = page.frame_locator("iframe")
        soon(frame.locator("h1")).to_have_text("Nytt fra Byen")
        soon(frame.locator("h1")).to_have_css("font-size", "28px")
        assert page.evaluate(WIDE) == []
        assert [*complaints(page, RULES)] == []
        page.get_by_role("button", name="Kopier HTML").click()
        soon(page.get_by_role("status")).to_have_text("Kopiert")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "Kjære medlemmer." in copied and "https://eksempel.no/nyheter/2023/hei/" in copied
        with page.expect_download() as download:
            page.get_by_role("link", name="Åpne i e-postprogrammet").click()
        assert "X-Unsent: 1" in Path(download.value.path()).read_text("utf-8")
        page.goto(desk.url("nyhetsbrev/2019-01"))
        make.click()
        soon(page.get_by_role("alert")).to_contain_text("Ingenting ble publisert i januar 2019")
        (desk.folder / "content/pages/om-oss.md").write_text("---\ntitel: Om\n---\n", "utf-8")
        page.goto(desk.url("nyhetsbrev/2023-12"))
        make.click()
        told = "Noe i innholdet må rettes før brevet kan lages."
        soon(page.get_by_role("alert")).to_have_text(told)
        assert not (desk.folder / "nyhetsbrev").exists()
