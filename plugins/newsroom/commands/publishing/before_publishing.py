"""What `run.py publish` asks before it builds and sends a site, and what it says to do after.

Without Git it can ask nothing; then nobody has a commit to compare with either.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.release import LOOK, Manifest, Release, git, record_files
from newsroom.commands.words import command
from newsroom.contract.catalog import ADDRESSES, GONE

MOST = 5
UNCOMMITTED = (
    "Dette er ikke lagret i Git: {}. Lagre det først (Commit), så alle kan se hva som er "
    "publisert, og hente det: {} Skal det ut slik det er: {}"
)
SAVE = 'git add --all && git commit -m "Det som er nytt".'
NEWER = (
    "Det som er på nett ({}), har noe som ikke er med her, og det ville bli "
    "borte. Hent det først (Sync Changes, eller git pull), og publiser igjen. Skal det bort: {}"
)
UNKNOWN = (
    "Det som er på nett ({}), finnes ikke i Git her, så noe derfra kan bli borte. "
    "Den som publiserte det, må sende det (Sync Changes, eller git push). Så henter du det, og "
    "publiserer igjen. Skal det erstattes likevel: {}"
)
UNRECORDED = (
    "Disse adressene er på nett, men ingenting her lager dem, og content/record kjenner dem ikke: "
    "{}. Den som publiserte sist, må sende content/record ({}). Så henter du det, og publiserer "
    "igjen. Skal de bort: {}"
)
SEND = "Noter for de andre hva som er publisert, så ingen adresse forsvinner i stillhet: {}"
COMMIT = "Lagre {} i Git, så ingen adresse forsvinner i stillhet."


def uncommitted(content: Path) -> list[str]:
    """The files that decide the site and differ from the last commit; not those of the record."""
    return _changed(str(content), *LOOK, *(f":(exclude){file}" for file in record_files(content)))


def refuse_uncommitted(files: list[str], way: str) -> None:
    """Raises Refused when files are not committed; `way` is the command that means it."""
    if files:
        raise Refused(UNCOMMITTED.format(_listed(files), SAVE, way))


def refuse_other(releases: Iterable[Release], way: str) -> None:
    """Raises Refused unless the commit here has that of the release online in its history."""
    online = next((release for release in releases if release.is_online), None)
    if not online or not online.commit or online.commit == git("rev-parse", "HEAD"):
        return
    # An object store does not say who.
    parts = (f"utgave {online.number}", online.commit[:7], online.who)
    values = (", ".join(filter(None, parts)), way)
    if not _is_here(online.commit):
        is_shallow = git("rev-parse", "--is-shallow-repository") == "true"
        git("fetch", "--quiet", *(("--unshallow",) if is_shallow else ()), "origin")
        if not _is_here(online.commit):
            raise Refused(UNKNOWN.format(*values))
    if git("rev-list", "-1", online.commit, "^HEAD"):
        raise Refused(NEWER.format(*values))


def refuse_unrecorded(online: Manifest, new: Manifest, content: Path, way: str) -> None:
    """Raises Refused when a page would vanish that the record does not know: nobody is told."""
    known = {line.split()[0] for line in _lines(content) if not line.startswith("#")}
    gone = {_address(path) for path in online if path.endswith("/index.html")} - known
    if lost := sorted(gone - {_address(path) for path in new}):
        raise Refused(UNRECORDED.format(_listed(lost), _push(), way))


def record_to_send(content: Path) -> str:
    """What to do with a record that is not committed, in words; empty when it is."""
    if not _changed(*record_files(content)):
        return ""
    is_alone = not git("remote", "get-url", "origin")
    folder = (content / ADDRESSES).parent.as_posix()
    return COMMIT.format(folder) if is_alone else SEND.format(_push())


def _changed(*paths: str) -> list[str]:
    """The files that differ from the last commit; with `-z` Git writes their names as they are."""
    options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    lines = git("status", *options, "--", *paths).split("\0")
    return [line.split(maxsplit=1)[1] for line in lines if line]


def _is_here(commit: str) -> bool:
    return git("cat-file", "-t", commit) == "commit"


def _lines(content: Path) -> Iterator[str]:
    for file in (content / ADDRESSES, content / GONE):
        if file.is_file():
            yield from filter(str.strip, file.read_text(encoding="utf-8-sig").splitlines())


def _address(path: str) -> str:
    return f"/{path.removesuffix('index.html')}"


def _push() -> str:
    """The command that sends the record to the branch here; in a job of CI that is `main`."""
    return command("record", "--push", git("symbolic-ref", "--short", "HEAD") or "main")


def _listed(names: list[str]) -> str:
    rest = [f"og {len(names) - MOST} til"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *rest])
