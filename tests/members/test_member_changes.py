"""`run.py rename` and `run.py remove` of a member, and what refers to it."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, publish

PARTNER = "partners:\n  - {name: Bakeriet, member: bakeriet}\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A published site with a member that is a partner, and a link to its page."""
    content = given.written(tmp_path / "content", FILES | {
        "site.yaml": FILES["site.yaml"] + PARTNER,
        "members.yaml": "bakeriet:\n  name: Bakeriet\n  about: Vi baker.\n",
        "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\nSe [dem](/medlemmer/bakeriet/).\n",
    })  # fmt: skip
    publish(content)
    return content


def test_a_renamed_member_is_still_a_partner(content: Path, tmp_path: Path) -> None:
    """Its old address redirects, and links lead to the new one."""
    assert rename("bakeriet", "brod", content) == 0
    assert "{name: Bakeriet, member: brod}" in text_of(content, "site.yaml")
    assert "Se [dem](/medlemmer/brod/)." in text_of(content, "pages/mer.md")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/medlemmer/bakeriet/ /medlemmer/brod/ 301" in text_of(out, "_redirects")


def test_a_member_is_removed_when_it_is_no_partner(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The partner is told with its line first; then the page is gone, and links are plain text."""
    assert remove("entry", "bakeriet", content) == 1
    assert "content/site.yaml:4:30: entry-unknown" in capsys.readouterr().err
    replace(content, "site.yaml", ", member: bakeriet", "")
    assert remove("entry", "bakeriet", content) == 0
    assert "Se dem." in text_of(content, "pages/mer.md")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/medlemmer/bakeriet/ /404.html 410" in text_of(out, "_redirects")
