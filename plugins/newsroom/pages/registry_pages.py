"""The views of networks, persons and venues, and of the list of networks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.slug import slugify
from newsroom.pages.views import NetworkGroup, NetworkLine, NetworksView, RegistryView
from newsroom.parts.cards import letter_cards, list_cards
from newsroom.parts.directions import directions
from newsroom.parts.figures import figure
from newsroom.parts.links import section
from newsroom.parts.people import initials, people
from newsroom.parts.prose import inline, plain, prose
from newsroom.parts.row_groups import upcoming_and_past
from newsroom.parts.shapes import Fact, Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import events_of, subscription
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts


def networks_view(spot: Spot, site_data: SiteData) -> NetworksView:
    """The list of networks, grouped by kind."""
    t = our_texts(site_data.lang)
    catalog = site_data.edition.catalog
    site, networks = catalog.site, catalog.networks.values()
    groups = (
        NetworkGroup(
            title=t(title),
            lines=tuple(
                _line(network, site_data)
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
    """The page of a network, with the news that its events and its name as a tag lead to."""
    network, edition = spot.entry(Network), site_data.edition
    tags = dict.fromkeys((network.key, slugify(network.name)))
    articles = [article for tag in tags for article in edition.by_tag.get(tag, ())]
    view = _view(
        spot,
        site_data,
        network,
        above=section("networks", site_data),
        summary=network.summary,
    )
    leaders = [network.leader] if network.leader else []
    return replace(
        view,
        colour=network.colour or "",
        figure=figure(network.image, network, site_data, "aside"),
        leaders=tuple(people(leaders, site_data, has_addresses=True)),
        cards=list_cards(_with_recaps(network, articles, site_data), site_data),
    )


def person_view(spot: Spot, site_data: SiteData) -> RegistryView:
    """The page of a person: what they have written, held and lead."""
    person, edition = spot.entry(Person), site_data.edition
    shown = figure(person.image, person, site_data, "aside")
    articles = list_cards(edition.by_author.get(person.key, ()), site_data)
    letters = letter_cards(edition.by_signer.get(person.key, ()), site_data)
    networks = edition.by_leader.get(person.key, ())
    view = replace(
        _view(spot, site_data, person),
        facts=tuple(_person_facts(person, site_data)),
        figure=shown,
        initials="" if shown else initials(person.name),
        written=(*letters, *articles),
        leads=tuple(_line(network, site_data) for network in networks),
    )
    return replace(view, blank=_blank(view, person, site_data))


def venue_view(spot: Spot, site_data: SiteData) -> RegistryView:
    """The page of a venue."""
    venue = spot.entry(Venue)
    return replace(
        _view(spot, site_data, venue),
        facts=tuple(_venue_facts(venue, site_data)),
        cards=list_cards(_with_recaps(venue, (), site_data), site_data),
    )


def _line(network: Network, site_data: SiteData) -> NetworkLine:
    return NetworkLine(
        link=Link(
            text=network.name,
            href=site_data.plan.link_to(network),
            lang=network.lang_on(site_data.lang),
        ),
        summary=plain(network.summary, network, site_data),
        colour=network.colour or "",
    )


def _blank(view: RegistryView, person: Person, site_data: SiteData) -> str:
    """The sentence for a person of whom the page has only the name; else ""."""
    events = (*view.upcoming, *view.past)
    if view.facts or view.figure or view.body or view.written or view.leads or events:
        return ""
    t = our_texts(site_data.lang)
    return t("Det er ikke publisert noe om {name} ennå.").format(name=person.name)


def _person_facts(person: Person, site_data: SiteData) -> Iterator[Fact]:
    """What is known of a person; the site's own address for one without any."""
    t, email_of_site = our_texts(site_data.lang), site_data.edition.catalog.site.email
    if person.position:
        yield Fact(label=t("Rolle"), text=person.position)
    if person.email:
        yield Fact(label=t("E-post"), text=person.email, href=f"mailto:{person.email}")
    if person.url:
        yield Fact(label=t("Nettsted"), text=person.url, href=person.url)
    if person.links:
        links = (Link(text=link.title, href=link.url) for link in person.links)
        yield Fact(label=t("Lenker"), people=tuple(links))
    if email_of_site and not (person.email or person.url or person.links):
        yield Fact(label=t("Kontakt"), text=email_of_site, href=f"mailto:{email_of_site}")


def _venue_facts(venue: Venue, site_data: SiteData) -> Iterator[Fact]:
    t = our_texts(site_data.lang)
    if venue.city and not (venue.address or venue.postcode):
        yield Fact(label=t("Sted"), text=venue.city)
    yield from directions(venue, site_data)
    if venue.url:
        yield Fact(label=t("Nettsted"), text=venue.url, href=venue.url)


def _view(
    spot: Spot,
    site_data: SiteData,
    entry: Network | Person | Venue,
    *,
    above: tuple[Link, ...] = (),
    summary: str = "",
) -> RegistryView:
    follow = subscription(entry, site_data)
    upcoming, past = upcoming_and_past(events_of(entry, site_data.edition), site_data)
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
    )


def _with_recaps(
    entry: Network | Venue, articles: Iterable[Article], site_data: SiteData
) -> list[Article]:
    """These articles and the recaps of the entry's events that are over, newest first."""
    edition = site_data.edition
    past = [e for e in events_of(entry, edition) if edition.phases[e.id] == "after"][::-1]
    recaps = [article for event in past for article in edition.recaps.get(event.id, ())]
    unique = {article.ref: article for article in (*articles, *recaps)}
    return sorted(unique.values(), key=lambda article: article.date, reverse=True)
