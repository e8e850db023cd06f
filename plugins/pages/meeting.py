"""Networks, persons and venues: each with its events and its news."""

from collections.abc import Iterable, Iterator

from plugins.addresses.plan import Spot
from plugins.contract.article import Article
from plugins.contract.event import Event
from plugins.contract.people import Network, Person, Venue
from plugins.pages.views import MeetingPlaceView, NetworkGroup, NetworkLine, NetworksView
from plugins.parts.cards import cards
from plugins.parts.figures import figure
from plugins.parts.material import Material
from plugins.parts.prose import prose
from plugins.parts.rows import coming_rows, event_rows
from plugins.parts.sections import section
from plugins.parts.shapes import Fact, Link, Rows
from plugins.parts.subscription import subscription
from plugins.sharing.head import head
from plugins.wording.texts import our_texts

KINDS = {
    "network": "Nettverk",
    "project": "Prosjekter",
    "forum": "Forum",
    "house": "Gründerhuset",
}


def networks_view(spot: Spot, material: Material) -> NetworksView:
    """All networks, projects, forums and houses."""
    t = our_texts("nb")
    networks = material.edition.catalog.networks.values()
    groups = (
        NetworkGroup(
            title=t(title),
            lines=tuple(
                NetworkLine(
                    link=Link(text=network.name, href=material.plan.link_to(network)),
                    summary=network.summary,
                    colour=network.colour or "",
                )
                for network in networks
                if network.kind == kind
            ),
        )
        for kind, title in KINDS.items()
    )
    return NetworksView(
        head=head(spot, material, t("Nettverk")),
        title=t("Nettverk"),
        groups=tuple(group for group in groups if group.lines),
        empty="" if networks else t("Ingen nettverk er lagt inn ennå."),
    )


def network_view(spot: Spot, material: Material) -> MeetingPlaceView:
    """A network: what it is for, what it does."""
    (network,) = spot.items
    events = material.edition.by_network.get(network.key, ())
    above = section("networks", material)
    return _view(spot, material, network, events, above=above, colour=network.colour or "")


def person_view(spot: Spot, material: Material) -> MeetingPlaceView:
    """A person: where they speak, what they have written."""
    (person,) = spot.items
    events = material.edition.by_speaker.get(person.key, ())
    written = material.edition.by_author.get(person.key, ())
    return _view(spot, material, person, events, written, facts=tuple(_person_facts(person)))


def venue_view(spot: Spot, material: Material) -> MeetingPlaceView:
    """A venue: where it is, what happens there."""
    (venue,) = spot.items
    events = material.edition.by_venue.get(venue.key, ())
    return _view(spot, material, venue, events, facts=tuple(_venue_facts(venue)))


def _person_facts(person: Person) -> Iterator[Fact]:
    t = our_texts("nb")
    role = ", ".join(part for part in (person.role, person.company) if part)
    if role:
        yield Fact(label=t("Rolle"), text=role)
    if person.email:
        yield Fact(label=t("E-post"), text=person.email, href=f"mailto:{person.email}")
    if person.url:
        yield Fact(label=t("Nettsted"), text=person.url, href=person.url)


def _venue_facts(venue: Venue) -> Iterator[Fact]:
    t = our_texts("nb")
    city = " ".join(part for part in (venue.postcode, venue.city) if part)
    if venue.address or city:
        yield Fact(label=t("Adresse"), text=", ".join(p for p in (venue.address, city) if p))
    if venue.accessibility:
        yield Fact(label=t("Tilgjengelighet"), text=venue.accessibility)
    if venue.url:
        yield Fact(label=t("Nettsted"), text=venue.url, href=venue.url)


def _view(
    spot: Spot,
    material: Material,
    entry: Network | Person | Venue,
    events: Iterable[Event],
    written: Iterable[Article] = (),
    *,
    above: tuple[Link, ...] = (),
    colour: str = "",
    facts: tuple[Fact, ...] = (),
) -> MeetingPlaceView:
    t, edition = our_texts("nb"), material.edition
    upcoming = [event for event in events if edition.phases[event.id] != "after"]
    past = [event for event in events if edition.phases[event.id] == "after"][::-1]
    told = {a.ref: a for event in past for a in edition.recaps.get(event.id, ())}
    articles = {a.ref: a for a in written} | told
    summary, subscribed = getattr(entry, "summary", ""), subscription(entry, material)
    return MeetingPlaceView(
        head=head(
            spot,
            material,
            entry.name,
            description=summary,
            above=above,
            subscription=subscribed,
        ),
        title=entry.name,
        colour=colour,
        summary=summary,
        facts=facts,
        figure=figure(getattr(entry, "image", None), material, "aside"),
        body=prose(entry, material),
        upcoming=Rows(title=t("Kommende arrangementer"), rows=coming_rows(upcoming, material)),
        subscription=subscribed,
        past=Rows(title=t("Tidligere arrangementer"), rows=event_rows(past, material)),
        cards_title=t("Artikler"),
        cards=cards(sorted(articles.values(), key=lambda a: a.date, reverse=True), material),
    )
