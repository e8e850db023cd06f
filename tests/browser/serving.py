"""Serves a folder on loopback, with a strict Content-Security-Policy."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.hosting.headers import WEB_ASSEMBLY
from tests.answering import running

POLICY = "default-src 'self'"
TEXTS = re.compile(r"text/|image/svg|application/(x-)?javascript")
BELOW = "/under/sti"  # the site must work below a path


class Handler(SimpleHTTPRequestHandler):
    """Sends the policy with every response."""

    protocol_version = "HTTP/1.1"
    # Headers and body are two packets; the second must not wait for the ACK of the first.
    disable_nagle_algorithm = True

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BELOW))

    def end_headers(self) -> None:
        is_search = self.path.partition("?")[0] == f"{BELOW}/sok/"
        self.send_header("Content-Security-Policy", POLICY + WEB_ASSEMBLY * is_search)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Logs nothing."""


class Compressing(Handler):
    """Compresses texts, as hosts do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(path))
        if path.is_file() and TEXTS.match(kind):
            self.send_compressed(path.read_bytes(), kind)
        else:
            super().do_GET()

    def send_compressed(self, body: bytes, kind: str) -> None:
        data = gzip.compress(body)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of the folder without a final slash; files may be added later."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    with running(server) as root:
        yield f"{root}{BELOW}"


def is_within(url: str, root: str) -> bool:
    """Whether an address is on the site: the same host and port, below its path."""
    address, site = urlsplit(url), urlsplit(root)
    return address.netloc == site.netloc and address.path.startswith(f"{site.path}/")
