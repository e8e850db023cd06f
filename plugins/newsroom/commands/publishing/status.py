"""`run.py status`: what is online, what waits, what stops it, and what changes by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsroom.addresses.plan import NEXT_CHANGE
from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.age import QUIET
from newsroom.commands.publishing.asking import UNREADABLE
from newsroom.commands.publishing.before_publishing import record_to_send, uncommitted
from newsroom.commands.publishing.online import no_answer, published, site_address
from newsroom.commands.publishing.release import LOOK, PUBLIC_FILE, git, in_words
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import command, count
from newsroom.site.engine import Engine

ONLINE = "På nett: {}, publisert {}{}."
RELEASE = " (utgave {})"
NEXT = "Endrer seg av seg selv {}: {}."
STANDS = "Ingenting endrer seg av seg selv."
LATE = "Det skulle ha endret seg {}: {}. Publiser på nytt."
OLD = (
    "Det er mer enn 60 dager siden. Da stopper GitHub faste kjøringer: slå dem på igjen under "
    "Actions."
)
WITHOUT_GIT = "Det ble publisert uten Git, så ingen vet hva som er endret siden."
UNKNOWN_COMMIT = "Det som er på nett, er ikke hentet hit. Hent det (Sync Changes), og spør igjen."
DIRTY = (
    "Det som er på nett, har noe som ikke var lagret i Git, så ingen vet helt hva som venter. "
    "Lagre det, og publiser på nytt."
)
UNSAVED = "Ikke lagret i Git: {}."
UNSENT = "Ikke sendt (Sync Changes): {}."
WAITING = "Venter på å bli publisert: {}."
NOTHING_WAITS = "Ingenting venter på å bli publisert."
STOPPED = "Dette stopper neste publisering: {}. Se hva det er: {}"


def status(siteurl: str, content: Path) -> int:
    """Print the status of the site; 1 when it does not answer, or something stops the next one."""
    lines, is_good = list(waiting(content)), True
    try:
        siteurl = site_address(siteurl, content)
        public, change = (published(siteurl, path) for path in (PUBLIC_FILE, NEXT_CHANGE))
        lines[:0] = (
            *online(siteurl, public, change, datetime.now(UTC)),
            *since(public["commit"], content, is_dirty=public.get("uncommitted", False)),
        )
    except (Refused, *UNREADABLE) as error:
        is_refused = isinstance(error, Refused)
        lines.insert(0, str(error) if is_refused else no_answer(siteurl, error))
        is_good = False
    if errors := Engine(strict_settings(PATH=str(content.resolve()))).run_to_gate().report.errors():
        lines.append(STOPPED.format(count(len(errors), "feil", "feil"), command("check")))
        is_good = False
    print(*lines, sep="\n")
    return 0 if is_good else 1


def online(
    siteurl: str, public: dict[str, Any], change: dict[str, Any], now: datetime
) -> Iterator[str]:
    """What is published, since when, and what changes by itself."""
    when = datetime.fromisoformat(public["time"])
    number = str(public["release"] or "")
    release = ", ".join(filter(None, (number, public["commit"][:7])))
    yield ONLINE.format(siteurl, in_words(when), RELEASE.format(release) if number else "")
    if now - when > QUIET:
        yield OLD
    if change.get("stopped") or change["next"] is None:
        yield STANDS
        return
    moment = datetime.fromisoformat(change["next"])
    yield (NEXT if moment > now else LATE).format(in_words(moment), change["what"])


def since(commit: str, content: Path, *, is_dirty: bool) -> Iterator[str]:
    """How many commits have changed the content or the look since the one that is online."""
    if git("cat-file", "-t", commit) != "commit":
        yield UNKNOWN_COMMIT if commit else WITHOUT_GIT
        return
    if is_dirty:
        yield DIRTY
    commits = git("rev-list", f"{commit}..HEAD", "--", str(content), *LOOK).split()
    if commits:
        yield WAITING.format(count(len(commits), "endring", "endringer"))
    elif not is_dirty:
        yield NOTHING_WAITS


def waiting(content: Path) -> Iterator[str]:
    """What is not committed, and not pushed."""
    if files := uncommitted(content):
        yield UNSAVED.format(count(len(files), "fil", "filer"))
    if commits := git("rev-list", "@{upstream}..HEAD", "--", str(content), *LOOK).split():
        yield UNSENT.format(count(len(commits), "endring", "endringer"))
    if to_do := record_to_send(content):
        yield to_do
