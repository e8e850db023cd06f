"""Which look-ups of a view are recorded, and when a recorded look-up has another result."""

from collections.abc import Callable

import pytest

from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import HAS_KEY, Lookup, LookupFingerprints, TrackingProxy
from tests import given

FROKOST, MESSE = given.event(), given.event("2023-messe", start="2023-10-01", title="Messe")
SAK = given.article(text="Brødtekst med [lenke](../../pages/om-oss.md).")
SIDE = given.page()


def lookups_of(view: Callable[[SiteData], object], site_data: SiteData) -> set[Lookup]:
    """The look-ups that a view makes in the site data."""
    lookups: set[Lookup] = set()
    view(TrackingProxy(site_data, lookups))
    return lookups


def depends(view: Callable[[SiteData], object], before: SiteData, after: SiteData) -> bool:
    """Whether a look-up that the view makes in `before` has another result in `after`."""
    lookups = lookups_of(view, before)
    old, new = LookupFingerprints(before), LookupFingerprints(after)
    return any(old.of(lookup) != new.of(lookup) for lookup in lookups)


@pytest.mark.parametrize(
    "view",
    [
        lambda m: m.edition.phases[FROKOST.id],
        lambda m: m.edition.phases.get(FROKOST.id),
        lambda m: m.edition.catalog.bodies.get(SAK.ref),
        lambda m: m.edition.body(SAK).filled(lambda target: target.name),
        lambda m: m.edition.upcoming,
        lambda m: [*m.edition.phases.items()],
        lambda m: m.plan.link_to(SAK),
        lambda m: "/nyheter/" in m.plan.spots,
        lambda m: m.plan.find("news"),
        lambda m: m.edition.venue(FROKOST),
    ],
)
def test_the_proxy_gives_the_same_values_as_the_site_data(view: Callable) -> None:
    """The tracking proxy gives a view the same values as the site data."""
    site_data = given.site_data_of(FROKOST, MESSE, SAK, SIDE, given.venue())
    shown = view(TrackingProxy(site_data, set()))
    assert shown == view(site_data) or shown.html == view(site_data).html


@pytest.mark.parametrize(
    ("view", "changed", "is_touched"),
    [
        (lambda m: m.edition.events[FROKOST.id].title, {"title": "Lunsj"}, True),
        (lambda m: m.edition.events[MESSE.id].title, {"title": "Lunsj"}, False),
        (lambda m: m.edition.phases[FROKOST.id], {"title": "Lunsj"}, False),
        (lambda m: m.edition.phases[FROKOST.id], {"start": "2024-09-12"}, True),
        (lambda m: m.edition.upcoming, {"start": "2024-09-12"}, True),
        (lambda m: m.edition.occurrences, {"summary": "Nytt"}, True),
        (lambda m: len(m.edition.events), {"id": "2023-annen"}, True),
        (lambda m: [id.upper() for id in m.edition.events], {"id": "2023-annen"}, True),
        (lambda m: list(m.edition.phases.values()), {"start": "2024-09-12"}, True),
        (lambda m: list(m.edition.phases.values()), {"title": "Lunsj"}, False),
        (lambda m: dict(m.edition.events.items()), {"title": "Lunsj"}, True),
        (lambda m: FROKOST.id in m.edition.events, {"title": "Lunsj"}, False),
        (lambda m: FROKOST.id in m.edition.events, {"id": "2023-annen"}, True),
        (lambda m: m.edition.events.get("2023-annen"), {"id": "2023-annen"}, True),
        (lambda m: m.plan.link_to(FROKOST), {"slug": "lunsj"}, True),
        (lambda m: m.plan.lists("events-month"), {"title": "Lunsj"}, False),
        (lambda m: m.plan.lists("events-month"), {"start": "2023-08-01"}, True),
    ],
)
def test_only_views_that_look_up_the_change_depend_on_it(
    view: Callable, changed: dict[str, str], is_touched: bool
) -> None:
    """A changed event changes only the views that look up what has changed."""
    before = given.site_data_of(FROKOST, MESSE, given.venue())
    after = given.site_data_of(given.event(**changed), MESSE, given.venue())
    assert depends(view, before, after) is is_touched


def test_a_key_that_exists_is_one_look_up() -> None:
    """Reading a key records one look-up; testing for a missing key records that it is missing."""
    site_data = given.site_data_of(FROKOST)
    (there,) = lookups_of(lambda m: m.edition.phases[FROKOST.id], site_data)
    (absent,) = lookups_of(lambda m: m.edition.phases.get("2023-annen"), site_data)
    assert there[-1] == (FROKOST.id,)
    assert absent[-1] == ("2023-annen", HAS_KEY)


def test_a_text_and_its_first_paragraph_are_two_look_ups() -> None:
    """A list that shows first paragraphs does not depend on the rest of the text."""
    before, after = (
        given.site_data_of(given.article(text=f"Innledning.\n\n{rest}")) for rest in ("A.", "B.")
    )
    assert not depends(lambda m: m.edition.body(SAK).opening(str), before, after)
    assert depends(lambda m: m.edition.body(SAK).filled(str), before, after)
