"""The status of an event, of its sign-up and of a page, and why a page was made, in words."""

from newsroom.contract.clock import Mark, SignUp
from newsroom.contract.event import Event
from newsroom.contract.event_parts import NamedSeries
from newsroom.wording.texts import our_texts

EVENT = {
    "cancelled": "Avlyst",
    "postponed": "Utsatt",
    "rescheduled": "Ny dato",
    "moved_online": "Flyttet til nett",
}
SIGN_UP = {
    "open": "Åpen for påmelding",
    "full": "Fulltegnet",
    "waiting_list": "Venteliste",
    "closed": "Påmeldingen er stengt",
    "none": "Åpent for alle, uten påmelding",
}
MARK = {
    "draft": "Utkast: vises bare i forhåndsvisningen",
    "future": "Ikke publisert ennå: vises bare i forhåndsvisningen",
    "expired": "Denne siden er ikke lenger aktuell",
}
REASON = {
    "new": "ny side, eller ingenting husket fra forrige bygging",
    "template": "malen, eller noe den henter inn",
    "arguments": "det siden selv handler om",
    "layout": "det som står rundt hver side: navn, meny, bunntekst eller stilark",
    "lookup": "noe siden viser: {what}",
    "file": "filen manglet, eller var endret av andre",
}


def event_status(event: Event, lang: str) -> str:
    """Avlyst, Utsatt, Ny dato, Flyttet til nett; "" when it is confirmed."""
    return our_texts(lang)(EVENT.get(event.status, ""))


def event_name(event: Event, lang: str) -> str:
    """The title, with its status in front when it is not held: "Avlyst: Frokostmøte"."""
    return f"{title_prefix(event, lang)}{event.title}"


def title_prefix(event: Event, lang: str) -> str:
    """What stands before the title of an event: `Avlyst: ` or `Utsatt: `; "" when it is held."""
    return f"{event_status(event, lang)}: " if event.is_off else ""


def series_text(series: NamedSeries | None, lang: str) -> str:
    """The series with the number in it: "Kunnskapsfrokost nr. 42"; "" without a series."""
    if not series or series.number is None:
        return series.name if series else ""
    text = our_texts(lang)("{name} nr. {number}")
    return text.format(name=series.name, number=series.number)


def sign_up_status(state: SignUp, lang: str) -> str:
    """Fulltegnet, Venteliste and so on; "" for an event without registration."""
    return our_texts(lang)(SIGN_UP.get(state, ""))


def mark_text(mark: Mark, lang: str) -> str:
    """The notice on a page that is a draft, not published yet, or expired; else ""."""
    return our_texts(lang)(MARK.get(mark, ""))


def reason_line(address: str, code: str, what: str, lang: str) -> str:
    """Why a page was rendered again: `/nyheter/: malen, eller noe den henter inn`"""
    return f"{address}: {our_texts(lang)(REASON[code]).format(what=what)}"
