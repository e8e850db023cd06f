"""Asks the published site whether what was sent is out, or what stopped it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, reason_for
from newsroom.commands.publishing.online import published
from newsroom.commands.publishing.release import PUBLIC_FILE
from newsroom.contract.moment import OSLO
from newsroom.desk.publishing.remote_pages import jobs_page
from newsroom.desk.publishing.repository import SiteRepository
from newsroom.desk.sentences import sentence
from newsroom.wording.dates import clock, day

# After so long, something has most likely stopped it.
LONG = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class OnlineState:
    """Whether a commit is out, in words; `late` when it should have been, `unknown` if unasked."""

    state: Literal["online", "waiting", "late", "unknown"]
    text: str


def is_online(
    root: Path, commit: str, siteurl: str, now: datetime, lang: str = "nb"
) -> OnlineState:
    """Whether the site at an address was made from a commit, or from a later one."""
    if not siteurl:
        return OnlineState("unknown", sentence("siteurl-missing", lang))
    try:
        public = published(siteurl, PUBLIC_FILE)
        found, when = str(public["commit"]), datetime.fromisoformat(public["time"])
    except UNREADABLE as error:
        text = sentence("online-unknown", lang, siteurl=siteurl, reason=reason_for(error))
        return OnlineState("unknown", text)
    repository = SiteRepository(root, lang)
    commit = repository.commit_of(commit)  # a name that is none would be an option for Git
    if not commit:
        return OnlineState("unknown", sentence("commit-unknown", lang))
    if not repository.commit_of(found) and repository.remote:
        with suppress(Refused):
            repository.fetch()
    local = when.astimezone(OSLO)
    said = {"day": day(local.date(), lang), "time": clock(local.time(), lang)}
    if repository.has_commit(found, commit):
        is_today = local.date() == now.astimezone(OSLO).date()
        return OnlineState("online", sentence("out-at" if is_today else "out-on", lang, **said))
    sent = datetime.fromisoformat(repository.git("log", "-1", "--format=%cI", commit))
    if now - sent < LONG:
        return OnlineState("waiting", sentence("not-out-yet", lang, **said))
    page = jobs_page(repository.url)
    code = "publish-late-see" if page else "publish-late"
    return OnlineState("late", sentence(code, lang, page=page))
