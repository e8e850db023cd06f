"""Asks the published site what it is, for `run.py status` and `run.py diff --published`."""

import json
from pathlib import Path
from socket import gaierror
from ssl import SSLError
from typing import Any
from urllib.error import HTTPError

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.due import fetched
from newsroom.commands.settings import load_site, strict_settings
from newsroom.contract.fields import SITE_ADDRESS

NO_ADDRESS = (
    "Verken publishconf.py (SITEURL) eller site.yaml sier hvilken adresse nettstedet har. Skriv "
    "den der, eller på kommandolinjen: --siteurl https://…"
)
WRONG_ADDRESS = "«{}» er ikke adressen til et nettsted. Skriv den slik: --siteurl https://…"
NO_ANSWER = "Får ikke spurt {}: {}. Er adressen feil, skriver du den slik: --siteurl https://…"
NOT_OURS = "svaret er ikke det et nettsted som er publisert herfra, gir"
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (gaierror, "navnet finnes ikke, eller det er ikke noe nett her"),
    (ConnectionRefusedError, "ingen svarer der"),
    (TimeoutError, "det kom ikke noe svar i tide"),
    (SSLError, "sertifikatet der er ikke gyldig"),
    (ValueError, NOT_OURS),
    (LookupError, NOT_OURS),
    (TypeError, NOT_OURS),
)


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
    if isinstance(error, HTTPError):
        return NO_ANSWER.format(siteurl, f"{error.url} svarte {error.code}")
    cause = getattr(error, "reason", error)
    reason = next((words for kind, words in REASONS if isinstance(cause, kind)), str(cause))
    return NO_ANSWER.format(siteurl, reason)
