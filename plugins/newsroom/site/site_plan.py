"""The plan of a site: what is public at a moment, and the address of each page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from newsroom.addresses.plan import Plan, SpotsOf, in_one_site, plan
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import Catalog
from newsroom.contract.changes import Change, next_change
from newsroom.contract.edition import Edition, edition
from newsroom.contract.visibility import linked
from newsroom.site.memoize import same

# The refs that each text links to, by the ref of its entry.
Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """The kinds of pages, whether drafts are shown, the site's root, and articles per list page.

    `spots_of` gives the spots of each kind of content.
    """

    kinds: frozenset[str]
    unpublished: bool
    root: Root
    per_page: int
    spots_of: tuple[SpotsOf, ...] = ()


@dataclass(frozen=True)
class SitePlan:
    """The edition at a moment, without its texts, and the addresses of its pages.

    `catalog` has no texts either. `preview` and `preview_plan` have drafts and future entries too.
    `editions` has by language what the pages in it show; empty for a site in one language.
    """

    at: datetime
    catalog: Catalog
    edition: Edition
    preview: Edition
    plan: Plan
    preview_plan: Plan
    editions: Mapping[str, tuple[Edition, Plan]]

    @cached_property
    def next_change(self) -> Change | None:
        """The first change after `at` that visitors see; None for never."""
        return next_change(self.catalog, self.edition, self.at)

    @cached_property
    def valid_until(self) -> Change | None:
        """The first change after `at` of any kind; None for never."""
        if self.preview is self.edition:
            return self.next_change
        return next_change(self.catalog, self.preview, self.at)

    def is_valid(self, at: datetime) -> bool:
        """Whether the plan is the same at another moment."""
        return self.at <= at and (not self.valid_until or at < self.valid_until.at)


class SitePlanner:
    """Plans a site, and gives the last plan again as long as a new one would be equal."""

    def __init__(self) -> None:
        self.last: tuple[Links, PlanOptions, SitePlan] | None = None

    def plan(self, catalog: Catalog, at: datetime, options: PlanOptions) -> SitePlan:
        """The plan of a catalog at a moment."""
        used = catalog.only(options.kinds)
        without_texts, links = replace(used, bodies={}), _links(used)
        if self.last:
            *last_choices, last_plan = self.last
            is_alike = [links, options] == last_choices and same(without_texts, last_plan.catalog)
            if is_alike and last_plan.is_valid(at):
                return last_plan
        site_plan = _site_plan(used, at, options)
        self.last = links, options, site_plan
        return site_plan


def _links(catalog: Catalog) -> Links:
    """What each text links to: a person whom only a draft names is not shown."""
    return {ref: refs for ref, body in catalog.bodies.items() if (refs := linked(body))}


def _site_plan(catalog: Catalog, at: datetime, options: PlanOptions) -> SitePlan:
    public = edition(catalog, at, unpublished=options.unpublished)
    preview = edition(catalog, at, unpublished=True) if public.withheld else public
    public_plan, editions = _plans(public, catalog, at, options, unpublished=options.unpublished)
    preview_plan = public_plan
    if preview is not public:
        preview_plan, _ = _plans(preview, catalog, at, options, unpublished=True)
    shown = public.with_bodies({})
    all_shown = shown if preview is public else preview.with_bodies({})
    without_texts = replace(catalog, bodies={})
    return SitePlan(at, without_texts, shown, all_shown, public_plan, preview_plan, editions)


def _plans(
    whole: Edition, catalog: Catalog, at: datetime, options: PlanOptions, *, unpublished: bool
) -> tuple[Plan, Mapping[str, tuple[Edition, Plan]]]:
    """The plan of the site, and the edition and the plan of each language if it has several."""
    where = options.root, options.kinds, options.per_page, options.spots_of
    languages = catalog.site.languages
    if len(languages) == 1:
        return plan(whole, *where), {}
    editions = {
        lang: edition(catalog, at, unpublished=unpublished, lang=lang) for lang in languages
    }
    site, plans = in_one_site(
        {lang: plan(each, *where) for lang, each in editions.items()},
        {ref for e in editions.values() for ref, mark in e.marks.items() if mark == "expired"},
    )
    return site, {lang: (each.with_bodies({}), plans[lang]) for lang, each in editions.items()}
