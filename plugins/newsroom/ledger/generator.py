"""Where the ledger meets Pelican: after every room has handed over its pages."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.ledger.check import check_aliases, check_gone
from newsroom.ledger.deleted_record import check_deleted_record
from newsroom.ledger.missing_urls import check_missing_urls
from newsroom.ledger.redirects import copies, redirects
from newsroom.ledger.resolve_redirects import Now, resolve_redirects


class LedgerGenerator(Generator):
    """Tells which addresses would vanish, and makes pages that lead on from old ones."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Put what has moved where the hosts' files find it, and the pages where the writer does.

        In the preview what would vanish is advice: nothing is published from there.
        """
        catalog, report = self.context["catalog"], self.context["report"]
        site_data, preview_plan = self.context["site_data"], self.context["preview_plan"]
        ledger = catalog.ledger
        now = Now.of(catalog, site_data.edition.catalog, site_data.plan, preview_plan)
        found = resolve_redirects(ledger, now)
        check_aliases(catalog, preview_plan, ledger, report)
        check_gone(now, ledger, report)
        severity = "advice" if self.settings["SHOW_UNPUBLISHED"] else "error"
        check_missing_urls(found.lost, ledger, now, report, severity)
        check_deleted_record(Path(self.settings["PATH"]), ledger, report, severity)
        self.context["published"] |= now.public(ledger)
        self.context["moved"] = found.moved()
        self.context["rendered"] += redirects(found.pages)

    def generate_output(self, writer: object) -> None:
        """Put calendars and feeds under their old addresses too."""
        files = self.context["files"]
        files += copies(files, self.context["moved"].copies)
