"""No fault, interruption or change by hand breaks the site that is already published."""

import os
import shutil
from pathlib import Path

import pytest

from tests.site.building import ROOT, SITES, build, command, ended, good, snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "full", tmp_path / "content"))


@pytest.fixture
def out(content: Path, tmp_path: Path) -> Path:
    """A published site."""
    return good(content, tmp_path / "out")


@pytest.fixture(scope="module")
def published_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site and its output, which no fault may change."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(SITES / "full", folder / "content")
    good(folder / "content", folder / "out")
    return folder


@pytest.fixture
def published_site(published_folder: Path) -> Path:
    """It, with its content as it was published."""
    shutil.rmtree(published_folder / "content")
    shutil.copytree(SITES / "full", published_folder / "content")
    return published_folder


def break_content(content: Path, settings: Path) -> None:
    (content / "news/2023/medlemmer.md").write_text("---\ntittel: Hei\n---\n", encoding="utf-8")


def break_template(content: Path, settings: Path) -> None:
    theme = Path(shutil.copytree(ROOT / "theme", settings.parent / "theme"))
    (theme / "templates/article.html").write_text("{{ page.nothing_of_the_kind }}")
    settings.write_text(settings.read_text() + f"\nTHEME = {str(theme)!r}\n")


def break_plugin(content: Path, settings: Path) -> None:
    broken = "class Broken:\n    @staticmethod\n    def register():\n        raise RuntimeError\n"
    settings.write_text(settings.read_text() + f"\n{broken}\nPLUGINS = [*PLUGINS, Broken]\n")


def name_no_plugin(content: Path, settings: Path) -> None:
    settings.write_text(settings.read_text() + "\nPLUGINS = [*PLUGINS, 'no_such_plugin']\n")


def break_import(content: Path, settings: Path) -> None:
    settings.write_text(settings.read_text() + "\nimport no_such_library\n")


def break_generator(content: Path, settings: Path) -> None:
    text = """
from pelican import signals
class Bug:
    @staticmethod
    def register():
        signals.all_generators_finalized.connect(fail)
def fail(generators):
    1 / 0
PLUGINS = [*PLUGINS, Bug]
"""
    settings.write_text(settings.read_text() + text)


def break_now(content: Path, settings: Path) -> None:
    settings.write_text(settings.read_text() + "\nNOW = 'i morgen'\n")


FAULTS = {
    break_content: 2, break_template: 1, break_plugin: 1, name_no_plugin: 1, break_import: 1,
    break_generator: 1, break_now: 1,
}  # fmt: skip


@pytest.mark.parametrize("flags", [(), ("-d",)], ids=["plain", "delete"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_leaves_the_site_as_it_was(
    published_site: Path, tmp_path: Path, fault, flags: tuple[str, ...]
) -> None:
    """A build with a fault has an exit code other than 0 and changes no byte of OUTPUT."""
    content, out = published_site / "content", published_site / "out"
    before = snapshot(out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    settings = tmp_path / "settings.py"
    head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\n"
    settings.write_text(head + f"THEME = {str(ROOT / 'theme')!r}\n", encoding="utf-8")
    fault(content, settings)
    given = {} if fault is break_now else {"NOW": "2023-12-20T12:00"}
    line = command(content, out, *flags, settings=str(settings))
    line = line[: line.index("-e")] + [w for k, v in given.items() for w in ("-e", f'{k}="{v}"')]
    assert ended(line).code == FAULTS[fault]
    assert snapshot(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


def test_a_deleted_article_leaves_the_site(content: Path, out: Path) -> None:
    """A build removes the page of a deleted article."""
    (content / "news/2023/english.md").unlink()
    good(content, out)
    assert not (out / "en").exists()


def test_a_folder_that_is_not_ours_is_refused_by_name(content: Path, tmp_path: Path) -> None:
    """A build refuses an OUTPUT with files of somebody else, and names them."""
    folder = tmp_path / "bilder"
    folder.mkdir()
    (folder / "ferie.jpg").write_bytes(b"ferie")
    for flags in ((), ("-d",)):
        done = build(content, folder, *flags)
        assert done.code == 1
        assert str(folder) in done.err
        assert [path.name for path in folder.iterdir()] == ["ferie.jpg"]


def test_an_output_around_or_within_the_content_is_refused(content: Path, tmp_path: Path) -> None:
    """A build refuses an OUTPUT that contains the content or is inside it."""
    before = snapshot(content)
    for folder in (content, content / "out", tmp_path):
        done = build(content, folder)
        assert done.code == 1
        assert str(folder) in done.err
    assert snapshot(content) == before


def test_a_changed_output_is_mended(content: Path, out: Path) -> None:
    """The next builds repair a file in OUTPUT that was edited, added or removed by hand."""
    before = snapshot(out)
    (out / "index.html").write_text("ødelagt", encoding="utf-8")
    (out / "fremmed.html").write_text("fremmed", encoding="utf-8")
    (out / "404.html").unlink()
    for _ in range(2):
        good(content, out)
        assert snapshot(out) == before


@pytest.mark.skipif(os.name == "nt", reason="signals and links differ on Windows")
def test_an_output_reached_through_a_link_is_the_same_output(
    content: Path, out: Path, tmp_path: Path
) -> None:
    """A symbolic link to OUTPUT still points to the same folder."""
    link = tmp_path / "lenke"
    link.symlink_to(out, target_is_directory=True)
    good(content, link)
    assert link.is_symlink()
    assert (link / "index.html").is_file()
