"""Adds the theme's files to the run."""

from pelican.generators import Generator

from newsroom.assets.bundle import LOGO_SHEET, assets
from newsroom.content_kinds import style_sheets
from newsroom.places import theme_file, theme_folders
from newsroom.run import run_of


class AssetsGenerator(Generator):
    """Sets `Run.assets` and `Run.asset_bytes`."""

    makes = frozenset({"asset"})

    def generate_context(self) -> None:
        """Set the href of each file for the templates, and its bytes for the writer."""
        run = run_of(self.context)
        folders = theme_folders(self.settings)
        brand, colours = run.site_data.brand, run.catalog.site.colours
        more = [theme_file(folders, LOGO_SHEET)] if "logo" in brand else []
        files = assets(folders, [*more, *style_sheets(run.kinds)], colours)
        root = run.site_data.plan.root
        run.assets = {file.name: root.link(file.address) for file in files}
        run.asset_bytes = {file.address: file.data for file in files}
        run.asset_bytes |= {file.address: file.data for file in brand.values()}
