"""Where the ledger meets Pelican: after every room has handed over its pages."""

from pathlib import Path

from pelican.generators import Generator

from plugins.ledger.check import check_aliases, check_gone
from plugins.ledger.fates import Now, fates
from plugins.ledger.lost import check_lost
from plugins.ledger.memory import check_memory
from plugins.ledger.redirects import copies, redirects


class LedgerGenerator(Generator):
    """Tells which addresses would vanish, and makes pages that lead on from old ones."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Put what has moved where the hosts' files find it, and the pages where the writer does.

        In the preview what would vanish is advice: nothing is published from there.
        """
        catalog, report = self.context["catalog"], self.context["report"]
        material, wide = self.context["material"], self.context["wide"]
        ledger = catalog.ledger
        now = Now.of(catalog, material.edition.catalog, material.plan, wide)
        found = fates(ledger, now)
        check_aliases(catalog, wide, ledger, report)
        check_gone(now, ledger, report)
        severity = "advice" if self.settings["SHOW_UNPUBLISHED"] else "error"
        check_lost(found.lost, ledger, now, report, severity)
        check_memory(Path(self.settings["PATH"]), ledger, report, severity)
        self.context["published"] |= now.public(ledger)
        self.context["moved"] = found.moved()
        self.context["rendered"] += redirects(found.pages)

    def generate_output(self, writer: object) -> None:
        """Put calendars and feeds under their old addresses too."""
        files = self.context["files"]
        files += copies(files, self.context["moved"].copies)
