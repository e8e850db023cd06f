"""A newsletter as a draft campaign in listmonk, where people read it through and send it."""

import json
import os
from email.message import EmailMessage
from functools import partial
from typing import Any
from urllib.error import HTTPError

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.asking import UNREADABLE, fetched, reason_for
from newsroom.contract.newsletter import Mailing

TOKEN = "LISTMONK_TOKEN"
NOT_SET = (
    "site.yaml sier ikke hvor listmonk er. Skriv newsletter: {listmonk: https://…, lists: [1]}."
)
NO_TOKEN = f"Sett {TOKEN} til bruker:nøkkel, en API-bruker i listmonk som kan lage kampanjer."
REFUSED = f"{{}} godtar ikke {TOKEN}: svaret er {{}}. Brukeren må få lage kampanjer på listene."
UNANSWERED = "Brevet er laget, men {} tok det ikke imot: {}."
DRAFT = "Utkastet er i listmonk, og ingenting er sendt: {}/admin/campaigns/{}"


def create_draft(mailing: Mailing | None, mail: EmailMessage, name: str) -> str:
    """Create the campaign and say where it is. Raises Refused."""
    token = os.environ.get(TOKEN, "")
    if not mailing or ":" not in token:
        raise Refused(NO_TOKEN if mailing else NOT_SET)
    plain, html = (part.get_content() for part in mail.iter_parts())
    texts = {"name": name, "subject": mail["Subject"], "body": html, "altbody": plain}
    # Two braces begin a template of Go; ours are text.
    campaign: dict[str, Any] = {
        key: text.replace("{{", '{{ "{{" }}') for key, text in texts.items()
    }
    campaign |= {"type": "regular", "content_type": "html", "lists": mailing.lists}
    campaign |= {"template_id": mailing.template} if mailing.template else {}
    url = mailing.listmonk
    create = partial(fetched, method="POST", scheme="token", values=campaign)
    try:
        answer = json.loads(create(f"{url}/api/campaigns", token))
        return DRAFT.format(url, int(answer["data"]["id"]))
    except UNREADABLE as error:
        if isinstance(error, HTTPError) and error.code in (401, 403):
            raise Refused(REFUSED.format(url, error.code)) from None
        raise Refused(UNANSWERED.format(url, reason_for(error))) from None
