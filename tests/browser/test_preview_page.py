"""The preview in a browser: saved changes, mistakes, drafts, the to-do list, and Ctrl-C."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.browser.waiting import soon
from tests.installed import HALF_WRITTEN
from tests.site.building import ROOT, SITES, snapshot

CODE = ("plugins", "theme")
ARTICLE = "content/news/2023/frokost.md"
HERE = "/nyheter/2023/frokost/"
START = (
    "import sys; from newsroom.desk.start import main; "
    "sys.exit(main(0, '2023-12-20T12:00', opens_browser=False))"
)


class Newsroom:
    """A copy of the repository with a small site, and the preview running in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Without a PATH the preview finds no editor to open.
        line = [sys.executable, "-X", "utf8", "-u", "-c", START]
        self.process = subprocess.Popen(
            line, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8",
            env=os.environ | {"PATH": "", "GITHUB_ACTIONS": ""},
            # A process that a shell runs in the background ignores SIGINT.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        self.whole, self.saved = self.read(), 0
        self.root = re.search(r"http://[\d.:]+", self.process.stdout.readline())[0]

    def read(self, name: str = ARTICLE) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def save(self, text: str, name: str = ARTICLE) -> None:
        """Writes a new file and renames it over the old one, as many editors do."""
        new = (self.folder / name).with_suffix(".tmp~")
        new.write_text(text, encoding="utf-8")
        new.replace(self.folder / name)

    def replace(self, old: str, new: str, name: str = ARTICLE) -> None:
        assert old in self.read(name)
        self.save(self.read(name).replace(old, new), name)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=HALF_WRITTEN)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(SITES / "minimal", folder / "content")
    (folder / "output").mkdir()
    (folder / "output" / "index.html").write_text("publisert", encoding="utf-8")
    started = Newsroom(folder)
    yield started
    started.process.kill()


@pytest.fixture
def article(newsroom: Newsroom, page: Page) -> Iterator[Page]:
    """The article's page, when everything saved before has been built.

    The page is left before it closes, since closing it during a reload may never end.
    """
    newsroom.saved += 1
    newsroom.save(newsroom.whole + f"\nLagret {newsroom.saved} ganger.\n")
    page.goto(newsroom.root + HERE)
    soon(page.get_by_text(f"Lagret {newsroom.saved} ganger.")).to_be_visible()
    yield page
    with suppress(Error):
        page.goto("about:blank")


def followed(page: Page, name: str) -> None:
    """Follows a link; tries again when the page reloads meanwhile."""
    here = page.url
    for _ in range(5):
        page.get_by_role("link", name=name).first.click()
        with suppress(AssertionError):
            soon(page).not_to_have_url(here, timeout=3_000)
            return


def test_a_saved_change_is_shown_without_a_reload_by_hand(
    newsroom: Newsroom, article: Page
) -> None:
    """The text is exchanged in the page that is open: nothing moves, and its buttons work."""
    newsroom.replace("Førti medlemmer møttes på", "Avsnitt.\n\n" * 60 + "Førti medlemmer møttes på")
    soon(article.get_by_text("Avsnitt.")).to_have_count(60)
    paragraph = article.get_by_text("Avsnitt.").nth(40)
    for _ in range(5):
        with suppress(Error):  # the page may reload meanwhile
            paragraph.scroll_into_view_if_needed(timeout=3_000)
            break
    soon(paragraph).to_be_in_viewport()
    article.evaluate("window.isOpen = true")
    newsroom.replace('title: "Frokost: KI i praksis"', "title: Ny tittel")
    soon(article.locator("h1")).to_contain_text("Ny tittel")
    soon(article).to_have_title(re.compile("^Ny tittel"))
    soon(paragraph).to_be_in_viewport()
    assert article.evaluate("window.isOpen")
    soon(article.get_by_role("link", name="Rediger denne siden")).to_be_visible()
    article.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = article.locator("[data-copy]")
    copy.click()
    soon(copy).to_have_text(copy.get_attribute("data-done"))


def test_a_mistake_is_shown_over_the_last_good_page_until_corrected(
    newsroom: Newsroom, article: Page
) -> None:
    """The page shows place, message and correction, as the terminal does."""
    newsroom.replace("date: 2023-09-13", "date: 13. september 2023")
    alert = article.locator("[role=alert]")
    soon(alert).to_contain_text(
        "content/news/2023/frokost.md:3:7: date-invalid: «13. september 2023» i feltet `date` "
        "(dato) er ikke en dato vi kan lese.",
    )
    soon(alert).to_contain_text("slik | date: 2023-09-13")
    soon(article.locator("h1")).to_contain_text("Frokost: KI i praksis")
    link = article.get_by_role("link", name="content/news/2023/frokost.md:3:7")
    assert link.get_attribute("href").endswith("rediger?fil=news%2F2023%2Ffrokost.md&linje=3")
    newsroom.replace("date: 13. september 2023", "date: 2023-09-13")
    soon(alert).to_have_count(0)


def test_a_fault_that_the_page_itself_does_not_show_is_told_too(
    newsroom: Newsroom, article: Page
) -> None:
    """The page in view is made before the content is checked; then the last good one is back."""
    newsroom.replace("Førti medlemmer møttes", "Førti medlemmer [møttes](borte.md)")
    soon(article.locator("[role=alert]")).to_contain_text("borte.md")
    soon(article.get_by_text("Førti medlemmer møttes på")).to_be_visible()
    soon(article.locator("main a[href*=borte]")).to_have_count(0)
    newsroom.replace("[møttes](borte.md)", "møttes")
    soon(article.locator("[role=alert]")).to_have_count(0)


def test_a_link_leads_from_a_page_to_its_text(newsroom: Newsroom, article: Page) -> None:
    """A page made of several files has no single one, and the desk says so."""
    followed(article, "Rediger denne siden")
    soon(article.get_by_text("content/news/2023/frokost.md")).to_be_visible()
    soon(article.get_by_label("Tittel")).to_be_visible()
    article.goto(f"{newsroom.root}/nyheter/")
    followed(article, "Rediger denne siden")
    soon(article.get_by_text("lages av flere filer")).to_be_visible()


def test_drafts_and_future_articles_are_shown_with_a_mark(
    newsroom: Newsroom, article: Page
) -> None:
    """An article is future by the time that the preview was started for."""
    newsroom.replace("date: 2023-09-13", "date: 2023-12-24")
    soon(article.locator("main")).to_contain_text("ikke publisert ennå",
                                                    ignore_case=True)  # fmt: skip
    newsroom.replace("date: 2023-12-24", "date: 2023-12-24\nstatus: draft")
    soon(article.locator("main")).to_contain_text("utkast", ignore_case=True)


def test_the_to_do_list_is_a_page(newsroom: Newsroom, article: Page) -> None:
    """Each task is under the heading of its event, with a link to its line."""
    # Without the attendance the letter has a wrong sum, which would be reported over the page.
    newsroom.replace("    at_least: 40\n", "", "content/reviews/2023.md")
    newsroom.replace("  attendance: 40\n", "", "content/events/2023.yaml")
    followed(article, "Oppgaver")
    soon(article.get_by_role("heading", name="Oppgaver på overtid")).to_be_visible()
    followed(article, "content/events/2023.yaml:2")
    soon(article.get_by_text("content/events/2023.yaml")).to_be_visible()
    soon(article.get_by_label("Tittel").first).to_be_visible()
    newsroom.replace("  documents:", "  attendance: 40\n  documents:", "content/events/2023.yaml")


def test_many_saves_partial_files_renames_and_deletions(newsroom: Newsroom, article: Page) -> None:
    """The preview shows the last state of the files."""
    whole = newsroom.read()
    for number in range(40):
        newsroom.save(whole[: 20 + number])
        newsroom.save(f"---\ntitle: Side {number}\n---\nTekst.\n", "content/pages/ny.md")
    (newsroom.folder / "content/pages/ny.md").rename(newsroom.folder / "content/pages/nyere.md")
    newsroom.save(whole.replace('"Frokost: KI i praksis"', "Til slutt"))
    soon(article.locator("h1")).to_contain_text("Til slutt")
    article.goto(f"{newsroom.root}/nyere/")
    soon(article.locator("h1")).to_have_text("Side 39")
    (newsroom.folder / "content/pages/nyere.md").unlink()
    soon(article.locator("h1")).not_to_have_text("Side 39")
    article.goto(newsroom.root + HERE)


def test_ctrl_c_ends_the_preview(newsroom: Newsroom) -> None:
    """The exit code is 0, and the folder of the published site is unchanged."""
    newsroom.process.send_signal(signal.SIGINT)
    stdout, _ = newsroom.process.communicate(timeout=60)
    assert newsroom.process.returncode == 0
    assert "Forhåndsvisningen er avsluttet." in stdout
    assert list(snapshot(newsroom.folder / "output")) == ["index.html"]
