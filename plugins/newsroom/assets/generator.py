"""Where the theme's files meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.assets.bundle import assets


class AssetsGenerator(Generator):
    """Names the theme's files, and hands their bytes over."""

    makes = frozenset[str]()

    def generate_context(self) -> None:
        """Put addresses where the templates, and bytes where the writer, finds them."""
        found = assets(Path(self.theme))
        root = self.context["site_data"].plan.root
        self.context["assets"] = {asset.name: root.link(asset.address) for asset in found}
        self.context["assets_to_write"] = {asset.address: asset.data for asset in found}
