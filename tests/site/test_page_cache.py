"""Which pages are rendered again when their inputs change."""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.parts.site_data import SiteData
from newsroom.run import run_of
from newsroom.site.dependency_tracking import Lookup, LookupFingerprints, TrackingProxy
from newsroom.site.engine import Engine
from newsroom.site.page_cache import PageCache, Reason, SharedInputs
from newsroom.site.store import Store
from tests import given
from tests.site.building import snapshot
from tests.soundness.workshop import Workshop, settings_of

EVENT = given.event()


def titles(_heading: str, site_data: SiteData) -> tuple[str, ...]:
    """A view that lists every event."""
    return tuple(event.title for event in site_data.edition.events.values())


def first_phase(_heading: str, site_data: SiteData) -> str:
    """A view that looks up one value."""
    return site_data.edition.phases[EVENT.id]


PAGE = OutputPage("/alle/", "list.html", titles, ("Alle",))
FILE = OutputFile("/alle.txt", titles, ("Alle",))
ONE = OutputPage("/en/", "event.html", first_phase, ("En",))
SHARED = SharedInputs({"list.html": "1", "event.html": "1"}, {"nb": "layout", "en": "layout"})


@pytest.fixture
def reasons(tmp_path: Path) -> Callable[..., dict[str, Reason | None]]:
    """Why each output must be made again after a run that made `PAGE`, `FILE` and `ONE`."""
    store, site_data = Store(tmp_path, "code"), given.site_data_of(EVENT)
    cache = PageCache(store)
    cache.start(LookupFingerprints(site_data), SHARED)
    for output, view, lang in ((PAGE, titles, "nb"), (FILE, titles, ""), (ONE, first_phase, "nb")):
        lookups: set[Lookup] = set()
        view("", TrackingProxy(site_data, lookups))
        cache.put(output, lang, lookups, "sha256")
    cache.finish(output.address for output in (PAGE, FILE, ONE))
    cache.save()

    def found(
        *outputs: OutputPage | OutputFile,
        site_data: SiteData = site_data,
        shared: SharedInputs = SHARED,
    ) -> dict[str, Reason | None]:
        again = PageCache(store)
        again.start(LookupFingerprints(site_data), shared)
        return {output.address: again.reason(output) for output in outputs or (PAGE, FILE, ONE)}

    return found


def test_what_is_as_it_was_is_kept(reasons: Callable) -> None:
    """Unchanged outputs are reused by a new process, from the cache on the disk."""
    assert reasons() == {"/alle/": None, "/alle.txt": None, "/en/": None}


def test_another_layout_makes_every_page_of_its_language_anew(reasons: Callable) -> None:
    """A changed layout changes every page of its language, and no file."""
    other = SharedInputs(SHARED.templates, {"nb": "another", "en": "layout"})
    made = {"/alle/": Reason("layout"), "/alle.txt": None, "/en/": Reason("layout")}
    assert reasons(shared=other) == made
    english = SharedInputs(SHARED.templates, {"nb": "layout", "en": "another"})
    assert set(reasons(shared=english).values()) == {None}


def test_another_template_makes_its_pages_anew(reasons: Callable) -> None:
    """A changed template changes its own pages only."""
    other = SharedInputs({"list.html": "2", "event.html": "1"}, SHARED.layouts)
    made = {"/alle/": Reason("template"), "/alle.txt": None, "/en/": None}
    assert reasons(shared=other) == made


def test_other_arguments_make_a_page_anew(reasons: Callable) -> None:
    """A page with other arguments is made again, and a page that is not in the cache is new."""
    other = OutputPage(PAGE.address, PAGE.template, PAGE.view, ("Alle", 2))
    new = OutputPage("/ny/", PAGE.template, PAGE.view, PAGE.given)
    assert reasons(other, new) == {"/alle/": Reason("arguments"), "/ny/": Reason("new")}


def test_an_event_more_makes_anew_what_goes_through_all_of_them(reasons: Callable) -> None:
    """Iteration over a mapping looks up all keys; a page that looks up one key is reused."""
    more = given.site_data_of(EVENT, given.event("2023-ny", title="Ny"))
    lookup = Reason("lookup", "events")
    assert reasons(site_data=more) == {"/alle/": lookup, "/alle.txt": lookup, "/en/": None}


def test_a_cache_of_a_run_that_broke_off_is_not_used_again(tmp_path: Path) -> None:
    """A cache with pages of two runs is not used."""
    cache, other = (PageCache(Store(tmp_path, "code")) for _ in range(2))
    assert cache.is_reusable_for(other)
    cache.start(LookupFingerprints(given.site_data_of(EVENT)), SHARED)
    assert not cache.is_reusable_for(other)
    cache.finish(())
    assert cache.is_reusable_for(other)


def test_the_name_and_the_menu_of_the_site_are_never_stale(tmp_path: Path) -> None:
    """After a change of the site's name or menu, every page is equal to that of a clean build."""
    shop = Workshop(tmp_path)
    assert shop.warm().code == 0
    site = shop.content / "site.yaml"
    text = site.read_text("utf-8").replace("Prøvebyen", "Nyprøvebyen")
    site.write_text(text + 'menu: [{title: Kontoret, link: "/om-oss/"}]\n', "utf-8")
    engine = Engine(settings_of(shop.overrides(shop.out, shop.cache)))
    with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
        engine.run()
    pages = {page.address for page in run_of(engine.settings).pages}
    assert {engine.writer.made[address] for address in pages} == {Reason("layout")}
    assert snapshot(shop.out) == shop.clean().files
