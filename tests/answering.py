"""Runs a server of the standard library for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer
from threading import Thread


@contextmanager
def running(server: TCPServer) -> Iterator[str]:
    """The address of the server, which stops as soon as the block ends."""
    with server:
        # By default a server looks twice a second whether it is to stop.
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
