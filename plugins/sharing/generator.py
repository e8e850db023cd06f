"""Where the site map meets Pelican: it is made when every page is known."""

from pathlib import Path

from pelican.generators import Generator

from plugins.addresses.plan import LICENCES, ROBOTS, SITEMAP
from plugins.sharing.sitemap import robots, sitemap


class SharingGenerator(Generator):
    """Makes sitemap.xml, robots.txt and licenses.txt."""

    makes = frozenset({"sitemap", "robots", "licences"})

    def generate_output(self, writer: object) -> None:
        """Write them, over every page that any room has made."""
        root = self.context["material"].plan.root
        # A sample asks not to be indexed: a map of it would say the opposite.
        is_sample = self.context["catalog"].site.sample
        pages = () if is_sample else self.context["rendered"]
        writer.write_data(SITEMAP, sitemap(pages, root))
        writer.write_data(ROBOTS, robots(root))
        theme = (Path(self.theme) / "licenses.txt").read_text(encoding="utf-8")
        licences = (theme, self.context["catalog"].licences)
        writer.write_data(LICENCES, "\n".join(filter(None, licences)).encode())
