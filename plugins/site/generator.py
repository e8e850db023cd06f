"""The last generator: everything that stands in the context is written."""

from pathlib import Path

from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.contract.fields import LANGUAGES
from plugins.site.chrome import chrome
from plugins.site.lookups import Answers
from plugins.site.media import kept_in, published
from plugins.site.memory import Base
from plugins.site.press import Press
from plugins.site.stamps import stamp
from plugins.site.templates import closures, environment
from plugins.site.writer import SiteWriter


class PressGenerator(Generator):
    """Hands all pages and files to the writer, after every other generator has had its say."""

    makes = frozenset[str]()

    def generate_output(self, writer: SiteWriter) -> None:
        """Assets and media first, then what refers to them."""
        context, material = self.context, self.context["material"]
        for address, data in context["assets_to_write"].items():
            writer.write_data(address, data)
        for address, file in context["recall"](published, material, kept_in(context)):
            writer.write_data(address, file.read_bytes())
        theme = Path(self.theme)
        around = {lang: chrome(material, context["assets"], lang) for lang in LANGUAGES}
        templates = closures(theme)
        templates_of = context["recall"](
            environment, theme, context["compiled"], tuple(templates.items())
        )
        press = Press(material, around, templates_of, theme / "translations")
        base = Base(templates, {lang: stamp(shown) for lang, shown in around.items()})
        writer.memory.compare(Answers(material), base)
        writer.publish([*context["rendered"], *context["files"]], press)


class NoNews(ArticlesGenerator):
    """Stands in where no room makes news: Pelican looks for one article generator."""

    def generate_context(self) -> None:
        """Nothing to plan."""

    def check_disabled_readers(self) -> None:
        """Nothing to check."""

    def generate_output(self, writer: object) -> None:
        """Nothing to write."""


class NoPages(PagesGenerator):
    """Stands in where no room makes pages: Pelican looks for one page generator."""

    def generate_context(self) -> None:
        """Nothing to plan."""

    def check_disabled_readers(self) -> None:
        """Nothing to check."""

    def generate_output(self, writer: object) -> None:
        """Nothing to write."""
