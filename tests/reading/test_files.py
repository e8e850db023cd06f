"""The files of content/: which are read, in which order, and which bytes are valid."""

import os
import unicodedata
from pathlib import Path

import pytest

from newsroom.contract.problems import Report
from newsroom.reading.files import MOST_BYTES, ContentFile, text_of, walk
from tests import given

ARTICLE = """
    ---
    title: En sak
    date: 2023-05-01
    summary: Kort sagt.
    ---
    Tekst.
    """


def paths_in(folder: Path) -> tuple[list[str], list[str]]:
    """The paths that are read, and the problems."""
    report = Report()
    return [file.path for file in walk(folder, report)], given.places(report)


def read(tmp_path: Path, data: bytes) -> tuple[str | None, list[str]]:
    """The text of a file with these bytes, and its problems."""
    report, where = Report(), tmp_path / "sak.md"
    where.write_bytes(data)
    return text_of(ContentFile("news/sak.md", where), report), given.places(report)


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Files are read in the order of their paths."""
    names = ["news/b.md", "news/a.md", "news/2023/z.md", "events/x.yaml"]
    given.written(tmp_path, dict.fromkeys(names, ""))
    assert paths_in(tmp_path)[0] == sorted(names)


@pytest.mark.parametrize("name", [".#sak.md", "sak.md~", "#sak.md#", ".sak.md.swp", "~$sak.md"])
def test_what_editors_leave_behind_is_ignored(tmp_path: Path, name: str) -> None:
    """Files and folders that editors leave behind are ignored."""
    given.written(tmp_path, {f"news/{name}": "x", ".git/config": "x", "news/sak.md": "x"})
    assert paths_in(tmp_path) == (["news/sak.md"], [])


def test_a_file_name_is_the_same_from_every_file_system(tmp_path: Path) -> None:
    """Paths are in Unicode form NFC, although macOS decomposes å."""
    name = "årsmøte.md"
    given.written(tmp_path, {f"news/{unicodedata.normalize('NFD', name)}": "x"})
    assert paths_in(tmp_path)[0] == [f"news/{name}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make symbolic links")
class TestSymbolicLinks:
    def test_one_to_a_file_within_content_is_read(self, tmp_path: Path) -> None:
        """A symbolic link to a file in content/ is read, like a second file."""
        given.written(tmp_path, {"news/a.md": "x"})
        (tmp_path / "news/b.md").symlink_to(tmp_path / "news/a.md")
        assert paths_in(tmp_path) == (["news/a.md", "news/b.md"], [])

    @pytest.mark.parametrize("target", ["utenfor.md", "utenfor", "borte.md", "content"])
    def test_one_out_of_content_or_to_a_folder_is_refused(
        self, tmp_path: Path, target: str
    ) -> None:
        """A symbolic link is refused when it leads outside, to a folder, nowhere or in a circle."""
        content = given.written(tmp_path / "content", {"news/a.md": "x"})
        given.written(tmp_path, {"utenfor.md": "hemmelig", "utenfor/b.md": "hemmelig"})
        (content / "news/lenke.md").symlink_to(tmp_path / target)
        assert paths_in(content) == (["news/a.md"], ["news/lenke.md:0: path-symlink"])

    def test_the_content_folder_itself_may_be_one(self, tmp_path: Path) -> None:
        """content/ itself may be a symbolic link."""
        given.written(tmp_path / "ekte", {"news/a.md": "x"})
        (tmp_path / "content").symlink_to(tmp_path / "ekte")
        assert paths_in(tmp_path / "content") == (["news/a.md"], [])


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\n"])
def test_every_line_end_is_a_line_end(tmp_path: Path, data: bytes) -> None:
    """CRLF, CR and LF are line ends, and a byte order mark is ignored."""
    assert read(tmp_path, data) == ("a\nb\n", [])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("en\nå".encode("latin-1"), "news/sak.md:2: file-encoding"),
        ("å".encode("utf-16"), "news/sak.md:1: file-encoding"),
        (b"en\nto\n\x00", "news/sak.md:3: file-character"),
        (b"en\x1b[0m", "news/sak.md:1: file-character"),
        ("en \u202eot".encode(), "news/sak.md:1: file-character"),
        (b"x" * (MOST_BYTES + 1), "news/sak.md:0: file-too-large"),
    ],
)
def test_bytes_that_are_no_text_of_ours_are_a_fault(
    tmp_path: Path, data: bytes, fault: str
) -> None:
    """Bytes that are no valid text are a problem, with the line when it is known."""
    assert read(tmp_path, data) == (None, [fault])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_article_from_windows_is_the_same_article(
    tmp_path: Path, newline: str, mark: str
) -> None:
    """An article with CRLF gives the same front matter, text and line numbers."""
    content = given.written(tmp_path, {"news/sak.md": ARTICLE})
    file = content / "news/sak.md"
    text = file.read_text(encoding="utf-8") + "\n[borte](borte.md)\n"
    file.write_bytes((mark + text.replace("\n", newline)).encode())
    catalog, report = given.loaded(content, {})
    (article,) = catalog.articles
    (target,) = catalog.bodies["news/sak.md"].targets
    assert (article.title, target.line, given.codes(report)) == ("En sak", 8, [])
