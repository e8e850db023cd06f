"""Makes the bytes of a page or file, and records what was looked up on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment

from newsroom.addresses.outputs import Output, OutputFile, OutputPage, PageView
from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import Lookup, TrackingProxy
from newsroom.site.layout_context import LayoutContext
from newsroom.wording.texts import texts


class Renderer:
    """Renders pages and makes files from the site data; `layouts` are by language."""

    def __init__(
        self,
        site_data: SiteData,
        layouts: Mapping[str, LayoutContext],
        environment: Environment,
        translations: Sequence[Path],
    ) -> None:
        self.site_data, self.layouts = site_data, layouts
        self.environment, self.translations = environment, translations

    def load_templates(self, outputs: Sequence[Output]) -> None:
        """Load what the outputs need, before the work is divided between processes."""
        for name in sorted({page.template for page in outputs if isinstance(page, OutputPage)}):
            self.environment.get_template(name)

    def render(self, outputs: Iterable[Output]) -> Iterator[tuple[bytes, str, frozenset[Lookup]]]:
        """The bytes, the language ("" of a file) and the look-ups of each output, in order."""
        # Pages look up the same: pickled for another process, each look-up is sent only once.
        shared: dict[Lookup, Lookup] = {}
        for output in outputs:
            data, lang, lookups = self._rendered(output)
            yield data, lang, frozenset(shared.setdefault(lookup, lookup) for lookup in lookups)

    def _rendered(self, output: Output) -> tuple[bytes, str, set[Lookup]]:
        lookups: set[Lookup] = set()
        site_data = TrackingProxy(self.site_data, lookups)
        if isinstance(output, OutputFile):
            return output.made(site_data), "", lookups
        view = output.shown(site_data)
        return self._html(output.template, view), view.head.lang, lookups

    def _html(self, template: str, view: PageView) -> bytes:
        lang = view.head.lang
        html = self.environment.get_template(template).render(
            page=view, site=self.layouts[lang], t=texts(lang, *self.translations)
        )
        return html.encode()
