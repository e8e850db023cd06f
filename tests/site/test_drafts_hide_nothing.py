"""A draft is not to be seen; what it links to is as public as before."""

import shutil
from pathlib import Path

import pytest

from tests.site.building import SITES, good, snapshot

HEAD = "---\ntitle: Kommer snart\ndate: 2023-01-02\nstatus: draft\nsummary: Kort.\n---\n\n"
LINKED = ["../2023/kraft.md", "../../reviews/2023.md", "event:2023-kraftmote"]


@pytest.mark.parametrize("link", LINKED)
def test_what_a_draft_links_to_stays_where_it_is(tmp_path: Path, link: str) -> None:
    """An article, a letter and an event: every page of the site is still there."""
    before = snapshot(good(SITES / "full", tmp_path / "before"))
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    text = f"{HEAD}Se [det]({link}).\n"
    (content / "news/2023/utkast-her.md").write_text(text, encoding="utf-8")
    after = snapshot(good(content, tmp_path / "after"))
    assert before.keys() == after.keys()
