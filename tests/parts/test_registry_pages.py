"""The pages of networks, persons and venues, and the list of networks by kind."""

from newsroom.contract.entry import Entry
from newsroom.pages.registry_pages import network_view, networks_view, person_view, venue_view
from newsroom.pages.views import RegistryView
from tests import given

VIEWS = {"network": network_view, "person": person_view, "venue": venue_view}


def page_of(kind: str, *entries: Entry, now: str = "") -> RegistryView:
    """The page of the only entry of a kind."""
    site_data = given.site_data_of(*entries, now=now)
    (spot,) = site_data.plan.of_kind(kind)
    return VIEWS[kind](spot, site_data)


def groups_of(*entries) -> list[tuple[str, list[str]]]:
    """The heading of each group, and the names of its networks."""
    site_data = given.site_data_of(*entries)
    view = networks_view(site_data.plan.spots["/nettverk/"], site_data)
    return [(group.title, [line.link.text for line in group.lines]) for group in view.groups]


NETWORKS = [
    given.network("a", name="A"),
    given.network("b", name="B", kind="forum"),
    given.network("c", name="C", kind="network"),
]


def test_a_site_without_kinds_has_networks_projects_and_forums() -> None:
    assert groups_of(*NETWORKS) == [("Nettverk", ["A", "C"]), ("Forum", ["B"])]


def test_own_kinds_have_their_headings_in_the_order_of_site_yaml() -> None:
    """A network without `kind` is of the first one."""
    kinds = {"forum": "Møteplasser", "network": "Grupper"}
    expected = [("Møteplasser", ["A", "B"]), ("Grupper", ["C"])]
    assert groups_of(given.site(kinds=kinds), *NETWORKS) == expected


def test_a_network_says_who_leads_it_and_how_to_reach_them() -> None:
    """Without a portrait by the initials; a speaker in a list has no e-mail address."""
    kari = given.person(role="Nettverksleder", company="Byen", email="kari@example.org")
    (leader,) = page_of("network", given.network(leader="kari"), kari).leaders
    assert (leader.name, leader.role) == ("Kari Nordmann", "Nettverksleder, Byen")
    assert (leader.href, leader.email) == ("/personer/kari/", "kari@example.org")
    assert (leader.portrait, leader.initials) == (None, "KN")
    (guest,) = page_of("network", given.network(leader="Ola Hansen")).leaders
    assert (guest.name, guest.href, guest.email) == ("Ola Hansen", "", "")
    assert page_of("network", given.network()).leaders == ()


def test_a_network_has_the_news_that_are_tagged_with_its_name_or_key() -> None:
    """And the recaps of its events, each once and the newest first."""
    news = [
        given.article(
            "news/2023/navn.md", title="Navn", date="2023-10-02", tags=["HELSENETTVERKET"]
        ),
        given.article("news/2023/annet.md", title="Annet", date="2023-10-03", tags=["sykdom"]),
        given.article(
            "news/2023/mote.md",
            title="Møte",
            date="2023-10-01",
            event="2023-frokost",
            tags=["helse"],
        ),
    ]
    view = page_of("network", given.network(), given.event(network="helse"), *news)
    assert [card.title for card in view.cards] == ["Navn", "Møte"]


def test_a_person_has_what_they_have_written_held_and_lead() -> None:
    """The letters of the years are written too; recaps of others are not."""
    entries = [
        *(given.person(), given.review(author="kari", title="Året vårt"), given.venue()),
        given.article(title="Min sak", author="kari"),
        given.article("news/2023/andre.md", title="Andres", event="2023-frokost"),
        given.event(speakers=["kari"]),
        given.network(leader="kari"),
    ]
    view = page_of("person", *entries)
    assert [card.title for card in view.written] == ["Året vårt", "Min sak"]
    (held,) = (*view.upcoming, *view.past)
    assert [row.title for row in held.rows] == ["Frokost"]
    assert [line.link.text for line in view.leads] == ["Helsenettverket"]
    assert view.cards == ()


def test_a_person_with_only_a_name_has_initials_and_the_address_of_the_site() -> None:
    """A person with an address of their own has that alone."""
    site = given.site(email="post@example.org")
    blank = page_of("person", given.person(), site)
    assert (blank.initials, blank.figure) == ("KN", None)
    assert [(fact.label, fact.text) for fact in blank.facts] == [("Kontakt", "post@example.org")]
    reached = page_of("person", given.person(email="kari@example.org"), site)
    assert [fact.text for fact in reached.facts] == ["kari@example.org"]


def test_a_person_of_whom_only_the_name_is_known_has_a_sentence() -> None:
    """Not one with a role, an event or a network, nor on a site with an address."""
    said = "Det er ikke publisert noe om Kari Nordmann ennå."
    assert page_of("person", given.person()).blank == said
    for known in (
        [given.person(role="Lege")],
        [given.person(bio="Forsker på søvn.")],
        [given.person(), given.event(speakers=["kari"])],
        [given.person(), given.network(leader="kari")],
        [given.person(), given.article(author="kari")],
        [given.person(), given.site(email="post@example.org")],
    ):
        assert page_of("person", *known).blank == ""


def test_the_recaps_of_events_stand_on_the_page_of_their_venue() -> None:
    recap = given.article(title="Slik gikk det", event="2023-frokost")
    view = page_of("venue", given.venue(), given.event(), recap)
    assert [card.title for card in view.cards] == ["Slik gikk det"]
