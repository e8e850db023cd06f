"""A real nginx on loopback, which serves a folder with the configuration in that folder."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from socket import create_connection, socket

from tests import machine

PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx")
PATIENCE = 10  # seconds
MAIN = """\
daemon off;
pid {run}/pid;
error_log {run}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  types {{ text/html html; text/css css; image/svg+xml svg; application/javascript js;
           image/png png; image/jpeg jpg; image/webp webp; image/avif avif; text/plain txt;
           text/csv csv; }}
  client_body_temp_path {run}/body; proxy_temp_path {run}/proxy; fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi; scgi_temp_path {run}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    include {folder}/.hosting/nginx.conf;
  }}
}}
"""


def program() -> str:
    """The path of the system's nginx."""
    return machine.program("nginx", "installer pakken nginx-light", "nginx", places=PLACES)


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def nginx(folder: Path, run: Path, port: int) -> Iterator[int]:
    """Serves the folder, and yields the port."""
    run.mkdir(parents=True)
    conf = run / "nginx.conf"
    conf.write_text(MAIN.format(run=run, port=port, folder=folder), encoding="utf-8")
    # A worker that does not run as root may not read pytest's folders.
    user = ["-g", "user root;"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    errors = (run / "stderr").open("w+")
    process = subprocess.Popen([program(), "-c", str(conf), "-p", str(run), *user], stderr=errors)
    try:
        _wait(process, port, run)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
        errors.close()


def _wait(process: subprocess.Popen, port: int, run: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((run / "stderr").read_text() or "nginx does not answer")


def asked(port: int, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """The status, the headers and the body of one answer; no redirect is followed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=names)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.msg, data
