"""Which pictures and documents entries use, where they say so, and where pages show them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from newsroom.addresses.documents import documents
from newsroom.addresses.urls import document_address
from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.fields import written_path
from newsroom.contract.image import SUFFIXES, Image
from newsroom.contract.problems import Report, Source, Where
from newsroom.executor.local import Executor
from newsroom.parts.site_data import SiteData
from newsroom.pictures.inspect import check_privacy
from newsroom.pictures.variants import (
    PictureKey,
    Prepared,
    Recipe,
    Variants,
    encode,
    key_in,
    key_of,
    plan_copies,
)
from newsroom.site.progress import Progress

Use = tuple[PictureKey, tuple[str, ...], Source, Where]


def uses(entries: Iterable[Entry], catalog: Catalog) -> Iterator[Use]:
    """Each use of a picture: its key, its slots, and the field or the line that names it."""
    for entry in entries:
        for where, image in entry.parts(Image):
            # What differs for one date of a series has the same fields.
            name = str(where[2] if where[0] == "instances" else where[0])
            slots = entry.picture_slots.get(name, ("figure",))
            yield key_of(image), slots, entry.source, (*where, "src")
        for target in catalog.body_with_translations(entry).of_kind("picture"):
            key = key_in(entry, target.name)
            yield key, ("prose",), entry.source.at_line(target.line, target.column), ()


@dataclass(frozen=True, slots=True)
class PlannedPictures:
    """The pictures that entries use, and what is known of them before their copies are made.

    Those of `unsaved` files, which somebody is writing now, have copies in spite of faults.
    """

    uses: tuple[Use, ...]
    originals: Mapping[str, Path]
    planned: Prepared
    unsaved: frozenset[PictureKey]


def plan_pictures(
    catalog: Catalog,
    leads: Iterable[Article],
    settings: Mapping[str, Any],
    report: Report,
    processes: int,
    unsaved: Container[str] = (),
) -> PlannedPictures:
    """All pictures that any entry uses; one with a fault in its header is a problem."""
    all_uses = tuple(uses(catalog.everything(), catalog))
    content, removed = Path(settings["PATH"]).resolve(), catalog.removed
    formats, widths = settings["PICTURE_FORMATS"], settings["PICTURE_WIDTHS"]
    originals = {path: file for path, file in catalog.media.items() if _is_picture(path)}
    planned = plan_copies(
        _wanted(all_uses, leads),
        originals,
        kept_in(settings),
        Recipe(tuple(formats), tuple(widths), catalog.site.credit),
        processes=processes,
        removed=[content / path for path in removed if not path.startswith("person:")],
    )
    _report(all_uses, catalog, planned, report)
    anyway = frozenset(key for key, _, source, _ in all_uses if source.path in unsaved)
    return PlannedPictures(all_uses, originals, planned, anyway)


def make_pictures(
    pictures: PlannedPictures, settings: Mapping[str, Any], report: Report, executor: Executor
) -> Mapping[PictureKey, Variants]:
    """The pictures with their copies; one that cannot be decoded is a problem.

    With an error in `report` none is made, since that may take minutes, but those that are unsaved.
    """
    prepared = encode(
        pictures.planned,
        pictures.originals,
        kept_in(settings),
        executor=executor,
        tell=Progress(settings["REPORT_LANG"]),
        only=pictures.unsaved if report.errors() else None,
        shard=settings["PICTURE_SHARD"],
    )
    damaged = {p: code for p, code in prepared.faults.items() if not prepared.facts[p].code}
    _report_faults(pictures.uses, damaged, report)
    return prepared.variants


def _wanted(all_uses: Iterable[Use], leads: Iterable[Article]) -> Mapping[PictureKey, set[str]]:
    """The slots of each picture; those of the lead articles are on the front pages too."""
    wanted: dict[PictureKey, set[str]] = defaultdict(set)
    for key, slots, *_ in all_uses:
        wanted[key].update(slots)
    for lead in leads:
        if lead.image:
            wanted[key_of(lead.image)].add("lead")
    return wanted


def _is_picture(path: str) -> bool:
    """Whether it is one; what is offered for download may be."""
    return not path.startswith("documents/") or PurePosixPath(path).suffix.lower() in SUFFIXES


def kept_in(settings: Mapping[str, Any]) -> Path:
    """Where copies are kept between builds."""
    return Path(settings["CACHE_PATH"]) / "pictures"


def _report(all_uses: Iterable[Use], catalog: Catalog, planned: Prepared, report: Report) -> None:
    """What is wrong with pictures where they are used, and with what they tell, used or not."""
    _report_faults(all_uses, planned.faults, report)
    # A faulty site.yaml may have the credit of all.
    for key, _, source, where in all_uses if catalog.is_whole("site") else ():
        if (shown := planned.variants.get(key)) and not shown.credit.line:
            report.add(source, where, "image-credit-missing", {"src": _name(key, source)})
    for path, facts in planned.facts.items():
        # What is offered for download is handed out as it is.
        is_public = catalog.site.is_open or path.startswith("documents/")
        if path not in planned.faults:
            check_privacy(path, facts, report, is_public=is_public)


def _report_faults(uses: Iterable[Use], faults: Mapping[str, str], report: Report) -> None:
    for key, _, source, where in uses:
        if code := faults.get(key.path):
            report.add(source, where, code, {"src": _name(key, source)})


def _name(key: PictureKey, source: Source) -> str:
    """The picture as the file names it; a text may write `x.jpg` for `./x.jpg`."""
    return written_path(key.path, source.path).removeprefix("./")


def shown(site_data: SiteData) -> Mapping[PictureKey, Variants]:
    """The copies of the pictures that a page shows: its own, or a list of what has no page."""
    catalog, marks = site_data.edition.catalog, site_data.edition.marks
    listed = {e.ref for e in catalog.entries() if not e.page_address} - marks.keys()
    shown_refs = site_data.plan.by_ref.keys() | listed
    entries = [catalog.site, *(entry for entry in catalog.entries() if entry.ref in shown_refs)]
    keys = {key for key, *_ in uses(entries, catalog)}
    return {key: site_data.variants[key] for key in keys & site_data.variants.keys()}


def published(site_data: SiteData, cache: Path) -> list[tuple[str, Path]]:
    """The address and the file of every copy and document that a page uses, sorted."""
    catalog = site_data.edition.catalog
    papers = documents(catalog, site_data.plan)
    files = {document_address(paper): catalog.media[paper] for paper in papers}
    for variants in shown(site_data).values():
        files |= variants.files(cache)
    return sorted(files.items())
