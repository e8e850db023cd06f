"""Writes next-change.json, which tells the workflow when to rebuild the site."""

import json
from collections.abc import Mapping
from datetime import datetime

from newsroom.contract.changes import Change, ChangeReason
from newsroom.contract.moment import OSLO
from newsroom.parts.site_data import SiteData
from newsroom.wording.dates import stamp

WORDS: Mapping[ChangeReason, str] = {
    "publish": "Noe nytt blir offentlig",
    "expire": "En sak er ikke lenger aktuell",
    "correct": "En sak er rettet eller endret",
    "deadline": "En påmeldingsfrist går ut",
    "start": "Et arrangement begynner",
    "end": "Et arrangement er over",
    "calendar": "Et arrangement går ut av kalenderne",
    "horizon": "En serie uten slutt får en måned til",
}
NEVER = {"next": None, "why": None, "what": "Ingenting endrer seg av seg selv", "url": None}


def announcement(now: datetime, change: Change | None, site_data: SiteData) -> bytes:
    """The next change as UTF-8 JSON; `stopped` is true for a sample site, whose clock is fixed.

    It leaves out the time of the build, so that all builds until the next change are identical.
    """
    sample = site_data.edition.catalog.site.sample
    content = {
        **(_fields(change, site_data) if change else NEVER),
        "stopped": bool(sample and sample.now.instant == now),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _fields(change: Change, site_data: SiteData) -> dict[str, str | None]:
    address = site_data.plan.by_ref.get(change.ref)
    return {
        "next": stamp(change.at.astimezone(OSLO)),
        "why": change.why,
        "what": WORDS[change.why],
        "url": site_data.plan.root.url(address) if address else None,
    }
