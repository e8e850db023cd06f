"""What follows from the entries and the moment, without their texts: what is seen, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from newsroom.addresses.plan import Plan, SpotsOf, plan
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import Catalog
from newsroom.contract.changes import Change, next_change
from newsroom.contract.edition import Edition, edition
from newsroom.contract.visibility import linked
from newsroom.site.memoize import same

Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What a frame is made by beside the catalog: kinds of page, drafts or not, lists this long.

    `spots_of` gives the spots of each kind of content.
    """

    kinds: frozenset[str]
    unpublished: bool
    root: Root
    per_page: int
    spots_of: tuple[SpotsOf, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The edition without its texts, its plan, and the plan with drafts and future entries.

    `change` is the first to what is seen, `until` the first to anything: from `at` until then the
    frame is good.
    """

    at: datetime
    seen: Edition
    plan: Plan
    preview_plan: Plan
    change: Change | None
    until: Change | None

    def is_good(self, at: datetime) -> bool:
        """Whether NOW makes no difference yet."""
        return self.at <= at and (not self.until or at < self.until.at)


class SitePlanner:
    """Makes frames, and hands out the last one as long as another would be the same."""

    def __init__(self) -> None:
        self.last: tuple[Catalog, Links, PlanOptions, SitePlan] | None = None

    def frame(self, catalog: Catalog, at: datetime, outline: PlanOptions) -> SitePlan:
        """The frame of a catalog at a moment."""
        made = catalog.only(outline.kinds)
        bare, links = replace(made, bodies={}), _links(made)
        if self.last:
            known, known_links, known_outline, frame = self.last
            is_framed_alike = (links, outline) == (known_links, known_outline)
            if is_framed_alike and frame.is_good(at) and same(bare, known):
                return frame
        frame = _made(made, at, outline)
        self.last = bare, links, outline, frame
        return frame


def _links(catalog: Catalog) -> Links:
    """Whom each text names: somebody whom nothing but a draft names is not shown."""
    return {ref: named for ref, body in catalog.bodies.items() if (named := linked(body))}


def _made(catalog: Catalog, at: datetime, outline: PlanOptions) -> SitePlan:
    seen = edition(catalog, at, unpublished=outline.unpublished)
    preview_plan = edition(catalog, at, unpublished=True) if seen.withheld else seen
    planned = partial(
        plan,
        root=outline.root,
        kinds=outline.kinds,
        per_page=outline.per_page,
        spots_of=outline.spots_of,
    )
    narrow = planned(seen)
    plans = narrow, narrow if preview_plan is seen else planned(preview_plan)
    change = next_change(catalog, seen, at)
    until = change if preview_plan is seen else next_change(catalog, preview_plan, at)
    return SitePlan(at, seen.with_bodies({}), *plans, change, until)
