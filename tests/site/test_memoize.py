"""When a result of an earlier run in the same process is reused, and when it is computed again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsroom.addresses.urls import Root
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Source, packed
from newsroom.parts.site_data import SiteData
from newsroom.site.memoize import Memoizer, same
from newsroom.site.site_plan import PlanOptions, SitePlanner
from tests import given

SAK, ANNEN = given.article(), given.article("annen", title="En annen")
FROKOST = given.event()
OPTIONS = PlanOptions(frozenset({"article", "event"}), False, Root(""), 20)


class Counted:
    """A function that counts its calls."""

    def __init__(self, work: Callable) -> None:
        self.work, self.times = work, 0

    def __call__(self, *given: object) -> object:
        """Counts the call, and calls the function."""
        self.times += 1
        return self.work(*given)


@pytest.mark.parametrize(
    ("work", "changed", "times"),
    [
        (lambda m: [a.title for a in m.edition.listed], given.article(summary="Nytt"), 2),
        (lambda m: list(m.edition.catalog.events), given.article(summary="Nytt"), 1),
        (lambda m: m.edition.events[FROKOST.id].title, given.event(title="Lunsj"), 2),
        (lambda m: "2024-ukjent" in m.edition.events, given.event("2024-ukjent"), 2),
        (lambda m: m.edition.phases[FROKOST.id], given.event(title="Lunsj"), 1),
    ],
)
def test_a_function_is_called_again_when_a_look_up_changed(
    work: Callable[[SiteData], object], changed: object, times: int
) -> None:
    """The function is called again only when a value that it looked up has changed."""
    memoized, counted = Memoizer(), Counted(work)
    old = given.site_data_of(SAK, FROKOST)
    kept = [entry for entry in (SAK, FROKOST) if entry.ref != changed.ref]
    new = given.site_data_of(*kept, changed)
    assert memoized(counted, old) == work(old)
    assert memoized(counted, old) == work(old)
    assert memoized(counted, new) == work(new)
    assert counted.times == times


def test_other_arguments_are_another_call() -> None:
    """Another argument means another call."""
    memoized, counted = Memoizer(), Counted(lambda _site_data, most: most + 1)
    site_data = given.site_data_of(SAK)
    assert [memoized(counted, site_data, most) for most in (1, 1, 2)] == [2, 2, 3]
    assert counted.times == 2


def test_an_entry_on_another_line_is_another_input() -> None:
    """An entry on another line is another input; the same file, read again, is the same input."""
    again = given.article()
    moved = given.article()
    moved._source = Source(again.source.path, {(): (9, 1)}, "", 9)
    assert again is not SAK
    assert same((SAK, ANNEN), (again, ANNEN))
    assert not same((SAK, ANNEN), (moved, ANNEN))
    assert not same((SAK, ANNEN), (SAK,))
    assert not same({"a": SAK}, {"a": ANNEN})


def test_a_plan_is_reused_until_an_input_changes() -> None:
    """The plan depends on fields, the time and settings, and not on texts."""
    planner, start = SitePlanner(), FROKOST.start.instant
    catalog = Catalog(articles=(SAK,), events=(FROKOST,))
    first = planner.plan(catalog, start - timedelta(hours=20), OPTIONS)
    assert planner.plan(catalog, start - timedelta(hours=10), OPTIONS) is first
    written = replace(catalog, bodies={SAK.ref: Body(packed=packed("<p>Ny</p>"))})
    assert planner.plan(written, start - timedelta(hours=10), OPTIONS) is first
    later = planner.plan(catalog, start + timedelta(minutes=1), OPTIONS)
    assert first.edition.phases == {FROKOST.id: "before"}
    assert later.edition.phases == {FROKOST.id: "today"}
    assert planner.plan(catalog, start - timedelta(hours=10), OPTIONS) is not later
    assert is_another(planner, replace(catalog, articles=(given.article(title="Ny"),)), start)


def is_another(planner: SitePlanner, catalog: Catalog, at: datetime) -> bool:
    before = planner.plan(Catalog(articles=(SAK,), events=(FROKOST,)), at, OPTIONS)
    other = planner.plan(catalog, at, OPTIONS)
    wider = planner.plan(catalog, at, replace(OPTIONS, per_page=1))
    return len({id(site_plan) for site_plan in (before, other, wider)}) == 3
