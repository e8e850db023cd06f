"""Where the site map meets Pelican: it is made when every page is known."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import LICENCES, NEXT_CHANGE, ROBOTS, SITEMAP
from newsroom.run import run_of
from newsroom.sharing.next_change import announcement
from newsroom.sharing.sitemap import indexed, licences, robots, sitemap


class SharingGenerator(Generator):
    """Makes sitemap.xml, robots.txt, licenses.txt and next-change.json."""

    makes = frozenset({"sitemap", "robots", "licences", "next-change"})

    def generate_output(self, writer: object) -> None:
        """Hand over the files, once every room has handed over its pages."""
        run = run_of(self.context)
        # A sample asks not to be indexed: a map of it would say the opposite.
        pages = () if run.catalog.site.sample else indexed(run.pages)
        theme = (Path(self.theme) / "licenses.txt").read_text(encoding="utf-8")
        run.files += [
            OutputFile(SITEMAP, sitemap, (pages,)),
            OutputFile(ROBOTS, robots),
            OutputFile(LICENCES, licences, (theme,)),
            OutputFile(NEXT_CHANGE, announcement, (run.now, run.next_change)),
        ]
