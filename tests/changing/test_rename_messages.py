"""The output of `run.py rename`, and preview URLs as its argument."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from tests import given


@pytest.mark.parametrize(
    "address",
    ["http://localhost:8000/kontakt/", "http://127.0.0.1:8123/kontakt", "http://[::1]:8000/kontakt/"],
)  # fmt: skip
def test_rename_accepts_a_url_of_the_preview(content: Path, address: str) -> None:
    """A URL on localhost, 127.0.0.1 or [::1], with any port, names a page of the site."""
    assert rename(address, "ring-oss", content) == 0
    assert (content / "pages/ring-oss.md").exists()


@pytest.mark.parametrize(
    ("name", "slug", "expected"),
    [
        ("sak", "nytt", "Filen heter nå: news/2023/nytt.md\n"),
        ("people/per.yaml", "per-n", "Filen heter nå: people/per-n.yaml\n"),
        ("ola", "ola-n", ""),
        ("2023-lunsj", "mat", ""),
    ],
)
def test_rename_reports_the_new_name_of_the_file(
    content: Path, capsys, name, slug, expected
) -> None:
    """Only a renamed file is reported; keys in a shared file and slugs of events rename no file."""
    given.written(content, {"people/per.yaml": "name: Per Nordmann\n"})
    assert rename(name, slug, content) == 0
    stdout = capsys.readouterr().out
    assert expected in stdout
    assert ("Filen heter nå" in stdout) == bool(expected)
