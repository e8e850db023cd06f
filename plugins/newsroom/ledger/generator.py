"""Where the ledger meets Pelican: after every room has handed over its pages."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.contract.problems import Severity
from newsroom.ledger import check
from newsroom.ledger.current_site import CurrentSite
from newsroom.ledger.redirects import copies, redirects, resolve_redirects
from newsroom.run import run_of


class LedgerGenerator(Generator):
    """Tells which addresses would vanish, and makes pages that lead on from old ones."""

    def generate_context(self) -> None:
        """Report addresses that would vanish; hand over what has moved, and the redirect pages.

        In the preview a vanished address is advice: nothing is published from there.
        """
        run = run_of(self.context)
        report, plan, public = run.report, run.site_data.plan, run.site_data.edition.catalog
        site = CurrentSite.of(run.catalog, public, plan, run.preview_plan)
        run.moved = resolve_redirects(site)
        check.check_aliases(site, report)
        check.check_gone(site, report)
        severity: Severity = "advice" if self.settings["SHOW_UNPUBLISHED"] else "error"
        check.check_missing_urls(run.moved.missing, site, report, severity)
        check.check_deleted_record(Path(self.settings["PATH"]), site.ledger, report, severity)
        run.url_owners = site.url_owners()
        run.pages += redirects(run.moved.pages, plan.root, run.catalog.site.languages[0])

    def generate_output(self, writer: object) -> None:
        """Hand over copies of calendars and feeds for their old addresses."""
        run = run_of(self.context)
        run.files += copies(run.files, run.moved.copies)
