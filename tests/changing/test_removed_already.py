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
        ("entry", ["news/2023/sak.md", "sak", "sak.md", "/nyheter/2023/sak/"]),
        ("entry", ["2023-lunsj", "events/2023.yaml#2023-lunsj", "/arrangementer/2023/lunsj/"]),
        ("document", ["documents/plan.pdf", "plan.pdf", "/dokumenter/plan.pdf"]),
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
        place = "(content/record/gone.txt, linje 2)"
        said = f"«{name}» er tatt bort allerede {place}. Ingenting er endret.\n"
        assert capsys.readouterr().err == said
    assert snapshot(content) == before


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("kari", ["kari", "Kari Nordmann", "/personer/kari/", "/personer/k/"]),
        ("Kari Nordmann", ["kari", "Kari Nordmann", "person:kari"]),
        ("Petter Utflytter", ["Petter Utflytter"]),
    ],
)
def test_a_person_is_taken_off_once_by_whichever_name(
    content: Path, capsys, first: str, names: list[str]
) -> None:
    """A line that is there already says it all; and they do stand in people.yaml."""
    given.written(content, {
        "removed.yaml": "# Etter avtale\n",
        "people.yaml": "kari:\n  name: Kari Nordmann\n  aliases: [/personer/k/]\n",
        "news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\nauthor: Petter Utflytter\n---\nB.\n",
    })  # fmt: skip
    assert remove("person", first, content) == 0
    capsys.readouterr()
    for name in names:
        assert remove("person", name, content) == 1
        said = f"«{name}» er tatt bort allerede (content/removed.yaml, linje 2). "
        assert capsys.readouterr().err.startswith(said)
    assert (content / "removed.yaml").read_text("utf-8") == f"# Etter avtale\n- {first}\n"


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("[]\n", "- kari\n"),
        ("# Av\n[]", "# Av\n- kari\n"),
        ('["ola"]\n', "- ola\n- kari\n"),
        ('[ola,\n "Per: x"]\n', '- ola\n- "Per: x"\n- kari\n'),
        ("  - ola # ba om det\n", "  - ola # ba om det\n  - kari\n"),
        ("- ola", "- ola\n- kari\n"),
        ("---\n- ola\n", "---\n- ola\n- kari\n"),
    ],
)
def test_a_line_is_written_into_every_form_of_the_list(
    content: Path, tmp_path: Path, written: str, after: str
) -> None:
    """All of them are read, so none may stop the taking off."""
    given.written(content, {
        "news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\nauthor: 'Per: x'\n---\nB.\n",
    })  # fmt: skip
    (content / "removed.yaml").write_text(written, "utf-8")
    assert remove("person", "kari", content) == 0
    assert (content / "removed.yaml").read_text("utf-8") == after
    good(content, tmp_path / "out", NOW=NOW)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[ola, # ba om det\n]\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("- ola\n...\n", "Skriv selv «- kari» i content/removed.yaml."),
        ("[ola\n", "content/removed.yaml:1:1: yaml-syntax: "),
        ("ola: ja\n", "content/removed.yaml:1:1: field-list: "),
    ],
)
def test_a_form_of_its_own_and_a_fault_are_left_as_they_are(
    content: Path, capsys, written: str, said: str
) -> None:
    """What is said in it stays; the fault is told as it stood."""
    (content / "removed.yaml").write_text(written, "utf-8")
    before = snapshot(content)
    assert remove("person", "kari", content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before
