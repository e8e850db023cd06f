"""Takes the screenshots of docs/handbok/ from a preview of the sample.

Run `python -m tests.documentation.handbook_pictures`; it needs Chromium and the packages of the
tests.
"""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from newsroom.commands.building import pelican_command, run_build
from newsroom.commands.preview import serving, state_after
from newsroom.commands.server import PreviewServer, SharedState
from newsroom.commands.writer_tools import WriterTools

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "handbok" / "bilder"
NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "chrome")
SIZE = ViewportSize(width=1000, height=640)
ARTICLE = "news/2024/barekraft.md"


@contextmanager
def newsroom() -> Iterator[tuple[PreviewServer, Callable[[], None]]]:
    """A preview of a copy of the sample, and a function that builds it again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("content", "theme", "plugins", "pelicanconf.py"):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        server = PreviewServer(0, folder / "site", WriterTools(folder / "content"))
        command = pelican_command("pelicanconf.py", folder / "site", siteurl=server.address)
        with serving(server):
            yield server, partial(build, server.state, command, folder)


def build(state: SharedState, command: list[str], folder: Path) -> None:
    state.replace(state_after(run_build(command, cwd=folder), state.current))


def break_article(content: Path) -> None:
    """Writes a date in words, which is a problem."""
    file = content / ARTICLE
    text = file.read_text(encoding="utf-8")
    written = next(line for line in text.splitlines() if line.startswith("date:"))
    file.write_text(text.replace(written, "date: 5. mars 2024"), encoding="utf-8")


SHOWN: Mapping[str, str] = {
    "forhandsvisning": "/",
    "oppgaver": "/__preview/oppgaver/",
    "arrangement": "/arrangementer/2024/grunderlunsj/",
    "avlyst": "/arrangementer/2024/grunderlunsj/2024-01-31/",
}


def take(page: Page, server: PreviewServer, address: str, name: str, awaited: str = "") -> None:
    page.goto(server.address + address)
    page.wait_for_load_state("load")
    if awaited:
        page.locator(awaited).wait_for()
    time.sleep(0.5)  # the list of tasks is fetched after the page
    page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Takes every screenshot."""
    path = next(filter(None, map(shutil.which, NAMES)))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with newsroom() as (server, rebuild), sync_playwright() as playwright:
        rebuild()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, address in SHOWN.items():
            take(page, server, address, name)
        break_article(server.tools.content)
        threading.Thread(target=rebuild).start()
        take(page, server, "/nyheter/", "melding", "[role=alert]")
        browser.close()


if __name__ == "__main__":
    main()
