"""Writing in content/: only there, whole or not at all, and every save can be undone."""

import errno
import os
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused
from newsroom.desk.saving import content_files
from newsroom.desk.saving.content_files import ContentFiles
from newsroom.disk.atomic import remove_unfinished
from tests.table import check_each

A, B = "news/2023/a.md", "events/b.yaml"
OUTSIDE = (
    "../a.md",
    "news/../../a.md",
    "/etc/passwd",
    "news/\x00.md",
    "news\\a.md",
    ".git/config",
    "news/.skjult.md",
    "lenke/a.md",
    "lenket.md",
    "",
    ".",
)


@pytest.fixture
def files(tmp_path: Path) -> ContentFiles:
    """A content folder with a file, a link to a folder outside, and one to a file outside."""
    content = tmp_path / "content"
    (content / "news/2023").mkdir(parents=True)
    (content / A).write_bytes(b"gammel")
    (tmp_path / "utenfor").mkdir()
    (tmp_path / "hemmelig.md").write_bytes(b"hemmelig")
    (content / "lenke").symlink_to(tmp_path / "utenfor")
    (content / "lenket.md").symlink_to(tmp_path / "hemmelig.md")
    return ContentFiles(content, tmp_path / "history")


def test_no_path_leads_out_of_content(files: ContentFiles, tmp_path: Path) -> None:
    """By dots, links, control characters or hidden names; nothing is read or written there."""

    def check(path: str) -> None:
        with pytest.raises(Refused):
            files.read(path)
        with pytest.raises(Refused):
            files.write({path: b"ny"}, "Ny")

    check_each(OUTSIDE, check, repr)
    assert (tmp_path / "hemmelig.md").read_bytes() == b"hemmelig"
    assert not [*(tmp_path / "utenfor").iterdir()]
    assert not (tmp_path / "a.md").exists()


def test_each_save_is_undone_to_the_byte(files: ContentFiles) -> None:
    """A changed file, a new one and a deleted one; undoing is a save that can be undone too."""
    files.write({A: b"ny", B: b"helt ny"}, "To filer")
    files.write({A: None}, "Tatt bort")
    newest, first = files.saves()
    assert [newest.title, first.title] == ["Tatt bort", "To filer"]
    files.undo(newest.id)
    assert files.read(A) == b"ny"
    files.undo(first.id)
    assert (files.read(A), files.read(B)) == (b"gammel", None)
    assert files.saves()[0].title == "Angret: To filer"
    files.undo(files.saves()[0].id)
    assert (files.read(A), files.read(B)) == (b"ny", b"helt ny")


def test_a_save_that_others_have_built_on_is_not_undone(files: ContentFiles) -> None:
    """Their change would be lost."""
    files.write({A: b"ny"}, "Min")
    (files.content / A).write_bytes(b"deres")
    with pytest.raises(Refused, match=A):
        files.undo(files.saves()[0].id)
    assert files.read(A) == b"deres"


def test_a_full_disk_leaves_all_files_as_they_were(
    files: ContentFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that were written before the disk was full."""
    files.write({B: b"b"}, "B")
    write = content_files.write_atomically

    def full(file: Path, data: bytes, **more: bool) -> None:
        if file == files.content / B and data != b"b":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, data, **more)

    monkeypatch.setattr(content_files, "write_atomically", full)
    with pytest.raises(OSError, match="space"):
        files.write({A: b"ny", B: b"ny"}, "Begge")
    assert (files.read(A), files.read(B)) == (b"gammel", b"b")


def test_what_a_killed_save_left_is_removed(
    files: ContentFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes before the new file takes the place of the old one."""
    replaced = Path.replace

    def killed(part: Path, target: Path) -> Path:
        if target == files.content / A:
            raise KeyboardInterrupt
        return replaced(part, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            files.write({A: b"ny"}, "Brutt")
    folder, hidden = (files.content / A).parent, ".a.md.original"
    (folder / hidden).write_bytes(b"av andre")
    assert len([*folder.iterdir()]) == 3
    remove_unfinished(files.content)
    assert sorted(file.name for file in folder.iterdir()) == [hidden, "a.md"]
    assert files.read(A) == b"gammel"


def test_a_file_keeps_its_permissions(files: ContentFiles) -> None:
    """A new file can be read by a web server."""
    (files.content / A).chmod(0o600)
    files.write({A: b"ny", B: b"ny"}, "Begge")
    modes = [os.stat(files.content / path).st_mode & 0o777 for path in (A, B)]  # noqa: PTH116
    assert modes == [0o600, 0o644]


def test_a_save_that_was_broken_off_is_not_listed(files: ContentFiles) -> None:
    """Its list is written last."""
    files.write({A: b"ny"}, "Hel")
    broken = files.history / "20230101T000000.000000"
    broken.mkdir()
    (broken / "halv").write_bytes(b"x")
    (broken / content_files.LIST).write_bytes(b'{"at": ')
    assert [save.title for save in files.saves()] == ["Hel"]


def test_what_other_code_changes_is_kept_too(files: ContentFiles) -> None:
    """As for a new address, which changes files that link to the old one."""

    def work() -> str:
        (files.content / A).rename(files.content / "news/2023/ny.md")
        return "ferdig"

    assert files.keep_changes("Ny adresse", work) == "ferdig"
    files.undo(files.saves()[0].id)
    assert files.read(A) == b"gammel"
    assert files.read("news/2023/ny.md") is None
