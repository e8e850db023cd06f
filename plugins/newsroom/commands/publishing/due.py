"""Whether the published site is out of date by time alone; rebuild.yml asks every 20 minutes.

Needs only the standard library, so that nothing has to be installed. The site's URL is SITE_URL,
else that of its GitHub Pages. Prints one line, and starts publish.yml on the last release when it
is to be built again. At night it always is.
"""

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from newsroom.commands.publishing.asking import UNREADABLE, fetched, reason_for
from newsroom.commands.publishing.github_api import PagesOff, dispatch, pages_site
from newsroom.commands.publishing.remote import release_commit

NO_ANSWER = "Får ikke spurt nettstedet, den nattlige byggingen får ta det: {}"
NOT_YET = "Ingenting er publisert herfra ennå, så det er ingenting å bygge på nytt."
NOT_STARTED = "Får ikke startet publish.yml, så nettstedet ble ikke bygget på nytt: {}"


def main(environment: Mapping[str, str], now: datetime) -> int:
    """Ask the site, print the verdict, and start publish.yml when it is due; the exit code."""
    commit = ""
    try:
        is_due, words = asked(environment, now)
        if is_due and "GITHUB_TOKEN" in environment:
            commit = release_commit(environment)
            words = words if commit else NOT_YET
    except PagesOff as off:
        words = str(off)
    except UNREADABLE as error:
        words = NO_ANSWER.format(reason_for(error))
    print(" ".join(words.split()))
    return start(environment, commit) if commit else 0


def asked(environment: Mapping[str, str], now: datetime) -> tuple[bool, str]:
    """Whether the site is due, and why. Raises PagesOff, or one of UNREADABLE."""
    url = site_url(environment)
    if is_nightly(environment):
        return True, "Bygges på nytt, som hver natt."
    return verdict(fetched(f"{url}/next-change.json"), now)


def is_nightly(environment: Mapping[str, str]) -> bool:
    """Whether the schedule that started the workflow has one hour of the day; all others ask.

    GITHUB_EVENT_PATH has what GitHub tells of the event, as JSON. Raises one of UNREADABLE.
    """
    if "GITHUB_EVENT_PATH" not in environment:
        return False
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
    return str(event["schedule"]).split()[1].isdigit()


def start(environment: Mapping[str, str], commit: str) -> int:
    """Have publish.yml build this commit again; the exit code."""
    try:
        dispatch(environment, commit)
    except UNREADABLE as error:
        print(f"::error::{NOT_STARTED.format(reason_for(error))}")
        return 1
    return 0


def site_url(environment: Mapping[str, str]) -> str:
    """The URL of the published site, without a slash at the end.

    Raises PagesOff, or one of UNREADABLE.
    """
    url = environment.get("SITE_URL") or pages_site(environment)["html_url"]
    return str(url).rstrip("/")


def verdict(data: bytes, now: datetime) -> tuple[bool, str]:
    """Whether the time in next-change.json has come, and why. Raises one of UNREADABLE."""
    change = json.loads(data)
    moment = change["next"]
    if change.get("stopped"):
        return False, "Klokken står stille, som i prøveinnhold: ingenting endrer seg av seg selv."
    if moment is None:
        return False, "Ingenting endrer seg av seg selv."
    # TypeError for a time without a time zone.
    is_due = datetime.fromisoformat(moment) <= now
    return is_due, f"{'På tide' if is_due else 'Ikke ennå'}: {change['what']}, {moment}."


if __name__ == "__main__":
    sys.exit(main(os.environ, datetime.now(UTC)))
