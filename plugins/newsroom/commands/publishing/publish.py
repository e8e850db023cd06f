"""`run.py publish`, `rollback` and `releases`: the site on the places that site.yaml names."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.building import OWN_GROUP, pelican_command
from newsroom.commands.outcome import Refused, printing_refusals
from newsroom.commands.publishing import pages_releases, record
from newsroom.commands.publishing.before_publishing import (
    record_to_send,
    refuse_other,
    refuse_uncommitted,
    refuse_unrecorded,
    uncommitted,
)
from newsroom.commands.publishing.branch import Branch
from newsroom.commands.publishing.bucket import Bucket
from newsroom.commands.publishing.pages_releases import NOTHING_BEFORE
from newsroom.commands.publishing.release import (
    PublishingHost,
    checked_site,
    engine_version,
    new_release,
    publisher,
    write_notes,
)
from newsroom.commands.publishing.ssh_server import SshServer, key_options
from newsroom.commands.publishing.workflow_job import WorkflowJob
from newsroom.commands.settings import load_site
from newsroom.commands.words import command, count
from newsroom.contract.publish_target import PublishTarget

UNCHANGED = "Det som er publisert, er som før."
BROKEN_OFF = "\nAvbrutt. Alle sider på nett virker. Se hvilken utgave det er: {}"
NO_TARGETS = """\
site.yaml sier ikke hvor nettstedet skal publiseres. Skriv det slik i content/site.yaml:
publish:
  server:
    to: ssh://bruker@www.example.org/var/www/nettsted"""
FAULTY = "Det er feil i content/site.yaml. Se hva det er: {}"
WHICH = "site.yaml har flere steder å publisere. Si hvilket: {}"
UNKNOWN = "site.yaml har ikke noe sted som heter «{}» under publish. Disse finnes: {}"
UNBUILT = "Nettstedet kunne ikke bygges, så ingenting er publisert."
ONLINE = "På nett: utgave {} av {}, {}."
WAITS = (
    "Om {} ryddes det bort som bare den forrige utgaven brukte. Du kan avbryte: da ryddes "
    "det neste gang."
)
# on_server.sh removes in any case what has waited so long.
LONGEST_WAIT = 3600
WRONG_WAIT = "--wait er et antall sekunder fra 0 til {}, og ikke {}."
UNSWEPT = "Det ble ikke ryddet: {} Neste publisering gjør det."
BACK = "På nett igjen: utgave {} av {}."
MEND = "Rett innholdet før dere publiserer neste gang, ellers kommer feilen tilbake."
NO_NUMBER = "«{}» er ikke nummeret på en utgave. Se hvilke som finnes: {}"
NO_RELEASES = "Ingenting er publisert til {} ennå."


@printing_refusals(UNCHANGED)
def publish(
    name: str, content: Path, output: Path, wait: int, *, is_dirty: bool, is_other: bool
) -> int:
    """Build the site, check it, send it, record it and put it online; the exit code.

    `name` is the key of a target in site.yaml; empty when it has only one. `wait` is how many
    seconds a page that somebody has just opened may take to ask for its pictures. What is not
    committed is published with `is_dirty` alone, and `is_other` may replace what Git here lacks.
    """
    _check_wait(wait)
    with opened(name, _targets(content)) as (target, host):
        way = partial(command, "publish", *filter(None, [name]))
        files = uncommitted(content)
        if not is_dirty:
            refuse_uncommitted(files, way("--uncommitted"))
        build = pelican_command("publishconf.py", output, siteurl=target.siteurl or "")
        if subprocess.run(build, stdout=subprocess.DEVNULL, process_group=OWN_GROUP).returncode:
            raise Refused(UNBUILT)
        manifest = checked_site(output, command("build", "--no-cache"))
        if not is_other:
            refuse_other(host.releases(), way("--replace"))
        upload = host.begin()
        if not is_other:
            refuse_unrecorded(upload.online, manifest, content, way("--replace"))
        release = new_release(
            upload.number, upload.online, manifest, datetime.now(UTC), publisher(),
            is_dirty=bool(files),
        )  # fmt: skip
        with TemporaryDirectory(prefix="newsroom-") as notes:
            write_notes(release, output, engine_version(), Path(notes))
            upload = host.send(upload, (output, Path(notes)))
            # Before the pages are online: whoever is interrupted after that loses no address.
            if code := record.main(content, output):
                print(UNCHANGED, file=sys.stderr)
                return code
            host.finish(upload)
        lines = (ONLINE.format(upload.number, target.to, release.changes), record_to_send(content))
        print(*filter(None, lines), sep="\n", flush=True)
        _sweep(host, wait)
    return 0


@printing_refusals(UNCHANGED)
def rollback(wanted: str, name: str, content: Path, wait: int) -> int:
    """Put the release before the one online, or another one, online again; the exit code."""
    _check_wait(wait)
    targets = _targets(content)
    if job := _workflow_job(name, targets, content):
        print(pages_releases.roll_back(job, _number(wanted, name) if wanted else 0), MEND, sep="\n")
        return 0
    with opened(name, targets) as (target, host):
        number = _number(wanted, name) if wanted else _one_before(host)
        host.activate(number)
        print(BACK.format(number, target.to), MEND, sep="\n", flush=True)
        _sweep(host, wait)
    return 0


@printing_refusals(UNCHANGED)
def releases(name: str, content: Path, *, forget: bool) -> int:
    """List the releases of a target, the newest first; the exit code.

    With `forget`, all but the one online are removed first.
    """
    targets = _targets(content)
    if job := _workflow_job(name, targets, content):
        if forget:
            pages_releases.forget(job)
        print(*pages_releases.listed_releases(job), sep="\n")
        return 0
    with opened(name, targets) as (target, host):
        if forget:
            host.forget()
        lines = [release.line for release in reversed(host.releases())]
    print(*lines or [NO_RELEASES.format(target.to)], sep="\n")
    return 0


def _targets(content: Path) -> Mapping[str, PublishTarget]:
    """The places that site.yaml names. Raises Refused when a fault there is why it names none."""
    catalog, report = load_site(content)
    targets = catalog.site.publish
    if not targets and any(fault.path == "site.yaml" for fault in report.errors()):
        raise Refused(FAULTY.format(command("check")))
    return targets


def _workflow_job(
    name: str, targets: Mapping[str, PublishTarget], content: Path
) -> WorkflowJob | None:
    """Where GitHub publishes the site, when site.yaml names no place."""
    return None if name or targets else pages_releases.clone(content, os.environ)


@contextmanager
def opened(
    name: str, targets: Mapping[str, PublishTarget]
) -> Iterator[tuple[PublishTarget, PublishingHost]]:
    """A target of site.yaml and its host. Raises Refused when there is none of this name.

    Refused is also what it raises when somebody breaks off.
    """
    if not targets:
        raise Refused(NO_TARGETS)
    if not name and len(targets) > 1:
        raise Refused(WHICH.format(", ".join(targets)))
    name = name or next(iter(targets))
    if name not in targets:
        raise Refused(UNKNOWN.format(name, ", ".join(targets)))
    target, listing = targets[name], command("releases", name)
    try:
        if target.scheme == "branch":
            yield target, Branch(target.to, listing)
        elif target.scheme == "s3":
            yield target, Bucket(target, os.environ, listing)
        else:
            with key_options(os.environ) as options:
                yield target, SshServer(target.to, options, listing)
    except KeyboardInterrupt:
        raise Refused(BROKEN_OFF.format(listing), 130, "") from None


def _check_wait(wait: int) -> None:
    if not 0 <= wait <= LONGEST_WAIT:
        raise Refused(WRONG_WAIT.format(LONGEST_WAIT, wait))


def _number(wanted: str, name: str) -> int:
    if not wanted.isdecimal():
        raise Refused(NO_NUMBER.format(wanted, command("releases", *filter(None, [name]))))
    return int(wanted)


def _one_before(host: PublishingHost) -> int:
    """The number of the release before the one online, or before the one that it went back to."""
    releases = {release.number: release for release in host.releases()}
    online = next(
        (number for number, release in releases.items() if release.is_online), sys.maxsize
    )
    while online in releases and releases[online].back_to:
        online = releases[online].back_to
    before = [number for number in releases if number < online]
    if not before:
        raise Refused(NOTHING_BEFORE)
    return before[-1]


def _sweep(host: PublishingHost, wait: int) -> None:
    if not host.keeps_old_files:
        return
    try:
        print(WAITS.format(count(wait, "sekund", "sekunder")), flush=True)
        time.sleep(wait)
        host.sweep(wait)
    except (KeyboardInterrupt, OSError, Refused) as fault:
        print(UNSWEPT.format(str(fault) or "avbrutt."), file=sys.stderr)
