"""The page of one event, of one date of a series, or of a series with all its dates."""

from collections.abc import Iterable
from itertools import groupby, islice

from plugins.addresses.plan import Spot
from plugins.addresses.urls import document_address
from plugins.contract.article import Article
from plugins.contract.event import Event, Occurrence
from plugins.events.adding import add_to_calendar
from plugins.events.beside import Near
from plugins.events.facts import badges, facts
from plugins.events.views import EventView, ProgrammeLine
from plugins.parts.cards import cards
from plugins.parts.figures import figure, gallery
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.rows import coming_rows, event_rows
from plugins.parts.sections import section
from plugins.parts.shapes import Link, Rows, Time
from plugins.parts.subscription import subscription_of
from plugins.sharing.head import head
from plugins.sharing.jsonld import event_thing, series_thing
from plugins.wording import dates
from plugins.wording.status import before, event_name
from plugins.wording.texts import our_texts


def event_view(spot: Spot, near: Near, material: Material) -> EventView:
    """An event with all that is known about it, before, on and after its day."""
    (event,) = spot.items
    edition, lang = material.edition, event.lang
    network = edition.network(event)
    is_series = event.id in edition.dates
    return EventView(
        head=head(
            spot,
            material,
            _name(event, lang),
            description=event.summary or opening(event, material),
            lang=lang,
            entry=event,
            above=_above(event, material, lang),
            things=[(series_thing if is_series else event_thing)(event, material)],
            image=event.image,
            subscription=subscription_of(event, material, lang),
        ),
        title=event.title,
        before=before(event, lang),
        when="" if is_series else dates.days(event.start.day, event.finish.day, lang),
        colour=network.colour or "" if network else "",
        badges=tuple(badges(event, material, lang)),
        facts=tuple(facts(event, material, lang)),
        action=_action(event, material, lang),
        add=add_to_calendar(event, material, lang),
        summary=event.summary,
        figure=figure(event.image, material),
        body=prose(event, material),
        programme=_programme(event, material, lang),
        dates=tuple(_dates(event, material, lang)),
        parts=tuple(_parts(event, material, lang)),
        recaps=cards(_recaps(event, material), material, lang),
        gallery=gallery(event.gallery, material),
        documents=tuple(
            Link(text=paper.title, href=material.plan.link(document_address(paper.src)))
            for paper in event.documents
        ),
        following=_following(event, material, lang),
        related=_related(event, near, material, lang),
        earlier=_link_to(near.earlier, material),
        later=_link_to(near.later, material),
    )


def _name(event: Event, lang: str) -> str:
    """What the page is called where it stands among others; a date of a series with its date."""
    name = event_name(event, lang)
    return f"{name}, {dates.day(event.start.day, lang)}" if isinstance(event, Occurrence) else name


def _above(event: Event, material: Material, lang: str) -> tuple[Link, ...]:
    """The pages over it: the section, the festival it is part of, the series it is a date of."""
    parent = material.edition.events.get(event.part_of or "")
    series = event.series if isinstance(event, Occurrence) else None
    over = (Link(text=e.title, href=material.plan.link_to(e)) for e in (parent, series) if e)
    return (*section("events", material, lang), *over)


def _dates(event: Event, material: Material, lang: str) -> Iterable[Rows]:
    """All the dates of a series: those to come, then those that were."""
    t, edition = our_texts(lang), material.edition
    dates_of = edition.dates.get(event.id, ())
    coming = [e for e in dates_of if edition.phases[e.id] != "after"]
    past = [e for e in dates_of if edition.phases[e.id] == "after"][::-1]
    if coming:
        yield Rows(title=t("Kommende datoer"), rows=coming_rows(coming, material, lang))
    if past:
        yield Rows(title=t("Tidligere datoer"), rows=event_rows(past, material, lang))


def _parts(event: Event, material: Material, lang: str) -> Iterable[Rows]:
    """The events it consists of as a programme, day by day."""
    inner = material.edition.parts.get(event.id, ())
    for day, events in groupby(inner, lambda e: e.start.day):
        title = dates.weekday(day, lang)
        yield Rows(title=title[:1].upper() + title[1:], rows=event_rows(events, material, lang))


def _recaps(event: Event, material: Material) -> Iterable[Article]:
    """What was written of it; of a series also what was written of its dates."""
    dates_of = material.edition.dates.get(event.id, ())
    for id in (event.id, *(e.id for e in dates_of)):
        yield from material.edition.recaps.get(id, ())


def _following(event: Event, material: Material, lang: str) -> Rows | None:
    """The next date of the series, where this one is over."""
    edition = material.edition
    if edition.phases[event.id] != "after" or not isinstance(event, Occurrence):
        return None
    coming = (e for e in edition.dates[event.series.id] if edition.phases[e.id] != "after")
    rows = event_rows(islice(coming, 1), material, lang)
    return Rows(title=our_texts(lang)("Neste i serien"), rows=rows) if rows else None


def _related(event: Event, near: Near, material: Material, lang: str) -> Rows | None:
    network = material.edition.network(event)
    if not network or not near.related:
        return None
    title = our_texts(lang)("Flere arrangementer: {network}").format(network=network.name)
    shown = (_next_of(id, material) for id in near.related)
    return Rows(title=title, rows=event_rows(shown, material, lang))


def _next_of(id: str, material: Material) -> Event:
    """An event; of a series its next date, else its last."""
    edition = material.edition
    found = edition.dates.get(id)
    if not found:
        return edition.events[id]
    return next((e for e in found if edition.phases[e.id] != "after"), found[-1])


def _link_to(id: str, material: Material) -> Link | None:
    event = material.edition.events.get(id)
    if not event:
        return None
    return Link(text=_name(event, event.lang), href=material.plan.link_to(event))


def _action(event: Event, material: Material, lang: str) -> Link | None:
    """The one thing to do: sign up while one can, follow the broadcast while it goes on."""
    edition, t = material.edition, our_texts(lang)
    if not event.is_held:
        return None
    if edition.phases[event.id] == "today" and event.online:
        return Link(text=t("Følg sendingen"), href=event.online)
    texts = {"open": "Meld deg på", "waiting_list": "Sett deg på venteliste"}
    text = texts.get(edition.sign_ups[event.id])
    return Link(text=t(text), href=event.registration.url) if text else None


def _programme(event: Event, material: Material, lang: str) -> tuple[ProgrammeLine, ...]:
    def speaker(name: str) -> str:
        person = material.edition.person(name)
        return person.name if person else name

    return tuple(
        ProgrammeLine(
            time=Time(text=dates.clock(item.time, lang), machine=f"{item.time:%H:%M}")
            if item.time
            else None,
            title=item.title,
            speaker=speaker(item.speaker),
            text=item.text,
        )
        for item in event.programme
    )
