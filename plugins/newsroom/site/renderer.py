"""From what a room handed over to the bytes of a page, with what was looked up on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import Lookup, TrackingProxy
from newsroom.site.layout_context import LayoutContext
from newsroom.wording.texts import texts


@dataclass(frozen=True, slots=True)
class RenderedOutput:
    """The bytes of a page or file, a page's language, and what was looked up."""

    data: bytes
    lang: str
    lookups: frozenset[Lookup]


class Renderer:
    """Makes pages and files of one material."""

    def __init__(
        self,
        site_data: SiteData,
        around: Mapping[str, LayoutContext],
        environment: Environment,
        translations: Path,
    ) -> None:
        self.site_data, self.around = site_data, around
        self.environment, self.translations = environment, translations

    def warm_up(self, things: Sequence[OutputPage | OutputFile]) -> None:
        """Read the templates before the work is shared out, so that it is done once."""
        for template in sorted(
            {thing.template for thing in things if isinstance(thing, OutputPage)}
        ):
            self.environment.get_template(template)

    def make(self, things: Iterable[OutputPage | OutputFile]) -> Iterator[RenderedOutput]:
        """Each of them, in their order."""
        one_of_each: dict[Lookup, Lookup] = {}
        return (self._made(thing, one_of_each) for thing in things)

    def _made(
        self, thing: OutputPage | OutputFile, one_of_each: dict[Lookup, Lookup]
    ) -> RenderedOutput:
        seen: set[Lookup] = set()
        watched = TrackingProxy(self.site_data, seen)
        if isinstance(thing, OutputFile):
            data, lang = thing.made(watched), ""
        else:
            view = thing.shown(watched)
            lang = view.head.lang
            data = self._rendered(thing.template, view, lang)
        # Pages ask the same: what goes between processes is short when it is said once.
        return RenderedOutput(
            data, lang, frozenset(one_of_each.setdefault(way, way) for way in seen)
        )

    def _rendered(self, template: str, view: object, lang: str) -> bytes:
        t = texts(lang, self.translations)
        html = self.environment.get_template(template).render(
            page=view, site=self.around[lang], t=t
        )
        return html.encode()
