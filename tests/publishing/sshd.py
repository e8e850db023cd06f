"""A real sshd on loopback, for the user who runs the tests."""

import getpass
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import machine
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
        yield Sshd(port, folder)
    finally:
        process.terminate()
        process.wait()
