"""Where the check of an open repository meets Pelican: before the gate."""

from pathlib import Path

from pelican.generators import Generator

from plugins.exposure.check import check_entries, check_files


class ExposureGenerator(Generator):
    """Tells what is to be read in the repository and should not be."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Add to the report."""
        catalog, report = self.context["catalog"], self.context["report"]
        if catalog.site.is_open:
            check_entries(catalog, self.context["now"], report)
            check_files(Path(self.settings["PATH"]), catalog.media, report)

    def generate_output(self, writer: object) -> None:
        """Nothing to write."""
