"""`run.py remove` for something already removed, and the line it adds to removed.yaml."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.changing.editing import text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, publish, snapshot

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
        ("person", ["kari"]),
    ],
)
def test_removing_again_reports_already_removed(
    content: Path, capsys, kind: str, names: list[str]
) -> None:
    """Its file and its address give the same message; nothing changes."""
    given.written(content, LIKE_THEM)
    publish(content)
    assert remove(kind, names[0], content) == 0
    before = snapshot(content)
    capsys.readouterr()
    for name in names:
        assert remove(kind, name, content) == 1
        expected = f"«{name}» er tatt bort allerede. Ingenting er endret.\n"
        assert capsys.readouterr().err == expected
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
def test_remove_person_appends_to_removed_yaml(
    content: Path, tmp_path: Path, written: str, after: str
) -> None:
    """The existing lines of removed.yaml stay unchanged."""
    (content / "removed.yaml").write_text(written, "utf-8")
    assert remove("person", "kari", content) == 0
    assert text_of(content, "removed.yaml") == after
    good(content, tmp_path / "out", NOW=NOW)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[]\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("  - ola\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("[ola, # ba om det\n]\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("- ola\n...\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("[ola\n", "content/removed.yaml:1:1: yaml-syntax: "),
        ("ola: ja\n", "content/removed.yaml:1:1: removed-line: "),
    ],
)
def test_remove_person_leaves_another_form_of_removed_yaml_unchanged(
    content: Path, capsys, written: str, message: str
) -> None:
    """When the file is no plain list, the message says what to write, or where the fault is."""
    (content / "removed.yaml").write_text(written, "utf-8")
    before = snapshot(content)
    assert remove("person", "kari", content) == 1
    assert message in capsys.readouterr().err
    assert snapshot(content) == before
