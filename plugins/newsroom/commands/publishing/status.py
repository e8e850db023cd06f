"""`run.py status`: what is online, what waits, what stops it, and what changes by itself."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsroom.addresses.plan import NEXT_CHANGE
from newsroom.commands.publishing.due import UNREADABLE, fetched
from newsroom.commands.publishing.release import PUBLIC_FILE, git, in_words
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import command, count
from newsroom.site.engine import Engine

# GitHub stops scheduled jobs after so long without activity.
QUIET = timedelta(days=60)
NO_SITEURL = (
    "publishconf.py sier ikke hvilken adresse nettstedet har (SITEURL). Skriv den der, eller "
    "kjør {}"
)
NO_ANSWER = "Får ikke spurt {}: {}. Sjekk nettforbindelsen og adressen."
ONLINE = "På nett: {}, publisert {}{}."
RELEASE = " (utgave {}, {})"
NEXT = "Endrer seg av seg selv {}: {}."
STANDS = "Ingenting endrer seg av seg selv."
LATE = "Det skulle ha endret seg {}: {}. Publiser på nytt."
OLD = (
    "Det er mer enn 60 dager siden. Da stopper GitHub faste kjøringer: slå dem på igjen under "
    "Actions."
)
UNKNOWN_COMMIT = "Det som er på nett, er ikke hentet hit. Hent det (Sync Changes), og spør igjen."
UNSAVED = "Ikke lagret i Git: {}."
UNSENT = "Ikke sendt (Sync Changes): {}."
WAITING = "Venter på å bli publisert: {}."
NOTHING_WAITS = "Ingenting venter på å bli publisert."
STOPPED = "Dette stopper neste publisering: {}. Se hva det er: {}"


def status(siteurl: str, content: Path) -> int:
    """Print the status of the site; 1 when it does not answer, or something stops the next one."""
    siteurl = siteurl or strict_settings()["SITEURL"]
    if not siteurl.startswith(("https://", "http://")):
        print(NO_SITEURL.format(command("status", "--siteurl", "https://…")))
        return 1
    lines, is_good = list(waiting(content)), True
    try:
        public = json.loads(fetched(f"{siteurl}/{PUBLIC_FILE}"))
        change = json.loads(fetched(f"{siteurl}{NEXT_CHANGE}"))
        lines[:0] = (
            *online(siteurl, public, change, datetime.now(UTC)),
            *since(public["commit"], content),
        )
    except UNREADABLE as error:
        lines.insert(0, NO_ANSWER.format(siteurl, getattr(error, "reason", error)))
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
    published = datetime.fromisoformat(public["time"])
    release = RELEASE.format(public["release"], public["commit"][:7]) if public["release"] else ""
    yield ONLINE.format(siteurl, in_words(published), release)
    if now - published > QUIET:
        yield OLD
    if change.get("stopped") or change["next"] is None:
        yield STANDS
        return
    moment = datetime.fromisoformat(change["next"])
    yield (NEXT if moment > now else LATE).format(in_words(moment), change["what"])


def since(commit: str, content: Path) -> Iterator[str]:
    """How many commits have changed the content since the one that is online."""
    if commit and git("cat-file", "-t", commit) != "commit":
        yield UNKNOWN_COMMIT
        return
    commits = git("rev-list", f"{commit}..HEAD", "--", str(content)).split()
    yield WAITING.format(count(len(commits), "endring", "endringer")) if commits else NOTHING_WAITS


def waiting(content: Path) -> Iterator[str]:
    """What is not committed, and not pushed."""
    if files := git("status", "--porcelain", "--", str(content)).splitlines():
        yield UNSAVED.format(count(len(files), "fil", "filer"))
    if commits := git("rev-list", "@{upstream}..HEAD", "--", str(content)).split():
        yield UNSENT.format(count(len(commits), "endring", "endringer"))
