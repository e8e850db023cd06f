"""The two folder trees of OUTPUT, on systems that can exchange folders and on others."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from newsroom.site import output_folders
from newsroom.site.output_folders import OutputFolders, OutputRefused
from newsroom.site.output_tree import OutputTree
from newsroom.wording.problems import text_of


@pytest.fixture(params=["exchanged", "copied"])
def road(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The two ways to replace OUT; a mount point and Windows have only the second."""
    if request.param == "copied":
        monkeypatch.setattr(output_folders, "_exchanged", lambda one, other: False)
    return request.param


def publish(out: Path, files: dict[str, str]) -> None:
    """Writes and publishes these files, as one build does."""
    made = OutputFolders(out, out.parent / "content")
    try:
        made.open(empty=False)
        for path, text in files.items():
            made.next.write(path, text.encode())
        made.next.prune(files.keys())
        made.exchange()
    finally:
        made.close()


def shown(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in out.rglob("*")
        if path.is_file()
    }


SITES = [
    {"index.html": "1", "a/index.html": "a", "om": "fil"},
    {"index.html": "2", "a": "nå en fil", "om/index.html": "nå en mappe"},
    {"index.html": "3"},
    {"index.html": "4", "b/c/index.html": "c"},
]


def test_each_build_takes_the_place_of_the_one_before(tmp_path: Path, road: str) -> None:
    """A build replaces all files of the one before, also a file by a folder of its name."""
    for files in (*SITES, *reversed(SITES)):
        publish(tmp_path / "out", files)
        assert shown(tmp_path / "out") == files


def test_a_site_that_was_copied_away_and_back_is_still_ours(tmp_path: Path, road: str) -> None:
    """A copied site with new file times is accepted; a folder with other files is not touched."""
    out = tmp_path / "out"
    publish(out, SITES[0])
    shutil.copytree(out, tmp_path / "kopi", copy_function=shutil.copyfile)
    shutil.rmtree(out)
    shutil.move(tmp_path / "kopi", out)
    publish(out, SITES[3])
    assert shown(out) == SITES[3]
    (out / "index.html").write_text("noe annet", encoding="utf-8")
    (out / "b/c/index.html").unlink()
    with pytest.raises(OutputRefused, match="output-not-ours") as refused:
        publish(out, SITES[0])
    assert "`python3 run.py clean`" in text_of(refused.value.code, "nb", path=out)


@pytest.mark.parametrize("calls", range(4))
def test_a_copy_that_is_cut_short_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """The next build repairs an interrupted copy, also the first one into an empty folder."""
    out = tmp_path / "out"
    out.mkdir()
    place, done = output_folders._placed, []

    def placed(*given: object) -> object:
        if len(done) == calls:
            raise KeyboardInterrupt
        done.append(given)
        return place(*given)

    monkeypatch.setattr(output_folders, "_exchanged", lambda one, other: False)
    monkeypatch.setattr(output_folders, "_placed", placed)
    files = {f"{n}.html": str(n) for n in range(6)}
    with pytest.raises(KeyboardInterrupt):
        publish(out, files)
    monkeypatch.setattr(output_folders, "_placed", place)
    publish(out, files)
    assert shown(out) == files


@pytest.mark.parametrize("kind", ["folder", "link", "file"])
def test_what_stands_where_our_tree_is_to_stand_is_refused(tmp_path: Path, kind: str) -> None:
    """A folder of somebody else beside OUT is refused and not emptied."""
    home, beside = tmp_path / "hjemme", tmp_path / ".out.next"
    home.mkdir()
    (home / "viktig.txt").write_text("viktig", encoding="utf-8")
    if kind == "folder":
        home.rename(beside)
    elif kind == "link":
        beside.symlink_to(home, target_is_directory=True)
    else:
        beside.write_text("viktig", encoding="utf-8")
    with pytest.raises(OutputRefused) as refused:
        publish(tmp_path / "out", SITES[0])
    assert refused.value.path == beside
    assert "viktig" in (
        beside.read_text(encoding="utf-8") if kind == "file" else shown(beside).values()
    )


@pytest.mark.parametrize("shares", [True, False])
def test_a_file_that_stays_is_not_written_again(tmp_path: Path, road: str, shares: bool) -> None:
    """The site has the same files, by second names or by copies; OUTPUT stays as it was."""
    out, stays, digest = tmp_path / "out", "om/index.html", sha256(b"om").hexdigest()
    publish(out, {"index.html": "1", stays: "om"})
    publish(out, {"index.html": "2", stays: "om"})
    (tmp_path / ".out.next" / stays).unlink()
    made = OutputFolders(out, tmp_path / "content", shares=shares)
    made.open(empty=False)
    assert made.keep(stays, digest)
    assert (out / stays).samefile(tmp_path / ".out.next" / stays) == shares
    made.next.write("index.html", b"3")
    made.next.write(stays, b"ny")
    assert shown(out) == {"index.html": "2", stays: "om"}
    assert made.here.has(stays, digest)
    made.exchange()
    made.close()
    assert shown(out) == {"index.html": "3", stays: "ny"}


def test_a_file_of_the_last_build_that_was_changed_is_not_kept(tmp_path: Path) -> None:
    """A change in place changes the file under both its names, and is seen under both."""
    out, digest = tmp_path / "out", sha256(b"om").hexdigest()
    publish(out, {"om": "om"})
    made = OutputFolders(out, tmp_path / "content")
    made.open(empty=False)
    assert made.keep("om", digest)
    (out / "om").write_bytes(b"mo")
    assert not made.keep("om", digest)
    made.close()


def test_what_a_cut_build_left_behind_is_cleared_first(tmp_path: Path) -> None:
    """A build removes the remains of an interrupted build, also a link out of the tree."""
    out = tmp_path / "out"
    publish(out, SITES[0])
    publish(out, SITES[2])
    (tmp_path / ".out.next/rester").mkdir()
    (tmp_path / ".out.next/rester/stor.html").write_text("stor", encoding="utf-8")
    (tmp_path / ".out.next/lenke").symlink_to(tmp_path, target_is_directory=True)
    made = OutputFolders(out, tmp_path / "content")
    made.open(empty=False)
    made.close()
    assert not (tmp_path / ".out.next/rester").exists()
    assert not (tmp_path / ".out.next/lenke").is_symlink()


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    """A path that leads out of the tree is refused."""
    with pytest.raises(ValueError, match="leads out"):
        publish(tmp_path / "out", {"../ut/index.html": "x"})
    assert not list(tmp_path.rglob("index.html"))


def test_a_file_that_a_plugin_wrote_or_edited_gets_the_hash_of_its_bytes(tmp_path: Path) -> None:
    """The manifest of the site lists it, and a scan tells from it whether the file has changed."""
    tree = OutputTree(tmp_path / "out", tmp_path / "out.json")
    tree.write("index.html", b"<p>Hei</p>")
    (tmp_path / "out/index.html").write_bytes(b"<p>Hei, verden</p>")
    (tmp_path / "out/plugin.txt").write_bytes(b"Fra en utvidelse")
    assert tree.record_files_of_plugins({"index.html"}) == {"plugin.txt"}
    assert {path: record.sha256 for path, record in tree.records.items()} == {
        "index.html": sha256(b"<p>Hei, verden</p>").hexdigest(),
        "plugin.txt": sha256(b"Fra en utvidelse").hexdigest(),
    }
