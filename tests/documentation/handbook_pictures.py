"""Takes the screenshots of docs/handbok/ from the desk of the sample.

Run `PYTHONPATH=plugins python -m tests.documentation.handbook_pictures`; it needs Chromium, Git
and the packages of the tests.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import FloatRect, Page, ViewportSize, sync_playwright

from newsroom.commands.settings import strict_settings
from tests.desk.serving import Served, desk_at

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "handbok" / "bilder"
NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "chrome")
PARTS = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py", ".gitignore")
SIZE = ViewportSize(width=1280, height=800)
QUALITY = 80
MARGIN = 12
ARTICLE = {"model": "article", "path": "news/2024/barekraft.md", "key": ""}
SERIES = {"model": "event", "path": "events/2024.yaml", "key": "2024-grunderlunsj"}
PATIENCE = 60_000  # milliseconds
SETTLED = 2_000  # until the page beside the form is shown


@contextmanager
def newsroom() -> Iterator[Served]:
    """The desk of a copy of the sample, whose content is published."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        for words in ("init -q", "add .", "commit -q -m Publisert"):
            who = ("-c", "user.name=Kari", "-c", "user.email=kari@example.org")
            subprocess.run(["git", *who, *words.split()], cwd=folder, check=True)
        with desk_at(folder, settings=strict_settings()) as desk:
            assert desk.context.builder.build().is_good
            yield desk
            desk.context.builder.close()


def opened(page: Page, desk: Served, address: str, entry: dict[str, str] | None = None) -> None:
    """Opens a page of the desk, and waits until the page beside the form is shown."""
    query = f"?{urlencode(entry)}" if entry else ""
    page.goto(f"{desk.context.address}/skrivepult/{address}{query}", timeout=PATIENCE)
    page.wait_for_timeout(SETTLED)


def take(page: Page, name: str, selector: str = "body", height: int = SIZE["height"]) -> None:
    """Keeps an element as a small file, or its upper part."""
    page.evaluate("scrollTo(0, 0)")
    box = page.locator(selector).first.bounding_box()
    assert box
    x, y = max(0, box["x"] - MARGIN), max(0, box["y"] - MARGIN)
    clip = FloatRect(
        x=x, y=y, width=box["width"] + 2 * MARGIN, height=min(box["height"] + MARGIN, height)
    )
    clip["width"] = min(clip["width"], SIZE["width"])
    with Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True))) as picture:
        picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


def write(page: Page, label: str, text: str) -> None:
    """Types into a field, and waits for what the desk says to it."""
    page.get_by_label(label).first.fill(text)
    page.wait_for_timeout(SETTLED)


def press(page: Page, name: str) -> None:
    """Presses a button, and waits until the page shows what it did."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_timeout(SETTLED)


def main() -> None:
    """Takes every screenshot."""
    path = next(filter(None, map(shutil.which, NAMES)))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with newsroom() as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        opened(page, desk, "")
        take(page, "oversikt")
        opened(page, desk, "rediger", ARTICLE)
        take(page, "rediger")
        page.locator(".focal summary").first.click()
        page.wait_for_timeout(SETTLED)
        take(page, "bilde", "[data-picture]", 860)
        write(page, "Dato", "5. mars 2024")
        take(page, "melding", "#entry", 440)
        write(page, "Dato", "2024-01-05")
        write(page, "Tittel", "Slik svarer du på klimatall")
        press(page, "Lagre")
        opened(page, desk, "rediger", SERIES)
        take(page, "serie", "[data-dates]")
        press(page, "Avlys onsdag 14. februar 2024 kl. 11.30")
        press(page, "Lagre")
        opened(page, desk, "publiser")
        take(page, "publisere", "main", 980)
        browser.close()


if __name__ == "__main__":
    main()
