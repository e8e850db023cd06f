"""The copies of all pictures in use, made once and kept by the hash of what they are made of."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from plugins.pictures.derive import PictureFault, derived, recipe_hash


@dataclass(frozen=True, slots=True)
class Variant:
    """A copy to publish: its address, its size in pixels, and the kept file."""

    address: str
    width: int
    height: int
    file: Path


def prepare(
    paths: Iterable[str], media: Mapping[str, Path], cache: Path
) -> tuple[dict[str, Variant], dict[str, str]]:
    """The variant of each picture by its path, and the code of what is wrong with the others."""
    wanted = sorted({path for path in paths if path in media})
    cache.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda path: _variant_or_code(media[path], cache), wanted)
    found = dict(zip(wanted, made, strict=True))
    variants = {path: one for path, one in found.items() if isinstance(one, Variant)}
    return variants, {path: one for path, one in found.items() if isinstance(one, str)}


def _variant_or_code(original: Path, cache: Path) -> Variant | str:
    try:
        return _variant(original, cache)
    except PictureFault as fault:
        return fault.code


def _variant(original: Path, cache: Path) -> Variant:
    name = recipe_hash(original.read_bytes())
    return _kept(name, cache) or _made(name, original, cache)


def _kept(name: str, cache: Path) -> Variant | None:
    """The copy made before; None when it is not there, or not what was written."""
    try:
        record = json.loads((cache / f"{name}.json").read_bytes())
        file = cache / f"{name}{record['suffix']}"
        if hashlib.sha256(file.read_bytes()).hexdigest() != record["sha256"]:
            return None
        return Variant(f"/bilder/{file.name}", record["width"], record["height"], file)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made(name: str, original: Path, cache: Path) -> Variant:
    data, suffix, (width, height) = derived(original)
    file = cache / f"{name}{suffix}"
    record = {
        "suffix": suffix,
        "width": width,
        "height": height,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    _replace(file, data)
    _replace(cache / f"{name}.json", json.dumps(record).encode())
    return Variant(f"/bilder/{file.name}", width, height, file)


def _replace(file: Path, data: bytes) -> None:
    """Written whole or not at all, also by two builds at once."""
    with NamedTemporaryFile(dir=file.parent, delete=False) as part:
        part.write(data)
    Path(part.name).replace(file)
