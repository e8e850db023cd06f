"""Plans the copies of all pictures in use, and makes those that the cache does not have."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.executor.local import Executor
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


def plan_copies(
    wanted: Mapping[PictureKey, Iterable[str]],
    media: Mapping[str, Path],
    cache: Path,
    recipe: Recipe,
    *,
    processes: int,
    removed: Iterable[Path] = (),
) -> Prepared:
    """The copies for the slots of each picture in `wanted`, of the originals in `media`.

    Nothing is decoded or encoded. The copies of `removed` originals are deleted.
    """
    prune(cache, forgotten(removed, cache / INDEX))
    with ThreadPoolExecutor(processes) as threads:
        facts = facts_of(media, cache / INDEX, threads.map)
    codes = {key: facts[key.path].code for key in wanted if key.path in media}
    usable = [key for key, code in codes.items() if not code]
    shown = {key: _variants(key, wanted[key], recipe, facts[key.path]) for key in usable}
    sets = _whole_sets(shown.values())
    shown = {key: replace(one, stored=_stored(one.name, sets)) for key, one in shown.items()}
    return Prepared(shown, {key.path: code for key, code in codes.items() if code}, facts)


def encode(
    planned: Prepared,
    media: Mapping[str, Path],
    cache: Path,
    *,
    executor: Executor,
    tell: Tell = lambda done, total: None,
    only: Container[PictureKey] | None = None,
    shard: tuple[int, int] = (1, 1),
) -> Prepared:
    """Make the copies that are planned, or those of some pictures `only`.

    `tell` is called with the number of finished and of all jobs. `shard` is the part of the
    pictures whose copies are made.
    """
    facts, sets = planned.facts, _whole_sets(planned.variants.values())
    jobs = {
        cache / one.stored: Job(
            media[key.path],
            facts[key.path].sha256,
            (one.width, one.height),
            sets[one.name],
            key.focal,
            xmp(one.credit),
        )
        for key, one in planned.variants.items()
        if (only is None or key in only) and in_shard(facts[key.path].sha256, *shard)
    }
    return _with_results(planned, cache, _results(jobs, executor, tell))


def in_shard(sha256: str, number: int, count: int) -> bool:
    """Whether the original with this hash is in the `number`th of so many parts."""
    return int(sha256[:8], 16) % count == number - 1


def _variants(key: PictureKey, slots: Iterable[str], recipe: Recipe, facts: Facts) -> Variants:
    """What pages show of a picture before its copies are made."""
    size, credit = (facts.width, facts.height), _credit(key.credit, facts.credit, recipe)
    # A picture with transparency gets PNG instead of JPEG.
    substitutes = {"jpeg": "png"} if facts.has_transparency else {}
    formats = tuple(substitutes.get(name, name) for name in recipe.formats)
    by_slot = {
        name: tuple(copies(SLOTS[name], size, recipe.widths, formats))
        for name in sorted(set(slots))
    }
    ingredients = f"{RECIPE} {key.focal} {facts.sha256}".encode() + xmp(credit)
    name = hashlib.sha256(ingredients).hexdigest()[:20]
    return Variants(name, *size, "", credit, by_slot, "")


def _credit(own: Credit, embedded: Credit, recipe: Recipe) -> Credit:
    """The credit in the entry, else in the metadata of the file, else the default line."""
    owner = own.copyright or embedded.copyright
    if own.line:
        return Credit(own.line, own.creator, owner)
    line = embedded.line or own.creator or embedded.creator or recipe.credit
    return Credit(line, own.creator or embedded.creator, owner)


def _whole_sets(variants: Iterable[Variants]) -> Mapping[str, tuple[Copy, ...]]:
    """Every copy that any variants of a name need, by crop, then the widest first."""
    sets: dict[str, set[Copy]] = defaultdict(set)
    for one in variants:
        sets[one.name].update(*one.by_slot.values())
    return {
        name: tuple(sorted(needed, key=lambda copy: (copy.ratio or (), -copy.width, copy.format)))
        for name, needed in sets.items()
    }


def _stored(name: str, sets: Mapping[str, tuple[Copy, ...]]) -> str:
    """The folder of a set of copies.

    A copy is made from the next wider one, so its bytes depend on the whole set: another set is
    stored in another folder.
    """
    return f"{name}-{hashlib.sha256(repr(sets[name]).encode()).hexdigest()[:8]}"


def _with_results(
    planned: Prepared, cache: Path, results: Mapping[Path, CopyManifest | str]
) -> Prepared:
    """What is planned, with the tones of the pictures, and the codes of those without copies."""
    variants, faults = {}, dict(planned.faults)
    for key, one in planned.variants.items():
        result = results.get(cache / one.stored)
        if result is None:
            variants[key] = one
        elif isinstance(result, str):
            faults[key.path] = result
        else:
            tone = "" if planned.facts[key.path].has_transparency else result.tone
            variants[key] = replace(one, tone=tone)
    return Prepared(variants, faults, planned.facts)


def _results(
    jobs: Mapping[Path, Job], executor: Executor, tell: Tell
) -> dict[Path, CopyManifest | str]:
    """The manifest of each folder, or a problem code; a set that is not whole is made."""
    manifests = {folder: cached_copies(folder) for folder in jobs}
    results: dict[Path, CopyManifest | str] = {f: m for f, m in manifests.items() if m}
    missing = {folder: job for folder, job in jobs.items() if folder not in results}
    for number, (folder, result) in enumerate(_completed(missing, executor), 1):
        results[folder] = result
        tell(number, len(missing))
    return results


def _completed(
    jobs: Mapping[Path, Job], executor: Executor
) -> Iterator[tuple[Path, CopyManifest | str]]:
    """Each folder and its result as soon as the job is done; large pictures last, one by one.

    Threads are enough on this machine: Pillow releases Python's lock while it works.
    """
    large = {f: job for f, job in jobs.items() if job.size[0] * job.size[1] > LARGE}
    # A cluster connects when it is asked for its width.
    threads = ThreadPoolExecutor(executor.width if jobs.keys() > large.keys() else 1)
    try:
        futures = {
            threads.submit(make_copies, job, folder, executor): folder
            for folder, job in jobs.items()
            if folder not in large
        }
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        threads.shutdown(cancel_futures=True)
    for folder, job in large.items():
        yield folder, make_copies(job, folder, Executor(1))
