"""From what a room handed over to the bytes of a page, with what was looked up on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from plugins.addresses.page import File, Page
from plugins.parts.material import Material
from plugins.site.chrome import Chrome
from plugins.site.lookups import Lookup, Watched
from plugins.wording.texts import texts


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a page or file, a page's language, and what was looked up."""

    data: bytes
    lang: str
    lookups: frozenset[Lookup]


class Press:
    """Makes pages and files of one material."""

    def __init__(
        self,
        material: Material,
        around: Mapping[str, Chrome],
        environment: Environment,
        translations: Path,
    ) -> None:
        self.material, self.around = material, around
        self.environment, self.translations = environment, translations

    def warm_up(self, things: Sequence[Page | File]) -> None:
        """Read the templates before the work is shared out, so that it is done once."""
        for template in sorted({thing.template for thing in things if isinstance(thing, Page)}):
            self.environment.get_template(template)

    def make(self, things: Iterable[Page | File]) -> Iterator[Made]:
        """Each of them, in their order."""
        one_of_each: dict[Lookup, Lookup] = {}
        return (self._made(thing, one_of_each) for thing in things)

    def _made(self, thing: Page | File, one_of_each: dict[Lookup, Lookup]) -> Made:
        seen: set[Lookup] = set()
        watched = Watched(self.material, seen)
        if isinstance(thing, File):
            data, lang = thing.made(watched), ""
        else:
            view = thing.shown(watched)
            lang = view.head.lang
            data = self._rendered(thing.template, view, lang)
        # Pages ask the same: what goes between processes is short when it is said once.
        return Made(data, lang, frozenset(one_of_each.setdefault(way, way) for way in seen))

    def _rendered(self, template: str, view: object, lang: str) -> bytes:
        t = texts(lang, self.translations)
        html = self.environment.get_template(template).render(
            page=view, site=self.around[lang], t=t
        )
        return html.encode()
