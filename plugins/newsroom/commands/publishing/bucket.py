"""A folder in an object store that speaks S3, by rclone.

It has no link to switch. So files that nobody asks for yet come first, then those that change, the
pages last, and what is left over goes when open pages have had their time: every page works at
any moment. The folder belongs to the site.
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import ProgramFailed, failure_of, output_of
from newsroom.commands.publishing.rebuilding import DIFFERENT, rebuilt
from newsroom.commands.publishing.release import (
    OWN_FILE,
    PUBLIC_FILE,
    PartlyPublished,
    Release,
    Upload,
    engine_version,
    git,
    manifest_of,
    release_from,
    release_of,
    write_notes,
)
from newsroom.contract.publish_target import PublishTarget
from newsroom.hosting.headers import FRESH, HASHED_FOLDERS, IMMUTABLE
from newsroom.hosting.hosts import COMPRESSED_TYPES
from newsroom.site.published_site import MANIFEST

KEEP = 5
KEY, SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
HASHES = MANIFEST.removeprefix("/")
# The releases, without names: everybody may be able to read a file of the folder.
RELEASES = ".hosting/releases.json"
OWN = {HASHES, RELEASES, PUBLIC_FILE}
TYPES = {**COMPRESSED_TYPES, ".webp": "image/webp", ".woff2": "font/woff2"}
FAILED = re.compile(" ERROR |Failed to")
OPTIONS = ("--retries=1", "--low-level-retries=3", "--contimeout=20s", "--timeout=60s")
NO_KEY = f"Nøkkelen til {{}} mangler. Gi den i {KEY} og {SECRET}."
TAKEN = (
    "{} har filer som ikke er publisert herfra. Velg en tom mappe i `to`, for alt som ikke hører "
    "til nettstedet, blir slettet der."
)
NOT_WHOLE = (
    "Filene i {} er ikke slik de ble sendt. Noen andre publiserte kanskje samtidig. Kjør "
    "kommandoen på nytt."
)
MISSING = "Utgaven finnes ikke i {}. Se hvilke som finnes: {}"


class KeptRelease(NamedTuple):
    """A release, and the hash of its manifest."""

    release: Release
    manifest: str


class Bucket:
    """The releases in a folder of an object store (`PublishingHost`)."""

    keeps_old_files = True

    def __init__(self, target: PublishTarget, environment: Mapping[str, str], listing: str) -> None:
        self.to, self.siteurl, self.listing = target.to, target.siteurl or "", listing
        self.folder = f":s3:{target.to.partition('://')[2]}"
        self.values = {"to": target.to, "endpoint": target.endpoint or "Amazon S3"}
        self.environment = rclone_settings(target, environment)
        # The MD5 of each file of the site that is sent, and the files that were there before.
        self.sent: Mapping[str, str] = {}
        self.before: Set[str] = frozenset()

    def begin(self) -> Upload:
        if not (listed := self._read(RELEASES)):
            if self._hashes():
                raise Refused(TAKEN.format(self.to))
            self._write(RELEASES, "[]")  # the folder is the site's from now on
        number = max((one.release.number for one in kept_in(listed)), default=0) + 1
        return Upload("", number, manifest_of(self._read(HASHES)))

    def send(self, upload: Upload, folders: Sequence[Path]) -> Upload:
        """Send what nobody asks for yet: files with a hash in their name, and new addresses."""
        site, there = folders[0], self._hashes()
        paths = manifest_of((site / HASHES).read_text(encoding="utf-8"))
        self.sent = {path: md5(site / path) for path in paths}
        self.before = there.keys()
        changed = self._different(there)
        self._copy(site, [path for path in changed if is_hashed(path) or path not in there])
        return replace(upload, folders=tuple(folders))

    def finish(self, upload: Upload) -> None:
        """Send what changes, look that all has arrived, and tell which release it is."""
        site, notes = upload.folders
        there = self._hashes()
        try:
            self._copy(site, self._different(there))
            self._check(self._hashes())
            self._copy(site, [HASHES])
            self._keep(release_of((notes / OWN_FILE).read_text(encoding="utf-8")), site)
            self._copy(notes, [PUBLIC_FILE])
        except Refused as refused:
            if self._is_still(there):
                raise
            raise PartlyPublished(str(refused)) from None

    def activate(self, number: int) -> None:
        """Build the release again, and send it. No copy is kept, so what is removed is gone."""
        kept = {one.release.number: one for one in self._kept()}
        if number not in kept:
            raise Refused(MISSING.format(self.to, self.listing))
        release, manifest = kept[number]
        with (
            rebuilt(release, self.siteurl) as site,
            TemporaryDirectory(prefix="newsroom-") as folder,
        ):
            if sha256(site / HASHES) != manifest:
                raise Refused(DIFFERENT.format(number))
            notes = Path(folder)
            write_notes(release, site, engine_version(), notes)
            self.finish(self.send(Upload("", number, {}), (site, notes)))

    def sweep(self, wait: int) -> None:
        """What came since `send` is somebody else's, who publishes now; that one sweeps later."""
        there = self._hashes()
        self._check(there)
        gone = (there.keys() & self.before) - self.sent.keys() - OWN
        self._files("delete", self.folder, paths=gone)

    def releases(self) -> list[Release]:
        """Git knows who made them."""
        kept = [one.release for one in self._kept()]
        return [replace(one, who=git("log", "-1", "--format=%an", one.commit)) for one in kept]

    def forget(self) -> None:
        """Remove what the release online does not have, also what no sweep has removed yet."""
        if online := manifest_of(self._read(HASHES)):
            gone = self._hashes().keys() - online.keys() - OWN
            self._files("delete", self.folder, paths=gone)
        self._write_list(one for one in self._kept() if one.release.is_online)

    def _kept(self) -> list[KeptRelease]:
        """The releases in the list, the oldest first."""
        return kept_in(self._read(RELEASES))

    def _keep(self, release: Release, site: Path) -> None:
        """Write that this release is online."""
        new = KeptRelease(replace(release, who="", is_online=True), sha256(site / HASHES))
        kept = {
            one.release.number: KeptRelease(replace(one.release, is_online=False), one.manifest)
            for one in self._kept()
        } | {release.number: new}
        self._write_list(kept[number] for number in sorted(kept)[-KEEP:])

    def _write_list(self, kept: Iterable[KeptRelease]) -> None:
        values = [
            {"online": one.release.is_online, "hash": one.manifest, "release": one.release.values}
            for one in kept
        ]
        self._write(RELEASES, json.dumps(values, ensure_ascii=False))

    def _different(self, there: Mapping[str, str]) -> list[str]:
        """The files of the site that the folder lacks, or has with other bytes."""
        return [path for path, hash in self.sent.items() if there.get(path) != hash]

    def _check(self, there: Mapping[str, str]) -> None:
        if not self.sent or self._different(there):
            raise Refused(NOT_WHOLE.format(self.to))

    def _is_still(self, there: Mapping[str, str]) -> bool:
        """Whether the folder has these files and no others; False when it does not answer."""
        with suppress(Refused):
            return self._hashes() == there
        return False

    def _hashes(self) -> Mapping[str, str]:
        """The MD5 of each file in the folder."""
        return manifest_of(self._rclone("md5sum", self.folder))

    def _copy(self, source: Path, paths: Iterable[str]) -> None:
        """Send these files: those with a hash in their name first, and the pages last."""
        for (_, _, *headers), group in groupby(sorted(paths, key=_order), _order):
            words = [word for header in headers for word in ("--header-upload", header)]
            self._files("copy", str(source), self.folder, "--ignore-times", *words, paths=group)

    def _files(self, *words: str, paths: Iterable[str]) -> None:
        """Run a command of rclone for these files, up to the first that fails.

        By itself rclone goes on, and tries each of thousands of files without a connection.
        """
        command = ["rclone", *words, *OPTIONS, "--no-traverse", "--files-from-raw", "-"]
        if not (given := "\n".join(paths)):
            return
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            errors="replace", env=os.environ | self.environment,
        ) as process:  # fmt: skip
            assert process.stdin and process.stderr
            with suppress(BrokenPipeError), process.stdin:
                process.stdin.write(given)
            answer = next((line for line in process.stderr if FAILED.search(line)), "")
            process.terminate() if answer else process.wait()
        if answer or process.returncode:
            raise ProgramFailed(failure_of("bucket", answer), self.values, answer)

    def _read(self, path: str) -> str:
        """The text of a file in the folder; empty when it is missing."""
        return self._rclone("cat", f"{self.folder}/{path}")

    def _write(self, path: str, text: str) -> None:
        with TemporaryDirectory(prefix="newsroom-") as folder:
            file = Path(folder, path)
            file.parent.mkdir()
            file.write_text(text, encoding="utf-8")
            self._copy(Path(folder), [path])

    def _rclone(self, *words: str) -> str:
        command = ["rclone", *words, *OPTIONS]
        return output_of("bucket", command, self.values, env=self.environment)


def rclone_settings(target: PublishTarget, environment: Mapping[str, str]) -> dict[str, str]:
    """The variables for rclone, which gets no file. Raises Refused when the key is missing."""
    if not environment.get(KEY) or not environment.get(SECRET):
        raise Refused(NO_KEY.format(target.to))
    return {
        "RCLONE_CONFIG": "",
        "RCLONE_S3_PROVIDER": "Other" if target.endpoint else "AWS",
        "RCLONE_S3_ENDPOINT": target.endpoint or "",
        "RCLONE_S3_REGION": environment.get("AWS_REGION", ""),
        "RCLONE_S3_ACCESS_KEY_ID": environment[KEY],
        "RCLONE_S3_SECRET_ACCESS_KEY": environment[SECRET],
        "RCLONE_S3_SESSION_TOKEN": environment.get("AWS_SESSION_TOKEN", ""),
        "RCLONE_S3_NO_CHECK_BUCKET": "true",
        # `finish` looks at all files at once; and then rclone never removes a file that it sent.
        "RCLONE_S3_NO_HEAD": "true",
        # A file that is sent in parts would have an ETag that is no MD5.
        "RCLONE_S3_UPLOAD_CUTOFF": "5Gi",
        # rclone stops when this is set, and has a name of its own for it.
        "AWS_CA_BUNDLE": "",
        "RCLONE_CA_CERT": environment.get("AWS_CA_BUNDLE", ""),
    }


def kept_in(listed: str) -> list[KeptRelease]:
    """The releases in the text of a list; one that cannot be read has none."""
    try:
        return [
            KeptRelease(release_from(one["release"], is_online=one["online"]), one["hash"])
            for one in json.loads(listed)
        ]
    except (ValueError, KeyError, TypeError):
        return []


def is_hashed(path: str) -> bool:
    """Whether the name of a file has a hash of its bytes."""
    return f"/{path}".startswith(HASHED_FOLDERS)


def _order(path: str) -> tuple[bool, bool, str, str]:
    """When a file is sent, and its headers."""
    suffix = PurePosixPath(path).suffix
    guessed, encoding = MimeTypes().guess_type(path)
    kind = TYPES.get(suffix) or (not encoding and guessed) or "application/octet-stream"
    caching = IMMUTABLE if is_hashed(path) else FRESH
    headers = (f"Content-Type: {kind}", f"Cache-Control: {caching}")
    return not is_hashed(path), suffix == ".html", *headers


def md5(file: Path) -> str:
    """The MD5 of a file, which object stores tell as its ETag."""
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def sha256(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
