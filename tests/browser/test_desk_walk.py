"""From a fresh site to a published one: by the mouse, by the keyboard alone, without scripts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import Browser, Page

from newsroom.wording.dates import day as day_text
from tests.browser.desk_site import ENVIRONMENT, DeskSite, desk_running, new_site
from tests.browser.hands import PATIENCE, Hands, Keyboard, Mouse
from tests.browser.waiting import soon
from tests.pictures.sources import GPS, PLACE
from tests.test_workflows import git

TODAY = datetime.now(UTC).date()
# A Tuesday in some weeks, and the three Tuesdays after it.
FIRST = TODAY + timedelta(days=21 + (1 - TODAY.weekday()) % 7)
DATES = [FIRST + timedelta(weeks=n) for n in range(4)]
MOVED = DATES[2] + timedelta(days=1)
SIZES = ((4000, 3000), (1200, 900), (900, 1200))
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->'
    '<h2 class="MsoNormal">Hva vi <b>lærte</b></h2><p class="MsoListParagraph">'
    'Møt <i style="mso-bidi-font-style:normal">tidlig</i>.<o:p></o:p></p>'
    "<table><tr><td>Dag</td><td>Antall</td></tr><tr><td>Tirsdag</td><td>42</td></tr></table>"
    "<!--EndFragment--></body></html>"
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
PASTE = """(field, html) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    const options = {clipboardData, bubbles: true, cancelable: true};
    field.dispatchEvent(new ClipboardEvent("paste", options));
}"""
NAME = "Åse Øvergård"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    """The desk of a site of its own."""
    with desk_running(new_site(tmp_path)) as running:
        yield running


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """A picture of 12 megapixels and two small ones, all with the place where they were taken."""
    exif = Image.Exif()
    exif.get_ifd(GPS).update(PLACE)
    files = [tmp_path / name for name in ("IMG_0042 (1).JPG", "kaker.jpg", "portrett.jpg")]
    for file, size, colour in zip(files, SIZES, ("navy", "olive", "teal"), strict=True):
        Image.new("RGB", size, colour).save(file, "JPEG", exif=exif)
    return files


class Walk:
    """Somebody's way over the pages of the desk."""

    def __init__(self, hands: Hands, *, has_scripts: bool = True) -> None:
        self.hands, self.page = hands, hands.page
        self.has_scripts = has_scripts

    def press(self, name: str, group: str = "") -> None:
        """Press the first button with a name."""
        within = self.page.get_by_role("group", name=group).first if group else self.page
        # A part of a name that is only heard is set apart by a space.
        heard = re.compile(f"^{re.escape(name).replace(':', ' ?:')}$")
        self.hands.press(within.get_by_role("button", name=heard).first)

    def follow(self, name: str) -> None:
        here = self.page.url
        self.hands.press(self.page.locator("a", has_text=name).first)
        soon(self.page).not_to_have_url(here)
        self.page.wait_for_load_state()

    def overview(self) -> None:
        """Go there, and wait until it has read the content."""
        if not self.page.url.endswith("/skrivepult/"):
            self.follow("Alt innhold")
        soon(self.page.get_by_label("Finn")).to_be_visible()

    def add(self, name: str) -> None:
        """Add a row to a list, and wait for it, since its first field gets the focus."""
        fields = self.page.locator("[data-entry] [name]")
        before = fields.count()
        self.press(f"Legg til: {name}")
        soon(fields).not_to_have_count(before)

    def unfold(self, name: str) -> None:
        self.hands.press(self.page.locator("summary", has_text=name).first)

    def choose(self, start: str) -> None:
        self.hands.press(self.page.get_by_role("radio", name=start))

    def told(self, text: str) -> None:
        """What is said aloud too."""
        start = re.compile(f"^\\s*{re.escape(text)}")
        said = self.page.locator("[role=status], [role=alert]", has_text=start)
        soon(said.first).to_be_visible()

    def saved(self) -> None:
        self.press("Lagre")
        self.told("Lagret")

    def begin(self, what: str, **fields: str) -> None:
        """Begin an entry from the overview."""
        self.overview()
        self.follow(what)
        for label, text in fields.items():
            self.hands.type(text, label)
        self.press("Fortsett")
        soon(self.page.get_by_role("button", name="Forkast")).to_be_visible()

    def uploaded(self, file: Path) -> str:
        """The path that the desk says it gave a picture, without the place where it was taken."""
        self.follow("Bilder og filer")
        self.hands.upload(file, self.page.get_by_label("Legg inn et bilde eller et dokument"))
        self.press("Legg inn")
        self.told("Stedet bildet er tatt, er fjernet.")
        return self.page.get_by_text("Lagt inn: ").inner_text().partition(": ")[2]

    def published(self, sentence: str) -> None:
        self.follow("Publiser")
        self.hands.type(sentence, "Hva er nytt? Skriv én setning.")
        self.hands.press(self.page.locator("main").get_by_role("button", name="Publiser"))
        self.told("Sendt kl.")

    def paste(self) -> None:
        """Paste from Word at the end of the text, and wait for it."""
        text = self.page.get_by_label("Tekst", exact=True).first
        text.evaluate(PASTE, WORD)
        soon(text).to_have_value(re.compile("## Hva vi"))
        self.told("Ikke lagret ennå")  # so that «Lagret» cannot be that of the save before


def write_person(walk: Walk, portrait: str) -> None:
    walk.begin("Ny person", Navn=NAME)
    walk.unfold("Fyll ut: bilde")
    walk.hands.type(portrait, "Fil", "Bilde")
    walk.hands.type("En kvinne i grønn genser", "Bildebeskrivelse", "Bilde")
    walk.hands.type("Foto: Kari", "Kreditering", "Bilde")
    walk.saved()


def write_story(walk: Walk, picture: str, other: str) -> None:
    walk.begin("Ny nyhet", Tittel="Fullt hus: 42 kom", Dato=f"{TODAY}")
    walk.hands.type("Salen var full.", "Ingress")
    walk.hands.type("Mange møtte opp.\n\n", "Tekst")
    walk.add("forfatter")
    walk.hands.type("ase-overgard", "Forfatter 1")
    walk.unfold("Fyll ut: bilde")
    walk.hands.type(picture, "Fil", "Bilde")
    walk.hands.type("Salen sett bakfra", "Bildebeskrivelse", "Bilde")
    walk.hands.type("Foto: Kari", "Kreditering", "Bilde")
    walk.add("bilder")
    walk.hands.type(other, "Fil", "nr. 1")
    walk.hands.type("Kaffe og kaker", "Bildebeskrivelse", "Bilder")
    walk.hands.type("Foto: Kari", "Kreditering", "Bilder")
    walk.choose("Publisert: ")
    walk.saved()


def write_series(walk: Walk) -> None:
    """The second date is cancelled, and the third moved to the day after, an hour later."""
    walk.overview()
    walk.follow("Nytt arrangement")
    walk.hands.type("Åpen kontortid", "Tittel")
    walk.hands.type(f"{FIRST} 11:30", "Start")
    walk.unfold("Skriv inn stedet")
    walk.hands.type("Biblioteket", "Navn", "Sted")
    walk.press("Fortsett")
    walk.hands.type("Vi svarer på spørsmål.", "Ingress")
    walk.hands.type("hver tirsdag, 4 ganger", "Gjentas")
    if not walk.has_scripts:
        walk.press("Oppdater visningen")
    _, second, third, _ = DATES
    walk.press(f"Avlys {said(second)}")
    walk.press(f"Flytt eller endre {said(third)}")
    walk.hands.type(f"{MOVED} 12:30", "Start", f"{third}")
    walk.choose("Holdes: ")
    walk.saved()
    dates = walk.page.locator(".dates li")
    soon(dates.nth(1)).to_contain_text("Avlyst")
    soon(dates.nth(2)).to_contain_text(f"→ {said(MOVED, '12.30')}")


def said(date: date, time: str = "11.30") -> str:
    """A date as the list of the series has it."""
    return f"{WEEKDAYS[date.weekday()]} {day_text(date, 'nb')} kl. {time}".replace("\xa0", " ")


def correct_story(walk: Walk) -> None:
    walk.overview()
    walk.follow("Hei")
    walk.press("Rett noe etter publisering")
    walk.hands.type("Vi skrev feil dag.", "Tekst", "Rettelser")
    walk.saved()


def take_down(walk: Walk) -> None:
    walk.overview()
    walk.follow(NAME)
    walk.follow("Ny adresse, eller ta bort")
    walk.press(f"Se hva som endres når du tar ned «{NAME}»")
    shown = walk.page.get_by_text("Skrev i content/removed.yaml: - ase-overgard")
    soon(shown).to_be_visible()
    walk.hands.press(walk.page.get_by_label("Ja, jeg er sikker"))
    walk.press(f"Ta ned «{NAME}»")
    walk.told("Filen med navnet ligger fortsatt i innholdet")
    walk.told("Skrev i content/removed.yaml: - ase-overgard")
    walk.told("Endret: content/removed.yaml")


def has_place(file: Path) -> bool:
    """Whether a picture says where it was taken."""
    with Image.open(file) as image:
        return bool(image.getexif().get_ifd(GPS))


def shown(output: Path, address: str) -> str:
    """The text of a published page."""
    html = (output / address / "index.html").read_text(encoding="utf-8")
    main = BeautifulSoup(html, "html5lib").main
    assert main
    return " ".join(main.get_text(" ").split())


def look_at(output: Path, *, has_paste: bool) -> None:
    """What readers get, of all that was written."""
    address = f"nyheter/{TODAY.year}/fullt-hus-42-kom"
    story = shown(output, address)
    assert "Salen var full." in story and "Mange møtte opp." in story
    html = (output / address / "index.html").read_text(encoding="utf-8")
    assert 'alt="Salen sett bakfra"' in html and 'alt="Kaffe og kaker"' in html
    assert ("Hva vi lærte" in story and "Tirsdag 42" in story) == has_paste
    assert "Mso" not in story
    series = f"arrangementer/{FIRST.year}/apen-kontortid"
    cancelled = r"Avlyst: Åpen kontortid , tirsdag [\w. ]+ Avlyst kl\. 11\.30"
    assert re.search(cancelled, shown(output, series))
    assert f"Flyttet fra {said(DATES[2])}" in shown(output, series)
    assert "Rettelser" in shown(output, "nyheter/2023/hei")
    assert "Vi skrev feil dag." in shown(output, "nyheter/2023/hei")
    pages = [*output.rglob("*.html")]
    assert not [page for page in pages if NAME in page.read_text("utf-8")]
    pictures = [*output.rglob("*.jpg"), *(output.parent / "content").rglob("*.jpg")]
    assert len(pictures) > 2 and not [file for file in pictures if has_place(file)]


@pytest.mark.parametrize("way", ["mouse", "keyboard", "no scripts"])
def test_from_a_fresh_site_to_a_published_one(
    way: str, browser: Browser, site: DeskSite, pictures: list[Path], tmp_path: Path
) -> None:
    """A story, a series, a person who is taken down, a correction; each is published."""
    has_scripts = way != "no scripts"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        java_script_enabled=has_scripts,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(site.url())
    walk = Walk(Keyboard(page) if way == "keyboard" else Mouse(page), has_scripts=has_scripts)
    picture, cakes, portrait = map(walk.uploaded, pictures)
    write_person(walk, portrait)
    write_story(walk, picture, cakes)
    if way == "mouse":
        walk.paste()
        walk.saved()
    write_series(walk)
    correct_story(walk)
    walk.published("Nytt program")
    assert NAME in git(site.folder, "show", "origin/main:content/people/ase-overgard.yaml")
    take_down(walk)
    walk.published("Tar ned en person")
    context.close()
    look_at(site.published(tmp_path / "klon"), has_paste=way == "mouse")
    assert git(site.folder, "status", "--porcelain") == ""
    assert git(site.folder, "log", "--format=%s").splitlines() == [
        "Tar ned en person", "Nytt program", "Begynn",
    ]  # fmt: skip


def test_pictures_in_a_text_say_who_made_them(
    page: Page, site: DeskSite, pictures: list[Path]
) -> None:
    """The site has no credit for all: the form asks, also for a picture that lies there already."""
    page.set_default_timeout(PATIENCE)
    page.goto(site.url())
    walk = Walk(Mouse(page))
    first, second, _ = pictures
    path = walk.uploaded(second)
    walk.begin("Ny nyhet", Tittel="To bilder", Dato=f"{TODAY}")
    walk.hands.type("Se her.", "Ingress")
    text = page.get_by_label("Tekst", exact=True).first
    text.fill("Før.")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Bilde", exact=True).click()
    chosen.value.set_files(first)
    page.get_by_role("dialog").get_by_label("Kreditering").fill("Foto: Åse <Ås>")
    page.keyboard.press("Enter")
    soon(text).to_have_value(re.compile(r"!\[\]\(images/"))
    page.keyboard.type("Et hav")
    walk.choose("Publisert: ")
    walk.saved()
    text.fill(f"{text.input_value()}\n\n![Noe grønt]({path})\n")
    walk.press("Lagre")
    soon(page.locator(".faults", has_text=f"hvem som har laget bildet «{path}»")).to_be_visible()
    walk.follow("Bilder og filer")
    row = page.locator(".files > li", has_text=path)
    row.locator("summary").first.click()
    row.get_by_label("Hvem har laget bildet?").fill("Foto: Per")
    row.get_by_role("button", name="Bytt ut").click()
    walk.told("Lagt inn: ")
    walk.overview()
    walk.follow("To bilder")
    walk.saved()
    lines = [sys.executable, "-m", "newsroom", "check"]
    done = subprocess.run(
        lines, cwd=site.folder, env=os.environ | ENVIRONMENT, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "hvem som har laget" not in done.stdout, done.stdout
