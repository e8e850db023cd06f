"""The link from a published page to the source of its text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.sharing.head import edit_address
from tests import given
from tests.site.building import good


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/edit/main/content/news/2023/å.md"),
        ("https://gitlab.com/o/r/", "https://gitlab.com/o/r/-/edit/main/content/news/2023/å.md"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/_edit/main/content/news/2023/å.md"),
        ("", ""),
    ],
)
def test_a_source_is_edited_where_its_repository_is(repository: str, address: str) -> None:
    """Each repository host has its own edit address."""
    article = given.article("news/2023/å.md")
    assert edit_address(article, repository) == address.replace("å", "%C3%A5")


def test_a_page_of_one_file_leads_to_it_when_the_site_has_a_repository(tmp_path: Path) -> None:
    """A page of one file has an edit link; a list, or a site without a repository, has none."""
    content = tmp_path / "content"
    files = {"site.yaml": "name: N\nidentity: example.org,2023\n",
             "pages/om-oss.md": "---\ntitle: Om oss\n---\nTekst.\n"}  # fmt: skip
    given.written(content, files)

    def link(page: str) -> str | None:
        text = (good(content, tmp_path / "out") / page).read_text(encoding="utf-8")
        found = BeautifulSoup(text, "html5lib").find("a", string="Rediger denne siden")
        return found and found["href"]

    assert link("om-oss/index.html") is None
    with (content / "site.yaml").open("a") as site:
        site.write("repository: https://github.com/o/r\n")
    assert link("om-oss/index.html") == "https://github.com/o/r/edit/main/content/pages/om-oss.md"
    assert link("index.html") is None
