"""Which field the heading of a column means, in Norwegian or English."""

import re

from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.reading.spelling import NORWEGIAN
from newsroom.wording.fields import words_of

# The fields of one value that a sheet may have; those of `registration` are written below it.
FIELDS = (
    *("id", "title", "start", "end", "venue", "online", "network", "summary", "description"),
    *("speakers", "organiser", "status", "attendance", "accessibility", "part_of"),
)
SIGN_UP = ("url", "deadline", "capacity", "price", "member_price")
# Other headings of these fields; `date` and `time` are parts of `start`.
ALSO_CALLED = {
    "dato": "date", "date": "date", "dag": "date", "klokkeslett": "time", "tid": "time",
    "tidspunkt": "time", "time": "time", "kl": "time", "fra": "start", "til": "end",
    "from": "start", "to": "end", "lokale": "venue", "location": "venue", "speaker": "speakers",
    "innleder": "speakers", "foredragsholder": "speakers", "antall": "attendance",
    "påmelding": "url", "påmeldingslenke": "url", "registration": "url",
}  # fmt: skip
PERSONAL = re.compile(
    r"(?:deltaker\w*|participant|full\w*|for|etter|first|last|sur)?[ -]?(?:navn|name)s?"
    r"|e-?(?:post|mail)\w*|mail|epostadresse|tlf|telefon\w*|mobil\w*|(?:tele)?phone\w*"
    r"|(?:gate|post|hjemme)?adresse|address|(?:person|fødsels)\w+|kontaktperson"
)
LABELS = {
    **{words_of(Event, name).label: name for name in FIELDS},
    **{words_of(Registration, name).label: name for name in SIGN_UP[1:]},
}
HEADINGS = (*LABELS, "dato", "klokkeslett", "påmelding")


def field_of(heading: str) -> str:
    """`venue` for `Sted *`; "" for a heading that names no field."""
    word = _word(heading)
    name = word.replace(" ", "_")
    field = LABELS.get(word) or ALSO_CALLED.get(word) or NORWEGIAN.get(word, name)
    return field if field in (*FIELDS, *SIGN_UP, "date", "time") else ""


def is_personal(heading: str) -> bool:
    """Whether a column with this heading has names, addresses or telephone numbers of people."""
    return bool(PERSONAL.fullmatch(_word(heading)))


def _word(heading: str) -> str:
    return re.sub(r"\(.*\)|[*:.]", "", heading).strip().lower()
