"""A server of one's own, over SSH: a folder for each release, and a link to the one online.

The server needs sshd, rsync, tar and GNU coreutils; what runs there is on_server.sh.

Without rsync, as on Windows, ssh carries a tar archive. ssh is a part of Windows and reads all of
~/.ssh; paramiko and asyncssh need compiled packages and read some of it. A batch of sftp would take
the names of files for patterns.
"""

import hashlib
import os
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from subprocess import DEVNULL
from tarfile import GNU_FORMAT, TarFile, TarInfo
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO
from urllib.parse import urlsplit
from uuid import uuid4

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.release import Release, Upload, kept_release, manifest_of
from newsroom.hosting.headers import HASHED_FOLDERS

KEEP = 5
# For jobs without a folder ~/.ssh: a private key, and the lines of the file known_hosts.
KEY, KNOWN_HOSTS = "PUBLISH_SSH_KEY", "PUBLISH_SSH_KNOWN_HOSTS"
OPTIONS = (
    "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=10",
    "-o", "ServerAliveCountMax=3",
)  # fmt: skip
START = "-- answer --\n"
SCRIPT = files("newsroom.commands.publishing").joinpath("on_server.sh")


class SshServer:
    """The releases in a folder of a server (`PublishingHost`)."""

    keeps_old_files = True

    def __init__(self, to: str, options: Sequence[str], listing: str) -> None:
        url = urlsplit(to)
        self.host, self.folder, self.listing = url.hostname or "", url.path, listing
        self.address = f"{url.username}@{self.host}" if url.username else self.host
        port = ("-p", str(url.port)) if url.port else ()
        self.known_as = f'"[{self.host}]:{url.port}"' if url.port else self.host
        self.ssh = ("ssh", *OPTIONS, *options, *port)
        self.is_greeting = False  # as a .bashrc may, which rsync would take for an answer

    def begin(self) -> Upload:
        id = uuid4().hex
        number, _, manifest = self._on_server("begin", id).partition("\n")
        return Upload(id, int(number), manifest_of(manifest))

    def send(self, upload: Upload, folders: Sequence[Path]) -> Upload:
        """A file that the server has online already is not sent again."""
        there = f"{self.folder}/releases/.incoming-{upload.id}/"
        # rsync for Windows reads C: as the name of a server.
        has_rsync = os.name != "nt" and not self.is_greeting and shutil.which("rsync")
        send = self._synchronise if has_rsync else self._unpack
        try:
            send(there, upload, folders)
        except BaseException:
            self._tidy(upload.id)
            raise
        return upload

    def _synchronise(self, there: str, _upload: Upload, folders: Sequence[Path]) -> None:
        # Without times, a file that is the same as before keeps its time, and so its ETag.
        words = ["rsync", "--recursive", "--checksum", "--no-times", "--chmod=D755,F644"]
        words += ["--timeout=60", f"--link-dest={self.folder}/current/", "-e", shlex.join(self.ssh)]
        words += [f"{folder}/" for folder in folders]
        self._run([*words, f"{self.address}:{there}"])

    def _unpack(self, there: str, upload: Upload, folders: Sequence[Path]) -> None:
        """Send what is not online into an empty folder; `finish` links the rest there."""
        words = shlex.join(["tar", "-xm", "--no-same-owner", "-C", there])
        with TemporaryFile() as archive:
            write_archive(archive, folders, upload.online)
            archive.seek(0)
            self._run([*self.ssh, self.address, f"umask 022; {words}"], archive)

    def finish(self, upload: Upload) -> None:
        """In one step, when what has arrived is whole."""
        try:
            self._on_server("finish", upload.id, str(upload.number), str(KEEP))
        except Refused:
            self._tidy(upload.id)
            raise

    def activate(self, number: int) -> None:
        self._on_server("activate", str(number))

    def sweep(self, wait: int) -> None:
        self._on_server("sweep", str(wait))

    def releases(self) -> list[Release]:
        lines = (line.split(" ", 2) for line in self._on_server("list").splitlines())
        return [kept_release(int(one), text, is_online=mark == "*") for one, mark, text in lines]

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
        with SCRIPT.open("rb") as script:
            printed = self._run([*self.ssh, self.address, remote], script)
        greeting, _, answer = printed.partition(START)
        self.is_greeting = bool(greeting)
        return answer

    def _run(self, words: Sequence[str], given: IO[bytes] | int = DEVNULL) -> str:
        values = {"host": self.host, "folder": self.folder, "listing": self.listing}
        values["known_as"] = self.known_as
        return output_of("ssh", words, values, given=given)


def write_archive(archive: IO[bytes], folders: Sequence[Path], online: Mapping[str, str]) -> None:
    """Write a tar archive of the files in these folders that are not online, by their hashes."""
    # In this format the server's tar reads a name as bytes, whatever its locale.
    with TarFile(None, "w", archive, format=GNU_FORMAT, encoding="utf-8") as tar:
        for folder in folders:
            for file in filter(Path.is_file, sorted(folder.rglob("*"))):
                data, member = file.read_bytes(), TarInfo(file.relative_to(folder).as_posix())
                member.size = len(data)
                if online.get(member.name) != hashlib.sha256(data).hexdigest():
                    tar.addfile(member, BytesIO(data))


@contextmanager
def key_options(environment: Mapping[str, str]) -> Iterator[list[str]]:
    """The options that give ssh the key and the known hosts of the environment, while it runs."""
    with TemporaryDirectory(prefix="newsroom-") as folder:
        options = []
        for name, option in ((KEY, "IdentityFile"), (KNOWN_HOSTS, "UserKnownHostsFile")):
            if text := environment.get(name):
                file = Path(folder, option)
                file.touch(mode=0o600)
                file.write_text(f"{text.strip()}\n", encoding="utf-8", newline="\n")
                options += ["-o", f'{option}="{file.as_posix()}"']  # it may have spaces
        yield options
