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

from newsroom.commands.served import PAGE_TYPE, Answer, look_up, with_scripts
from newsroom.commands.writer_tools import WriterTools

HOST = "127.0.0.1"
OWN_ADDRESS = "/__preview/"
TO_DO_ADDRESS = "/__preview/oppgaver/data.json"
EDIT_ADDRESS = "/__preview/edit"
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
class PreviewState:
    """The served edition, "" before the first build, and the report if a later build failed."""

    edition: str = ""
    report: str = ""


class SharedState:
    """The current state, which the build thread replaces and the threads of browsers wait for."""

    def __init__(self) -> None:
        self.current = PreviewState()
        self._replaced = threading.Condition()

    def replace(self, state: PreviewState) -> None:
        """Replace the state and wake every thread that waits for it."""
        with self._replaced:
            self.current = state
            self._replaced.notify_all()

    def wait(self, *, seen: PreviewState | None, seconds: float) -> PreviewState:
        """The state as soon as it differs from what was seen, else after so many seconds."""
        with self._replaced:
            self._replaced.wait_for(lambda: self.current != seen, timeout=seconds)
            return self.current


class PreviewServer(ThreadingHTTPServer):
    """Serves a folder and the state of the preview, on loopback only."""

    # On Windows the option would let two servers share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, folder: Path, tools: WriterTools) -> None:
        self.folder = folder
        self.tools = tools
        self.state = SharedState()
        super().__init__((HOST, port), PreviewHandler)

    @property
    def address(self) -> str:
        """The URL of the site, without a slash at the end."""
        return f"http://{HOST}:{self.server_port}"

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
        elif address == TO_DO_ADDRESS:
            self.send_answer(HTTPStatus.OK, self.server.tools.to_do())
        elif address.startswith(OWN_ADDRESS):
            self.send_from(OWN_FILES, address.removeprefix(OWN_ADDRESS), query)
        elif not self.server.state.current.edition:
            waiting = look_up(OWN_FILES, "waiting.html") or NOT_FOUND
            self.send_answer(HTTPStatus.SERVICE_UNAVAILABLE, waiting)
        else:
            self.send_from(self.server.folder, address, query)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Open a file of content/, only for the preview's own pages."""
        # Another name in Host is that of a foreign page.
        hosts = [f"{name}:{self.server.server_port}" for name in (HOST, "localhost")]
        is_ours = self.headers.get("Host") in hosts and self.headers.get(OWN_HEADER)
        wanted = self.read_json() if is_ours and self.path == EDIT_ADDRESS else None
        if isinstance(wanted, dict):
            self.send_answer(HTTPStatus.OK, self.server.tools.open(wanted))
        else:
            self.send_answer(HTTPStatus.FORBIDDEN, FORBIDDEN)

    def read_json(self) -> object:
        """The body as JSON; None when it is invalid or longer than MAX_BODY_BYTES."""
        try:
            size = int(self.headers.get("Content-Length") or 0)
            return json.loads(self.rfile.read(size)) if 0 < size <= MAX_BODY_BYTES else None
        except ValueError:
            return None

    def send_from(self, folder: Path, address: str, query: str) -> None:
        """Send a file of a folder, a redirect to the folder of that name, or the 404 page."""
        if answer := look_up(folder, address):
            self.send_answer(HTTPStatus.OK, answer)
        elif look_up(folder, address + "/"):
            location = f"{address}/?{query}" if query else f"{address}/"
            self.send_head(HTTPStatus.FOUND, {"Location": location, "Content-Length": 0})
        else:
            self.send_answer(HTTPStatus.NOT_FOUND, look_up(folder, "404.html") or NOT_FOUND)

    def send_answer(self, status: HTTPStatus, answer: Answer) -> None:
        """Send the bytes; a page gets the preview's scripts, which the file does not have."""
        body = answer.body
        if answer.media_type == PAGE_TYPE:
            body = with_scripts(body, self.server.state.current.edition)
        self.send_head(status, {"Content-Type": answer.media_type, "Content-Length": len(body)})
        self.write(body)

    def send_events(self) -> None:
        """Send the state now and whenever it changes, until the browser closes the connection."""
        self.send_head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
        seen = None
        while self.command != "HEAD":
            state = self.server.state.wait(seen=seen, seconds=HEARTBEAT_SECONDS)
            self.write(b": still here\n\n" if state == seen else as_event(state))
            seen = state

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


def as_event(state: PreviewState) -> bytes:
    """The state as one server-sent event (HTML standard, 9.2)."""
    return f"data: {json.dumps(asdict(state))}\n\n".encode()
