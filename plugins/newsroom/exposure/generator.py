"""Where the check of what everybody can read meets Pelican: before the gate."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.exposure.check import check_entries, check_files
from newsroom.exposure.published import check_documents, check_numbers, public_documents


class ExposureGenerator(Generator):
    """Tells what is to be read, on the site or in the repository, and should not be."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Add to the report."""
        catalog, report = self.context["catalog"], self.context["report"]
        edition = self.context["site_data"].edition
        offered = public_documents(edition, self.context["site_data"].plan)
        check_documents(offered, report)
        if catalog.site.is_open:
            check_entries(catalog, self.context["now"], report)
            check_files(Path(self.settings["PATH"]), catalog.media, report)
        else:
            check_numbers(edition, offered, report)
