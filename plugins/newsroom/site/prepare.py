"""The first step of a run: read the content, check it, and plan every address."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsroom.addresses.urls import Root
from newsroom.content_kinds import ContentKind, models_of, translations_of
from newsroom.contract.catalog import Catalog
from newsroom.parts.share_cards import KIND, colours
from newsroom.parts.site_data import SiteData
from newsroom.reading.load import gather
from newsroom.run import Run
from newsroom.site.caches import Caches
from newsroom.site.content_checks import content_problems
from newsroom.site.media import pictures
from newsroom.site.now import now
from newsroom.site.site_plan import PlanOptions


def prepare(
    settings: Mapping[str, Any],
    pages: frozenset[str],
    kinds: tuple[ContentKind, ...],
    caches: Caches,
) -> Run:
    """Everything that is known, and checked, before a page is made.

    `pages` are the kinds of pages that the rooms in use make, `kinds` those of content. Raises
    NowUnreadable.
    """
    catalog, report = gather(
        Path(settings["PATH"]), caches.parsed.read, caches.texts, models_of(kinds)
    )
    catalog = _with_name(catalog, settings["SITENAME"])
    at = now(settings, catalog.site)
    planned = caches.planner.plan(catalog, at, _options(settings, pages, kinds))
    plan, preview_plan = planned.plan, planned.preview_plan
    report.extend(content_problems(catalog, plan, preview_plan, caches.memoize))
    edition = planned.edition.with_bodies(catalog.bodies)
    variants = pictures(catalog.only(pages), edition, settings, report)
    return Run(
        catalog=catalog,
        report=report,
        site_data=SiteData(
            edition,
            plan,
            variants,
            _card_colours(settings, pages),
            translations=translations_of(kinds),
        ),
        preview_plan=preview_plan,
        now=at,
        next_change=planned.next_change,
        valid_until=planned.valid_until,
        kinds=kinds,
        memoize=caches.memoize,
        compiled_templates=caches.templates,
    )


def _with_name(catalog: Catalog, name: str) -> Catalog:
    """The catalog; where site.yaml gives the site no name, with this one."""
    if catalog.site.name:
        return catalog
    return replace(catalog, site=catalog.site.model_copy(update={"name": name}))


def _options(
    settings: Mapping[str, Any], pages: frozenset[str], kinds: tuple[ContentKind, ...]
) -> PlanOptions:
    root, shows_all = Root(settings["SITEURL"]), settings["SHOW_UNPUBLISHED"]
    spots_of = tuple(kind.spots for kind in kinds if kind.spots)
    return PlanOptions(pages, shows_all, root, settings["DEFAULT_PAGINATION"], spots_of)


def _card_colours(settings: Mapping[str, Any], pages: frozenset[str]) -> Mapping[str, str]:
    """The theme's colours where a room draws share pictures, else none."""
    tokens = Path(settings["THEME"]) / "css" / "tokens.css"
    return colours(tokens.read_text(encoding="utf-8")) if KIND in pages else {}
