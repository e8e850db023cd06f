"""`run.py rename` of an unpublished entry leaves no trace of its first name in the site."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.catalog import ADDRESSES
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, publish, recorded

SECRET = "fusjon-med-naboen"
ARTICLE = "---\ntitle: Nytt\ndate: 2023-05-01\nsummary: N.\n{0}\n---\nHer.\n"
# The file, the argument of `rename` ("" is the file), the text, and the line that withholds it.
UNSEEN = {
    "draft": (f"news/2023/{SECRET}.md", "", ARTICLE, "status: draft"),
    "future": (f"news/2023/{SECRET}.md", "", ARTICLE, "publish: 2099-01-01"),
    "page": (f"pages/{SECRET}.md", "", "---\ntitle: N\n{0}\n---\nHer.\n", "status: draft"),
    "event": (
        "events/ny.yaml",
        "2023-nytt",
        f"id: 2023-nytt\nslug: {SECRET}\ntitle: N\nstart: 2023-11-01\nvenue: sentrum\n{{0}}\n",
        "status: draft",
    ),
}  # fmt: skip


def files_with(out: Path, word: str) -> list[str]:
    """The files of a site whose name or content has the word."""
    files = [file for file in out.rglob("*") if file.is_file()]
    return [str(f) for f in files if word in f.name or word.encode() in f.read_bytes()]


@pytest.mark.parametrize("is_on_record", [True, False])
@pytest.mark.parametrize("kind", UNSEEN)
def test_the_first_name_of_a_draft_is_not_published(
    content: Path, tmp_path: Path, capsys, kind: str, is_on_record: bool
) -> None:
    """After renaming and publishing, no file of the site contains the first name."""
    file, name, text, withheld = UNSEEN[kind]
    given.written(content, {file: text.format(withheld)})
    if is_on_record:
        assert recorded(content) == 0
    assert rename(name or file, "nytt-navn", content) == 0
    assert (
        "Den gamle er aldri notert som publisert, og fører ingen steder: /"
        in capsys.readouterr().out
    )
    renamed = file.replace(SECRET, "nytt-navn")
    replace(content, renamed, withheld + "\n", "")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert files_with(out, "nytt-navn")
    assert files_with(out, SECRET) == []


def test_names_before_the_first_publishing_leave_no_alias(content: Path, tmp_path: Path) -> None:
    """A public article that is not recorded yet can be renamed twice without an alias."""
    publish(content)
    file = content / f"news/2023/{SECRET}.md"
    given.written(content, {f"news/2023/{SECRET}.md": ARTICLE.format("category: nyhet")})
    before = file.read_text("utf-8")
    assert rename(SECRET, "ny-leder", content) == 0
    assert rename("ny-leder", "ny-styreleder", content) == 0
    assert text_of(content, "news/2023/ny-styreleder.md") == before
    out = good(content, tmp_path / "out", NOW=NOW)
    assert files_with(out, "ny-styreleder")
    assert files_with(out, SECRET) + files_with(out, "ny-leder") == []


def test_the_first_key_of_a_person_in_a_draft_is_not_published(
    content: Path, tmp_path: Path
) -> None:
    """A person whom only a draft names is renamed without an alias."""
    given.written(content, {
        "people.yaml": FILES["people.yaml"] + f"{SECRET}:\n  name: Ada Ny\n",
        "news/2023/ny.md": ARTICLE.format(f"author: {SECRET}\nstatus: draft"),
    })  # fmt: skip
    assert rename(SECRET, "ada-ny", content) == 0
    replace(content, "news/2023/ny.md", "status: draft\n", "")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "personer/ada-ny/index.html").exists()
    assert files_with(out, SECRET) == []


def test_a_recorded_page_redirects_although_it_is_a_draft_now(content: Path, tmp_path) -> None:
    """Its old address redirects to the new one when it is published again."""
    publish(content)
    replace(content, "pages/kontakt.md", "title:", "status: draft\ntitle:")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    replace(content, "pages/ring-oss.md", "status: draft\n", "")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "url=/ring-oss/" in (out / "kontakt/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "name", "old"),
    [
        ("pages/kontakt.md", "pages/{}.md", "kontakt"),
        ("people.yaml", "{}", "ola"),
        ("events/2023.yaml", "2023-lunsj", "lunsj"),
    ],
)
def test_renaming_back_before_publishing_restores_the_file(
    content: Path, file: str, name: str, old: str
) -> None:
    """No alias is left; an event keeps the `slug` that the renaming wrote."""
    publish(content)
    before = text_of(content, file)
    assert rename(name.format(old), "slurv", content) == 0
    assert rename(name.format("slurv"), old, content) == 0
    after = text_of(content, file)
    assert after.replace("  slug: lunsj\n", "") == before


def test_renaming_back_restores_an_entry_in_braces(content: Path) -> None:
    """The line in people.yaml is the same as before."""
    people = "eva: {name: Eva Nordmann, role: Leder}\n"
    given.written(content, {"people.yaml": people})
    assert recorded(content) == 0
    assert rename("eva", "slurv", content) == 0
    assert rename("slurv", "eva", content) == 0
    assert text_of(content, "people.yaml") == people


def test_a_name_recorded_in_between_becomes_an_alias(content: Path) -> None:
    """The other name was published, so it is an alias after renaming back."""
    publish(content)
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert recorded(content) == 0
    assert rename("pages/ring-oss.md", "kontakt", content) == 0
    assert "aliases: [/ring-oss/]" in text_of(content, "pages/kontakt.md")


def test_without_a_record_public_pages_count_as_published(content: Path) -> None:
    """Without record/addresses.txt a public page gets an alias."""
    assert not (content / ADDRESSES).exists()
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert "aliases: [/kontakt/]" in text_of(content, "pages/ring-oss.md")
