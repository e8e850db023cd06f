"""Takes the pictures of README.md from the published sample.

Run `PYTHONPATH=plugins python -m tests.documentation.readme_pictures`; it needs Chromium and the
packages of the tests.
"""

import shutil
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from newsroom.commands.building import pelican_command, run_build
from tests.documentation.handbook_pictures import NAMES, ROOT

FOLDER = ROOT / "docs" / "pictures"
SIZE = ViewportSize(width=1200, height=760)
SHOWN = {"front": "/", "event": "/arrangementer/2024/grunderlunsj/"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def main() -> None:
    """Builds the site in a folder of its own, and takes each picture."""
    path = next(filter(None, map(shutil.which, NAMES)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        built = run_build(pelican_command("publishconf.py", Path(name) / "site"), cwd=ROOT)
        assert built.is_good, built.report
        handler = partial(Quiet, directory=str(Path(name) / "site"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)
            for picture, address in SHOWN.items():
                page.goto(f"http://127.0.0.1:{server.server_port}{address}", wait_until="load")
                page.screenshot(path=FOLDER / f"{picture}.png")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
