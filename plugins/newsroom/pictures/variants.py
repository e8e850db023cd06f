"""Plans the copies of all pictures in use, and makes those that the cache does not have."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, replace
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
LARGE = 40_000_000  # pixels: larger pictures are processed one at a time to save memory
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PictureKey:
    """A picture as an entry uses it; `path` is from content/, `focal` in per cent."""

    path: str
    credit: Credit = NOBODY
    focal: tuple[int, int] = (50, 50)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The formats (the plainest last) and widths of all copies, and the default credit line."""

    formats: tuple[str, ...]
    widths: tuple[int, ...]
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Variants:
    """What a page shows of a picture: its upright size, its credit, and the copies by slot.

    `name` changes with the picture, its credit and the way copies are made; `tone` is "" for a
    picture with transparency, and until the copies are made. `stored` is their folder in the cache.
    """

    name: str
    width: int
    height: int
    tone: str
    credit: Credit
    by_slot: Mapping[str, tuple[Copy, ...]]
    stored: str

    def address(self, copy: Copy) -> str:
        return f"{FOLDER}{self.name}/{copy.file}"

    def files(self, cache: Path) -> dict[str, Path]:
        """The file in the cache of each copy, by its address."""
        copies = {copy for in_slot in self.by_slot.values() for copy in in_slot}
        return {self.address(copy): cache / self.stored / copy.file for copy in copies}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The variants of the usable pictures, and by path the problem codes and facts of all files."""

    variants: Mapping[PictureKey, Variants]
    faults: Mapping[str, str]
    facts: Mapping[str, Facts]


def key_of(image: Image) -> PictureKey:
    """The key of a picture in the front matter."""
    return PictureKey(image.src, Credit(image.credit, image.creator, image.copyright), image.focal)


def key_in(entry: Entry, path: str) -> PictureKey:
    """The key of a picture in a text; the same as in the front matter if it is there too."""
    images = (image for _, image in entry.parts(Image) if image.src == path)
    return next((key_of(image) for image in images), PictureKey(path))


def threads() -> Executor:
    """A pool with one thread for each core; Pillow releases Python's lock while it works."""
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
    may_encode: Callable[[Prepared], bool] = lambda planned: True,
) -> Prepared:
    """Make the copies for the slots of each picture in `wanted`, from the originals in `media`.

    `executor` may run in other processes that see the same files. `tell` is called with the number
    of finished and of all jobs. The copies of `removed` originals are deleted. `may_encode` gets
    what is known before anything is encoded; when it returns False, nothing is.
    """
    prune(cache, forgotten(removed, cache / INDEX))
    with nullcontext(executor) if executor else threads() as workers:
        facts = facts_of(media, cache / INDEX, workers.map)
        planner = _CopyPlanner(recipe, facts, media)
        usable = [key for key in wanted if key.path in media and not facts[key.path].code]
        plans = _in_whole_sets({key: planner.plan(key, wanted[key]) for key in usable})
        variants = {key: planner.variants(key, plan) for key, plan in plans.items()}
        codes = {key.path: facts[key.path].code for key in wanted if key.path in media}
        faults = {path: code for path, code in codes.items() if code}
        if not may_encode(Prepared(variants, faults, facts)):
            return Prepared(variants, faults, facts)
        results = _results(plans, cache, workers, tell)
    for key, result in results.items():
        if isinstance(result, str):
            faults[key.path] = result
            del variants[key]
        else:
            variants[key] = planner.variants(key, plans[key], result.tone)
    return Prepared(variants, faults, facts)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The copies of each slot, the name in their addresses, and the job that makes them."""

    by_slot: Mapping[str, tuple[Copy, ...]]
    name: str
    job: Job

    @property
    def stored(self) -> str:
        """The folder in the cache; another set of copies is another folder.

        A copy is made from the next wider one, so its bytes depend on the whole set.
        """
        return f"{self.name}-{hashlib.sha256(repr(self.job.copies).encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class _CopyPlanner:
    """Plans copies by one recipe."""

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
        every = {copy for in_slot in by_slot.values() for copy in in_slot}
        packet = xmp(self._credit(key))
        ingredients = f"{RECIPE} {key.focal} {facts.sha256}".encode() + packet
        name = hashlib.sha256(ingredients).hexdigest()[:20]
        job = Job(self.media[key.path], facts.sha256, size, tuple(every), key.focal, packet)
        return _Plan(by_slot, name, job)

    def variants(self, key: PictureKey, plan: _Plan, tone: str = "") -> Variants:
        facts, credit = self.facts[key.path], self._credit(key)
        tone = "" if facts.has_transparency else tone
        size = facts.width, facts.height
        return Variants(plan.name, *size, tone, credit, plan.by_slot, plan.stored)

    def _formats(self, facts: Facts) -> tuple[str, ...]:
        """The formats of the recipe, with PNG instead of JPEG for a picture with transparency."""
        substitutes = {"jpeg": "png"} if facts.has_transparency else {}
        return tuple(substitutes.get(name, name) for name in self.recipe.formats)

    def _credit(self, key: PictureKey) -> Credit:
        """The credit in the entry, else in the metadata of the file, else the default line."""
        own, embedded = key.credit, self.facts[key.path].credit
        owner = own.copyright or embedded.copyright
        if own.line:
            return Credit(own.line, own.creator, owner)
        line = embedded.line or own.creator or embedded.creator or self.recipe.credit
        return Credit(line, own.creator or embedded.creator, owner)


def _order(copy: Copy) -> tuple[str, int, str]:
    return str(copy.ratio or ""), copy.width, copy.format


def _in_whole_sets(plans: Mapping[PictureKey, _Plan]) -> dict[PictureKey, _Plan]:
    """The plans; those with the same name share a job, with every copy that any of them needs."""
    sets: dict[str, set[Copy]] = defaultdict(set)
    for plan in plans.values():
        sets[plan.name].update(plan.job.copies)
    ordered = {name: tuple(sorted(copies, key=_order)) for name, copies in sets.items()}
    return {
        key: replace(plan, job=replace(plan.job, copies=ordered[plan.name]))
        for key, plan in plans.items()
    }


def _results(
    plans: Mapping[PictureKey, _Plan], cache: Path, workers: Executor, tell: Tell
) -> dict[PictureKey, CopyManifest | str]:
    """The manifest of each plan, or a problem code; a set that is not whole is made."""
    jobs = {cache / plan.stored: plan.job for plan in plans.values()}
    manifests = {folder: cached_copies(folder) for folder in jobs}
    results: dict[Path, CopyManifest | str] = {f: m for f, m in manifests.items() if m}
    missing = {folder: job for folder, job in jobs.items() if folder not in results}
    for number, (folder, result) in enumerate(_completed(missing, workers), 1):
        results[folder] = result
        tell(number, len(missing))
    return {key: results[cache / plan.stored] for key, plan in plans.items()}


def _completed(
    jobs: Mapping[Path, Job], workers: Executor
) -> Iterable[tuple[Path, CopyManifest | str]]:
    """Each folder and its result as soon as the job is done; large pictures last, one by one."""
    large = {f: job for f, job in jobs.items() if job.size[0] * job.size[1] > LARGE}
    futures = {
        workers.submit(make_copies, job, folder): folder
        for folder, job in jobs.items()
        if folder not in large
    }
    for future in as_completed(futures):
        yield futures[future], future.result()
    for folder, job in large.items():
        yield folder, make_copies(job, folder)
