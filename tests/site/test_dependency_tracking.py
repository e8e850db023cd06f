"""What a view is seen to look up, and which questions the next run asks again."""

from collections.abc import Callable

import pytest

from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import HAS_KEY, Lookup, LookupFingerprints, TrackingProxy
from tests import given

FROKOST, MESSE = given.event(), given.event("2023-messe", start="2023-10-01", title="Messe")
SAK = given.article(text="Brødtekst med [lenke](../../pages/om-oss.md).")
SIDE = given.page()


def seen(view: Callable[[SiteData], object], site_data: SiteData) -> set[Lookup]:
    """What a view asks of the material."""
    found: set[Lookup] = set()
    view(TrackingProxy(site_data, found))
    return found


def depends(view: Callable[[SiteData], object], before: SiteData, after: SiteData) -> bool:
    """Whether anything the view asked of one material has another answer in the other."""
    asked = seen(view, before)
    old, new = LookupFingerprints(before), LookupFingerprints(after)
    return any(old.of(lookup) != new.of(lookup) for lookup in asked)


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
def test_a_stand_in_answers_as_the_material_does(view: Callable) -> None:
    """A view cannot tell that it is watched."""
    site_data = given.material_of(FROKOST, MESSE, SAK, SIDE, given.venue())
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
        (lambda m: FROKOST.id in m.edition.events, {"title": "Lunsj"}, False),
        (lambda m: FROKOST.id in m.edition.events, {"id": "2023-annen"}, True),
        (lambda m: m.edition.events.get("2023-annen"), {"id": "2023-annen"}, True),
        (lambda m: m.plan.link_to(FROKOST), {"slug": "lunsj"}, True),
        (lambda m: m.plan.lists("events-month"), {"title": "Lunsj"}, False),
        (lambda m: m.plan.lists("events-month"), {"start": "2023-08-01"}, True),
    ],
)
def test_what_was_looked_up_is_asked_again_and_nothing_else(
    view: Callable, changed: dict[str, str], is_touched: bool
) -> None:
    """One event is changed: it touches the views that asked for what is different about it."""
    before = given.material_of(FROKOST, MESSE, given.venue())
    after = given.material_of(given.event(**changed), MESSE, given.venue())
    assert depends(view, before, after) is is_touched


def test_what_is_there_is_one_question() -> None:
    """Whether it is there need not be asked too; where it is not, that is the question."""
    site_data = given.material_of(FROKOST)
    (there,) = seen(lambda m: m.edition.phases[FROKOST.id], site_data)
    (absent,) = seen(lambda m: m.edition.phases.get("2023-annen"), site_data)
    assert there[-1] == (FROKOST.id,)
    assert absent[-1] == ("2023-annen", HAS_KEY)


def test_a_text_and_its_opening_are_two_questions() -> None:
    """A list that shows first paragraphs does not depend on the rest."""
    before, after = (
        given.material_of(given.article(text=f"Innledning.\n\n{rest}")) for rest in ("A.", "B.")
    )
    assert not depends(lambda m: m.edition.body(SAK).opening(str), before, after)
    assert depends(lambda m: m.edition.body(SAK).filled(str), before, after)
