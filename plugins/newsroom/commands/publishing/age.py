"""How old the published site is by what Git knows here; nobody is asked over the network."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from newsroom.commands.publishing.release import git, record_files
from newsroom.commands.words import command
from newsroom.contract.moment import OSLO
from newsroom.wording import dates
from newsroom.wording.texts import our_texts

# GitHub stops scheduled jobs after so long without activity.
QUIET = timedelta(days=60)
SCHEDULES = Path(".github/workflows/rebuild.yml")
NOTED = "Sist notert som publisert: {}, {}. Hva som er på nett nå, sier `{}`."
STOPPED = (
    "Ingenting er lagret i Git på mer enn 60 dager. Da stopper GitHub faste kjøringer, så "
    "nettstedet blir ikke bygget på nytt av seg selv: slå dem på igjen under Actions."
)


def age_lines(content: Path, now: datetime, lang: str) -> Iterator[str]:
    """When the record was committed last, and whether GitHub has stopped the schedules since.

    Nothing without a record in Git, or in a clone without its history.
    """
    noted = _committed("--", *record_files(content))
    if not noted or git("rev-parse", "--is-shallow-repository") == "true":
        return
    t, day = our_texts(lang), dates.day(noted.astimezone(OSLO).date(), lang)
    yield t(NOTED).format(day, dates.ago(now - noted, lang), command("status"))
    if SCHEDULES.is_file() and now - (_committed() or now) > QUIET:
        yield t(STOPPED)


def _committed(*words: str) -> datetime | None:
    """When the last commit was made, of all or of these files."""
    when = git("log", "-1", "--format=%cI", *words)
    return datetime.fromisoformat(when) if when else None
