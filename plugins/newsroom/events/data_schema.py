"""The JSON Schema (2020-12) of events.json, with a Norwegian description of each field."""

from typing import Any, get_args

from newsroom.contract.event_parts import InstanceStatus
from newsroom.contract.fields import LANGUAGES

DAY = r"\d{4}-\d{2}-\d{2}"
DATE_OR_TIME = rf"^{DAY}(T\d{{2}}:\d{{2}}:\d{{2}}[+-]\d{{2}}:\d{{2}})?$"
ZONE = "Et klokkeslett har forskyvning fra UTC (RFC 3339); en dato alene gjelder hele dagen."


def _field(title: str, description: str, kind: str | list[str], **more: Any) -> dict[str, Any]:
    return {"title": title, "description": description, "type": kind, **more}


def _group(title: str, description: str, **fields: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these fields, or null."""
    keywords = {"required": [*fields], "additionalProperties": False, "properties": fields}
    return _field(title, description, ["object", "null"], **keywords)


def _moment(title: str, description: str, kind: str | list[str]) -> dict[str, Any]:
    return _field(title, f"{description} {ZONE}", kind, pattern=DATE_OR_TIME)


TEXT = ["string", "null"]
NUMBER = ["integer", "null"]
VENUE = _group(
    "Sted",
    "Hvor det holdes. null når det bare er på nett, også når det er flyttet dit.",
    name=_field("Navn", "Hva stedet heter.", "string"),
    address=_field("Adresse", "Gate og nummer, eller en tom tekst.", "string"),
    postcode=_field("Postnummer", "Fire siffer som tekst, eller en tom tekst.", "string"),
    city=_field("Poststed", "By eller tettsted, eller en tom tekst.", "string"),
    lat=_field("Bredde", "Grader nord, WGS 84.", ["number", "null"]),
    lon=_field("Lengde", "Grader øst, WGS 84.", ["number", "null"]),
)
NETWORK = _group(
    "Nettverk",
    "Nettverket, prosjektet eller forumet som inviterer. null når det er for alle.",
    key=_field("Nøkkel", "Nettverkets faste navn, som også står i adressen.", "string"),
    name=_field("Navn", "Hva nettverket heter.", "string"),
)
REGISTRATION = _group(
    "Påmelding",
    "Hvordan en melder seg på, og hva det koster. null når det ikke er noe å melde seg på.",
    url=_field("Adresse", "Hvor en melder seg på.", TEXT, format="uri"),
    deadline=_moment("Frist", "Siste frist; en dato er med til dagen er slutt.", TEXT),
    capacity=_field("Plasser", "Hvor mange det er plass til.", NUMBER),
    price=_field("Pris", "I hele kroner; 0 er gratis, null er ikke oppgitt.", NUMBER),
    member_price=_field("Pris for medlemmer", "I hele kroner, som prisen.", NUMBER),
    status=_field(
        "Tilstand",
        "open: en kan melde seg på. full: fulltegnet. waiting_list: venteliste. "
        "closed: stengt. Slik det var da dataene ble laget.",
        TEXT,
        enum=["open", "full", "waiting_list", "closed", None],
    ),
)
EVENT = {
    "id": _field("Id", "Arrangementets faste navn, som aldri endres.", "string"),
    "series": _field(
        "Serie", "Id for serien arrangementet er en dato i. null når det står alene.", TEXT
    ),
    "title": _field("Tittel", "Hva arrangementet heter.", "string"),
    "start": _moment("Start", "Når det begynner.", "string"),
    "end": _moment("Slutt", "Når det er over; en dato er den siste dagen.", TEXT),
    "status": _field(
        "Status",
        "confirmed: går som planlagt. cancelled: avlyst. postponed: utsatt, ny dato er ikke "
        "kjent. moved_online: flyttet til nett. rescheduled: har fått ny dato.",
        "string",
        enum=[*get_args(InstanceStatus)],
    ),
    "previous_start": _moment("Opprinnelig start", "Når det først skulle begynne.", TEXT),
    "url": _field("Adresse", "Arrangementets egen side.", "string", format="uri-reference"),
    "calendar": _field(
        "Kalender", "Arrangementet som iCalendar (RFC 5545).", "string", format="uri-reference"
    ),
    "venue": VENUE,
    "online": _field("På nett", "Hvor en følger det på nett.", TEXT, format="uri"),
    "network": NETWORK,
    "organiser": _field("Arrangør", "Hvem som står for det.", "string"),
    "speakers": {
        **_field("Innledere", "Navnene på dem som snakker, hvert en gang.", "array"),
        "items": {"type": "string"},
    },
    "registration": REGISTRATION,
    "attendance": _field(
        "Deltakere", "Hvor mange som kom. null før det er over, og når det ikke er kjent.", NUMBER
    ),
    "part_of": _field("Del av", "Id for arrangementet det er en del av, ellers null.", TEXT),
    "lang": _field("Språk", "Språket i tittel og omtale.", "string", enum=[*LANGUAGES]),
    "summary": _field("Omtale", "Kort sagt, i ren tekst; kan være tom.", "string"),
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Arrangementer",
    "description": "Alt som holdes og er holdt, en gang for hver dato, etter når det begynner.",
    "type": "object",
    "required": ["$schema", "license", "publisher", "url", "events"],
    "additionalProperties": False,
    "properties": {
        "$schema": _field("Skjema", "Hvor dette skjemaet står.", "string", format="uri-reference"),
        "license": _field(
            "Lisens",
            "Adressen til lisensen dataene kan brukes under. null når utgiveren ikke har gitt en.",
            TEXT,
            format="uri",
        ),
        "publisher": _field("Utgiver", "Hvem dataene kommer fra.", "string"),
        "url": _field("Nettsted", "Utgiverens nettsted.", "string", format="uri-reference"),
        "events": {
            **_field("Arrangementer", "Ett objekt for hver gang noe holdes.", "array"),
            "items": {
                "type": "object",
                "required": [*EVENT],
                "additionalProperties": False,
                "properties": EVENT,
            },
        },
    },
}
