"""The cache files: complete and written by the same code, or treated as missing."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.contract.catalog import BUILT_IN
from newsroom.executor.local import Executor
from newsroom.reading.files import ContentFile
from newsroom.site.caches import ParseCache
from newsroom.site.store import Store, cache_folders, forget_oldest


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    """The next run of the same code loads a saved value, in any checkout."""
    Store(tmp_path, "kode").save("fil-1", {"a": 1})
    (tmp_path / "fil-1").rename(tmp_path.parent / "fil-1")
    assert Store(tmp_path.parent, "kode").load("fil-1") == {"a": 1}


def test_other_code_finds_nothing(tmp_path: Path) -> None:
    """Other code does not load the value, since its format may differ."""
    Store(tmp_path, "kode").save("fil-1", 1)
    assert Store(tmp_path, "annen kode").load("fil-1") is None


def test_every_flipped_byte_makes_a_cache_file_missing(tmp_path: Path) -> None:
    """A cache file with a changed byte is treated as missing."""
    store = Store(tmp_path, "kode")
    store.save("fil-1", list(range(20)))
    whole = (tmp_path / "fil-1").read_bytes()
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        (tmp_path / "fil-1").write_bytes(flipped)
        assert store.load("fil-1") is None
    (tmp_path / "fil-1").write_bytes(whole[: len(whole) // 2])
    assert store.load("fil-1") is None


def test_a_cache_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A run goes on without a cache when it cannot write one."""
    (tmp_path / "fil").touch()
    store = Store(tmp_path / "fil", "kode")
    store.save("fil-1", 1)
    assert store.load("fil-1") is None


def test_the_cache_does_not_grow_for_ever(tmp_path: Path) -> None:
    """The caches that were used last are kept, and older ones are deleted."""
    for name in "abcd":
        Store(tmp_path / name, "kode").save("fil-1", 1)
        (tmp_path / name / "merke").touch()
    for age, name in enumerate("cadb"):
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    forget_oldest(tmp_path, 2)
    assert {folder.name for folder in tmp_path.iterdir()} == {"c", "a"}


def test_what_is_only_read_is_not_forgotten(tmp_path: Path) -> None:
    """Of eight caches, the two sites that are built in turn keep theirs.

    An unchanged output, for which nothing is written, keeps its cache too.
    """
    settings = {"CACHE_PATH": tmp_path, "PATH": tmp_path / "content", "OUTPUT_PATH": tmp_path / "o"}
    content, output = cache_folders(settings)
    for folder in (content, output):
        others = [folder.parent / str(number) for number in range(6)]
        for other in (folder, *others):
            other.mkdir(exist_ok=True)
            os.utime(other, (2000 - (other == folder), 2000 - (other == folder)))
    cache_folders(settings)
    for folder in (content, output):
        forget_oldest(folder.parent, 6)
        assert folder.exists()
        assert len(list(folder.parent.iterdir())) == 6


@pytest.fixture
def readings(tmp_path: Path) -> ParseCache:
    return ParseCache(Store(tmp_path / "cache", "kode"))


def files(folder: Path, **texts: str) -> list[ContentFile]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\n{text}\n---\nTekst.\n", encoding="utf-8")
    return [ContentFile(f"news/2023/{path.name}", path) for path in sorted(folder.iterdir())]


def test_only_a_file_with_other_bytes_is_read_anew(tmp_path: Path, readings: ParseCache) -> None:
    """The cache compares bytes and not times, since a fresh checkout has new times."""
    found = files(tmp_path / "c", a="title: A\ndate: 2023-01-01", b="title: B\ndate: 2023-01-01")
    first = list(readings.read(Executor(1), found, BUILT_IN))
    again = ParseCache(readings.store)
    for file in found:
        file.where.touch()
    assert repr(list(again.read(Executor(1), found, BUILT_IN))) == repr(first)
    assert again.made == 0
    files(tmp_path / "c", a="title: Ny\ndate: 2023-01-01")
    titles = [
        item.entry.title
        for reading in again.read(Executor(1), found, BUILT_IN)
        for item in reading.entries
    ]
    assert (titles, again.made) == (["Ny", "B"], 1)


def test_a_run_of_the_same_process_reads_only_what_may_have_changed(
    tmp_path: Path, readings: ParseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a file with the stat it had; one that was just written may change and keep it."""
    found = files(tmp_path / "c", a="title: A\ndate: 2023-01-01", b="title: B\ndate: 2023-01-01")
    opened: list[str] = []

    def read(file: ContentFile) -> bytes:
        opened.append(file.path.rpartition("/")[2])
        return file.where.read_bytes() if file.unsaved is None else file.unsaved

    def titles(*read_files: ContentFile) -> list[str]:
        opened.clear()
        results = readings.read(Executor(1), read_files, BUILT_IN)
        return [item.entry.title for result in results for item in result.entries]

    monkeypatch.setattr(ContentFile, "read", read)
    assert titles(*found) == titles(*found) == ["A", "B"] and opened == ["a.md", "b.md"]
    monkeypatch.setattr("newsroom.disk.stats.RESOLUTION", -(10**15))
    titles(*found)
    assert titles(*found) == ["A", "B"] and opened == []
    files(tmp_path / "c", b="title: C\ndate: 2023-01-01")
    assert titles(*found) == ["A", "C"] and opened == ["b.md"]
    unsaved = replace(found[0], unsaved=b"---\ntitle: D\ndate: 2023-01-01\n---\n")
    kept = {cached: cached.read_bytes() for cached in readings.store.folder.iterdir()}
    assert titles(unsaved, found[1]) == ["D", "C"] and opened == ["a.md"]
    assert kept == {cached: cached.read_bytes() for cached in readings.store.folder.iterdir()}
    assert titles(*found) == ["A", "C"] and opened == ["a.md"]
    again = ParseCache(readings.store)
    list(again.read(Executor(1), found, BUILT_IN))
    assert again.made == 0


def test_what_is_wrong_with_a_file_is_told_again(tmp_path: Path, readings: ParseCache) -> None:
    """A run with a cache reports the same problems as a run without."""
    found = files(tmp_path / "c", a="titel: A", b="title: B\ndate: 2023-01-01")
    first = list(readings.read(Executor(1), found, BUILT_IN))
    assert first[0].entries[0].problems
    assert repr(list(ParseCache(readings.store).read(Executor(1), found, BUILT_IN))) == repr(first)


def test_a_file_that_went_away_is_forgotten(tmp_path: Path, readings: ParseCache) -> None:
    """The cache forgets a file that was deleted."""
    found = files(tmp_path / "c", a="title: A\ndate: 2023-01-01", b="title: B\ndate: 2023-01-01")
    list(readings.read(Executor(1), found, BUILT_IN))
    list(readings.read(Executor(1), found[:1], BUILT_IN))
    again = ParseCache(readings.store)
    list(again.read(Executor(1), found, BUILT_IN))
    assert again.made == 1


def test_the_preview_stores_what_it_read_when_there_is_time(
    tmp_path: Path, readings: ParseCache
) -> None:
    """Reading writes nothing then; `save` does, and the next process reads no file."""
    found = files(tmp_path / "c", a="title: A\ndate: 2023-01-01")
    readings.keeps_later = True
    list(readings.read(Executor(1), found, BUILT_IN))
    assert not readings.store.folder.exists()
    readings.save()
    again = ParseCache(readings.store)
    list(again.read(Executor(1), found, BUILT_IN))
    assert again.made == 0


def test_what_was_typed_is_never_stored_after_a_read_that_failed(
    tmp_path: Path, readings: ParseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later file that cannot be read leaves no stat of a file that nobody has read since."""
    monkeypatch.setattr("newsroom.disk.stats.RESOLUTION", -(10**15))
    found = files(tmp_path / "c", a="title: A\ndate: 2023-01-01", b="title: B\ndate: 2023-01-01")

    def titles(*read_files: ContentFile) -> list[str]:
        results = readings.read(Executor(1), read_files, BUILT_IN)
        return [item.entry.title for result in results for item in result.entries]

    titles(*found)
    typed = replace(found[0], unsaved=b"---\ntitle: Hemmelig\ndate: 2023-01-01\n---\n")
    assert titles(typed, found[1]) == ["Hemmelig", "B"]
    gone = replace(found[1], path="news/2023/c.md", where=tmp_path / "c" / "gone.md")
    with pytest.raises(FileNotFoundError):
        titles(*found, gone)
    assert titles(*found) == ["A", "B"]
