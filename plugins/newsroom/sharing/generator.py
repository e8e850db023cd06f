"""Adds the sitemap and three small files to the run, after all pages are planned."""

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import LICENCES, NEXT_CHANGE, ROBOTS, SITEMAP
from newsroom.run import run_of
from newsroom.sharing.site_files import announcement, indexed, licences, robots, sitemap


class SharingGenerator(Generator):
    """Makes sitemap.xml, robots.txt, licenses.txt and next-change.json."""

    makes = frozenset({"sitemap", "robots", "licences", "next-change"})

    def generate_output(self, writer: object) -> None:
        """Plan the files; every other generator has planned its pages by now."""
        run = run_of(self.context)
        # Pages of a sample site have `noindex`, so its sitemap is empty.
        pages = () if run.catalog.site.sample else indexed(run.pages)
        run.files += [
            OutputFile(SITEMAP, sitemap, (pages,)),
            OutputFile(ROBOTS, robots),
            OutputFile(NEXT_CHANGE, announcement, (run.now, run.changes.next_change)),
        ]
        if run.catalog.site.is_licensed:
            run.files.append(OutputFile(LICENCES, licences))
