"""A real sshd on loopback, for the user who runs the tests."""

import getpass
import os
import select
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

from tests import machine
from tests.answering import running
from tests.hosting.servers import free_port

PLACES = ("/usr/sbin/sshd", "/usr/local/sbin/sshd")
# The default key exchange, which withstands quantum computers, takes ten times as long; and below a
# shell, bash leaves the ~/.bashrc of the user alone.
CONFIGURATION = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile {folder}/pid
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
UsePAM no
KexAlgorithms curve25519-sha256
SetEnv SHLVL=2
"""
QUICK = getattr(socket, "TCP_QUICKACK", None)  # Linux alone has it


@dataclass(frozen=True)
class Sshd:
    """A server, its keys, and the folder of those."""

    port: int
    folder: Path

    def target(self, path: Path) -> str:
        """The `to` of a target in a folder of the server."""
        return f"ssh://{getpass.getuser()}@localhost:{self.port}{path}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that give `run.py publish` its key and the server's."""
        host = (self.folder / "host.pub").read_text(encoding="utf-8")
        return {
            "PUBLISH_SSH_KEY": (self.folder / "user").read_text(encoding="utf-8"),
            "PUBLISH_SSH_KNOWN_HOSTS": f"[localhost]:{self.port} {host}",
        }


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """The server, while the block runs."""
    path = machine.program("sshd", "installer pakken openssh-server", "sshd", places=PLACES)
    machine.program("rsync", "installer pakken rsync", "rsync")
    folder.mkdir(parents=True)
    for name in ("host", "user"):
        key = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        subprocess.run(key, check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd asks for it
    port = free_port()
    config = folder / "config"
    config.write_text(CONFIGURATION.format(port=port, folder=folder), encoding="utf-8")
    process = subprocess.Popen([path, "-D", "-f", str(config), "-E", str(folder / "log")])
    try:
        while not (folder / "pid").exists():
            assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
            time.sleep(0.02)
        with running(door := Door(port)):
            yield Sshd(door.server_address[1], folder)
    finally:
        process.terminate()
        process.wait()


class Door(ThreadingTCPServer):
    """Passes connections on to the server at a port, without what ssh waits for on loopback.

    Until it has logged in, it sends a small packet only when the one before is acknowledged, which
    Linux puts off: twice 40 ms of each connection's 135.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.behind = ("127.0.0.1", port)


class Passing(BaseRequestHandler):
    """One connection."""

    server: Door

    def handle(self) -> None:
        with suppress(OSError), socket.create_connection(self.server.behind) as behind:
            other = {self.request: behind, behind: self.request}
            for one in other:
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                for one in select.select(other, (), ())[0]:
                    if not (data := one.recv(1 << 16)):
                        return
                    if QUICK:
                        one.setsockopt(socket.IPPROTO_TCP, QUICK, 1)
                    other[one].sendall(data)
