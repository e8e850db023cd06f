"""The page of one event, of one date of a series, or of a series with all its dates."""

from collections.abc import Iterable
from itertools import groupby, islice

from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import document_address
from newsroom.contract.article import Article
from newsroom.contract.event import Event, Occurrence
from newsroom.events.calendar_links import add_to_calendar
from newsroom.events.facts import badges, directions_to, facts, when_and_where
from newsroom.events.kind import event_card
from newsroom.events.related import NearbyEvents
from newsroom.events.status_notice import status_notice
from newsroom.events.views import EventView, ProgrammeLine
from newsroom.parts.cards import cards
from newsroom.parts.figures import figure, gallery
from newsroom.parts.links import section, share_links, web_links
from newsroom.parts.people import people
from newsroom.parts.prose import inline, prose, summary
from newsroom.parts.rows import coming_and_past, event_rows
from newsroom.parts.shapes import Head, Link, Rows, Time
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription_of
from newsroom.sharing.head import head
from newsroom.sharing.jsonld_events import event_thing, series_thing
from newsroom.wording import dates
from newsroom.wording.texts import event_name, listed, our_texts, series_text, title_prefix


def event_view(spot: Spot, near: NearbyEvents, site_data: SiteData) -> EventView:
    """The page of an event: before, on and after its day."""
    event = spot.entry(Event)
    edition, lang = site_data.edition, event.site_lang
    network = edition.network(event)
    days = dates.days(event.start.day, event.finish.day, lang)
    top = _head(spot, event, site_data)
    return EventView(
        head=top,
        langs={field: event.lang_on(lang, field) for field in Event.model_fields},
        title=event.title,
        series=series_text(event.named_series, lang),
        before=title_prefix(event, lang),
        when="" if event.id in edition.dates else days,
        colour=network.colour or "" if network else "",
        badges=tuple(badges(event, site_data, lang)),
        notice=status_notice(event, near.related, site_data, lang),
        when_and_where=tuple(when_and_where(event, site_data, lang)),
        action=_action(event, site_data, lang),
        facts=tuple(facts(event, site_data, lang)),
        directions=tuple(directions_to(event, site_data, lang)),
        add=add_to_calendar(event, site_data, lang),
        summary=inline(event.summary, event, site_data),
        figure=figure(event.image, event, site_data),
        body=prose(event, site_data),
        speakers=tuple(people(event.speakers, site_data, lang)),
        programme=_programme(event, site_data, lang),
        dates=_dates(event, site_data, lang),
        parts=tuple(_parts(event, site_data, lang)),
        recaps=cards(_recaps(event, site_data), site_data, lang),
        gallery=gallery(event.gallery, event, site_data),
        documents=tuple(
            Link(text=d.title, href=site_data.plan.link(document_address(d.src)))
            for d in event.documents
        ),
        links=web_links(event.links, lang),
        share=share_links(_name(event, lang), top.canonical, lang),
        following=_following(event, site_data, lang),
        related=_related(event, near, site_data, lang),
        earlier=_link_to(near.earlier, site_data, lang),
        later=_link_to(near.later, site_data, lang),
    )


def _head(spot: Spot, event: Event, site_data: SiteData) -> Head:
    make_thing = series_thing if event.id in site_data.edition.dates else event_thing
    return head(
        spot,
        site_data,
        _name(event, event.site_lang),
        description=summary(event, site_data),
        entry=event,
        above=_above(event, site_data, event.site_lang),
        things=[make_thing(event, site_data)],
        picture=event_card(event, site_data) or event.image,
        subscription=subscription_of(event, site_data, event.site_lang),
    )


def _name(event: Event, lang: str) -> str:
    """The title of the page; a date of a series includes the date."""
    name = event_name(event, lang)
    return f"{name}, {dates.day(event.start.day, lang)}" if isinstance(event, Occurrence) else name


def _above(event: Event, site_data: SiteData, lang: str) -> tuple[Link, ...]:
    """The breadcrumbs: the section, then the parent event and the series, if any."""
    parent = site_data.edition.events.get(event.part_of or "")
    series = event.series if isinstance(event, Occurrence) else None
    link, over = site_data.plan.link_to, (e for e in (parent, series) if e)
    links = (Link(text=e.title, href=link(e), lang=e.lang_on(lang, "title")) for e in over)
    return (*section("events", site_data, lang), *links)


def _dates(event: Event, site_data: SiteData, lang: str) -> tuple[Rows, ...]:
    """All dates of a series."""
    t, events = our_texts(lang), site_data.edition.dates.get(event.id, ())
    coming, past = coming_and_past(events, site_data)
    rows = event_rows(coming, site_data, lang, is_coming=True)
    groups = (
        Rows(title=t("Kommende datoer"), rows=rows),
        Rows(title=t("Tidligere datoer"), rows=event_rows(past, site_data, lang)),
    )
    return tuple(group for group in groups if group.rows)


def _parts(event: Event, site_data: SiteData, lang: str) -> Iterable[Rows]:
    """The events that are part of this one, day by day."""
    inner = site_data.edition.parts.get(event.id, ())
    for day, events in groupby(inner, lambda e: e.start.day):
        title = dates.weekday(day, lang)
        yield Rows(title=title[:1].upper() + title[1:], rows=event_rows(events, site_data, lang))


def _recaps(event: Event, site_data: SiteData) -> Iterable[Article]:
    """The articles about the event; for a series also those about its dates."""
    dates_of = site_data.edition.dates.get(event.id, ())
    for id in (event.id, *(e.id for e in dates_of)):
        yield from site_data.edition.recaps.get(id, ())


def _following(event: Event, site_data: SiteData, lang: str) -> Rows | None:
    """The next date of the series, if this date is over."""
    edition = site_data.edition
    if edition.phases[event.id] != "after" or not isinstance(event, Occurrence):
        return None
    coming = (e for e in edition.dates[event.series.id] if edition.phases[e.id] != "after")
    rows = event_rows(islice(coming, 1), site_data, lang)
    return Rows(title=our_texts(lang)("Neste i serien"), rows=rows) if rows else None


def _related(event: Event, near: NearbyEvents, site_data: SiteData, lang: str) -> Rows | None:
    network = site_data.edition.network(event)
    if not network or not near.related:
        return None
    shown = [_next_of(id, site_data) for id in near.related]
    is_past = site_data.edition.phases[shown[0].id] == "after"
    title = "Tidligere arrangementer: {network}" if is_past else "Flere arrangementer: {network}"
    title = our_texts(lang)(title).format(network=network.name)
    return Rows(title=title, rows=event_rows(shown, site_data, lang))


def _next_of(id: str, site_data: SiteData) -> Event:
    """The event; for a series its next date, else its last one, else the series itself."""
    edition = site_data.edition
    dates_of = edition.dates.get(id)
    if not dates_of:
        return edition.events[id]
    return next((e for e in dates_of if edition.phases[e.id] != "after"), dates_of[-1])


def _link_to(id: str, site_data: SiteData, lang: str) -> Link | None:
    event = site_data.edition.events.get(id)
    if not event:
        return None
    other = event.lang_on(lang, "title")
    return Link(text=_name(event, event.site_lang), href=site_data.plan.link_to(event), lang=other)


def _action(event: Event, site_data: SiteData, lang: str) -> Link | None:
    """The main link: to the broadcast on the day, else to the registration while it is open."""
    edition, t = site_data.edition, our_texts(lang)
    if not event.is_held:
        return None
    if edition.phases[event.id] == "today" and event.online:
        return Link(text=t("Følg sendingen"), href=event.online)
    texts = {"open": "Meld deg på", "waiting_list": "Sett deg på venteliste"}
    text = texts.get(edition.sign_ups[event.id])
    url = event.registration.url if event.registration else None
    return Link(text=t(text), href=url) if text and url else None


def _programme(event: Event, site_data: SiteData, lang: str) -> tuple[ProgrammeLine, ...]:
    return tuple(
        ProgrammeLine(
            time=Time(text=dates.clock(item.time, lang), machine=f"{item.time:%H:%M}")
            if item.time
            else None,
            title=inline(item.title, event, site_data),
            speaker=listed(site_data.edition.names(item.speaker), lang),
            text=inline(item.text, event, site_data),
            links=web_links(item.links, lang),
        )
        for item in event.programme
    )
