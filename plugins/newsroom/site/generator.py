"""The last generator, which writes what the others have handed over, and Pelican's fixed two."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from newsroom.addresses.outputs import Output
from newsroom.content_kinds import ContentKind, packages_of
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.places import theme_folders
from newsroom.plugin import WritesNothing
from newsroom.run import Run, run_of
from newsroom.site.dependency_tracking import LookupFingerprints, fingerprint
from newsroom.site.layout_context import layout_context
from newsroom.site.media import kept_in, published
from newsroom.site.page_cache import SharedInputs
from newsroom.site.templates import Renderer, environment, template_hashes
from newsroom.site.writer import SiteWriter
from newsroom.wording.texts import texts

# What every page refers to: style sheets, scripts, pictures of the theme.
ASSET = "asset"


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
        renderer, shared = renderer_of(run, self.settings)
        writer.page_cache.start(LookupFingerprints(site_data), shared)
        writer.publish([*run.pages, *run.files], renderer)


def renderer_of(run: Run, settings: Mapping[str, Any]) -> tuple[Renderer, SharedInputs]:
    """What renders the pages of a run, and the fingerprints of what many of them share."""
    site_data = run.site_data
    layouts = {
        lang: layout_context(site_data.editions.get(lang, site_data), run.assets, lang)
        for lang in SITE_LANGUAGES
    }
    folders = template_folders(run.kinds, settings)
    hashes = template_hashes(*folders)
    templates = run.memoize(environment, *folders, run.compiled_templates, tuple(hashes.items()))
    shared = SharedInputs(hashes, {lang: fingerprint(one) for lang, one in layouts.items()})
    words = {lang: texts(lang, *translations_in(folders[0])) for lang in layouts}
    return Renderer(site_data, layouts, templates, words), shared


def template_folders(
    kinds: Iterable[ContentKind], settings: Mapping[str, Any]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The folders of the theme and of kinds from elsewhere, and those that override them."""
    overrides = tuple(map(Path, settings["THEME_TEMPLATES_OVERRIDES"]))
    return (*theme_folders(settings), *packages_of(kinds)), overrides


def translations_in(folders: Iterable[Path]) -> list[Path]:
    """The folders of catalogues beside those of templates."""
    return [folder / "translations" for folder in folders]


def bytes_at(address: str, run: Run, settings: Mapping[str, Any]) -> bytes | None:
    """What a run that stopped at the gate would write at an address; None for nothing."""
    renderer, _ = renderer_of(run, settings)
    outputs: list[Output] = [*run.pages, *run.files]
    if wanted := [output for output in outputs if output.address == address]:
        return next(data for data, *_ in renderer.render(wanted))
    media = dict(run.memoize(published, run.site_data, kept_in(settings)))
    return media[address].read_bytes() if address in media else run.asset_bytes.get(address)


class NoNews(WritesNothing, ArticlesGenerator):
    """Stands in where no room makes news: Pelican looks for one article generator."""


class NoPages(WritesNothing, PagesGenerator):
    """Stands in where no room makes pages: Pelican looks for one page generator."""


def makes(generator: type[Generator]) -> frozenset[str]:
    """The kinds of pages and files that a generator makes; none for one that only checks."""
    made: frozenset[str] = getattr(generator, "makes", frozenset())
    return made


def generator_classes(classes: Iterable[type[Generator]]) -> list[type[Generator]]:
    """Pelican's list with its two fixed generators replaced, and ours to write last."""
    fixed = {ArticlesGenerator, PagesGenerator}
    ours = [cls for cls in classes if cls not in fixed]
    for kind, stand_in in ((ArticlesGenerator, NoNews), (PagesGenerator, NoPages)):
        if not any(issubclass(cls, kind) for cls in ours):
            ours.append(stand_in)
    return [*ours, OutputGenerator]
