"""The kept copies: made once, mended when they are not what was written, gone when unused."""

import json
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from newsroom.pictures.copy_cache import MOST_AGE
from newsroom.pictures.credits import Credit
from newsroom.pictures.markup import figure, picture
from newsroom.pictures.variants import INDEX, PictureKey, Prepared, Recipe, prepare
from tests import given
from tests.pictures.sources import PATH, asked, folder, made

OLD = 1_000_000_000


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """One picture in content/, saved some years ago."""
    file = tmp_path / "x.jpg"
    drawn(file, (0, 75, 96))
    return file


def drawn(file: Path, colour: tuple[int, int, int], size: tuple[int, int] = (60, 40)) -> None:
    Image.new("RGB", size, colour).save(file)


def settled(cache: Path) -> None:
    """As if the index had been written a good while after the originals."""
    later = (cache / INDEX).stat().st_mtime + 60
    os.utime(cache / INDEX, (later, later))


def changed_unseen(original: Path, cache: Path) -> None:
    """As if the picture had been changed in the very moment after it was read: its stat tells not.

    The stat in the index is made that of the new picture.
    """
    drawn(original, (255, 210, 63))
    stat = original.stat()
    noted = json.loads((cache / INDEX).read_bytes())
    (row,) = noted["originals"].values()
    row[0] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    (cache / INDEX).write_text(json.dumps(noted), encoding="utf-8")


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the originals that are opened from now on, by any road."""
    found: list[str] = []
    for name in ("open", "read_bytes"):
        real = getattr(Path, name)

        def listening(self: Path, *args: object, real=real, **named: object) -> object:
            found.extend([self.name] if self.name == "x.jpg" else [])
            return real(self, *args, **named)

        monkeypatch.setattr(Path, name, listening)
    return found


def inodes(cache: Path) -> dict[str, int]:
    return {str(file): file.stat().st_ino for file in cache.rglob("*.*") if file.suffix != ".index"}


def test_copies_are_named_by_what_they_are_made_of(original: Path, tmp_path: Path) -> None:
    """So their address changes when the picture, its credit or its focal point does, only then."""
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


def test_an_unchanged_picture_is_never_opened_again(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not to look at its size, nor to hash it; its copies are left alone."""
    asked(original, tmp_path / "cache")
    settled(tmp_path / "cache")
    before, found = inodes(tmp_path / "cache"), opened(monkeypatch)
    assert asked(original, tmp_path / "cache").variants
    assert found == []
    assert inodes(tmp_path / "cache") == before


def test_a_picture_changed_behind_its_time_is_seen(original: Path, tmp_path: Path) -> None:
    """The same size and the same time of change, as an unpacked archive may have."""
    os.utime(original, (OLD, OLD))
    size, old = original.stat().st_size, made(original).name
    settled(tmp_path / "cache")
    data = bytearray(original.read_bytes())
    data[-3] ^= 1
    original.write_bytes(data)
    os.utime(original, (OLD, OLD))
    assert original.stat().st_size == size
    assert made(original).name != old


def test_a_picture_changed_in_the_moment_it_was_read_is_seen(
    original: Path, tmp_path: Path
) -> None:
    """Git's rule: what is as new as the index is read again."""
    first = made(original)
    changed_unseen(original, tmp_path / "cache")
    assert made(original).name != first.name


def test_doubt_outlives_another_site_that_writes_the_index(original: Path, tmp_path: Path) -> None:
    """The index is newer then, but the picture has not been read again."""
    first = made(original)
    changed_unseen(original, tmp_path / "cache")
    drawn(tmp_path / "y.jpg", (255, 210, 63))
    asked(tmp_path / "y.jpg", tmp_path / "cache")
    settled(tmp_path / "cache")
    assert made(original).name != first.name


@pytest.mark.parametrize("harm", [b"", b"tull", b"{}", b"[]", b"null", b'{"version": 1}'])
def test_an_index_that_cannot_be_read_costs_only_time(
    original: Path, tmp_path: Path, harm: bytes
) -> None:
    """The originals are read again."""
    name = made(original).name
    (tmp_path / "cache" / INDEX).write_bytes(harm)
    assert made(original).name == name


@pytest.mark.parametrize("harm", [b"", b"tull", b"{}", b"[]\n[]", None])
@pytest.mark.parametrize("part", ["record", "copy"])
def test_a_harmed_copy_is_mended(
    original: Path, tmp_path: Path, part: str, harm: bytes | None
) -> None:
    """The picture itself, or what is noted about it; harmed, or gone."""
    good = made(original)
    file = folder(good, original) / "60.webp"
    data = file.read_bytes()
    harmed = file if part == "copy" else folder(good, original).with_name(f"{good.name}.json")
    harmed.unlink() if harm is None else harmed.write_bytes(harm)
    assert made(original) == good
    assert file.read_bytes() == data


def test_only_what_is_missing_is_made(original: Path, tmp_path: Path) -> None:
    """Another format leaves the ones there are alone."""
    made(original, formats=("jpeg",))
    before = inodes(tmp_path / "cache")
    made(original, formats=("webp", "jpeg"))
    after = inodes(tmp_path / "cache")
    assert len([name for name in after if name.endswith(".webp")]) == 1
    assert all(after[name] == inode for name, inode in before.items() if name.endswith(".jpg"))


def test_two_builds_may_share_one_cache(original: Path, tmp_path: Path) -> None:
    """Each finds whole files, and no part of one is left behind."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: made(original, formats=("jpeg",)).name, range(24)))
    assert len(set(found)) == 1
    names = {file.suffix for file in (tmp_path / "cache").rglob("*") if file.is_file()}
    assert names == {".json", ".jpg", ".index"}


def test_what_no_build_has_used_for_a_month_goes(original: Path, tmp_path: Path) -> None:
    """Counted from the newest, and what is used stays."""
    used, unused = made(original), made(original, key=PictureKey(PATH, Credit("Ola")))
    for found, age in ((used, MOST_AGE - 60), (unused, MOST_AGE + 60)):
        record = folder(found, original).with_name(f"{found.name}.json")
        at = record.stat().st_mtime - age
        os.utime(record, (at, at))
    made(original, key=PictureKey(PATH, Credit("Kari")))
    made(original, key=PictureKey(PATH, Credit("Kari")))
    assert folder(used, original).exists()
    assert not folder(unused, original).exists()
    assert not folder(unused, original).with_name(f"{unused.name}.json").exists()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_what_is_made_of_a_removed_picture_goes_at_once(
    original: Path, tmp_path: Path, is_deleted: bool
) -> None:
    """Whoever is taken off the site is not kept in its cache."""
    found = made(original)
    if is_deleted:
        original.unlink()
    prepare({}, {}, tmp_path / "cache", Recipe(("jpeg",), (240,)), removed=[original])
    assert not folder(found, original).exists()
    assert str(original) not in (tmp_path / "cache" / INDEX).read_text(encoding="utf-8")


def test_only_pictures_that_are_there_are_prepared(original: Path, tmp_path: Path) -> None:
    """A missing one has been told of by reading."""
    found = prepare(
        {PictureKey("images/borte.jpg"): ["card"]}, {}, tmp_path / "a", Recipe(("jpeg",), (9,))
    )
    assert found == Prepared({}, {}, {})


def test_a_picture_that_cannot_be_read_is_told_by_name(original: Path, tmp_path: Path) -> None:
    """The good ones beside it are made."""
    bad = tmp_path / "b.png"
    bad.write_bytes(b"tull")
    keys = {PictureKey("a"): ["card"], PictureKey("b"): ["card"]}
    found = prepare(keys, {"a": original, "b": bad}, tmp_path / "c", Recipe(("jpeg",), (240,)))
    assert ([key.path for key in found.variants], found.faults) == (
        ["a"],
        {"b": "image-unreadable"},
    )


def test_the_same_picture_under_two_names_is_one(original: Path, tmp_path: Path) -> None:
    """Made and published once, with the copies that either needs."""
    media = {"a": original, "b": original.with_name("b.jpg")}
    media["b"].write_bytes(original.read_bytes())
    wanted = {PictureKey("a"): ["card"], PictureKey("b"): ["highlight"]}
    found = prepare(wanted, media, tmp_path / "cache", Recipe(("jpeg",), (240,))).variants
    assert len({variants.name for variants in found.values()}) == 1
    kept = [variants.files(tmp_path / "cache") for variants in found.values()]
    assert all(file.exists() for files in kept for file in files.values())


class Elsewhere(Executor):
    """Some other executor, as that of a cluster would be: it counts what it is given."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, fn, /, *args, **named) -> Future:
        self.given += 1
        future: Future = Future()
        future.set_result(fn(*args, **named))
        return future


def test_any_executor_will_do(original: Path, tmp_path: Path) -> None:
    """Threads, processes, or somebody's cluster; each gives the same bytes."""
    elsewhere, found = Elsewhere(), []
    for number, executor in enumerate((None, ProcessPoolExecutor(1), elsewhere)):
        keys = {PictureKey(PATH): ["card"]}
        cache, recipe = tmp_path / str(number), Recipe(("jpeg",), (240,))
        variants = prepare(keys, {PATH: original}, cache, recipe, executor=executor).variants
        (file,) = variants[PictureKey(PATH)].files(cache).values()
        found.append(file.read_bytes())
    assert len(set(found)) == 1
    assert elsewhere.given


def test_it_is_told_how_far_the_work_has_come(original: Path, tmp_path: Path) -> None:
    """Of what is missing; nothing when nothing is."""
    said: list[tuple[int, int]] = []
    for _ in range(2):
        prepare(
            {PictureKey(PATH): ["card"], PictureKey(PATH, Credit("Ola")): ["card"]},
            {PATH: original}, tmp_path / "c", Recipe(("jpeg",), (240,)),
            tell=lambda done, total: said.append((done, total)),
        )  # fmt: skip
    assert said == [(1, 2), (2, 2)]


def test_a_picture_lets_the_browser_choose() -> None:
    """By format and by width; what stands there until it comes, and when to fetch it."""
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


def test_a_picture_in_a_text_is_a_figure_with_its_words() -> None:
    """All of them escaped; without words there is no caption."""
    (variants,) = given.variants().values()
    shown = picture(variants, "prose", "", str).html
    assert figure(shown, "", "") == f'<figure class="figure">{shown}</figure>'
    full = figure(shown, "Fra <møtet>", "Foto: Kari")
    assert "<figcaption><span>Fra &lt;møtet&gt;</span> <span" in full
