"""What `run.py remove` says of what was taken off before, and how removed.yaml gets a line more."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, recorded, snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


LIKE_THEM = {
    "news/2023/bom.md": FILES["news/2023/sak.md"],
    "documents/planen.pdf": "%PDF-1.4\n",
    "pages/planen.md": FILES["pages/planen.md"] + "[Den andre](../documents/planen.pdf).\n",
}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("entry", ["news/2023/sak.md", "/nyheter/2023/sak/"]),
        ("entry", ["2023-lunsj", "/arrangementer/2023/lunsj/"]),
        ("document", ["documents/plan.pdf", "/dokumenter/plan.pdf"]),
    ],
)
def test_what_is_deleted_is_known_as_that_by_all_its_names(
    content: Path, capsys, kind: str, names: list[str]
) -> None:
    """Whoever asks twice is not to be led to something else that is called nearly the same."""
    given.written(content, LIKE_THEM)
    assert recorded(content) == 0
    assert remove(kind, names[0], content) == 0
    before = snapshot(content)
    capsys.readouterr()
    for name in names:
        assert remove(kind, name, content) == 1
        said = f"«{name}» er tatt bort allerede. Ingenting er endret.\n"
        assert capsys.readouterr().err == said
    assert snapshot(content) == before


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("# Av\n", "# Av\n- kari\n"),
        ("- ola # ba om det\n", "- ola # ba om det\n- kari\n"),
        ("- ola", "- ola\n- kari\n"),
        ("---\n- ola\n", "---\n- ola\n- kari\n"),
    ],
)
def test_a_line_is_written_below_the_others(
    content: Path, tmp_path: Path, written: str, after: str
) -> None:
    """Each line of the list stays as it was."""
    (content / "removed.yaml").write_text(written, "utf-8")
    assert remove("person", "kari", content) == 0
    assert (content / "removed.yaml").read_text("utf-8") == after
    good(content, tmp_path / "out", NOW=NOW)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[]\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("  - ola\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("[ola, # ba om det\n]\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("- ola\n...\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("[ola\n", "content/removed.yaml:1:1: yaml-syntax: "),
        ("ola: ja\n", "content/removed.yaml:1:1: field-list: "),
    ],
)
def test_another_form_and_a_fault_are_left_as_they_are(
    content: Path, capsys, written: str, said: str
) -> None:
    """What is said in it stays; the fault is told as it stood."""
    (content / "removed.yaml").write_text(written, "utf-8")
    before = snapshot(content)
    assert remove("person", "kari", content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before
