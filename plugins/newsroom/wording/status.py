"""The state of an event in a word."""

from newsroom.contract.clock import Mark, SignUp
from newsroom.contract.event import Event
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
}
MARK = {
    "draft": "Utkast: vises bare i forhåndsvisningen",
    "future": "Ikke publisert ennå: vises bare i forhåndsvisningen",
    "expired": "Denne siden er ikke lenger aktuell",
}


def event_status(event: Event, lang: str) -> str:
    """Avlyst, Utsatt, Ny dato, Flyttet til nett; "" when it goes as planned."""
    return our_texts(lang)(EVENT.get(event.status, ""))


def event_name(event: Event, lang: str) -> str:
    """The title, after the word for what keeps it from being held: "Avlyst: Frokostmøte"."""
    return f"{before(event, lang)}{event.title}"


def before(event: Event, lang: str) -> str:
    """`Avlyst: ` or `Utsatt: ` where it is not held as planned, else ""."""
    is_off = event.status in ("cancelled", "postponed")
    return f"{event_status(event, lang)}: " if is_off else ""


def sign_up_status(state: SignUp, lang: str) -> str:
    """Fulltegnet, Venteliste and so on; "" when there is nothing to sign up to."""
    return our_texts(lang)(SIGN_UP.get(state, ""))


def mark_text(mark: Mark, lang: str) -> str:
    """Why a page is not simply public."""
    return our_texts(lang)(MARK.get(mark, ""))
