"""What a calendar says of an event in words: plain text, for apps that show nothing else."""

import unicodedata
from collections.abc import Iterator

from newsroom.contract.event import Event
from newsroom.parts.prose import opening
from newsroom.parts.rows import moved, postal
from newsroom.parts.site_data import SiteData
from newsroom.wording.status import event_name, event_status, sign_up_status
from newsroom.wording.texts import our_texts

# What the newsroom has said of the places. What a deadline makes of them, the clock decides, and a
# calendar may not change with the clock.
SAID = {"full", "waiting_list", "closed"}
CONTROL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Two signs join letters and the parts of an emoji; the other invisible ones only hide things.
JOINERS = {"\u200c", "\u200d"}


def name(event: Event) -> str:
    """SUMMARY: the title, after `Avlyst: ` or `Utsatt: ` since Google drops what is cancelled."""
    return one_line(event_name(event, event.lang))


def place(event: Event, site_data: SiteData) -> str:
    """LOCATION: the whole address, or that it is online."""
    venue = site_data.edition.venue(event)
    if not venue or event.status == "moved_online":
        return our_texts(event.lang)("På nett")
    return one_line(postal(venue))


def description(event: Event, page: str, site_data: SiteData) -> str:
    """DESCRIPTION: first its state, then what it is about, how to follow it, and its page."""
    paragraphs = (
        " ".join(f"{state}." for state in _states(event)),
        one_line(event.summary),
        one_line(opening(event, site_data)),
        "\n".join(_links(event, page)),
    )
    return "\n\n".join(dict.fromkeys(text for text in paragraphs if text))


def _states(event: Event) -> Iterator[str]:
    if changed := event_status(event, event.lang):
        yield changed
    if was := moved(event, event.lang):
        yield one_line(was)
    if event.is_held and event.registration and event.registration.status in SAID:
        yield sign_up_status(event.registration.status, event.lang)


def _links(event: Event, page: str) -> Iterator[str]:
    t = our_texts(event.lang)
    if link := online(event):
        yield f"{t('Følg sendingen')}: {link}"
    if page:
        yield f"{t('Mer om arrangementet')}: {page}"


def online(event: Event) -> str:
    """CONFERENCE: the link to follow it at; "" when there is none, or nothing to follow."""
    return event.online if event.online and event.is_held else ""


def one_line(text: str) -> str:
    """The text without line breaks, and without signs that have no look of their own."""
    if not text.isprintable():
        text = "".join(sign for sign in text if _is_shown(sign))
    return " ".join(text.split())


def _is_shown(sign: str) -> bool:
    return sign.isspace() or sign in JOINERS or unicodedata.category(sign) not in CONTROL
