"""The cache of copies: made once, repaired when damaged, deleted when unused."""

import json
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.disk.atomic import read_checked, write_checked
from newsroom.executor.local import Executor
from newsroom.pictures import variants as variants_module
from newsroom.pictures.copy_cache import MOST_AGE
from newsroom.pictures.credits import Credit
from newsroom.pictures.markup import figure, picture
from newsroom.pictures.variants import (
    INDEX,
    PictureKey,
    Prepared,
    Recipe,
    Variants,
    encode,
    in_shard,
    plan_copies,
)
from tests import given
from tests.given import quickly
from tests.pictures.sources import FIGURE, PATH, copied, folder, made, prepared

OLD = 1_000_000_000


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A picture in content/."""
    file = tmp_path / "x.jpg"
    drawn(file, (0, 75, 96))
    return file


def drawn(file: Path, colour: tuple[int, int, int], size: tuple[int, int] = (60, 40)) -> None:
    Image.new("RGB", size, colour).save(file)


def settled(cache: Path) -> None:
    """Sets the time of the index to a minute after it was written."""
    later = (cache / INDEX).stat().st_mtime + 60
    os.utime(cache / INDEX, (later, later))


def changed_unseen(original: Path, cache: Path) -> None:
    """Changes the picture as if this happened right after it was read.

    The stat in the index is made that of the changed picture.
    """
    drawn(original, (255, 210, 63))
    stat = original.stat()
    index = json.loads(bytes(read_checked(cache / INDEX) or b""))
    (row,) = index[1].values()
    row[0] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    write_checked(cache / INDEX, json.dumps(index).encode())


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the originals that are opened from now on."""
    names: list[str] = []
    for name in ("open", "read_bytes"):
        real = getattr(Path, name)

        def listening(self: Path, *args: object, real=real, **named: object) -> object:
            names.extend([self.name] if self.name == "x.jpg" else [])
            return real(self, *args, **named)

        monkeypatch.setattr(Path, name, listening)
    return names


def inodes(cache: Path) -> dict[str, int]:
    return {str(file): file.stat().st_ino for file in cache.rglob("*.*") if file.suffix != ".index"}


def test_addresses_depend_on_picture_credit_and_focal_point(original: Path, tmp_path: Path) -> None:
    """Each change gives another address; the same input gives the same."""
    first = made(original)
    assert made(original).name == first.name
    assert first.address(first.by_slot["figure"][0]) == f"/bilder/{first.name}/60.avif"
    assert (first.width, first.height) == (60, 40)
    others = {
        made(original, key=key).name
        for key in (PictureKey(PATH, Credit("Ola")), PictureKey(PATH, focal=(1, 2)))
    }
    drawn(original, (255, 210, 63))
    assert len({first.name, made(original).name} | others) == 4


def test_an_unchanged_picture_is_not_opened_again(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build does not read or hash it, and does not write its copies again."""
    prepared(original, tmp_path / "cache")
    settled(tmp_path / "cache")
    before, names = inodes(tmp_path / "cache"), opened(monkeypatch)
    assert prepared(original, tmp_path / "cache").variants
    assert names == []
    assert inodes(tmp_path / "cache") == before


def test_a_change_with_the_same_size_and_mtime_is_detected(original: Path, tmp_path: Path) -> None:
    """Unpacking an archive can make such a change."""
    os.utime(original, (OLD, OLD))
    size, old = original.stat().st_size, made(original).name
    settled(tmp_path / "cache")
    data = bytearray(original.read_bytes())
    data[-3] ^= 1
    original.write_bytes(data)
    os.utime(original, (OLD, OLD))
    assert original.stat().st_size == size
    assert made(original).name != old


def test_a_change_right_after_reading_is_detected(original: Path, tmp_path: Path) -> None:
    """A picture that is as new as the index is read again, as Git does it."""
    first = made(original)
    changed_unseen(original, tmp_path / "cache")
    assert made(original).name != first.name


def test_a_change_is_detected_after_another_build_wrote_the_index(
    original: Path, tmp_path: Path
) -> None:
    """The index is newer than the picture then, but the picture has not been read again."""
    first = made(original)
    changed_unseen(original, tmp_path / "cache")
    drawn(tmp_path / "y.jpg", (255, 210, 63))
    prepared(tmp_path / "y.jpg", tmp_path / "cache")
    settled(tmp_path / "cache")
    assert made(original).name != first.name


@pytest.mark.parametrize("damage", [b"", b"tull", b"{}", b"[]", b"null", b'{"version": 1}'])
def test_an_unreadable_index_is_made_again(original: Path, tmp_path: Path, damage: bytes) -> None:
    """The originals are read again, and give the same addresses."""
    name = made(original).name
    (tmp_path / "cache" / INDEX).write_bytes(damage)
    assert made(original).name == name


def test_an_index_with_a_changed_bit_is_made_again(original: Path, tmp_path: Path) -> None:
    """The hash in it would name another file than the one that is there."""
    before, index = prepared(original, tmp_path / "cache"), tmp_path / "cache" / INDEX
    settled(tmp_path / "cache")
    sha256 = before.facts[PATH].sha256
    index.write_bytes(index.read_bytes().replace(sha256[:8].encode(), b"00000000"))
    settled(tmp_path / "cache")
    after = prepared(original, tmp_path / "cache")
    assert (after.facts, after.faults) == (before.facts, {})


@pytest.mark.parametrize("damage", [b"", b"tull", b"{}", b"[]\n[]", None])
@pytest.mark.parametrize("part", ["record", "copy"])
def test_a_damaged_copy_is_made_again(
    original: Path, tmp_path: Path, part: str, damage: bytes | None
) -> None:
    """The file of a copy, or the record of the copies, is damaged or missing."""
    good = made(original)
    file = folder(good, original) / "60.webp"
    data = file.read_bytes()
    damaged = (
        file if part == "copy" else folder(good, original).with_name(f"{good.stored}.manifest")
    )
    damaged.unlink() if damage is None else damaged.write_bytes(damage)
    assert made(original) == good
    assert file.read_bytes() == data


def bytes_of(variants: Variants, cache: Path) -> dict[str, bytes]:
    return {name: file.read_bytes() for name, file in variants.files(cache).items()}


@settings(quickly, max_examples=15)
@for_any(st.data())
def test_a_set_is_made_whole_or_not_at_all(data: st.DataObject) -> None:
    """With any files of the cache lost or damaged, all copies have the bytes of a clean cache."""
    with TemporaryDirectory() as folder:
        original, cache = Path(folder) / "x.png", Path(folder) / "cache"
        Image.effect_noise((500, 280), 80).convert("RGB").save(original)
        slots, formats = ("prose", "card", "thumb"), ("webp", "jpeg")
        first = made(original, *slots, formats=formats)
        whole = bytes_of(first, cache)
        for file in sorted(cache.rglob("*.*")):
            if data.draw(st.booleans()):
                damage = data.draw(st.sampled_from([None, b"", file.read_bytes()[:-9]]))
                file.unlink() if damage is None else file.write_bytes(damage)
        assert bytes_of(made(original, *slots, formats=formats), cache) == whole


def test_a_set_does_not_depend_on_earlier_ones(original: Path, tmp_path: Path) -> None:
    """After a picture has been in more or in other slots, its copies are those of a clean cache."""
    Image.effect_noise((900, 500), 80).convert("RGB").save(original)
    clean = prepared(original, tmp_path / "clean", "thumb", formats=("jpeg",)).variants[FIGURE]
    for slots in (("lead", "thumb"), ("card",)):
        made(original, *slots, formats=("jpeg",))
    warm = made(original, "thumb", formats=("jpeg",))
    assert bytes_of(warm, tmp_path / "cache") == bytes_of(clean, tmp_path / "clean")


def test_nothing_is_encoded_while_copies_are_planned(original: Path, tmp_path: Path) -> None:
    """What the headers tell is known: sizes, credits, and which files are no pictures."""
    bad, cache = tmp_path / "b.png", tmp_path / "c"
    bad.write_bytes(b"tull")
    keys = {PictureKey("a"): ["card"], PictureKey("b"): ["card"]}
    media, recipe = {"a": original, "b": bad}, Recipe(("jpeg",), (240,))
    planned = plan_copies(keys, media, cache, recipe, processes=2)
    assert planned.variants[PictureKey("a")].width == 60
    assert planned.faults == {"b": "image-unreadable"}
    assert [file.name for file in cache.rglob("*")] == [INDEX]


def test_only_some_pictures_may_be_encoded(original: Path, tmp_path: Path) -> None:
    """The others keep what is planned for them, without copies."""
    one, other = PictureKey(PATH), PictureKey(PATH, focal=(10, 10))
    media, recipe = {PATH: original}, Recipe(("jpeg",), (240,))
    planned = plan_copies({one: ["card"], other: ["card"]}, media, tmp_path, recipe, processes=1)
    result = encode(planned, media, tmp_path, executor=Executor(1), only={one})
    files = {key: variants.files(tmp_path) for key, variants in result.variants.items()}
    made = {key: all(file.exists() for file in copies.values()) for key, copies in files.items()}
    assert made == {one: True, other: False}


def test_builds_may_share_a_cache(original: Path, tmp_path: Path) -> None:
    """Eight threads make the same copies; no temporary file is left."""
    with ThreadPoolExecutor(8) as pool:
        addresses = list(pool.map(lambda _: made(original, formats=("jpeg",)).name, range(24)))
    assert len(set(addresses)) == 1
    names = {file.suffix for file in (tmp_path / "cache").rglob("*") if file.is_file()}
    assert names == {".manifest", ".jpg", ".index"}


def test_a_manifest_of_an_earlier_version_gets_its_new_name(original: Path) -> None:
    """Its copies stay as they are, and are still deleted when they are not used."""
    before = made(original)
    manifest = folder(before, original).with_name(f"{before.stored}.manifest")
    copies = {file: file.stat().st_mtime_ns for file in folder(before, original).iterdir()}
    earlier = manifest.replace(manifest.with_suffix(".json"))
    assert made(original) == before
    assert manifest.exists() and not earlier.exists()
    assert {file: file.stat().st_mtime_ns for file in copies} == copies


def test_copies_unused_for_a_month_are_deleted(original: Path, tmp_path: Path) -> None:
    """Counted from the newest use; copies in use are kept."""
    used, unused = made(original), made(original, key=PictureKey(PATH, Credit("Ola")))
    for variants, age in ((used, MOST_AGE - 60), (unused, MOST_AGE + 60)):
        record = folder(variants, original).with_name(f"{variants.stored}.manifest")
        at = record.stat().st_mtime - age
        os.utime(record, (at, at))
    made(original, key=PictureKey(PATH, Credit("Kari")))
    made(original, key=PictureKey(PATH, Credit("Kari")))
    assert folder(used, original).exists()
    assert not folder(unused, original).exists()
    assert not folder(unused, original).with_name(f"{unused.stored}.manifest").exists()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_copies_of_a_removed_picture_are_deleted_at_once(
    original: Path, tmp_path: Path, is_deleted: bool
) -> None:
    """The index does not name the removed picture either."""
    variants = made(original)
    if is_deleted:
        original.unlink()
    copied({}, {}, tmp_path / "cache", Recipe(("jpeg",), (240,)), removed=[original])
    assert not folder(variants, original).exists()
    assert str(original).encode() not in (tmp_path / "cache" / INDEX).read_bytes()


def test_a_missing_picture_gives_no_copies_and_no_problem(original: Path, tmp_path: Path) -> None:
    """Reading has reported it already."""
    result = copied(
        {PictureKey("images/borte.jpg"): ["card"]}, {}, tmp_path / "a", Recipe(("jpeg",), (9,))
    )
    assert result == Prepared({}, {}, {})


def test_an_unreadable_picture_is_reported_with_its_path(original: Path, tmp_path: Path) -> None:
    """The other pictures get their copies."""
    bad = tmp_path / "b.png"
    bad.write_bytes(b"tull")
    keys = {PictureKey("a"): ["card"], PictureKey("b"): ["card"]}
    result = copied(keys, {"a": original, "b": bad}, tmp_path / "c", Recipe(("jpeg",), (240,)))
    assert ([key.path for key in result.variants], result.faults) == (
        ["a"],
        {"b": "image-unreadable"},
    )


def test_equal_pictures_share_their_copies(original: Path, tmp_path: Path) -> None:
    """The shared folder has the copies that either of the two needs."""
    media = {"a": original, "b": original.with_name("b.jpg")}
    media["b"].write_bytes(original.read_bytes())
    keys = {PictureKey("a"): ["card"], PictureKey("b"): ["highlight"]}
    prepared = copied(keys, media, tmp_path / "cache", Recipe(("jpeg",), (240,))).variants
    assert len({variants.name for variants in prepared.values()}) == 1
    kept = [variants.files(tmp_path / "cache") for variants in prepared.values()]
    assert all(file.exists() for files in kept for file in files.values())


class OtherProcess(Executor):
    """Makes all copies in another process, which has none of the files."""

    def call(self, function, /, *inputs):
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(function, *inputs).result()


def test_every_executor_gives_the_same_bytes(original: Path, tmp_path: Path) -> None:
    """The copies are made in one thread, in two, and in a process."""
    results = []
    for number, executor in enumerate((Executor(1), Executor(2), OtherProcess(1))):
        keys = {PictureKey(PATH): ["card"]}
        cache, recipe = tmp_path / str(number), Recipe(("jpeg",), (240,))
        variants = copied(keys, {PATH: original}, cache, recipe, executor=executor).variants
        (file,) = variants[PictureKey(PATH)].files(cache).values()
        results.append(file.read_bytes())
    assert len(set(results)) == 1


class Unasked(Executor):
    """Has no width, since nobody may ask for it."""

    width = property()


def test_an_executor_is_asked_only_for_work_that_it_gets(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large pictures are made here, one by one, and copies in the cache are not made."""
    for large in (1, 10_000):
        monkeypatch.setattr(variants_module, "LARGE", large)
        keys, recipe = {PictureKey(PATH): ["card"]}, Recipe(("jpeg",), (240,))
        plan = copied(keys, {PATH: original}, tmp_path, recipe, executor=Unasked(1))
        (one,) = plan.variants.values()
        assert all(file.exists() for file in one.files(tmp_path).values())


def test_the_parts_of_the_pictures_are_the_whole(tmp_path: Path) -> None:
    """Each picture is in one part, by its bytes, whatever its name."""
    parts = [
        [in_shard(sha256(bytes([n])).hexdigest(), number, 3) for number in (1, 2, 3)]
        for n in range(99)
    ]
    assert [sum(part) for part in parts] == [1] * 99
    assert all(20 < sum(column) < 46 for column in zip(*parts, strict=True))


def test_progress_is_reported(original: Path, tmp_path: Path) -> None:
    """Only missing copies count: the second run reports nothing."""
    progress: list[tuple[int, int]] = []
    for _ in range(2):
        copied(
            {PictureKey(PATH): ["card"], PictureKey(PATH, Credit("Ola")): ["card"]},
            {PATH: original}, tmp_path / "c", Recipe(("jpeg",), (240,)),
            tell=lambda done, total: progress.append((done, total)),
        )  # fmt: skip
    assert progress == [(1, 2), (2, 2)]


def test_picture_markup_offers_formats_and_widths() -> None:
    """It has sizes, alt, loading, priority, and the tone shown until the picture is loaded."""
    (variants,) = given.variants(size=(1000, 500)).values()
    shown = picture(variants, "figure", 'Et "bord"', lambda address: f"/sti{address}")
    assert shown.html == (
        '<picture><source type="image/webp" srcset="/sti/bilder/a/480.webp 480w,'
        ' /sti/bilder/a/800.webp 800w" sizes="(min-width: 75rem) 45rem, (min-width: 60rem)'
        ' calc(92vw - 25rem), 92vw"><img src="/sti/bilder/a/800.jpg"'
        ' srcset="/sti/bilder/a/480.jpg 480w, /sti/bilder/a/800.jpg 800w"'
        ' sizes="(min-width: 75rem) 45rem, (min-width: 60rem) calc(92vw - 25rem), 92vw"'
        ' width="800" height="400" alt="Et &#34;bord&#34;" loading="eager" fetchpriority="high"'
        ' data-tone="4"></picture>'
    )
    assert 'loading="lazy" decoding="async"' in picture(variants, "card", "", str).html


def test_figure_markup_has_caption_and_credit() -> None:
    """Both are escaped; without them there is no `<figcaption>`."""
    (variants,) = given.variants().values()
    shown = picture(variants, "prose", "", str).html
    assert figure(shown, "", "") == f'<figure class="figure">{shown}</figure>'
    full = figure(shown, "Fra <møtet>", "Foto: Kari")
    assert "<figcaption><span>Fra &lt;møtet&gt;</span> <span" in full
