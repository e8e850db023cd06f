"""Releases: who published the site, from what, and how it differed from the one before."""

import getpass
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from newsroom.addresses.plan import NEXT_CHANGE
from newsroom.commands.init.wheel import NAME
from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.words import count
from newsroom.contract.catalog import ADDRESSES
from newsroom.contract.moment import OSLO
from newsroom.reading.records import CALENDAR
from newsroom.site.published_site import MANIFEST
from newsroom.wording.dates import clock, day

# Hashes of the files of a site by their paths.
Manifest = Mapping[str, str]
# What decides the look of every page; the last is the engine in its own repository.
ENGINE = "plugins/newsroom"
LOOK = ("theme", "pelicanconf.py", "publishconf.py", "requirements.txt", ENGINE)
# What a publishing adds to the site: for everybody, and for the one who publishes.
PUBLIC_FILE, OWN_FILE = "publisert.json", ".hosting/release.json"
REDIRECT = b'<meta http-equiv="refresh"'
BACK_TO = "tilbake til utgave {}"
DAMAGED = "det som er notert om den, kan ikke leses"
NOT_BUILT = "Mappen {} har ikke noe ferdig nettsted. Kjør kommandoen på nytt."
NOT_WHOLE = (
    "{}/{} er ikke slik den ble bygget, så ingenting er publisert. Bygg på nytt uten det som er "
    "husket: {}"
)


@dataclass(frozen=True, slots=True)
class Release:
    """One publishing of the site; `time` is in RFC 3339, `commit` is empty without Git.

    `back_to` is the number of the earlier release that it put online again, 0 for a new site. With
    `is_dirty`, it had something that is not in the commit.
    """

    number: int
    time: str
    commit: str
    who: str
    changes: str
    back_to: int = 0
    is_dirty: bool = False
    is_online: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """Its fields; where it is kept tells whether it is online."""
        return {name: value for name, value in asdict(self).items() if name != "is_online"}

    @property
    def text(self) -> str:
        """The release as JSON in one line."""
        return json.dumps(self.values, ensure_ascii=False)

    @property
    def line(self) -> str:
        """The release in one line of a list."""
        mark = "på nett" if self.is_online else ""
        time = in_words(datetime.fromisoformat(self.time)) if self.time else ""
        commit = self.commit[:7] + ("+" if self.is_dirty else "")
        parts = (time, commit, self.who, self.changes, mark)
        return f"{self.number:>4}  " + ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Upload:
    """A release on its way: its id and number, and the manifest of the one that is online.

    `folders` is for hosts that have more to send when it goes online.
    """

    id: str
    number: int
    online: Manifest
    folders: tuple[Path, ...] = ()


class PartlyPublished(Refused):
    """It was broken off when some pages were new and others as before."""

    def __init__(self, text: str) -> None:
        super().__init__(text, stands="Noen sider er nye og andre som før. Alle virker.")


class PublishingHost(Protocol):
    """What publishes a site somewhere. All methods raise Refused with what is wrong.

    `keeps_old_files` tells whether there is something for `sweep` to remove.
    """

    keeps_old_files: bool

    def begin(self) -> Upload:
        """Prepare a new release."""

    def send(self, upload: Upload, folders: Sequence[Path]) -> Upload:
        """Send the files in these folders, the notes last; nobody sees them yet."""

    def finish(self, upload: Upload) -> None:
        """Put the release online."""

    def activate(self, number: int) -> None:
        """Put an earlier release online again."""

    def sweep(self, wait: int) -> None:
        """Remove the hashed files that only releases before this one have.

        Pages that are open may ask for one until `wait` seconds after it was replaced.
        """

    def releases(self) -> list[Release]:
        """The releases that are kept, the oldest first."""

    def forget(self) -> None:
        """Remove all releases but the one online."""


def manifest_of(text: str) -> Manifest:
    """The files in a manifest, in the format of sha256sum."""
    return {path: sha for sha, _, path in (line.partition("  ") for line in text.splitlines())}


def checked_site(site: Path, command: str) -> Manifest:
    """The manifest of a built site. Raises Refused when a file of it is missing or has changed."""
    file = site / MANIFEST.removeprefix("/")
    if not file.is_file():
        raise Refused(NOT_BUILT.format(site))
    manifest = manifest_of(file.read_text(encoding="utf-8"))
    for path, sha in manifest.items():
        data = (site / path).read_bytes() if (site / path).is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha:
            raise Refused(NOT_WHOLE.format(site, path, command))
    return manifest


def changes_between(before: Manifest, after: Manifest) -> str:
    """How many pages are new, changed and gone: `2 nye sider, 1 endret`."""
    old, new = (
        {path: sha for path, sha in one.items() if path.endswith("index.html")}
        for one in (before, after)
    )
    changed = sum(path in old and old[path] != sha for path, sha in new.items())
    counts = (
        (len(new.keys() - old.keys()), "ny side", "nye sider"),
        (changed, "endret side", "endrede sider"),
        (len(old.keys() - new.keys()), "borte", "borte"),
    )
    return ", ".join(count(*one) for one in counts if one[0]) or "ingen sider endret"


def new_release(
    number: int,
    before: Manifest,
    after: Manifest,
    now: datetime,
    who: str,
    *,
    is_dirty: bool = False,
) -> Release:
    """The release that the site of the current commit becomes."""
    return Release(
        number, now.isoformat(timespec="seconds"), git("rev-parse", "HEAD"), who,
        changes_between(before, after), is_dirty=is_dirty,
    )  # fmt: skip


def number_of_pages(site: Path) -> int:
    """How many pages visitors can read; those at old addresses, and that of 404, are none."""
    return sum(REDIRECT not in page.read_bytes() for page in site.rglob("index.html"))


def in_words(when: datetime) -> str:
    """`20. desember 2023 kl. 13.00`, in Oslo."""
    local = when.astimezone(OSLO)
    return f"{day(local.date(), 'nb')} kl. {clock(local.time(), 'nb')}"


def publisher() -> str:
    """The name of whoever publishes, as Git knows it; else the user's."""
    return git("var", "GIT_AUTHOR_IDENT").partition(" <")[0] or getpass.getuser()


def record_files(content: Path) -> list[str]:
    """The files of the record that a publishing writes."""
    return [(content / file).as_posix() for file in (ADDRESSES, CALENDAR)]


def git(*words: str) -> str:
    """What Git answers in the current folder; empty without Git and outside a repository."""
    try:
        return output_of("git", ["git", *words], {"branch": ""}).strip()
    except Refused:
        return ""


def write_notes(release: Release, site: Path, version: str, folder: Path) -> None:
    """Write the two files that a publishing adds into `folder`; PUBLIC_FILE has no names."""
    change = site / NEXT_CHANGE.removeprefix("/")  # missing without the room `sharing`
    public = {
        "release": release.number,
        "time": release.time,
        "commit": release.commit,
        "uncommitted": release.is_dirty,
        "version": version,
        "pages": number_of_pages(site),
        "next": json.loads(change.read_text("utf-8"))["next"] if change.is_file() else None,
    }
    for path, text in ((PUBLIC_FILE, json.dumps(public)), (OWN_FILE, release.text)):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(f"{text}\n", encoding="utf-8")


def release_of(text: str, *, is_online: bool = False) -> Release:
    """The release in a text of JSON, as OWN_FILE has it."""
    return release_from(json.loads(text), is_online=is_online)


def kept_release(number: int, text: str, *, is_online: bool) -> Release:
    """The release in a text that somebody may have damaged; then it has its number alone."""
    try:
        release = release_of(text, is_online=is_online)
        datetime.fromisoformat(release.time)
    except (ValueError, TypeError, AttributeError):
        return Release(number, "", "", "", DAMAGED, is_online=is_online)
    return release


def release_from(values: Mapping[str, Any], *, is_online: bool = False) -> Release:
    """The release with these values; fields that only a newer engine knows are left out."""
    known = {field.name for field in fields(Release)}
    given = {name: value for name, value in values.items() if name in known}
    return Release(**given, is_online=is_online)


def engine_version() -> str:
    """The version of the engine; empty in its own repository, where it is not installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return ""
