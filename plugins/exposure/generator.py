"""Where the check of what everybody can read meets Pelican: before the gate."""

from pathlib import Path

from pelican.generators import Generator

from plugins.addresses.documents import documents
from plugins.exposure.check import check_entries, check_files
from plugins.exposure.published import check_documents, check_numbers


class ExposureGenerator(Generator):
    """Tells what is to be read, on the site or in the repository, and should not be."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Add to the report."""
        catalog, report = self.context["catalog"], self.context["report"]
        edition, plan = self.context["material"].edition, self.context["material"].plan
        papers = {path: catalog.media[path] for path in documents(edition.catalog, plan)}
        check_documents(papers.items(), report)
        if catalog.site.is_open:
            check_entries(catalog, self.context["now"], report)
            check_files(Path(self.settings["PATH"]), catalog.media, report)
        else:
            check_numbers(edition, papers.items(), report)

    def generate_output(self, writer: object) -> None:
        """Nothing to write."""
