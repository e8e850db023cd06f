"""A server of one's own, over SSH: a folder for each release, and a link to the one online.

The server needs sshd, rsync and GNU coreutils; what runs there is on_server.sh.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

from newsroom.commands.changing.checked_change import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.release import Release, Upload, manifest_of, release_of
from newsroom.hosting.headers import HASHED_FOLDERS

KEEP = 5
# For jobs without a folder ~/.ssh: a private key, and the lines of the file known_hosts.
KEY, KNOWN_HOSTS = "PUBLISH_SSH_KEY", "PUBLISH_SSH_KNOWN_HOSTS"
OPTIONS = (
    "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=10",
    "-o", "ServerAliveCountMax=3",
)  # fmt: skip
SCRIPT = files("newsroom.commands.publishing").joinpath("on_server.sh")


class SshServer:
    """The releases in a folder of a server (`PublishingHost`)."""

    def __init__(self, to: str, options: Sequence[str], listing: str) -> None:
        url = urlsplit(to)
        self.host, self.folder, self.listing = url.hostname or "", url.path, listing
        self.address = f"{url.username}@{self.host}" if url.username else self.host
        port = ("-p", str(url.port)) if url.port else ()
        self.ssh = ("ssh", *OPTIONS, *options, *port)

    def begin(self) -> Upload:
        id = uuid4().hex
        number, _, manifest = self._on_server("begin", id).partition("\n")
        return Upload(id, int(number), manifest_of(manifest))

    def send(self, upload: Upload, folders: Sequence[Path]) -> Upload:
        """A file that the server has online already is not sent again."""
        there = f"{self.folder}/releases/.incoming-{upload.id}/"
        # Without times, a file that is the same as before keeps its time, and so its ETag.
        words = ["rsync", "--recursive", "--checksum", "--no-times", "--chmod=D755,F644"]
        words += ["--timeout=60", f"--link-dest={self.folder}/current/", "-e", shlex.join(self.ssh)]
        words += [f"{folder}/" for folder in folders]
        try:
            self._run([*words, f"{self.address}:{there}"])
        except BaseException:
            self._tidy(upload.id)
            raise
        return upload

    def finish(self, upload: Upload) -> None:
        """In one step, when what has arrived is whole."""
        try:
            self._on_server("finish", upload.id, str(upload.number), str(KEEP))
        except Refused:
            self._tidy(upload.id)
            raise

    def activate(self, number: int) -> None:
        self._on_server("activate", str(number))

    def sweep(self) -> None:
        self._on_server("sweep")

    def releases(self) -> list[Release]:
        lines = (line.split(" ", 2) for line in self._on_server("list").splitlines())
        return [release_of(text, is_online=mark == "*") for _, mark, text in lines]

    def forget(self) -> None:
        self._on_server("forget")

    def _tidy(self, id: str) -> None:
        """Remove what has arrived, if the server answers; else its next publishing does."""
        try:
            self._on_server("abort", id)
        except (Refused, OSError):
            return

    def _on_server(self, *words: str) -> str:
        hashed = " ".join(folder.strip("/") for folder in HASHED_FOLDERS)
        remote = shlex.join(["sh", "-s", self.folder, hashed, *words])
        return self._run([*self.ssh, self.address, remote], SCRIPT.read_text(encoding="utf-8"))

    def _run(self, words: Sequence[str], given: str = "") -> str:
        values = {"host": self.host, "folder": self.folder, "listing": self.listing}
        return output_of("ssh", words, values, given=given)


@contextmanager
def key_options(environment: Mapping[str, str]) -> Iterator[list[str]]:
    """The options that give ssh the key and the known hosts of the environment, while it runs."""
    with TemporaryDirectory(prefix="newsroom-") as folder:
        options = []
        for name, option in ((KEY, "IdentityFile"), (KNOWN_HOSTS, "UserKnownHostsFile")):
            if text := environment.get(name):
                file = Path(folder, option)
                file.touch(mode=0o600)
                file.write_text(f"{text.strip()}\n", encoding="utf-8")
                options += ["-o", f"{option}={file}"]
        yield options
