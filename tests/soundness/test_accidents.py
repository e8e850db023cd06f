"""After killed builds, two at once, a damaged cache or a full disk, the site is complete.

`run.py soundness` tries more of each, at other moments every time.
"""

import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from newsroom.site.caches import ParseCache
from tests.site.building import snapshot
from tests.soundness.workshop import Workshop

STEPS = int(os.environ.get("SOUNDNESS_STEPS", "40"))
TIMES = max(2, STEPS // 20)
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A site that has been built once, and once without a cache."""
    made = Workshop(tmp_path_factory.mktemp("original"))
    assert (made.warm().code, made.clean().code) == (0, 0)
    return made


@pytest.fixture
def shop(original: Workshop, tmp_path: Path) -> Workshop:
    """A copy of it, which a test may change."""
    return Workshop(tmp_path, original)


@pytest.fixture
def chance() -> random.Random:
    """The same choices whichever tests have run before; `run.py soundness` makes new ones."""
    return random.Random(5 if STEPS <= 40 else None)


def edit(shop: Workshop, number: int) -> None:
    """Adds a paragraph, and changes a title and a style, so that all pages change."""
    article = shop.content / "news/2023/medlemmer.md"
    text = article.read_text("utf-8")
    title = text.splitlines()[1]
    article.write_text(text.replace(title, f"title: Nummer {number}") + "\nMer.\n", "utf-8")
    styles = shop.theme / "css" / "base.css"
    styles.write_text(styles.read_text("utf-8") + f".y{number} {{ order: 1; }}\n", "utf-8")


def assert_next_build_is_clean(shop: Workshop) -> dict[str, str]:
    """Checks that the next build equals a clean build, and returns its files."""
    warm, clean = shop.warm(), shop.clean()
    assert warm.code == 0, warm.messages
    assert warm.files == clean.files
    return warm.files


@pytest.mark.parametrize("file", ["venues.yaml", "events/2023.yaml"])
def test_a_failed_build_leaves_no_wrong_data_in_memory(shop: Workshop, file: str) -> None:
    """A build in the same process, after one that failed on a template, equals a clean build."""
    assert shop.kept().code == 0
    base, edited = shop.theme / "templates/base.html", shop.content / file
    whole, text = base.read_text("utf-8"), edited.read_text("utf-8")
    name = "name: Kulturhuset" if file == "venues.yaml" else "title: Kraftmøtet"
    assert name in text
    base.write_text(whole + "{{ page.nonsuch.deep }}", "utf-8")
    edited.write_text(text.replace(name, f"{name} igjen", 1), "utf-8")
    assert shop.kept().code == 1
    shop.caches.save()
    base.write_text(whole, "utf-8")
    for built in (shop.kept(), shop.kept()):
        assert (built.code, built.files) == (0, shop.clean().files)


def test_the_next_process_finds_what_the_preview_has_read(shop: Workshop) -> None:
    """Saving the caches stores the readings too: the new one of a file that was edited."""

    def stored() -> dict[str, bytes]:
        return {path: row[0] for path, row in ParseCache(shop.caches.store).readings.items()}

    assert shop.kept().code == 0
    before = stored()
    edit(shop, 1)
    assert shop.kept().code == 0
    shop.caches.save()
    now = {path: row[0] for path, row in shop.caches.parsed.readings.items()}
    assert stored() == now != before


@only_posix
def test_a_killed_build_leaves_the_old_site_or_the_new_one(
    shop: Workshop, chance: random.Random
) -> None:
    """After SIGKILL OUTPUT is the old or the new site, and the next build is correct."""
    old = snapshot(shop.out)
    for number in range(TIMES + TIMES // 2):
        edit(shop, number)
        build = shop.started()
        time.sleep(chance.uniform(0.02, 0.8))
        build.kill()
        build.join()
        left = snapshot(shop.out)
        new = assert_next_build_is_clean(shop)
        assert left in (old, new)
        old = new


@only_posix
def test_two_builds_at_once_leave_one_whole_site(shop: Workshop) -> None:
    """The second build waits for the first, and both leave a correct cache."""
    for number in range(max(1, TIMES // 2)):
        edit(shop, number)
        builds = [shop.started(), shop.started()]
        for build in builds:
            build.join()
        assert [build.exitcode for build in builds] == [0, 0]
        left = snapshot(shop.out)
        assert left == assert_next_build_is_clean(shop)


def test_a_build_with_a_damaged_cache_equals_a_clean_build(
    shop: Workshop, chance: random.Random
) -> None:
    """Some files of the cache have a changed bit or only half of their bytes."""
    for number in range(TIMES):
        edit(shop, number)
        for file in sorted(shop.cache.rglob("*")):
            data = bytearray(file.read_bytes()) if file.is_file() else b""
            if data and chance.random() < 0.7:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                file.write_bytes(data[: chance.choice([len(data), len(data) // 2])])
        assert_next_build_is_clean(shop)


def test_any_part_of_any_cache_may_be_missing(shop: Workshop, chance: random.Random) -> None:
    """Files and folders of all caches are deleted or damaged, those of pictures too."""
    (shop.cache / "pictures").unlink()
    shop.pictures = None
    shop.settings |= {"PRECOMPRESSED": True, "PICTURE_FORMATS": ["jpeg"]}
    shop.settings["PICTURE_WIDTHS"] = [240]
    assert shop.warm().code == 0
    for number in range(TIMES):
        edit(shop, number)
        for path in sorted(shop.cache.rglob("*")):
            if path.is_dir() and chance.random() < 0.1:
                shutil.rmtree(path)
            elif path.is_file() and path.stat().st_size and chance.random() < 0.5:
                damage(path, chance)
        assert_next_build_is_clean(shop)


def damage(file: Path, chance: random.Random) -> None:
    """Deletes a file, or leaves it with other bytes or with half of them."""
    data = file.read_bytes()
    at = chance.randrange(len(data))
    changed = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    chance.choice(
        [
            file.unlink,
            lambda: file.write_bytes(changed),
            lambda: file.write_bytes(data[: len(data) // 2]),
        ]
    )()


def test_damaged_output_is_made_again(shop: Workshop, chance: random.Random) -> None:
    """A page that was deleted, shortened or overwritten, in either tree, is made again."""
    for _ in range(TIMES):
        for folder in (shop.out, shop.out.with_name(".out.next")):
            files = sorted(file for file in folder.rglob("*") if file.is_file())
            for file in chance.sample(files, min(5, len(files))):
                chance.choice([file.unlink, lambda f=file: f.write_bytes(b"borte")])()
        assert_next_build_is_clean(shop)


@only_posix
def test_a_full_disk_leaves_the_old_site(shop: Workshop, chance: random.Random) -> None:
    """The disk is simulated by a limit on file sizes; the next build is correct."""
    old = snapshot(shop.out)
    for number in range(TIMES):
        edit(shop, number)
        most = chance.randrange(500, 40_000)
        code, messages = shop.limited(most)
        left = snapshot(shop.out)
        new = assert_next_build_is_clean(shop)
        assert left == (new if code == 0 else old), messages
        old = new


def test_a_deleted_output_is_made_again(shop: Workshop) -> None:
    """A build with a cache but without an OUTPUT makes every file."""
    for name in ("out", ".out.json", ".out.next", ".out.next.json"):
        path = shop.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    assert_next_build_is_clean(shop)
