"""The first step of a run: read the content, check it, and plan every address."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVarTuple

from newsroom.addresses.check import check_addresses, check_links, check_lists
from newsroom.addresses.urls import Root
from newsroom.content_kinds import ContentKind, models_of, translations_of
from newsroom.contract.catalog import Catalog
from newsroom.contract.moment import LAST_YEAR, OSLO
from newsroom.contract.problems import Problem, Report
from newsroom.contract.site import Site
from newsroom.executor.local import Executor
from newsroom.parts.brand_tokens import theme_schemes
from newsroom.parts.share_cards import KIND
from newsroom.parts.site_data import SiteData
from newsroom.places import theme_folders
from newsroom.reading import plausibility, references, series, translations
from newsroom.reading.files import NOTHING
from newsroom.reading.load import gather
from newsroom.reading.references import check_http
from newsroom.run import Run
from newsroom.site.brand import brand_files
from newsroom.site.caches import Caches
from newsroom.site.media import PlannedPictures, plan_pictures
from newsroom.site.site_plan import PlanOptions

CheckInputs = TypeVarTuple("CheckInputs")


def prepare(
    settings: Mapping[str, Any],
    pages: frozenset[str],
    kinds: tuple[ContentKind, ...],
    caches: Caches,
    executor: Executor,
    unsaved: Mapping[str, bytes] = NOTHING,
) -> tuple[Run, PlannedPictures]:
    """Everything that is known before a page is made; `check_content` checks it.

    `pages` are the kinds of pages that the rooms in use make, `kinds` those of content, `unsaved`
    the bytes of files that have not been saved, by path. Raises NowUnreadable.
    """
    catalog, report = _content(settings, kinds, caches, unsaved, executor)
    at = now(settings, catalog.site)
    planned = caches.planner.plan(catalog, at, _options(settings, pages, kinds))
    plan, preview_plan = planned.plan, planned.preview_plan
    edition = planned.edition.with_bodies(catalog.bodies)
    editions = [own for own, _ in planned.editions.values()] or [edition]
    leads = [own.lead for own in editions if own.lead]
    used = catalog.only(pages)
    pictures = plan_pictures(used, leads, settings, report, executor.processes, unsaved)
    variants = pictures.planned.variants
    colours = _card_colours(settings, catalog.site) if KIND in pages else {}
    translations = translations_of(kinds)
    brand = brand_files(catalog, report)
    site_data = SiteData(edition, plan, variants, colours, translations=translations, brand=brand)
    by_language = {
        lang: replace(site_data, edition=own.with_bodies(catalog.bodies), plan=own_plan)
        for lang, (own, own_plan) in planned.editions.items()
    }
    site_data = replace(site_data, editions=by_language)
    in_memory = caches.memoize, caches.templates
    run = Run(catalog, report, site_data, preview_plan, at, planned, kinds, *in_memory)
    return run, pictures


def _content(
    settings: Mapping[str, Any],
    kinds: tuple[ContentKind, ...],
    caches: Caches,
    unsaved: Mapping[str, bytes],
    executor: Executor,
) -> tuple[Catalog, Report]:
    """The content; where site.yaml gives the site no name, it has that of the settings."""
    content, models = Path(settings["PATH"]), models_of(kinds)
    read = partial(caches.parsed.read, executor)
    catalog, report = gather(content, read, caches.texts, models, unsaved)
    if catalog.site.name:
        return catalog, report
    site = catalog.site.model_copy(update={"name": settings["SITENAME"]})
    return replace(catalog, site=site), report


def _options(
    settings: Mapping[str, Any], pages: frozenset[str], kinds: tuple[ContentKind, ...]
) -> PlanOptions:
    root, shows_all = Root(settings["SITEURL"]), settings["SHOW_UNPUBLISHED"]
    spots_of = tuple(kind.spots for kind in kinds if kind.spots)
    return PlanOptions(pages, shows_all, root, settings["DEFAULT_PAGINATION"], spots_of)


def _card_colours(settings: Mapping[str, Any], site: Site) -> Mapping[str, str]:
    """The colours that share pictures are drawn in: the theme's, or derived from the site's."""
    return theme_schemes(theme_folders(settings), site.colours)["light"]


class NowUnreadable(ValueError):
    """NOW or SOURCE_DATE_EPOCH is not a time."""


def now(settings: Mapping[str, object], site: Site) -> datetime:
    """The setting NOW, else SOURCE_DATE_EPOCH, else the sample's clock, else the real time.

    Aware; a NOW without an offset is Oslo's wall clock.
    """
    if written := settings.get("NOW"):
        return _read(str(written))
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise NowUnreadable(epoch) from None
    return site.sample.now.instant if site.sample else datetime.now(UTC)


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NowUnreadable(text) from None
    if moment.year > LAST_YEAR:
        raise NowUnreadable(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


def _returning(
    check: Callable[[*CheckInputs, Report], None],
) -> Callable[[*CheckInputs], list[Problem]]:
    """The check as a function that returns its problems instead of adding them to a report."""

    def problems(*data: *CheckInputs) -> list[Problem]:
        report = Report()
        check(*data, report)
        return report.problems

    return problems


CHECKS = (
    references.check,
    series.check,
    plausibility.check,
    translations.check,
    check_http,
    check_addresses,
)
CATALOG_CHECKS = tuple(map(_returning, CHECKS))
LIST_CHECK, LINK_CHECK = _returning(check_lists), _returning(check_links)


def check_content(run: Run) -> None:
    """Add the problems of every check to the report, once."""
    if run.is_checked:
        return
    run.is_checked = True
    for check in CATALOG_CHECKS:
        run.report.extend(run.memoize(check, run.catalog))
    run.report.extend(LIST_CHECK(run.preview_plan))
    plan, unpublished = run.site_data.plan, run.site_data.edition.unpublished
    links = run.memoize(LINK_CHECK, run.catalog, plan, run.preview_plan, unpublished)
    run.report.extend(links)
