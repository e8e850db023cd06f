"""When the site, left as it is, next says something untrue: what the workflow rebuilds it by."""

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
    """What is next, and whether the site's clock stands still, as that of a sample.

    Not when it was built: until the next change every build is the same, to the last byte.
    """
    sample = site_data.edition.catalog.site.sample
    said = {
        **(_said(change, site_data) if change else NEVER),
        "stopped": bool(sample and sample.now.instant == now),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _said(change: Change, site_data: SiteData) -> dict[str, str | None]:
    address = site_data.plan.by_ref.get(change.ref)
    return {
        "next": _stamp(change.at),
        "why": change.why,
        "what": WORDS[change.why],
        "url": site_data.plan.root.url(address) if address else None,
    }


def _stamp(instant: datetime) -> str:
    """RFC 3339 in Oslo."""
    return stamp(instant.astimezone(OSLO))
