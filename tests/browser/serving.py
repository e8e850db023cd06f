"""Serves a folder on loopback, with a strict Content-Security-Policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

POLICY = "default-src 'self'"
BELOW = "/under/sti"  # the site must work below a path


class Handler(SimpleHTTPRequestHandler):
    """Sends the policy with every response."""

    protocol_version = "HTTP/1.1"
    # Headers and body are two packets; the second must not wait for the ACK of the first.
    disable_nagle_algorithm = True

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BELOW))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Logs nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder without a final slash; files may be added later."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()


def is_within(url: str, root: str) -> bool:
    """Whether an address is on the site: the same host and port, below its path."""
    address, site = urlsplit(url), urlsplit(root)
    return address.netloc == site.netloc and address.path.startswith(f"{site.path}/")
