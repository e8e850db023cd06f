"""The generator that checks what everybody can read, before the gate."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.exposure import checks
from newsroom.run import run_of


class ExposureGenerator(Generator):
    """Reports what is public, on the site or in the repository, and should not be."""

    def generate_context(self) -> None:
        """Add to the report."""
        run = run_of(self.context)
        catalog, report, edition = run.catalog, run.report, run.site_data.edition
        offered = checks.public_documents(edition, run.site_data.plan)
        checks.check_documents(offered, report)
        if catalog.site.is_open:
            checks.check_entries(catalog, run.now, report)
            checks.check_files(Path(self.settings["PATH"]), catalog.media, report)
        else:
            checks.check_numbers(edition, offered, report)
