"""What `run.py rename` says that it did, and how it may be told what to rename."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from tests import given
from tests.ledger.test_published_once import FILES


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    "address",
    ["http://localhost:8000/kontakt/", "http://127.0.0.1:8123/kontakt", "http://[::1]:8000/kontakt/"],
)  # fmt: skip
def test_an_address_of_the_preview_is_the_sites_own(content: Path, address: str) -> None:
    """Whichever port it has: that is where people read what they are to rename."""
    assert rename(address, "ring-oss", content) == 0
    assert (content / "pages/ring-oss.md").exists()


@pytest.mark.parametrize(
    ("name", "slug", "moved"),
    [
        ("sak", "nytt", "Filen heter nå: news/2023/nytt.md\n"),
        ("people/per.yaml", "per-n", "Filen heter nå: people/per-n.yaml\n"),
        ("ola", "ola-n", ""),
        ("2023-lunsj", "mat", ""),
    ],
)
def test_where_the_file_has_gone_is_told(content: Path, capsys, name, slug, moved) -> None:
    """Only a key in a file of several, and the slug of an event, stay where they are."""
    given.written(content, {"people/per.yaml": "name: Per Nordmann\n"})
    assert rename(name, slug, content) == 0
    said = capsys.readouterr().out
    assert moved in said
    assert ("Filen heter nå" in said) == bool(moved)
