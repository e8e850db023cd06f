"""The list of networks, grouped by the kinds of site.yaml."""

from newsroom.pages.registry_pages import networks_view
from tests import given


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
