"""A build without a change says so and writes nothing; after any change the site is built."""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from newsroom.disk.stats import RESOLUTION
from newsroom.reviews.pdf import PdfUnavailable
from newsroom.site.input_files import changed, input_files
from newsroom.site.start import CACHE_FILE, MADE, UNCHANGED, LastRun
from newsroom.site.store import cache_folders
from tests.machine import need
from tests.site.building import ROOT, SITES, build, command, good
from tests.site.test_pdf import has_weasyprint
from tests.soundness.workshop import Built, Workshop, settings_of
from tests.table import check_each

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change to ask")
ARTICLE = "content/news/2023/kraft.md"
PICTURE = "content/images/portrett.png"
Change = Callable[[Workshop], object]


def when(folder: Path) -> dict[str, tuple[int, int]]:
    """The inode and the modification time of each file."""
    stats = {path: path.lstat() for path in folder.rglob("*")}
    return {str(path): (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def writes_nothing(shop: Workshop) -> bool:
    """Whether a build writes nothing; an ordinary build exchanges the whole folder."""
    return _again(shop)[0]


def is_left_alone(shop: Workshop) -> bool:
    """Whether a build writes nothing; its files, messages and exit code are of a clean build."""
    is_alone, warm = _again(shop)
    clean = shop.clean()
    assert (warm.code, warm.messages.replace("/out", "/clean")) == (clean.code, clean.messages)
    assert warm.files == clean.files
    return is_alone


def _again(shop: Workshop) -> tuple[bool, Built]:
    before = when(shop.out)
    built = shop.warm()
    assert built.code == 0
    return when(shop.out) == before, built


def test_a_build_without_a_change_touches_nothing(shop: Workshop) -> None:
    """A build without a change writes nothing, and repeats the messages about the content."""
    assert writes_nothing(shop)
    assert is_left_alone(shop)


def test_a_build_without_a_change_says_so(tmp_path: Path) -> None:
    """It says so in the language of the reports, with exit code 0 and the advice."""
    content = SITES / "full"
    for lang, words in UNCHANGED.items():
        first, second = (build(content, tmp_path / lang, REPORT_LANG=lang) for _ in range(2))
        assert (second.code, second.err, second.out) == (0, first.err, f"{words}\n")
        assert words not in first.out


def written(file: str | Path, old: bytes, new: bytes) -> Change:
    """Writes other bytes of the same length, and sets the file time back."""
    assert len(old) == len(new)

    def change(shop: Workshop) -> None:
        path = shop.folder / file
        stat, data = path.stat(), path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    return change


def replaced_picture(shop: Workshop) -> None:
    """Puts another file in its place, with the same name, size and time."""
    path = shop.folder / PICTURE
    stat, data = path.stat(), path.read_bytes()
    other = path.with_name("ny.png")
    # Bytes after the end of a PNG are not part of the picture.
    other.write_bytes(data)
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(path)


def set_to(name: str, value: object) -> Change:
    return lambda shop: shop.settings.update({name: value})


def first_page(shop: Workshop) -> Path:
    return shop.out / "index.html"


def linked(shop: Workshop) -> None:
    """Moves a page out of the folder, and puts a symbolic link in its place."""
    page = first_page(shop).rename(shop.folder / "side.html")
    first_page(shop).symlink_to(page)


def damaged_cache_file(shop: Workshop) -> None:
    (cache_file,) = shop.cache.rglob(CACHE_FILE)
    data = bytearray(cache_file.read_bytes())
    data[len(data) // 2] ^= 1
    cache_file.write_bytes(data)


def third_party_plugin(shop: Workshop) -> None:
    """Adds a third-party plugin, which could read any file."""
    module = ModuleType("fremmed")
    module.__file__, module.register = __file__, lambda: None
    rooms = settings_of({})["PLUGINS"]
    shop.settings["PLUGINS"] = [*rooms, module]


FILES: dict[str, Change] = {
    "a byte of a text": written(ARTICLE, b"Kraft", b"Kroft"),
    "a picture": replaced_picture,
    "a file more": lambda shop: (shop.content / "images/ny.txt").write_text("x"),
    "a file less": lambda shop: (shop.content / "news/2023/english.md").unlink(),
    "a template": written("theme/templates/article.html", b"<article", b"<section"),
    "a style sheet": written("theme/css/base.css", b"body", b"bodx"),
    "a translation": written("theme/translations/en.po", b'msgstr "N', b'msgstr "M'),
}
SETTINGS: dict[str, Change] = {
    "a setting": set_to("FEED_MAX_ITEMS", 1),
    "an address": set_to("SITEURL", "https://example.org/under"),
    "drafts": set_to("SHOW_UNPUBLISHED", True),
    "a later NOW": set_to("NOW", "2023-12-20T12:01"),
    "an earlier NOW": set_to("NOW", "2023-12-20T11:59"),
    "a language of reports": set_to("REPORT_LANG", "en"),
}
# Changes after which the site is built again and comes out as before.
SETBACKS: dict[str, Change] = {
    "a file of OUTPUT less": lambda shop: first_page(shop).unlink(),
    "a file of OUTPUT more": lambda shop: (shop.out / "ny.html").write_text("x"),
    "a folder of OUTPUT more": lambda shop: (shop.out / "tom/mappe").mkdir(parents=True),
    "a file of OUTPUT written over": lambda shop: first_page(shop).write_text("x"),
    "a byte of OUTPUT": lambda shop: written(shop.out / "index.html", b"<main", b"<mbin")(shop),
    "a file of OUTPUT touched": lambda shop: first_page(shop).touch(),
    "a link in OUTPUT": linked,
    "a damaged cache file": damaged_cache_file,
    "no cache": set_to("LOAD_CONTENT_CACHE", False),
    "an empty OUTPUT": set_to("DELETE_OUTPUT_DIRECTORY", True),
    "reasons": set_to("EXPLAIN", True),
    "a PDF of a year without a letter": set_to("PDF_YEARS", [1999]),
    "a third_party_plugin's plugin": third_party_plugin,
}


@pytest.fixture(scope="module")
def kept(original: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A built site whose sources no test changes."""
    return Workshop(tmp_path_factory.mktemp("kept"), original)


@pytest.mark.parametrize("changes", [FILES, SETTINGS], ids=["files", "settings"])
def test_after_a_change_the_site_is_built(shop: Workshop, changes: dict[str, Change]) -> None:
    """After each change, one upon the other; after all of them it equals a clean build."""

    def check(name: str) -> None:
        changes[name](shop)
        last = name == [*changes][-1]
        assert not (is_left_alone if last else writes_nothing)(shop)

    check_each(changes, check)


@pytest.mark.parametrize("name", SETBACKS)
def test_after_a_setback_the_site_is_built(kept: Workshop, name: str) -> None:
    """The site is built again and comes out as before."""
    settings = dict(kept.settings)
    whole, before = kept.warm(), when(kept.out)
    SETBACKS[name](kept)
    again = kept.warm()
    kept.settings = settings
    assert (again.code, again.files) == (0, whole.files)
    assert when(kept.out) != before


def test_the_address_in_the_environment_counts(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed SITEURL in the environment makes a build."""
    monkeypatch.setenv("SITEURL", "https://example.org/fra-miljoet")
    assert not is_left_alone(shop)


def test_a_site_with_faults_is_told_of_them_each_time(shop: Workshop) -> None:
    """A failed build is never up to date; after the correction, the site is built."""
    article = shop.folder / ARTICLE
    text = article.read_text("utf-8")
    article.write_text(text.replace("title:", "titel:"), "utf-8")
    first, second = shop.warm(), shop.warm()
    assert (first.code, first.messages) == (second.code, second.messages)
    assert first.code == 2
    article.write_text(text, "utf-8")
    assert not writes_nothing(shop)
    assert is_left_alone(shop)


def test_a_site_that_lacks_a_pdf_is_always_built(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What makes a PDF may come between two builds; a site that has its PDF stands."""
    shop.settings["PDF_REQUIRED"] = False
    letter = next((shop.content / "reviews").glob("*.md"))
    letter.write_text(letter.read_text("utf-8").replace("---\n", "---\npdf: true\n", 1), "utf-8")

    def missing() -> NoReturn:
        raise PdfUnavailable("no Pango")

    with monkeypatch.context() as patched:
        patched.setattr("newsroom.reviews.generator.weasyprint", missing)
        assert shop.warm().code == 0
        assert not writes_nothing(shop)
    need("WeasyPrint, med Pango", has_weasyprint())
    assert shop.warm().code == 0
    assert list(shop.out.rglob("*.pdf"))
    assert writes_nothing(shop)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock that the runs see."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def set_clock(instant: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                return instant.astimezone(tz)

        for module in ("prepare", "start"):
            monkeypatch.setattr(f"newsroom.site.{module}.datetime", Clock)

    return set_clock


def test_a_site_stands_until_the_time_it_names(shop: Workshop, clock: Callable) -> None:
    """A site is up to date until its next change; `built` is the time of the last real build."""
    begin = datetime(2023, 12, 20, 12, tzinfo=UTC)
    shop.settings["NOW"] = None
    clock(begin)
    assert shop.warm().code == 0
    made = when(shop.out)
    said = json.loads((shop.out / "next-change.json").read_text("utf-8"))
    end = datetime.fromisoformat(said["next"])
    for instant in (begin, begin + timedelta(seconds=1), end - timedelta(seconds=1)):
        clock(instant)
        shop.warm()
        assert when(shop.out) == made
    clock(begin - timedelta(seconds=1))
    assert not writes_nothing(shop)
    clock(end)
    assert not is_left_alone(shop)
    assert writes_nothing(shop)


def test_an_edit_of_a_text_leaves_the_time_of_the_next_change(
    shop: Workshop, clock: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site whose text was edited alone is built as a whole when that time comes."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    begin = datetime(2023, 12, 20, 12, tzinfo=UTC)
    shop.settings["NOW"] = None
    clock(begin)
    assert shop.warm().code == 0
    end = json.loads((shop.out / "next-change.json").read_text("utf-8"))["next"]
    with (shop.folder / ARTICLE).open("a", encoding="utf-8") as article:
        article.write("\nMer.\n")
    clock(begin + timedelta(seconds=1))
    assert MADE["nb"].partition("{")[0] in shop.warm().printed
    assert writes_nothing(shop)
    clock(datetime.fromisoformat(end))
    assert not is_left_alone(shop)


def test_what_changes_during_a_run_leaves_nothing_that_holds(shop: Workshop) -> None:
    """A file that changes during a run makes the next run build."""
    settings = settings_of(shop.overrides(shop.out, shop.cache))
    last = LastRun(settings)
    left = last.known()
    assert left
    assert not left.edited
    _, folder = cache_folders(settings)
    (folder / CACHE_FILE).unlink()
    (shop.folder / ARTICLE).touch()
    last.keep(left.result, {})
    assert not (folder / CACHE_FILE).exists()


def test_of_a_file_that_has_just_changed_the_bytes_count(tmp_path: Path) -> None:
    """A recently modified file is compared by its bytes, since its stat may not show a change."""
    old, new = tmp_path / "gammel.md", tmp_path / "ny.md"
    for file in (old, new):
        file.write_text("a", "utf-8")
    clock = old.stat().st_ctime_ns
    assert not input_files([tmp_path], (), clock + 2 * RESOLUTION).recent
    found = input_files([tmp_path], (), clock)
    assert found.recent.keys() == {str(old), str(new)}
    assert changed(found.recent) == set()
    new.write_text("b", "utf-8")
    assert changed(found.recent) == {str(new)}


# Libraries that a build needs, and a run without a change does not. Pelican itself imports
# docutils (with Pillow), Markdown, Jinja and rich.
HEAVY = {"pydantic", "pydantic_core", "icalendar", "babel", "nh3", "filelock", "yaml"}
ROOMS = {"newsroom.contract", "newsroom.reading", "newsroom.addresses", "newsroom.parts"}


def test_nothing_heavy_is_imported_to_find_nothing_to_do(tmp_path: Path) -> None:
    """A build without a change imports none of these libraries."""
    good(SITES / "full", tmp_path / "out")
    line = command(SITES / "full", tmp_path / "out")
    done = subprocess.run(
        [line[0], "-X", "importtime", *line[1:]],
        cwd=ROOT,
        env=os.environ | {"GITHUB_ACTIONS": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    named = {row.rpartition("|")[2].strip() for row in done.stderr.splitlines()}
    assert "newsroom.site.start" in named
    assert UNCHANGED["nb"] in done.stdout
    assert not named & (HEAVY | ROOMS)
