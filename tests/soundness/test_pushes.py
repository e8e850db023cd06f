"""A push in CI: a fresh checkout without OUTPUT, and the cache folder of an earlier run."""

import errno
import os
import random
import shutil
import tarfile
from pathlib import Path

import pytest

from newsroom.site.store import FINISHED
from tests.site.building import snapshot
from tests.soundness.test_work import ARTICLE, appended, built, nothing, replaced
from tests.soundness.workshop import Workshop

EDIT = appended(ARTICLE, "\nEtt avsnitt til.\n")
PAGE = "nyheter/2023/kraft/index.html"


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A site that has been built once."""
    made = Workshop(tmp_path_factory.mktemp("earlier"))
    assert made.warm().code == 0
    return made


def checked_out(earlier: Workshop, folder: Path) -> Workshop:
    """Its sources as Git writes them, and its cache as a runner restores it, by tar."""
    shop = Workshop(folder, earlier)
    for path in (shop.out, shop.cache, *folder.glob(".out*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for file in (*shop.content.rglob("*"), *shop.theme.rglob("*")):
        os.utime(file)
    with tarfile.open(folder / "saved.tar", "w") as saved:
        saved.add(earlier.cache, "cache")
    with tarfile.open(folder / "saved.tar") as saved:
        saved.extractall(folder, filter="fully_trusted")
    return shop


def finished(shop: Workshop) -> dict[str, str]:
    """The files that its cache keeps, with their hashes."""
    (folder,) = shop.cache.rglob(FINISHED)
    return snapshot(folder)


def made_by_push(shop: Workshop) -> list[str]:
    """What a push makes anew; its site equals a clean build."""
    made, _ = built(shop)
    assert snapshot(shop.out) == shop.clean().files
    return made


@pytest.mark.parametrize("edit", [nothing, EDIT])
def test_a_push_makes_what_an_edit_beside_the_old_site_makes(
    earlier: Workshop, tmp_path: Path, edit
) -> None:
    """No page more, no file read more; and so does the push after it."""
    beside = Workshop(tmp_path / "beside", earlier)
    edit(beside.folder)
    expected = built(beside)
    shop = checked_out(earlier, tmp_path / "push")
    edit(shop.folder)
    assert built(shop) == expected
    assert snapshot(shop.out) == shop.clean().files == snapshot(beside.out)
    assert made_by_push(checked_out(shop, tmp_path / "next")) == []


def test_the_cache_of_another_branch_makes_the_same_site(earlier: Workshop, tmp_path: Path) -> None:
    """It has other pages, other words and other styles."""
    branch = Workshop(tmp_path / "branch", earlier)
    text = "---\ntitle: Gren\ndate: 2023-12-01\n---\nBare på grenen.\n"
    (branch.content / "news/2023/gren.md").write_text(text, encoding="utf-8")
    appended(ARTICLE, "\nPå grenen.\n")(branch.folder)
    replaced("theme/templates/article.html", "<article", '<article data-branch="1"')(branch.folder)
    assert branch.warm().code == 0
    shop = checked_out(branch, tmp_path / "push")
    for name in ("content", "theme"):
        shutil.rmtree(shop.folder / name)
        shutil.copytree(earlier.folder / name, shop.folder / name)
    assert "/nyheter/2023/kraft/" in made_by_push(shop)
    assert "nyheter/2023/gren/index.html" not in finished(shop)


def test_a_cache_that_was_damaged_or_half_restored_makes_the_same_site(
    earlier: Workshop, tmp_path: Path
) -> None:
    """A page that is gone or has another byte is made again; all others are kept."""
    shop, chance = checked_out(earlier, tmp_path), random.Random(7)
    (folder,) = shop.cache.rglob(FINISHED)
    files = sorted(file for file in folder.rglob("*.html"))
    gone, cut, other = chance.sample(files, 3)
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:99])
    other.write_bytes(other.read_bytes().replace(b"a", b"b", 1))
    led = next(file for file in files if file not in (gone, cut, other))
    led.unlink()
    led.symlink_to(gone)
    assert len(made_by_push(shop)) == 4
    shutil.rmtree(folder)
    shutil.rmtree(shop.out)
    assert len(made_by_push(shop)) > 40


def test_the_cache_has_the_pages_of_the_site_and_no_others(
    earlier: Workshop, tmp_path: Path
) -> None:
    """A page that is taken back is gone from it after the next build."""
    shop = checked_out(earlier, tmp_path)
    assert PAGE in finished(shop)
    (shop.folder / ARTICLE).unlink()
    assert shop.warm().code == 0
    kept = finished(shop)
    assert PAGE not in kept
    assert kept.items() <= snapshot(shop.out).items()


@pytest.mark.parametrize(
    "settings",
    [{"LOAD_CONTENT_CACHE": False}, {"DELETE_OUTPUT_DIRECTORY": True}, {"SEARCH_SPLIT_FROM": 499}],
)
def test_a_page_that_is_taken_back_is_gone_whatever_the_build_remembers(
    earlier: Workshop, tmp_path: Path, settings: dict
) -> None:
    """Without the cache of pages, or with other settings, the build does not know its address."""
    shop = checked_out(earlier, tmp_path)
    (shop.folder / ARTICLE).unlink()
    shop.settings |= settings
    assert shop.warm().code == 0
    kept = finished(shop)
    assert PAGE not in kept
    assert kept.items() <= snapshot(shop.out).items()


def test_a_page_that_the_scan_refuses_is_not_kept(earlier: Workshop, tmp_path: Path) -> None:
    """Neither is it after the next build, which has nothing to make; all others are kept."""
    shop = checked_out(earlier, tmp_path)
    assert shop.warm().code == 0
    before = finished(shop)
    template = shop.theme / "templates/article.html"
    text = template.read_text(encoding="utf-8")
    leaking = text.replace("<article", f'<article data-at="{shop.content}"', 1)
    template.write_text(leaking, encoding="utf-8")
    assert shop.warm().code == 3
    after = finished(shop)
    assert PAGE not in after
    assert after.items() <= before.items()
    assert len(after) > 40
    template.write_text(text, encoding="utf-8")
    assert shop.warm().code == 0
    assert finished(shop).items() <= before.items()


def test_nothing_outside_the_cache_is_removed(earlier: Workshop, tmp_path: Path) -> None:
    """A link in the place of its folder is left alone."""
    shop, other = checked_out(earlier, tmp_path / "push"), tmp_path / "other"
    (folder,) = shop.cache.rglob(FINISHED)
    shutil.rmtree(folder)
    other.mkdir()
    (other / "file").touch()
    folder.symlink_to(other)
    assert shop.warm().code == 0
    assert (other / "file").exists()


def test_a_disk_without_links_makes_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then a push makes every page."""

    def refused(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "no links", source, target)

    monkeypatch.setattr(os, "link", refused)
    shop = Workshop(tmp_path)
    assert len(made_by_push(shop)) > 40
    assert not any(shop.cache.rglob(FINISHED + "/**/*.html"))
