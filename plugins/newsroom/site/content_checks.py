"""What only all entries together, and their addresses, show to be wrong.

Each check returns its problems and takes nothing but data, so that it can be memoized.
"""

from newsroom.addresses.check import check_addresses, check_links, check_lists
from newsroom.addresses.plan import Plan
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Problem, Report
from newsroom.reading import plausibility, references, series
from newsroom.run import Memoize


def content_problems(
    catalog: Catalog, plan: Plan, preview_plan: Plan, memoize: Memoize
) -> list[Problem]:
    """The problems of every check, in their order."""
    return [
        *memoize(reference_problems, catalog),
        *memoize(series_problems, catalog),
        *memoize(plausibility_problems, catalog),
        *memoize(address_problems, catalog),
        *list_problems(preview_plan),
        *memoize(link_problems, catalog, plan, preview_plan),
    ]


def reference_problems(catalog: Catalog) -> list[Problem]:
    """References to nothing, and keys that two entries share."""
    report = Report()
    references.check(catalog, report)
    return report.problems


def series_problems(catalog: Catalog) -> list[Problem]:
    """Faults in the rules and the dates of series."""
    report = Report()
    series.check(catalog, report)
    return report.problems


def plausibility_problems(catalog: Catalog) -> list[Problem]:
    """Events that are valid, but hardly meant."""
    report = Report()
    plausibility.check(catalog, report)
    return report.problems


def address_problems(catalog: Catalog) -> list[Problem]:
    """Entries and documents that share an address, and addresses that cannot be used."""
    report = Report()
    check_addresses(catalog, report)
    return report.problems


def list_problems(preview_plan: Plan) -> list[Problem]:
    """Lists that share an address with an entry or with another list."""
    report = Report()
    check_lists(preview_plan, report)
    return report.problems


def link_problems(catalog: Catalog, plan: Plan, preview_plan: Plan) -> list[Problem]:
    """Links that lead nowhere, or to what their readers cannot see."""
    report = Report()
    check_links(catalog, plan, preview_plan, report)
    return report.problems
