"""The plain texts of an event in a calendar: SUMMARY, LOCATION and DESCRIPTION."""

import unicodedata
from collections.abc import Iterator

from newsroom.contract.event import Event
from newsroom.parts.prose import opening, plain
from newsroom.parts.rows import in_zone, moved, postal
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.texts import event_name, event_status, our_texts, series_text, sign_up_status

# States that the newsroom writes. A state that follows from a deadline is left out, because a
# calendar must not change as time passes.
WRITTEN_STATES = {"full", "waiting_list", "closed", "none"}
CONTROL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# These invisible characters join letters, and the parts of an emoji; they are kept.
JOINERS = {"\u200c", "\u200d"}


def name(event: Event) -> str:
    """SUMMARY: the title, after `Avlyst: ` or `Utsatt: ` because Google hides cancelled events."""
    return one_line(event_name(event, event.site_lang))


def place(event: Event, site_data: SiteData) -> str:
    """LOCATION: the postal address, or the text for an online event; "" when it is not settled."""
    if event.is_place_open:
        return ""
    venue = site_data.edition.venue(event)
    if not venue or event.status == "moved_online":
        return our_texts(event.site_lang)("På nett")
    return one_line(postal(venue))


def description(event: Event, page: str, site_data: SiteData) -> str:
    """DESCRIPTION: the status and its reason, the deadline, the summary, the opening, the links."""
    paragraphs = (
        " ".join(f"{state}." for state in _states(event) if state),
        one_line(plain(event.status_note, event, site_data)),
        _deadline(event),
        one_line(plain(event.summary, event, site_data)),
        one_line(opening(event, site_data)),
        "\n".join(_links(event, page)),
    )
    return "\n\n".join(dict.fromkeys(text for text in paragraphs if text))


def _states(event: Event) -> Iterator[str]:
    if changed := event_status(event, event.site_lang):
        yield changed
    if moved_from := moved(event, event.site_lang):
        yield one_line(moved_from)
    if event.is_place_open:
        yield our_texts(event.site_lang)("Sted kommer")
    if event.is_held and event.registration and event.registration.status in WRITTEN_STATES:
        yield sign_up_status(event.registration.status, event.site_lang)
    yield one_line(series_text(event.named_series, event.site_lang))


def _deadline(event: Event) -> str:
    """The last day or time to sign up for an event that is held; "" when there is none."""
    deadline = event.registration.deadline if event.registration else None
    if not deadline or not event.is_held:
        return ""
    t, lang = our_texts(event.site_lang), event.site_lang
    return f"{t('Påmeldingsfrist')}: {in_zone(dates.moment(deadline, lang), deadline, lang)}"


def _links(event: Event, page: str) -> Iterator[str]:
    t = our_texts(event.site_lang)
    if link := online(event):
        yield f"{t('Følg sendingen')}: {link}"
    yield from (f"{link.title}: {link.url}" for link in event.links)
    if page:
        yield f"{t('Mer om arrangementet')}: {page}"


def online(event: Event) -> str:
    """CONFERENCE: the online link; "" if there is none, or the event is not held."""
    return event.online if event.online and event.is_held else ""


def one_line(text: str) -> str:
    """The text without line breaks and without invisible characters."""
    if not text.isprintable():
        text = "".join(character for character in text if _is_shown(character))
    return " ".join(text.split())


def _is_shown(character: str) -> bool:
    if character.isspace() or character in JOINERS:
        return True
    return unicodedata.category(character) not in CONTROL
