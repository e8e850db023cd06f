"""A newsletter as a draft campaign in listmonk, where people read it through and send it."""

import json
import os
from email.message import EmailMessage
from typing import Any
from urllib.error import HTTPError, URLError

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, fetched, reason_for
from newsroom.contract.newsletter import Mailing

TOKEN, MOST_BYTES = "LISTMONK_TOKEN", 1_000_000  # the answer has both texts of the letter
NOT_SET = (
    "site.yaml sier ikke hvor listmonk er. Skriv newsletter: {listmonk: https://…, lists: [1]}."
)
NO_TOKEN = f"Sett {TOKEN} til bruker:nøkkel, en API-bruker i listmonk som kan lage kampanjer."
REFUSED = f"{{}} godtar ikke {TOKEN}: svaret er {{}}. Brukeren må få lage kampanjer på listene."
UNANSWERED = "{} tok ikke imot brevet: {}."
UNSURE = "Kanskje tok {} imot brevet: {}. Se etter utkastet der før du prøver igjen."
DRAFT = "Utkastet er i listmonk, og ingenting er sendt: {}/admin/campaigns/{}"


def create_draft(mailing: Mailing | None, mail: EmailMessage, name: str) -> str:
    """Create the campaign and say where it is. Raises Refused."""
    token = os.environ.get(TOKEN, "")
    if not mailing or ":" not in token:
        raise Refused(NO_TOKEN if mailing else NOT_SET)
    plain, html = (part.get_content() for part in mail.iter_parts())
    texts = {"name": name, "subject": mail["Subject"], "body": html, "altbody": plain}
    # Two braces begin a template of Go; ours are text.
    campaign: dict[str, Any] = {k: v.replace("{{", '{{ "{{" }}') for k, v in texts.items()}
    campaign |= {"type": "regular", "content_type": "html", "lists": mailing.lists}
    campaign |= {"template_id": mailing.template} if mailing.template else {}
    url = mailing.listmonk
    to = f"{url}/api/campaigns"
    try:
        answer = fetched(to, token, method="POST", scheme="token", values=campaign, most=MOST_BYTES)
        return DRAFT.format(url, int(json.loads(answer)["data"]["id"]))
    except UNREADABLE as error:
        if isinstance(error, HTTPError) and error.code in (401, 403):
            raise Refused(REFUSED.format(url, error.code)) from None
        told = UNANSWERED if isinstance(error, URLError) else UNSURE
        raise Refused(told.format(url, reason_for(error))) from None
