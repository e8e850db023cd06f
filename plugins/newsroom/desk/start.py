"""`run.py serve`: starts the builder's process, and imports the server meanwhile.

Each takes most of a second; so this module imports little, and the server only in `main`.
"""

import errno
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from newsroom.commands.building import BuildProcess
from newsroom.commands.words import command

HOST = "127.0.0.1"
SETTINGS = "pelicanconf.py"
# The preview's output; the published site in output/ is not touched.
SITE = Path(".cache/preview/site")


def main(port: int, now: str, *, opens_browser: bool) -> int:
    """Serve the desk and the preview on this machine until Ctrl-C; returns the exit code."""
    try:
        listener = listen(port)
    except (OSError, OverflowError) as fault:
        print(unusable(port, fault), file=sys.stderr)
        return 1
    builder = builder_of(Path.cwd(), listener.getsockname()[1], now)
    try:
        builder.start()
        from newsroom.desk.serve import serve

        return serve(listener, builder, now, opens_browser=opens_browser)
    except KeyboardInterrupt:
        print("\nForhåndsvisningen er avsluttet.")
        return 0
    finally:
        listener.close()
        builder.close()


def listen(port: int) -> socket.socket:
    """A socket on this machine alone; 0 is a free port."""
    return socket.create_server((HOST, port))


def unusable(port: int, fault: Exception) -> str:
    """Why the port cannot be used, and what to do instead."""
    is_busy = isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE
    reason = "er opptatt" if is_busy else "kan ikke brukes"
    return f"Port {port} {reason}. Velg en annen: {command('serve', '--port', '8123')}"


def builder_of(root: Path, port: int, now: str) -> BuildProcess:
    """The process that builds the preview of the site in a folder, as it is served on a port."""
    return BuildProcess(SETTINGS, SITE, siteurl=address_on(port), now=now, cwd=root)


def address_on(port: int) -> str:
    """The URL that people open, without a slash at the end."""
    forwarded = codespace_host(port, os.environ)
    return f"https://{forwarded}" if forwarded else f"http://{HOST}:{port}"


def codespace_host(port: int, environ: Mapping[str, str]) -> str:
    """The host name of a port in a workspace on GitHub; "" on other machines."""
    if environ.get("CODESPACES") != "true":
        return ""
    domain = environ["GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"]
    return f"{environ['CODESPACE_NAME']}-{port}.{domain}"
