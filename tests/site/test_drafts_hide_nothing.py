"""A draft is not published, and it does not hide the public entries that it links to."""

import shutil
from pathlib import Path

import pytest

from tests.site.building import SITES, good, snapshot

HEAD = "---\ntitle: Kommer snart\ndate: 2023-01-02\nstatus: draft\nsummary: Kort.\n---\n\n"
LINKED = ["../2023/kraft.md", "../../reviews/2023.md", "event:2023-kraftmote"]


PAGE = "---\ntitle: Om folk\nsummary: Folk.\n---\n\n[Per](/personer/per/)\n"


def test_somebody_with_a_public_link_is_public(tmp_path: Path) -> None:
    """A person with a public link is public, even when a draft has them as its author."""
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    people = content / "people.yaml"
    people.write_text(people.read_text("utf-8") + "per: {name: Per Prøvesen}\n", "utf-8")
    (content / "news/2023/utkast-her.md").write_text(
        HEAD.replace("status:", "author: per\nstatus:") + "Tekst.\n", "utf-8"
    )
    (content / "pages/folk.md").write_text(PAGE, "utf-8")
    out = good(content, tmp_path / "out")
    assert (out / "personer/per/index.html").is_file()


def test_somebody_whom_only_a_draft_links_to_is_not(tmp_path: Path) -> None:
    """The link uses the address of the person's page, since the file has several persons."""
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    people = content / "people.yaml"
    people.write_text(people.read_text("utf-8") + "per: {name: Per Prøvesen}\n", "utf-8")
    draft = f"{HEAD}[Per](/personer/per/)\n"
    (content / "news/2023/utkast-her.md").write_text(draft, "utf-8")
    out = good(content, tmp_path / "out")
    assert not any("Prøvesen".encode() in f.read_bytes() for f in out.rglob("*") if f.is_file())


def test_a_network_that_only_a_draft_is_in_is_not_there_yet(tmp_path: Path) -> None:
    """A network with only drafts is not published, like persons and venues."""
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    networks = content / "networks.yaml"
    new = "kvante: {name: Kvantenettet, summary: Nytt.}\n"
    networks.write_text(networks.read_text("utf-8") + new, "utf-8")
    event = "id: 2023-slipp\ntitle: Slipp\nstart: 2023-11-01\nvenue: kulturhuset\n"
    (content / "events/slipp.yaml").write_text(f"{event}network: kvante\nstatus: draft\n", "utf-8")
    out = good(content, tmp_path / "out")
    assert not any(b"vantenett" in file.read_bytes() for file in out.rglob("*") if file.is_file())


@pytest.mark.parametrize("link", LINKED)
def test_what_a_draft_links_to_stays_where_it_is(tmp_path: Path, link: str) -> None:
    """Drafts that link to an article, an annual letter and an event remove no page of the site."""
    before = snapshot(good(SITES / "full", tmp_path / "before"))
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    text = f"{HEAD}Se [det]({link}).\n"
    (content / "news/2023/utkast-her.md").write_text(text, encoding="utf-8")
    after = snapshot(good(content, tmp_path / "after"))
    assert before.keys() == after.keys()
