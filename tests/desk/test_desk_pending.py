"""What waits to be published, and what readers will see change by it."""

import contextlib
from pathlib import Path

import pytest

from newsroom.commands.comparing.compare import ReaderChanges, changes_since
from newsroom.commands.outcome import Refused
from newsroom.desk.publishing.pending import pending
from tests.desk.editors import EVENTS, HEI, Editor

Editors = tuple[Editor, Editor]


def compare(root: Path, commit: str, lang: str) -> ReaderChanges:
    with contextlib.chdir(root):
        return changes_since(commit, Path("content"), lang)


def test_nothing_waits(editors: Editors) -> None:
    waits = pending(editors[0].root, compare)
    assert waits.is_empty
    assert waits.changes
    assert not waits.changes.tables


def test_what_readers_and_subscribers_will_see_change(editors: Editors) -> None:
    """By title and address, with what stays a draft; also what is committed and not sent."""
    kari, _ = editors
    kari.edit(HEI, "title: Hei", "title: Hallo")
    kari.git("commit", "--quiet", "--all", "--message", "Ny tittel")
    kari.edit(EVENTS, "title: Mingling", "title: Mingling\n  status: cancelled")
    kari.edit(EVENTS, "2024-01-18 09:00", "2024-01-18 08:00")
    (kari.root / "content/pages/om-oss.md").unlink()
    new = "---\ntitle: {}\ndate: 2023-12-02\nsummary: Nytt.\n{}---\nSå.\n"
    kari.write("content/news/2023/ny.md", new.format("Ny sak", ""))
    kari.write("content/news/2023/kladd.md", new.format("En kladd", "status: draft\n"))
    kari.write("README.md", "Mitt\n")
    waits = pending(kari.root, compare)
    assert waits.unsent == ("Ny tittel",)
    assert [file for file in waits.files if "news" not in file.path] == [
        (EVENTS, "changed"),
        ("content/pages/om-oss.md", "deleted"),
    ]
    assert ("content/news/2023/ny.md", "new") in waits.files
    assert waits.others == (("README.md", "changed"),)
    assert waits.changes
    tables = {table.title: table.rows for table in waits.changes.tables}
    assert [(row.cells[0], row.address) for row in tables["Nye sider"]] == [
        ("Ny sak", "/nyheter/2023/ny/")
    ]
    (changed,) = tables["Endrede sider"]
    assert (changed.cells[0], changed.address, changed.ref) == (
        "Hallo",
        "/nyheter/2023/hei/",
        "news/2023/hei.md",
    )
    assert tables["Sider som blir borte"][0].cells[:2] == ("Om oss", "/om-oss/")
    events = [(*row.cells[:2], row.cells[3], row.address) for row in tables["Arrangementer"]]
    assert events == [
        ("Kurs i nettsider", "Tid", events[0][2], "/arrangementer/2024/kurs/"),
        ("Mingling", "Status", "Avlyst", "/arrangementer/2024/mingling/"),
    ]
    assert "08.00" in events[0][2]
    assert [row.cells for row in tables["Kalendere og strømmer"]] == [
        ("Alle arrangementer", "", "2", ""),
        ("Nyheter", "1", "", ""),
        ("Nyheter (uten beskjed)", "", "1", ""),
    ]
    (draft,) = waits.changes.drafts
    assert (draft.cells, draft.ref) == (("En kladd", "utkast"), "news/2023/kladd.md")


def test_before_the_first_commit_and_without_git(editors: Editors, tmp_path: Path) -> None:
    kari, _ = editors
    kari.git("checkout", "--quiet", "--orphan", "ny")
    kari.git("rm", "--quiet", "-r", "--cached", ".")
    waits = pending(kari.root, compare)
    assert (HEI, "new") in waits.files
    assert waits.changes is None
    with pytest.raises(Refused, match="Mappen er ikke hentet med Git"):
        pending(tmp_path, compare)


def test_the_comparison_in_a_process_of_its_own(editors: Editors) -> None:
    kari, _ = editors
    kari.edit(HEI, "title: Hei", "title: Hallo")
    changes = pending(kari.root).changes
    assert changes
    assert [table.title for table in changes.tables] == ["Endrede sider", "Kalendere og strømmer"]
