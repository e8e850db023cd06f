"""The copies of all pictures in use: asked for by slot, made once, kept by what makes them."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.pictures.copy_cache import CopyManifest, cached_copies, make_copies, prune
from newsroom.pictures.credits import NOBODY, Credit, xmp
from newsroom.pictures.derive import RECIPE, Job
from newsroom.pictures.inspect import Facts
from newsroom.pictures.originals_index import facts_of, forgotten
from newsroom.pictures.slots import SLOTS, Copy, copies

FOLDER = "/bilder/"
INDEX = "originals.index"
LARGE = 40_000_000  # pixels: made one at a time, for the memory they take
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PictureKey:
    """A picture as an entry shows it: its path, who the entry says made it, its focal point."""

    path: str
    credit: Credit = NOBODY
    focal: tuple[int, int] = (50, 50)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make: the formats, the plainest last; the widths; who is named where nobody is."""

    formats: tuple[str, ...]
    widths: tuple[int, ...]
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Variants:
    """The copies of one picture: its upright size, its tone, its credit, the copies of each slot.

    All that a page shows of it, and nothing of where it is kept. `name` changes when the picture,
    its credit or the way copies are made does; `tone` is "" for one that may be seen through.
    """

    name: str
    width: int
    height: int
    tone: str
    credit: Credit
    by_slot: Mapping[str, tuple[Copy, ...]]

    def address(self, copy: Copy) -> str:
        return f"{FOLDER}{self.name}/{copy.file}"

    def files(self, cache: Path) -> dict[str, Path]:
        """Each copy's file by its address."""
        every = {copy for found in self.by_slot.values() for copy in found}
        return {self.address(copy): cache / self.name / copy.file for copy in every}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The variants of what can be shown, the faults of what cannot, and what is known of all."""

    variants: Mapping[PictureKey, Variants]
    faults: Mapping[str, str]
    facts: Mapping[str, Facts]


def key_of(image: Image) -> PictureKey:
    """The key of a picture in the front matter."""
    return PictureKey(image.src, Credit(image.credit, image.creator, image.copyright), image.focal)


def key_in(entry: Entry, path: str) -> PictureKey:
    """The key of a picture in a text: as the front matter has it, when it is there too."""
    images = (image for _, image in entry.parts(Image) if image.src == path)
    return next((key_of(image) for image in images), PictureKey(path))


def threads() -> Executor:
    """One for each core: Pillow lets others run while it works, and one picture fills a core."""
    return ThreadPoolExecutor(os.cpu_count())


def prepare(
    wanted: Mapping[PictureKey, Iterable[str]],
    media: Mapping[str, Path],
    cache: Path,
    recipe: Recipe,
    *,
    executor: Executor | None = None,
    tell: Tell = lambda done, total: None,
    removed: Iterable[Path] = (),
) -> Prepared:
    """Copies for the slots each key is `wanted` in, of the originals in `media`.

    `executor` may be any: what is sent to it is plain data, and its workers must see the same
    files. `tell` hears how many of the missing ones are made. What is made of `removed` goes.
    """
    prune(cache, forgotten(removed, cache / INDEX))
    with nullcontext(executor) if executor else threads() as workers:
        facts = facts_of(media, cache / INDEX, workers.map)
        planner = _CopyPlanner(cache, recipe, facts, media)
        usable = [key for key in wanted if key.path in media and not facts[key.path].code]
        plans = {key: planner.plan(key, wanted[key]) for key in usable}
        records = _records(plans, workers, tell)
    faults = {key.path: facts[key.path].code for key in wanted if key.path in media}
    faults |= {key.path: one for key, one in records.items() if isinstance(one, str)}
    good = {key: one for key, one in records.items() if isinstance(one, CopyManifest)}
    variants = {key: planner.variants(key, plans[key], record) for key, record in good.items()}
    return Prepared(variants, {path: code for path, code in faults.items() if code}, facts)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The copies of each slot, the job that makes them, and the folder they stand in."""

    by_slot: Mapping[str, tuple[Copy, ...]]
    job: Job
    folder: Path


@dataclass(frozen=True, slots=True)
class _CopyPlanner:
    """What all pictures of a run have in common."""

    cache: Path
    recipe: Recipe
    facts: Mapping[str, Facts]
    media: Mapping[str, Path]

    def plan(self, key: PictureKey, slots: Iterable[str]) -> _Plan:
        facts = self.facts[key.path]
        size = (facts.width, facts.height)
        formats = self._formats(facts)
        by_slot = {
            name: tuple(copies(SLOTS[name], size, self.recipe.widths, formats))
            for name in sorted(set(slots))
        }
        every = tuple(sorted({copy for found in by_slot.values() for copy in found}, key=_order))
        packet = xmp(self._credit(key))
        said = f"{RECIPE} {key.focal} {facts.sha256}".encode() + packet
        name = hashlib.sha256(said).hexdigest()[:20]
        job = Job(self.media[key.path], facts.sha256, size, every, key.focal, packet)
        return _Plan(by_slot, job, self.cache / name)

    def variants(self, key: PictureKey, plan: _Plan, record: CopyManifest) -> Variants:
        facts = self.facts[key.path]
        tone = "" if facts.is_clear else record.tone
        size = (facts.width, facts.height)
        credit = self._credit(key)
        return Variants(plan.folder.name, *size, tone, credit, plan.by_slot)

    def _formats(self, facts: Facts) -> tuple[str, ...]:
        """PNG in place of JPEG for what may be seen through."""
        named = {"jpeg": "png"} if facts.is_clear else {}
        return tuple(named.get(name, name) for name in self.recipe.formats)

    def _credit(self, key: PictureKey) -> Credit:
        """Whom the entry names, else whom the file names, else the site's default."""
        said, embedded = key.credit, self.facts[key.path].credit
        owner = said.copyright or embedded.copyright
        if said.line:
            return Credit(said.line, said.creator, owner)
        line = embedded.line or said.creator or embedded.creator or self.recipe.credit
        return Credit(line, said.creator or embedded.creator, owner)


def _order(copy: Copy) -> tuple[str, int, str]:
    return str(copy.ratio or ""), copy.width, copy.format


def _records(
    plans: Mapping[PictureKey, _Plan], workers: Executor, tell: Tell
) -> dict[PictureKey, CopyManifest | str]:
    """The record of each plan, or the code of what is wrong; what is missing is made."""
    found: dict[Path, CopyManifest | str] = {}
    jobs: dict[Path, Job] = {}
    for plan in plans.values():
        record, missing = cached_copies(plan.folder, plan.job.copies)
        if missing:
            jobs[plan.folder] = _joined(plan.job, missing, jobs.get(plan.folder))
        elif record:
            found[plan.folder] = record
    for number, (folder, record) in enumerate(_made(jobs, workers), 1):
        found[folder] = record
        tell(number, len(jobs))
    return {key: found[plan.folder] for key, plan in plans.items()}


def _joined(job: Job, missing: Sequence[Copy], other: Job | None) -> Job:
    """The job of what is missing; two pictures that are the same share one."""
    every = {*missing, *(other.copies if other else ())}
    return Job(job.original, job.sha256, job.size, tuple(every), job.focal, job.xmp)


def _made(jobs: Mapping[Path, Job], workers: Executor) -> Iterable[tuple[Path, CopyManifest | str]]:
    """Each folder with its record as soon as it is made."""
    large = {f: job for f, job in jobs.items() if job.size[0] * job.size[1] > LARGE}
    futures: dict[Future, Path] = {
        workers.submit(make_copies, job, folder): folder
        for folder, job in jobs.items()
        if folder not in large
    }
    for future in as_completed(futures):
        yield futures[future], future.result()
    for folder, job in large.items():
        yield folder, make_copies(job, folder)
