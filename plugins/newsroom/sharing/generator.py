"""Where the site map meets Pelican: it is made when every page is known."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import LICENCES, NEXT_CHANGE, ROBOTS, SITEMAP
from newsroom.sharing.next_change import announcement
from newsroom.sharing.sitemap import indexed, licences, robots, sitemap


class SharingGenerator(Generator):
    """Makes sitemap.xml, robots.txt, licenses.txt and next-change.json."""

    makes = frozenset({"sitemap", "robots", "licences", "next-change"})

    def generate_output(self, writer: object) -> None:
        """Put them where the writer finds them, when every room has handed over its pages."""
        # A sample asks not to be indexed: a map of it would say the opposite.
        is_sample = self.context["catalog"].site.sample
        pages = () if is_sample else indexed(self.context["rendered"])
        theme = (Path(self.theme) / "licenses.txt").read_text(encoding="utf-8")
        self.context["files"] += [
            OutputFile(SITEMAP, sitemap, (pages,)),
            OutputFile(ROBOTS, robots),
            OutputFile(LICENCES, licences, (theme,)),
            OutputFile(
                NEXT_CHANGE, announcement, (self.context["now"], self.context["next_change"])
            ),
        ]
