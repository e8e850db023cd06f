"""Networks, persons and venues: each with its events and its news."""

from collections.abc import Iterable, Iterator

from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.pages.views import MeetingPlaceView, NetworkGroup, NetworkLine, NetworksView
from newsroom.parts.cards import cards
from newsroom.parts.figures import figure
from newsroom.parts.prose import prose
from newsroom.parts.rows import coming_rows, event_rows
from newsroom.parts.sections import section
from newsroom.parts.shapes import Fact, Link, Rows
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts

KINDS = {
    "network": "Nettverk",
    "project": "Prosjekter",
    "forum": "Forum",
    "house": "Gründerhuset",
}


def networks_view(spot: Spot, site_data: SiteData) -> NetworksView:
    """All networks, projects, forums and houses."""
    t = our_texts("nb")
    networks = site_data.edition.catalog.networks.values()
    groups = (
        NetworkGroup(
            title=t(title),
            lines=tuple(
                NetworkLine(
                    link=Link(text=network.name, href=site_data.plan.link_to(network)),
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
        head=head(spot, site_data, t("Nettverk")),
        title=t("Nettverk"),
        groups=tuple(group for group in groups if group.lines),
        empty="" if networks else t("Ingen nettverk er lagt inn ennå."),
    )


def network_view(spot: Spot, site_data: SiteData) -> MeetingPlaceView:
    """A network: what it is for, what it does."""
    network = spot.entry(Network)
    events = site_data.edition.by_network.get(network.key, ())
    above = section("networks", site_data)
    return _view(spot, site_data, network, events, above=above, colour=network.colour or "")


def person_view(spot: Spot, site_data: SiteData) -> MeetingPlaceView:
    """A person: where they speak, what they have written."""
    person = spot.entry(Person)
    events = site_data.edition.by_speaker.get(person.key, ())
    written = site_data.edition.by_author.get(person.key, ())
    return _view(spot, site_data, person, events, written, facts=tuple(_person_facts(person)))


def venue_view(spot: Spot, site_data: SiteData) -> MeetingPlaceView:
    """A venue: where it is, what happens there."""
    venue = spot.entry(Venue)
    events = site_data.edition.by_venue.get(venue.key, ())
    return _view(spot, site_data, venue, events, facts=tuple(_venue_facts(venue)))


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
    site_data: SiteData,
    entry: Network | Person | Venue,
    events: Iterable[Event],
    written: Iterable[Article] = (),
    *,
    above: tuple[Link, ...] = (),
    colour: str = "",
    facts: tuple[Fact, ...] = (),
) -> MeetingPlaceView:
    t, edition = our_texts("nb"), site_data.edition
    upcoming = [event for event in events if edition.phases[event.id] != "after"]
    past = [event for event in events if edition.phases[event.id] == "after"][::-1]
    told = {a.ref: a for event in past for a in edition.recaps.get(event.id, ())}
    articles = {a.ref: a for a in written} | told
    summary, subscribed = getattr(entry, "summary", ""), subscription(entry, site_data)
    return MeetingPlaceView(
        head=head(
            spot,
            site_data,
            entry.name,
            description=summary,
            above=above,
            subscription=subscribed,
        ),
        title=entry.name,
        colour=colour,
        summary=summary,
        facts=facts,
        figure=figure(getattr(entry, "image", None), site_data, "aside"),
        body=prose(entry, site_data),
        upcoming=Rows(title=t("Kommende arrangementer"), rows=coming_rows(upcoming, site_data)),
        subscription=subscribed,
        past=Rows(title=t("Tidligere arrangementer"), rows=event_rows(past, site_data)),
        cards_title=t("Artikler"),
        cards=cards(sorted(articles.values(), key=lambda a: a.date, reverse=True), site_data),
    )
