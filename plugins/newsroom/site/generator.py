"""The last generator: everything that stands in the context is written."""

from pathlib import Path

from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from newsroom.contract.fields import LANGUAGES
from newsroom.site.dependency_tracking import Answers
from newsroom.site.fingerprint import fingerprint
from newsroom.site.layout_context import layout_context
from newsroom.site.media import kept_in, published
from newsroom.site.page_cache import SharedInputs
from newsroom.site.renderer import Renderer
from newsroom.site.templates import closures, environment
from newsroom.site.writer import SiteWriter


class OutputGenerator(Generator):
    """Hands all pages and files to the writer, after every other generator has had its say."""

    makes = frozenset[str]()

    def generate_output(self, writer: SiteWriter) -> None:
        """Assets and media first, then what refers to them."""
        context, site_data = self.context, self.context["site_data"]
        for address, data in context["assets_to_write"].items():
            writer.write_data(address, data)
        for address, file in context["recall"](published, site_data, kept_in(context)):
            writer.write_data(address, file.read_bytes())
        theme = Path(self.theme)
        around = {lang: layout_context(site_data, context["assets"], lang) for lang in LANGUAGES}
        templates = closures(theme)
        templates_of = context["recall"](
            environment, theme, context["compiled"], tuple(templates.items())
        )
        press = Renderer(site_data, around, templates_of, theme / "translations")
        base = SharedInputs(templates, {lang: fingerprint(shown) for lang, shown in around.items()})
        writer.memory.compare(Answers(site_data), base)
        writer.publish([*context["rendered"], *context["files"]], press)


class _Nothing:
    """Reads and writes nothing."""

    def generate_context(self) -> None:
        """Nothing to plan."""

    def check_disabled_readers(self) -> None:
        """Nothing to check."""

    def generate_output(self, writer: object) -> None:
        """Nothing to write."""


class NoNews(_Nothing, ArticlesGenerator):
    """Stands in where no room makes news: Pelican looks for one article generator."""


class NoPages(_Nothing, PagesGenerator):
    """Stands in where no room makes pages: Pelican looks for one page generator."""
