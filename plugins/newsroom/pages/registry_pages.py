"""The views of networks, persons and venues, and of the list of networks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.pages.views import NetworkGroup, NetworkLine, NetworksView, RegistryView
from newsroom.parts.cards import cards
from newsroom.parts.figures import figure
from newsroom.parts.links import section
from newsroom.parts.prose import inline, plain, prose
from newsroom.parts.rows import coming_and_past
from newsroom.parts.shapes import Fact, Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import events_of, subscription
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts


def networks_view(spot: Spot, site_data: SiteData) -> NetworksView:
    """The list of networks, grouped by kind."""
    t = our_texts("nb")
    catalog = site_data.edition.catalog
    site, networks = catalog.site, catalog.networks.values()
    groups = (
        NetworkGroup(
            title=t(title),
            lines=tuple(
                NetworkLine(
                    link=Link(text=network.name, href=site_data.plan.link_to(network)),
                    summary=plain(network.summary, network, site_data),
                    colour=network.colour or "",
                )
                for network in networks
                if (network.kind or site.first_kind) == kind
            ),
        )
        for kind, title in site.network_kinds.items()
    )
    return NetworksView(
        head=head(spot, site_data, t("Nettverk")),
        groups=tuple(group for group in groups if group.lines),
    )


def network_view(spot: Spot, site_data: SiteData) -> RegistryView:
    """The page of a network."""
    network = spot.entry(Network)
    above = section("networks", site_data)
    view = _view(spot, site_data, network, above=above, summary=network.summary)
    return replace(view, colour=network.colour or "")


def person_view(spot: Spot, site_data: SiteData) -> RegistryView:
    """The page of a person, with the events they speak at and their articles."""
    person = spot.entry(Person)
    articles = site_data.edition.by_author.get(person.key, ())
    view = _view(spot, site_data, person, articles)
    shown = figure(person.image, person, site_data, "aside")
    return replace(view, facts=tuple(_person_facts(person)), figure=shown)


def venue_view(spot: Spot, site_data: SiteData) -> RegistryView:
    """The page of a venue."""
    venue = spot.entry(Venue)
    view = _view(spot, site_data, venue)
    return replace(view, facts=tuple(_venue_facts(venue, site_data)))


def _person_facts(person: Person) -> Iterator[Fact]:
    t = our_texts("nb")
    role = ", ".join(part for part in (person.role, person.company) if part)
    if role:
        yield Fact(label=t("Rolle"), text=role)
    if person.email:
        yield Fact(label=t("E-post"), text=person.email, href=f"mailto:{person.email}")
    if person.url:
        yield Fact(label=t("Nettsted"), text=person.url, href=person.url)
    if person.links:
        links = (Link(text=link.title, href=link.url) for link in person.links)
        yield Fact(label=t("Lenker"), people=tuple(links))


def _venue_facts(venue: Venue, site_data: SiteData) -> Iterator[Fact]:
    t = our_texts("nb")
    city = " ".join(part for part in (venue.postcode, venue.city) if part)
    if venue.address or city:
        yield Fact(label=t("Adresse"), text=", ".join(p for p in (venue.address, city) if p))
    if venue.directions:
        yield Fact(label=t("Finn fram"), text=inline(venue.directions, venue, site_data))
    if venue.accessibility:
        yield Fact(label=t("Tilgjengelighet"), text=inline(venue.accessibility, venue, site_data))
    if venue.url:
        yield Fact(label=t("Nettsted"), text=venue.url, href=venue.url)


def _view(
    spot: Spot,
    site_data: SiteData,
    entry: Network | Person | Venue,
    own_articles: Iterable[Article] = (),
    *,
    above: tuple[Link, ...] = (),
    summary: str = "",
) -> RegistryView:
    t, follow = our_texts("nb"), subscription(entry, site_data)
    events = events_of(entry, site_data.edition)
    titles = t("Kommende arrangementer"), t("Tidligere arrangementer")
    upcoming, past = coming_and_past(events, titles, site_data)
    articles = _articles(events, own_articles, site_data)
    return RegistryView(
        head=head(
            spot,
            site_data,
            entry.name,
            description=plain(summary, entry, site_data),
            above=above,
            subscription=follow,
        ),
        summary=inline(summary, entry, site_data),
        body=prose(entry, site_data),
        upcoming=upcoming,
        subscription=follow,
        past=past,
        cards=cards(articles, site_data),
    )


def _articles(
    events: Sequence[Event], own_articles: Iterable[Article], site_data: SiteData
) -> list[Article]:
    """The articles by a person and the recaps of events that are over, newest first."""
    edition = site_data.edition
    past = [event for event in events if edition.phases[event.id] == "after"][::-1]
    recaps = [article for event in past for article in edition.recaps.get(event.id, ())]
    articles = {article.ref: article for article in (*own_articles, *recaps)}
    return sorted(articles.values(), key=lambda article: article.date, reverse=True)
