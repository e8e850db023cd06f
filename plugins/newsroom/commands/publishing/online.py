"""Asks the published site what it is, for `run.py status` and `run.py diff --published`."""

import json
from pathlib import Path
from typing import Any

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import fetched, reason_for
from newsroom.commands.settings import load_site, strict_settings
from newsroom.contract.fields import SITE_ADDRESS

NO_ADDRESS = (
    "Verken publishconf.py (SITEURL) eller site.yaml sier hvilken adresse nettstedet har. Skriv "
    "den der, eller på kommandolinjen: --siteurl https://…"
)
WRONG_ADDRESS = "«{}» er ikke adressen til et nettsted. Skriv den slik: --siteurl https://…"
NO_ANSWER = "Får ikke spurt {}: {}. Er adressen feil, skriver du den slik: --siteurl https://…"


def site_address(given: str, content: Path) -> str:
    """The URL of the published site without a slash at the end. Raises Refused.

    The one that is `given`, else that of the first target in site.yaml that has one, else SITEURL.
    """
    targets = () if given else load_site(content)[0].site.publish.values()
    named = given or next((target.siteurl for target in targets if target.siteurl), "")
    url = (named or str(strict_settings()["SITEURL"])).rstrip("/")
    if not SITE_ADDRESS.fullmatch(url):
        raise Refused(WRONG_ADDRESS.format(url) if url else NO_ADDRESS)
    return url


def published(siteurl: str, path: str) -> Any:
    """What a JSON file of the published site holds. Raises one of UNREADABLE."""
    return json.loads(fetched(f"{siteurl}/{path.lstrip('/')}"))


def no_answer(siteurl: str, error: BaseException) -> str:
    """Why the site cannot be asked, in words; `error` is one of UNREADABLE."""
    return NO_ANSWER.format(siteurl, reason_for(error))
