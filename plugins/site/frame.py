"""What follows from the entries and the moment, without their texts: what is seen, and where."""

from dataclasses import dataclass, replace
from datetime import datetime

from plugins.addresses.plan import Plan, plan
from plugins.addresses.urls import Root
from plugins.contract.catalog import Catalog
from plugins.contract.changes import Change, next_change
from plugins.contract.edition import Edition, edition
from plugins.site.recall import same


@dataclass(frozen=True, slots=True)
class Outline:
    """What a frame is made by beside the catalog: kinds of page, drafts or not, lists this long."""

    kinds: frozenset[str]
    unpublished: bool
    root: Root
    per_page: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The edition without its texts, its plan, and the plan with drafts and future entries.

    It is good from `at` until `change`.
    """

    at: datetime
    seen: Edition
    plan: Plan
    wide: Plan
    change: Change | None

    def is_good(self, at: datetime) -> bool:
        """Whether NOW makes no difference yet."""
        return self.at <= at and (not self.change or at < self.change.at)


class Framer:
    """Makes frames, and hands out the last one as long as another would be the same."""

    def __init__(self) -> None:
        self.last: tuple[Catalog, Outline, Frame] | None = None

    def frame(self, catalog: Catalog, at: datetime, outline: Outline) -> Frame:
        """The frame of a catalog at a moment."""
        bare = replace(catalog.only(outline.kinds), bodies={})
        if self.last:
            known, known_outline, frame = self.last
            if outline == known_outline and frame.is_good(at) and same(bare, known):
                return frame
        frame = _made(bare, at, outline)
        self.last = bare, outline, frame
        return frame


def _made(bare: Catalog, at: datetime, outline: Outline) -> Frame:
    seen = edition(bare, at, unpublished=outline.unpublished)
    wide = edition(bare, at, unpublished=True) if seen.withheld else seen
    plans = [plan(one, outline.root, outline.kinds, outline.per_page) for one in (seen, wide)]
    return Frame(at, seen, *plans, next_change(bare, seen, at))
