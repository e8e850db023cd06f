"""Where the ledger meets Pelican: after every room has handed over its pages."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.contract.problems import Severity
from newsroom.ledger.check import check_aliases, check_gone
from newsroom.ledger.deleted_record import check_deleted_record
from newsroom.ledger.missing_urls import check_missing_urls
from newsroom.ledger.redirects import copies, redirects
from newsroom.ledger.resolve_redirects import CurrentSite, resolve_redirects
from newsroom.run import run_of


class LedgerGenerator(Generator):
    """Tells which addresses would vanish, and makes pages that lead on from old ones."""

    def generate_context(self) -> None:
        """Report addresses that would vanish; hand over what has moved, and the redirect pages.

        In the preview a vanished address is advice: nothing is published from there.
        """
        run = run_of(self.context)
        catalog, report, ledger = run.catalog, run.report, run.catalog.ledger
        plan, preview_plan = run.site_data.plan, run.preview_plan
        site = CurrentSite.of(catalog, run.site_data.edition.catalog, plan, preview_plan)
        run.moved = resolve_redirects(ledger, site)
        check_aliases(catalog, preview_plan, ledger, report)
        check_gone(site, ledger, report)
        severity: Severity = "advice" if self.settings["SHOW_UNPUBLISHED"] else "error"
        check_missing_urls(run.moved.missing, ledger, site, report, severity)
        check_deleted_record(Path(self.settings["PATH"]), ledger, report, severity)
        run.url_owners = site.url_owners(ledger)
        run.pages += redirects(run.moved.pages, plan.root)

    def generate_output(self, writer: object) -> None:
        """Hand over copies of calendars and feeds for their old addresses."""
        run = run_of(self.context)
        run.files += copies(run.files, run.moved.copies)
