"""A real nginx, Caddy or Apache on loopback, with the configuration of the site that it serves."""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from socket import create_connection, socket

from tests import machine

PLACES = ("/usr/sbin", "/usr/local/sbin")
PATIENCE = 10  # seconds
NGINX = """\
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
    root {root};
    include {folder}/.hosting/nginx.conf;
  }}
}}
"""
CADDY = """\
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {root}
  import {folder}/.hosting/Caddyfile
}}
"""
MODULES = "mpm_event authz_core alias dir mime headers rewrite negotiation autoindex"
APACHE = """\
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {run}/pid
ErrorLog {run}/error.log
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
  AllowOverride All
  Options -Indexes
  Require all granted
</Directory>
"""


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name: str, package: str) -> str:
    """The path of a server of the system."""
    places = [f"{place}/{name}" for place in PLACES]
    return machine.program(name, f"installer pakken {package}", name, places=places)


@contextmanager
def nginx(folder: Path, run: Path, port: int, root: Path | None = None) -> Iterator[int]:
    """Serves the site in a folder, and yields the port; the site may be below `root`."""
    words = [program("nginx", "nginx-light"), "-c", f"{run}/conf", "-p", str(run)]
    # A worker that does not run as root may not read pytest's folders.
    words += ["-g", "user root;"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with _serving(words, NGINX, folder, run, port, root):
        yield port


@contextmanager
def caddy(folder: Path, run: Path, port: int, root: Path | None = None) -> Iterator[int]:
    """The same with Caddy."""
    words = [program("caddy", "caddy"), "run", "--adapter", "caddyfile", "--config", f"{run}/conf"]
    with _serving(words, CADDY, folder, run, port, root):
        yield port


@contextmanager
def apache(folder: Path, run: Path, port: int, root: Path | None = None) -> Iterator[int]:
    """The same with Apache."""
    path = program("apache2", "apache2-bin")
    modules = Path("/usr/lib/apache2/modules")
    loaded = (f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in MODULES.split())
    words = [path, "-DFOREGROUND", "-f", f"{run}/conf"]
    with _serving(words, "".join(loaded) + APACHE, folder, run, port, root):
        yield port


SERVERS = (nginx, caddy, apache)


@contextmanager
def _serving(
    words: Sequence[str], text: str, folder: Path, run: Path, port: int, root: Path | None
) -> Iterator[None]:
    run.mkdir(parents=True)
    values = {"run": run, "port": port, "folder": folder, "root": root or folder}
    (run / "conf").write_text(text.format(**values), encoding="utf-8")
    with (run / "stderr").open("w+") as errors:
        env = os.environ | {"XDG_DATA_HOME": str(run), "XDG_CONFIG_HOME": str(run)}
        process = subprocess.Popen(words, stderr=errors, env=env)
        try:
            _wait(process, port, run)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


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
    logs = (file.read_text() for file in (run / "stderr", run / "error.log") if file.exists())
    raise AssertionError("\n".join(logs) or "the server does not answer")


def asked(port: int, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """The status, the headers and the body of one answer; no redirect is followed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=names)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.msg, data
