"""A server that answers as GitHub's API, for each test that asks for it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.answering import running
from tests.publishing.github import GitHub


@pytest.fixture
def github() -> Iterator[GitHub]:
    """It fails a test that made a request against the documentation."""
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"] or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, body = github.answer(self.command, self.path, headers, data)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        do_GET = do_POST = do_PATCH = answer

        def log_message(self, *words: object) -> None:
            """Logs nothing."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as github.url:
        yield github
    assert github.faults == []
