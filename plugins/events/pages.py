"""From the plan to the pages of events."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from plugins.addresses.page import Page
from plugins.addresses.plan import Spot
from plugins.addresses.urls import document_address
from plugins.contract.event import Event
from plugins.events.facts import badges, facts
from plugins.events.views import EventsView, EventView, ProgrammeLine
from plugins.parts.cards import cards
from plugins.parts.figures import figure, gallery
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.rows import event_rows
from plugins.parts.sections import section
from plugins.parts.shapes import Link, Rows, Time
from plugins.sharing.head import head
from plugins.sharing.jsonld import event_thing
from plugins.wording import dates
from plugins.wording.texts import our_texts

RELATED = 3


def pages(material: Material) -> list[Page]:
    """A page for each spot that is ours."""
    lists = {"events": upcoming_view, "events-year": year_view, "events-month": month_view}
    made = [
        Page(
            spot.address,
            "event.html",
            event_view,
            (spot,),
            indexed=not material.edition.mark(spot.items[0]),
        )
        for spot in material.plan.of_kind("event")
    ]
    return made + [
        Page(spot.address, "events.html", lists[spot.kind], (spot,))
        for spot in material.plan.of_kind(*lists)
    ]


def event_view(spot: Spot, material: Material) -> EventView:
    """An event with all that is known about it."""
    (event,) = spot.items
    edition, lang = material.edition, event.lang
    t = our_texts(lang)
    network = edition.network(event)
    inner = event_rows(edition.parts.get(event.id, ()), material, lang)
    return EventView(
        head=head(
            spot,
            material,
            event.title,
            description=event.summary or opening(event, material),
            lang=lang,
            entry=event,
            above=_above(event, material, lang),
            things=[event_thing(event, material)],
            image=event.image,
        ),
        title=event.title,
        colour=network.colour or "" if network else "",
        badges=tuple(badges(event, material, lang)),
        facts=tuple(facts(event, material, lang)),
        sign_up=_sign_up(event, material, lang),
        summary=event.summary,
        figure=figure(event.image, material),
        body=prose(event, material),
        programme=_programme(event, material, lang),
        parts=Rows(title=t("Program dag for dag"), rows=inner) if inner else None,
        recaps=cards(edition.recaps.get(event.id, ()), material, lang),
        gallery=gallery(event.gallery, material),
        documents=tuple(
            Link(text=paper.title, href=material.plan.link(document_address(paper.src)))
            for paper in event.documents
        ),
        related=_related(event, material, lang),
        earlier=_beside(event, material, -1),
        later=_beside(event, material, 1),
    )


def _above(event: Event, material: Material, lang: str) -> tuple[Link, ...]:
    parent = material.edition.events.get(event.part_of or "")
    crumb = (Link(text=parent.title, href=material.plan.link_to(parent)),) if parent else ()
    return (*section("events", material, lang), *crumb)


def _related(event: Event, material: Material, lang: str) -> Rows | None:
    """The next events of the same network, else its last ones."""
    network = material.edition.network(event)
    others = [e for e in material.edition.by_network.get(event.network or "", ()) if e != event]
    coming = [e for e in others if material.edition.phases[e.id] != "after"]
    shown = coming[:RELATED] or others[-RELATED:]
    if not network or not shown:
        return None
    title = our_texts(lang)("Flere arrangementer: {network}").format(network=network.name)
    return Rows(title=title, rows=event_rows(shown, material, lang))


def _beside(event: Event, material: Material, step: int) -> Link | None:
    """The event before or after this in time."""
    events = material.edition.catalog.events
    at = material.edition.places[event.id] + step
    if not 0 <= at < len(events):
        return None
    return Link(text=events[at].title, href=material.plan.link_to(events[at]))


def _sign_up(event: Event, material: Material, lang: str) -> Link | None:
    """The way to sign up while one can, or to stand in line."""
    texts = {"open": "Meld deg på", "waiting_list": "Sett deg på venteliste"}
    text = texts.get(material.edition.sign_ups[event.id])
    if not text or not event.is_held or not event.registration or not event.registration.url:
        return None
    return Link(text=our_texts(lang)(text), href=event.registration.url)


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


def upcoming_view(spot: Spot, material: Material) -> EventsView:
    """What is coming, month by month."""
    return _list(spot, material, our_texts("nb")("Arrangementer"), _by_month(spot, material))


def year_view(spot: Spot, material: Material) -> EventsView:
    """A year's events, month by month."""
    title = f"{our_texts('nb')('Arrangementer')} {spot.name}"
    return _list(spot, material, title, _by_month(spot, material))


def month_view(spot: Spot, material: Material) -> EventsView:
    """A month's events."""
    name = dates.month(_first_day(spot), "nb")
    title = our_texts("nb")("Arrangementer i {month}").format(month=name)
    return _list(spot, material, title, (Rows(title="", rows=event_rows(spot.items, material)),))


def _by_month(spot: Spot, material: Material) -> tuple[Rows, ...]:
    """The spot's events under the names of their months, each leading to its month."""
    months = {other.name: other.address for other in material.plan.of_kind("events-month")}
    return tuple(
        Rows(
            title=dates.month(date(*month, 1), "nb").capitalize(),
            rows=event_rows(events, material),
            href=material.plan.link(months["{:04}/{:02}".format(*month)]),
        )
        for month, events in groupby(spot.items, lambda e: (e.start.day.year, e.start.day.month))
    )


def _first_day(spot: Spot) -> date:
    year, month = spot.name.split("/")
    return date(int(year), int(month), 1)


def _list(spot: Spot, material: Material, title: str, groups: Sequence[Rows]) -> EventsView:
    t = our_texts("nb")
    above = () if spot.kind == "events" else section("events", material)
    earlier, later = _neighbours(spot, material)
    years = list(material.plan.of_kind("events-year"))[::-1]
    return EventsView(
        head=head(spot, material, title, above=above),
        title=title,
        groups=tuple(groups),
        empty="" if spot.items else t("Ingen arrangementer står på planen akkurat nå."),
        earlier=earlier,
        later=later,
        lists_title=t("Arrangementer år for år"),
        lists=tuple(
            Link(
                text=other.name,
                href=material.plan.link(other.address),
                current=other.address == spot.address,
            )
            for other in years
        ),
    )


def _neighbours(spot: Spot, material: Material) -> tuple[Link | None, Link | None]:
    """The list before and the one after, of the same kind."""
    if spot.kind == "events":
        return None, None
    row = list(material.plan.of_kind(spot.kind))
    at = [other.address for other in row].index(spot.address)

    def to(index: int) -> Link | None:
        if not 0 <= index < len(row):
            return None
        name = row[index].name
        text = dates.month(_first_day(row[index]), "nb").capitalize() if "/" in name else name
        return Link(text=text, href=material.plan.link(row[index].address))

    return to(at - 1), to(at + 1)
