"""Where the site map meets Pelican: it is made when every page is known."""

from pelican.generators import Generator

from plugins.addresses.plan import ROBOTS, SITEMAP
from plugins.sharing.sitemap import robots, sitemap


class SharingGenerator(Generator):
    """Makes sitemap.xml and robots.txt."""

    makes = frozenset({"sitemap", "robots"})

    def generate_output(self, writer: object) -> None:
        """Write both, over every page that any room has made."""
        root = self.context["material"].plan.root
        writer.write_data(SITEMAP, sitemap(self.context["rendered"], root))
        writer.write_data(ROBOTS, robots(root))
