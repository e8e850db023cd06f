"""The preview's web server: the site, and server-sent events when it changes."""

import json
import os
import sys
import threading
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from newsroom.commands.desk import Desk
from newsroom.commands.served import PAGE_TYPE, Answer, look_up, with_script

HOST = "127.0.0.1"
SCRIPT_ADDRESS = "/__preview/reload.js"
TO_DO_ADDRESS = "/__preview/oppgaver/"
EDIT_ADDRESS = "/__preview/edit"
OWN_ADDRESSES = {
    SCRIPT_ADDRESS: "reload.js",
    "/__preview/desk.js": "desk.js",
    "/__preview/to-do.js": "to-do.js",
    TO_DO_ADDRESS: "to-do.html",
}
# Pages of other origins can send it only after a CORS preflight (Fetch standard, 3.2.2).
OWN_HEADER = "X-Preview"
MAX_BODY_BYTES = 10_000
EVENTS_ADDRESS = "/__preview/events"
OWN_FILES = Path(__file__).with_name("page")
NOT_FOUND = Answer("text/plain; charset=utf-8", b"Siden finnes ikke.\n")
FORBIDDEN = Answer(
    "text/plain; charset=utf-8", "Bare forhåndsvisningen selv kan be om dette.\n".encode()
)
HEARTBEAT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class News:
    """The served edition, "" before the first build, and the report if a later build failed."""

    edition: str = ""
    report: str = ""


class Bulletin:
    """The latest news, for any number of waiting threads."""

    def __init__(self) -> None:
        self._latest = News()
        self._posted = threading.Condition()

    @property
    def latest(self) -> News:
        """The news right now."""
        return self._latest

    def post(self, news: News) -> None:
        """Replace the news and wake everyone who waits for it."""
        with self._posted:
            self._latest = news
            self._posted.notify_all()

    def wait(self, *, seen: News | None, seconds: float) -> News:
        """The news as soon as it differs from what was seen, else after so many seconds."""
        with self._posted:
            self._posted.wait_for(lambda: self._latest != seen, timeout=seconds)
            return self._latest


class PreviewServer(ThreadingHTTPServer):
    """Serves a folder and the news about it, on loopback only."""

    # On Windows the option would let two servers share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, folder: Path, bulletin: Bulletin, desk: Desk) -> None:
        self.folder = folder
        self.desk = desk
        self.bulletin = bulletin
        super().__init__((HOST, port), PreviewHandler)

    @property
    def address(self) -> str:
        """The URL of the site, without a slash at the end."""
        return f"http://{HOST}:{self.server_port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The Host headers that are accepted; another name is that of a foreign page."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print a fault, unless a browser closed the connection during an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class PreviewHandler(BaseHTTPRequestHandler):
    """One request: the script, the events, or something of the site."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Answer by address; before the first build every page is the waiting page."""
        address, _, query = self.path.partition("?")
        if address == EVENTS_ADDRESS:
            self.send_events()
        elif address in OWN_ADDRESSES:
            self.send_answer(HTTPStatus.OK, own_file(OWN_ADDRESSES[address]))
        elif address == f"{TO_DO_ADDRESS}data.json":
            self.send_answer(HTTPStatus.OK, self.server.desk.to_do())
        elif not self.server.bulletin.latest.edition:
            self.send_answer(HTTPStatus.SERVICE_UNAVAILABLE, own_file("waiting.html"))
        else:
            self.send_from_site(address, query)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Open a file of content/, only for the preview's own pages."""
        is_ours = self.headers.get("Host") in self.server.hosts and self.headers.get(OWN_HEADER)
        wanted = self.read_json() if is_ours and self.path == EDIT_ADDRESS else None
        if isinstance(wanted, dict):
            self.send_answer(HTTPStatus.OK, self.server.desk.open(wanted))
        else:
            self.send_answer(HTTPStatus.FORBIDDEN, FORBIDDEN)

    def read_json(self) -> object:
        """The body as JSON; None when it is invalid or longer than MAX_BODY_BYTES."""
        try:
            size = int(self.headers.get("Content-Length") or 0)
            return json.loads(self.rfile.read(size)) if 0 < size <= MAX_BODY_BYTES else None
        except ValueError:
            return None

    def send_from_site(self, address: str, query: str) -> None:
        """Send the file, a redirect to the folder of that name, or the site's 404 page."""
        folder = self.server.folder
        if answer := look_up(folder, address):
            self.send_answer(HTTPStatus.OK, answer)
        elif look_up(folder, address + "/"):
            self.send_elsewhere(f"{address}/?{query}" if query else f"{address}/")
        else:
            self.send_answer(HTTPStatus.NOT_FOUND, look_up(folder, "404.html") or NOT_FOUND)

    def send_answer(self, status: HTTPStatus, answer: Answer) -> None:
        """Send the bytes; a page gets the preview's scripts, which the file does not have."""
        body = answer.body
        if answer.media_type == PAGE_TYPE:
            body = with_script(body, SCRIPT_ADDRESS, self.server.bulletin.latest.edition)
        self.send_head(status, {"Content-Type": answer.media_type, "Content-Length": len(body)})
        self.write(body)

    def send_elsewhere(self, address: str) -> None:
        """Redirect to another address of this server."""
        self.send_head(HTTPStatus.FOUND, {"Location": address, "Content-Length": 0})

    def send_events(self) -> None:
        """Send the news now and whenever it changes, until the browser closes the connection."""
        self.send_head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
        seen = None
        while self.command != "HEAD":
            news = self.server.bulletin.wait(seen=seen, seconds=HEARTBEAT_SECONDS)
            self.write(b": still here\n\n" if news == seen else as_event(news))
            seen = news

    def send_head(self, status: HTTPStatus, headers: dict[str, str | int]) -> None:
        """Send status and headers, which forbid the browser to cache."""
        self.send_response(status)
        for name, value in {"Cache-Control": "no-store", **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()

    def write(self, body: bytes) -> None:
        """Write the body, except in an answer to HEAD."""
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the terminal is for the reports of builds."""


def own_file(name: str) -> Answer:
    """A file of the preview itself."""
    return look_up(OWN_FILES, name) or NOT_FOUND


def as_event(news: News) -> bytes:
    """The news as one server-sent event (HTML standard, 9.2)."""
    return f"data: {json.dumps(asdict(news))}\n\n".encode()
