"""The last generator, which writes what the others have handed over, and Pelican's fixed two."""

from collections.abc import Iterable
from pathlib import Path

from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from newsroom.content_kinds import packages_of
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.places import theme_folders
from newsroom.plugin import WritesNothing
from newsroom.run import run_of
from newsroom.site.dependency_tracking import LookupFingerprints, fingerprint
from newsroom.site.layout_context import layout_context
from newsroom.site.media import kept_in, published
from newsroom.site.page_cache import SharedInputs
from newsroom.site.templates import Renderer, environment, template_hashes
from newsroom.site.writer import SiteWriter


class OutputGenerator(Generator):
    """Hands all pages and files to the writer, after every other generator has run."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Assets and media first, then what refers to them."""
        run = run_of(self.context)
        site_data = run.site_data
        for address, data in run.asset_bytes.items():
            writer.write_data(address, data)
        for address, file in run.memoize(published, site_data, kept_in(self.settings)):
            writer.write_data(address, file.read_bytes())
        layouts = {lang: layout_context(site_data, run.assets, lang) for lang in SITE_LANGUAGES}
        folders = (*theme_folders(self.settings), *packages_of(run.kinds))
        overrides = tuple(map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"]))
        hashes = template_hashes(folders, overrides)
        templates = run.memoize(
            environment, folders, overrides, run.compiled_templates, tuple(hashes.items())
        )
        shared = SharedInputs(hashes, {lang: fingerprint(one) for lang, one in layouts.items()})
        writer.page_cache.start(LookupFingerprints(site_data), shared)
        translations = [folder / "translations" for folder in folders]
        renderer = Renderer(site_data, layouts, templates, translations)
        writer.publish([*run.pages, *run.files], renderer)


class NoNews(WritesNothing, ArticlesGenerator):
    """Stands in where no room makes news: Pelican looks for one article generator."""


class NoPages(WritesNothing, PagesGenerator):
    """Stands in where no room makes pages: Pelican looks for one page generator."""


def generator_classes(classes: Iterable[type[Generator]]) -> list[type[Generator]]:
    """Pelican's list with its two fixed generators replaced, and ours to write last."""
    fixed = {ArticlesGenerator, PagesGenerator}
    ours = [cls for cls in classes if cls not in fixed]
    for kind, stand_in in ((ArticlesGenerator, NoNews), (PagesGenerator, NoPages)):
        if not any(issubclass(cls, kind) for cls in ours):
            ours.append(stand_in)
    return [*ours, OutputGenerator]
