"""`run.py rename` of what no reader has seen: the first address is told to nobody."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.ledger import ADDRESSES
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good, recorded

SECRET = "fusjon-med-naboen"
ARTICLE = "---\ntitle: Nytt\ndate: 2023-05-01\nsummary: N.\n{0}\n---\nHer.\n"
# The file, what it is called, its text with a line for what withholds it, and that line.
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


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


def says(out: Path, word: str) -> list[str]:
    """The files of a site that have a word, in what they say or are called."""
    files = [file for file in out.rglob("*") if file.is_file()]
    return [str(f) for f in files if word in f.name or word.encode() in f.read_bytes()]


@pytest.mark.parametrize("is_on_record", [True, False])
@pytest.mark.parametrize("kind", UNSEEN)
def test_the_first_address_of_a_draft_is_nowhere_once_it_is_published(
    content: Path, tmp_path: Path, capsys, kind: str, is_on_record: bool
) -> None:
    """Not in a page that leads on, in the hosts' files or in the feed."""
    file, name, text, withheld = UNSEEN[kind]
    given.written(content, {file: text.format(withheld)})
    if is_on_record:
        assert recorded(content) == 0
    assert rename(name or file, "nytt-navn", content) == 0
    assert (
        "Den gamle er aldri notert som publisert, og fører ingen steder: /"
        in capsys.readouterr().out
    )
    renamed = content / file.replace(SECRET, "nytt-navn")
    renamed.write_text(renamed.read_text("utf-8").replace(withheld + "\n", ""), "utf-8")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert says(out, "nytt-navn")
    assert says(out, SECRET) == []


def test_what_is_to_be_published_leaves_no_name_before_that(content: Path, tmp_path: Path) -> None:
    """Public as soon as it is pushed, but nobody has seen it yet: neither name nor slip."""
    assert recorded(content) == 0
    file = content / f"news/2023/{SECRET}.md"
    given.written(content, {f"news/2023/{SECRET}.md": ARTICLE.format("category: nyhet")})
    before = file.read_text("utf-8")
    assert rename(SECRET, "ny-leder", content) == 0
    assert rename("ny-leder", "ny-styreleder", content) == 0
    assert (content / "news/2023/ny-styreleder.md").read_text("utf-8") == before
    out = good(content, tmp_path / "out", NOW=NOW)
    assert says(out, "ny-styreleder")
    assert says(out, SECRET) + says(out, "ny-leder") == []


def test_somebody_whom_only_a_draft_names_is_as_unseen(content: Path, tmp_path: Path) -> None:
    """Who is to be announced, also under the key that was written first."""
    given.written(content, {
        "people.yaml": FILES["people.yaml"] + f"{SECRET}:\n  name: Ada Ny\n",
        "news/2023/ny.md": ARTICLE.format(f"author: {SECRET}\nstatus: draft"),
    })  # fmt: skip
    assert rename(SECRET, "ada-ny", content) == 0
    article = content / "news/2023/ny.md"
    article.write_text(article.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "personer/ada-ny/index.html").exists()
    assert says(out, SECRET) == []


def test_what_was_published_before_it_became_a_draft_leads_on(content: Path, tmp_path) -> None:
    """It is on record, so readers may have kept it."""
    assert recorded(content) == 0
    page = content / "pages/kontakt.md"
    page.write_text(page.read_text("utf-8").replace("title:", "status: draft\ntitle:"), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    page = content / "pages/ring-oss.md"
    page.write_text(page.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
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
def test_a_slip_that_was_never_published_is_taken_back_whole(
    content: Path, file: str, name: str, old: str
) -> None:
    """The wrong name is no old address; but an event has its slug in writing then."""
    assert recorded(content) == 0
    before = (content / file).read_text("utf-8")
    assert rename(name.format(old), "slurv", content) == 0
    assert rename(name.format("slurv"), old, content) == 0
    after = (content / file).read_text("utf-8")
    assert after.replace("  slug: lunsj\n", "") == before


def test_a_slip_on_a_single_line_is_taken_back_too(content: Path) -> None:
    """What stood in braces stands there as before."""
    people = "eva: {name: Eva Nordmann, role: Leder}\n"
    given.written(content, {"people.yaml": people})
    assert recorded(content) == 0
    assert rename("eva", "slurv", content) == 0
    assert rename("slurv", "eva", content) == 0
    assert (content / "people.yaml").read_text("utf-8") == people


def test_what_was_published_under_both_names_keeps_both(content: Path) -> None:
    """Published in between, the other name is no slip any more."""
    assert recorded(content) == 0
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert recorded(content) == 0
    assert rename("pages/ring-oss.md", "kontakt", content) == 0
    assert 'aliases: ["/ring-oss/"]' in (content / "pages/kontakt.md").read_text("utf-8")


def test_where_nothing_is_on_record_what_is_shown_counts_as_published(content: Path) -> None:
    """Nobody knows better: it may have been published from somewhere else."""
    assert not (content / ADDRESSES).exists()
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert 'aliases: ["/kontakt/"]' in (content / "pages/ring-oss.md").read_text("utf-8")
