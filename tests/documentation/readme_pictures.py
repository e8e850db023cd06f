"""Takes the pictures of README.md from the published sample.

Run `PYTHONPATH=plugins python -m tests.documentation.readme_pictures`; it needs Chromium and the
packages of the tests.
"""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from newsroom.commands.building import pelican_command, run_build
from tests.documentation.handbook_pictures import NAMES, ROOT

FOLDER = ROOT / "docs" / "pictures"
SIZE = ViewportSize(width=1200, height=760)
SHOWN = {"front": "/", "event": "/arrangementer/2024/grunderlunsj/"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def pages_of(folder: Path, size: ViewportSize) -> Iterator[tuple[Page, str]]:
    """A page of the browser, and the address at which it finds the folder."""
    path = next(filter(None, map(shutil.which, NAMES)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page(viewport=size), f"http://127.0.0.1:{server.server_port}"
        browser.close()
    server.shutdown()


def main() -> None:
    """Builds the site in a folder of its own, and takes each picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        built = run_build(pelican_command("publishconf.py", Path(name) / "site"), cwd=ROOT)
        assert built.is_good, built.report
        with pages_of(Path(name) / "site", SIZE) as (page, root):
            for picture, address in SHOWN.items():
                page.goto(f"{root}{address}", wait_until="load")
                page.screenshot(path=FOLDER / f"{picture}.png")


if __name__ == "__main__":
    main()
