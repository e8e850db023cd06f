"""The one writer: every byte of the site goes through it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from pelican import signals
from pelican.writers import Writer

from plugins.addresses.page import Page, path_of
from plugins.parts.material import Material
from plugins.site.chrome import Chrome
from plugins.site.trees import Tree
from plugins.wording.texts import texts


class AddressTaken(Exception):
    """Two pages, or a page and a file, at one address: a fault of ours, not of the content."""


class SiteWriter(Writer):
    """Renders pages and puts files into the tree that is being made."""

    def __init__(self, tree: Tree, settings: dict, environment: Environment) -> None:
        super().__init__(str(tree.folder), settings)
        self.tree = tree
        self.environment = environment
        self.claimed: set[str] = set()

    def write_pages(
        self, pages: Iterable[Page], material: Material, chrome: Mapping[str, Chrome]
    ) -> None:
        """Render each page with the chrome of its language."""
        translations = Path(self.settings["THEME"]) / "translations"
        for page in pages:
            view = page.shown(material)
            lang = view.head.lang
            html = self.environment.get_template(page.template).render(
                page=view, site=chrome[lang], t=texts(lang, translations)
            )
            self.write_data(page.address, html.encode())

    def write_data(self, address: str, data: bytes) -> None:
        """Put a file where its address says, once."""
        path = path_of(address)
        if path in self.claimed:
            raise AddressTaken(address)
        self.claimed.add(path)
        self.tree.write(path, data)
        signals.content_written.send(str(self.tree.folder / path), context={})
