"""What only all entries together, and their addresses, show to be wrong.

Each check takes nothing but data and returns its problems, so that it can be memoized.
"""

from collections.abc import Callable
from typing import TypeVarTuple

from newsroom.addresses.check import check_addresses, check_links, check_lists
from newsroom.addresses.plan import Plan
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Problem, Report
from newsroom.reading import plausibility, references, series
from newsroom.reading.references import check_http
from newsroom.run import Memoize

Data = TypeVarTuple("Data")


def _returning(check: Callable[[*Data, Report], None]) -> Callable[[*Data], list[Problem]]:
    """The check as a function that returns its problems instead of adding them to a report."""

    def problems(*data: *Data) -> list[Problem]:
        report = Report()
        check(*data, report)
        return report.problems

    return problems


CHECKS = (references.check, series.check, plausibility.check, check_http, check_addresses)
CATALOG_CHECKS = tuple(map(_returning, CHECKS))
LIST_CHECK, LINK_CHECK = _returning(check_lists), _returning(check_links)


def content_problems(
    catalog: Catalog, plan: Plan, preview_plan: Plan, memoize: Memoize
) -> list[Problem]:
    """The problems of every check, in their order."""
    return [
        *(problem for check in CATALOG_CHECKS for problem in memoize(check, catalog)),
        *LIST_CHECK(preview_plan),
        *memoize(LINK_CHECK, catalog, plan, preview_plan),
    ]
