"""The facts and the badges on the page of an event."""

from collections import Counter
from collections.abc import Iterable, Iterator

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.event_parts import Registration
from newsroom.contract.moment import OSLO
from newsroom.contract.repeat import Repeat
from newsroom.contract.slug import slugify
from newsroom.parts.directions import directions
from newsroom.parts.prose import inline
from newsroom.parts.rows import in_zone, place, postal
from newsroom.parts.shapes import Badge, Fact, Link
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.numbers import kroner, number
from newsroom.wording.rule_words import repeat_text
from newsroom.wording.texts import listed, our_texts, series_text, sign_up_status


def when_and_where(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The date and the place, which visitors look for first."""
    if event.repeat:
        yield from _series_dates(event, event.repeat, site_data, lang)
    else:
        yield from _date(event, site_data, lang)
    yield from _place(event, site_data, lang)


def facts(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The other lines of the fact box; fields without a value have no line."""
    t = our_texts(lang)
    yield from _series(event, site_data, lang)
    if network := site_data.edition.network(event):
        href = site_data.plan.link_to(network) if network.ref in site_data.plan.by_ref else ""
        yield Fact(label=t("Nettverk"), text=network.name, href=href)
    if event.type:
        address = site_data.edition.home.list("events", slugify(event.type))
        href = site_data.plan.link(address) if address in site_data.plan.spots else ""
        yield Fact(
            label=t("Type"), text=event.type, href=href, lang=event.lang_on(event.lang, "type")
        )
    if event.organiser:
        yield Fact(label=t("Arrangør"), text=event.organiser, lang=event.lang_on(lang, "organiser"))
    if event.contact:
        person = site_data.edition.person(event.contact)
        mail = person.email if person else None
        links = (Link(text=mail, href=f"mailto:{mail}"),) if mail else ()
        yield Fact(label=t("Kontakt"), people=(*_people((event.contact,), site_data), *links))
    if event.registration and not event.is_off and site_data.edition.phases[event.id] != "after":
        yield from _registration(event.registration, lang)
    if event.attendance is not None and site_data.edition.phases[event.id] == "after":
        yield Fact(label=t("Deltakere"), text=number(event.attendance, lang))


def _date(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The date, and the Norwegian time of an event abroad."""
    t, start, end = our_texts(lang), event.start, event.end
    when = in_zone(dates.when(start, end, lang), start, lang)
    yield Fact(label=_when_label(event, lang), text=when, machine=dates.machine(start))
    if start.zone is not OSLO:
        when = dates.when(start.in_oslo, end and end.in_oslo, lang)
        yield Fact(label=t("Norsk tid"), text=when)


def _when_label(event: Event, lang: str) -> str:
    """The word before the date; a postponed event without a new one only was to be held then."""
    has_no_date = event.status == "postponed" and not event.previous_start
    return our_texts(lang)("Var satt til" if has_no_date else "Når")


def _series(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The series and the number in it; for an occurrence a link to all dates."""
    series = event.series if isinstance(event, Occurrence) else None
    text = series_text(event.named_series, lang) or (series.title if series else "")
    if text:
        href = site_data.plan.link_to(series) if series else ""
        other = series.lang_on(lang, "title") if series and text == series.title else ""
        yield Fact(label=our_texts(lang)("Serie"), text=text, href=href, lang=other)


def _series_dates(event: Event, repeat: Repeat, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The first and last date of a series, how often it is repeated, and the time of day."""
    t, occurrences = our_texts(lang), site_data.edition.dates[event.id]
    first, last = occurrences[0].start, occurrences[-1].finish.day
    text = t("Fra {date}").format(date=dates.day(first.day, lang))
    text = text if repeat.is_endless else dates.days(first.day, last, lang)
    yield Fact(label=_when_label(event, lang), text=text, machine=dates.machine(first))
    times = t("{count} ganger").format(count=number(len(occurrences), lang))
    if text := repeat_text(repeat, lang) or ("" if repeat.is_endless else times):
        yield Fact(label=t("Gjentas"), text=text)
    if hours := dates.hours(event.start, event.end, lang):
        yield Fact(label=t("Tid"), text=in_zone(hours, event.start, lang))
    if event.start.zone is not OSLO:
        yield Fact(label=t("Norsk tid"), text=_hours_in_oslo(occurrences, lang))


def _hours_in_oslo(occurrences: Iterable[Event], lang: str) -> str:
    """The Norwegian times of the dates of a series abroad, the most frequent first."""
    hours = (dates.hours(e.start.in_oslo, e.end and e.end.in_oslo, lang) for e in occurrences)
    return listed((text for text, _ in Counter(hours).most_common()), lang, "or")


def _place(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """The place; its street only when `directions_to` have none."""
    t, is_ahead = our_texts(lang), _is_ahead(event, site_data)
    venue, has_moved = site_data.edition.venue(event), event.status == "moved_online"
    if venue and not has_moved:
        has_page = venue.ref in site_data.plan.by_ref
        href = site_data.plan.link_to(venue) if has_page else ""
        text = place(event, site_data, lang) if is_ahead else postal(venue)
        yield Fact(label=t("Hvor"), text=text, href=href)
    elif event.is_place_open:
        yield Fact(label=t("Hvor"), text=t("Sted kommer"))
    if event.online and is_ahead:
        yield Fact(label=t("På nett"), text=t("Følg sendingen"), href=event.online)
    elif has_moved or not (event.venue or event.place):
        yield Fact(label=t("Hvor"), text=t("På nett"))


def directions_to(event: Event, site_data: SiteData, lang: str) -> Iterator[Fact]:
    """How to come to an event that is still to be held, and the access that it writes itself."""
    venue, access = site_data.edition.venue(event), inline(event.accessibility, event, site_data)
    if venue and event.status != "moved_online" and _is_ahead(event, site_data):
        yield from directions(venue, site_data, lang, access=access)
    elif access:
        yield Fact(label=our_texts(lang)("Tilgjengelighet"), text=access)


def _is_ahead(event: Event, site_data: SiteData) -> bool:
    return event.is_held and site_data.edition.phases[event.id] != "after"


def _people(names: Iterable[str], site_data: SiteData) -> Iterator[Link]:
    """Each person with the company, and a link to the page if there is one."""
    for name in names:
        person = site_data.edition.person(name)
        if person:
            text = ", ".join(part for part in (person.name, person.company) if part)
            has_page = person.ref in site_data.plan.by_ref
            yield Link(text=text, href=site_data.plan.link_to(person) if has_page else "")
        else:
            yield Link(text=name, href="")


def _registration(registration: Registration, lang: str) -> Iterator[Fact]:
    t = our_texts(lang)
    if registration.status == "none":
        yield Fact(label=t("Påmelding"), text=sign_up_status("none", lang))
    if price := _price(registration, lang):
        yield Fact(label=t("Pris"), text=price)
    if registration.deadline:
        yield Fact(
            label=t("Påmeldingsfrist"),
            text=in_zone(dates.moment(registration.deadline, lang), registration.deadline, lang),
            machine=dates.machine(registration.deadline),
        )
    if registration.capacity:
        yield Fact(label=t("Plasser"), text=number(registration.capacity, lang))


def _price(registration: Registration, lang: str) -> str:
    """The price, for example "1 250 kr (medlem 850 kr)" or "Gratis"; "" if it is unknown."""
    t = our_texts(lang)
    price, member = registration.price, registration.member_price
    full = "" if price is None else kroner(price, lang) if price else t("Gratis")
    if member is None or member == price:
        return full
    for_members = f"{t('medlem')} {kroner(member, lang) if member else t('gratis')}"
    return f"{full} ({for_members})" if full else for_members


def badges(event: Event, site_data: SiteData, lang: str) -> Iterator[Badge]:
    """The status of the registration; the tone is its code."""
    sign_up = site_data.edition.sign_ups[event.id]
    if sign_up and event.is_held and site_data.edition.phases[event.id] == "before":
        yield Badge(text=sign_up_status(sign_up, lang), tone=sign_up)
