"""What `run.py remove` says of what is in its way, and of what it did."""

import subprocess
from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.changing.test_remove_task import NAMING
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    ("name", "changed", "told"),
    [
        ("pages/om-oss.md", NAMING, "site.yaml:4:24: link-broken: Lenken «/om-oss/» fører ingen"),
        ("helse", {}, "events/2023.yaml:13:12: network-unknown: Nettverket «helse» finnes ikke.\n"),
        ("sentrum", {}, "events/2023.yaml:5:10: venue-unknown: Stedet «sentrum» finnes ikke.\n"),
        (
            "2023-frokost",
            {"news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\nevent: 2023-frokost\n---\nB.\n"},
            "news/2023/b.md:4:8: event-unknown: Det finnes ikke noe arrangement med `id` «2023-fro",
        ),
        (
            "2023-frokost",
            {"news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\n---\n[B][1].\n\n"
             "[1]: event:2023-frokost\n", "events/h.yaml": "id: 2023-frokosten\ntitle: H\n"
             "start: 2023-09-13\nvenue: sentrum\n"},
            "news/2023/b.md:7:6: link-broken: Lenken «event:2023-frokost» fører ingen steder.\n",
        ),
    ],
)  # fmt: skip
def test_nobody_is_advised_to_put_back_what_is_removed(
    content: Path, capsys, name, changed, told
) -> None:
    """What is in the way is told with its place; the mend is the command's own."""
    given.written(content, changed)
    assert remove("entry", name, content) == 1
    said = capsys.readouterr().err
    assert told in said
    for advice in ("til der", "Skriv ", "for eksempel", "Mente du", "slik |", "Kopier"):
        assert advice not in said


def test_a_line_that_the_command_changes_has_its_number_too(content: Path, capsys) -> None:
    """One of its two links could be made plain words, and the other not."""
    given.written(content, {
        "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\nHer.\n\n"
        "Se [oss](om-oss.md) og [oss [her]](om-oss.md).\n",
    })  # fmt: skip
    assert remove("entry", "pages/om-oss.md", content) == 1
    said = capsys.readouterr().err
    assert "content/pages/mer.md:7:" in said
    assert "   7 | Se oss og [oss [her]](om-oss.md)." in said


def test_what_was_wrong_before_is_told_from_what_would_be(content: Path, capsys) -> None:
    """Also a slip whose likeliest mend is the very page that is being removed."""
    given.written(content, {"pages/mer.md": "---\ntitle: M\nsummary: M.\n---\n[Oss](/om-os/)\n"})
    assert remove("entry", "pages/om-oss.md", content) == 1
    said = capsys.readouterr().err
    assert said.startswith("Ingenting er endret, for dette er galt fra før.")
    assert "content/pages/mer.md:5:7: link-broken: " in said
    assert "for da kan ikke" not in said


def test_what_changes_no_file_tells_of_none(content: Path, capsys) -> None:
    """A draft that nobody links to is deleted, and that is all."""
    given.written(content, {"pages/kladd.md": "---\ntitle: K\nstatus: draft\n---\nK.\n"})
    assert remove("entry", "pages/kladd.md", content) == 0
    said = capsys.readouterr().out
    assert said.startswith("Slettet: pages/kladd.md\nPubliser nå")


def test_what_stands_above_an_entry_goes_with_it(content: Path) -> None:
    """A word about it is about nothing else; what heads the file is about all of it."""
    assert remove("entry", "2023-lunsj", content) == 0
    text = (content / "events/2023.yaml").read_text("utf-8")
    assert text.startswith("# Årets arrangementer\n- id: 2023-frokost\n")
    assert "Lunsjen" not in text


def test_a_field_with_a_full_address_is_told_of(content: Path, capsys) -> None:
    """The check of links does not look at those, and the menu would lead to nothing."""
    link = "https://example.org/kontakt/"
    menu = f"menu:\n  - {{title: Ring, link: {link}}}\n"
    given.written(content, {"site.yaml": FILES["site.yaml"] + menu})
    assert remove("entry", "pages/kontakt.md", content) == 1
    said = capsys.readouterr().err
    assert f"content/site.yaml:4:25: link-broken: Lenken «{link}» fører ingen steder.\n" in said
    assert (content / "pages/kontakt.md").exists()


def test_all_that_is_in_the_way_is_told_in_one_run(content: Path, capsys) -> None:
    """Full addresses in fields beside what the build tells, each at its line."""
    menu = "menu:\n  - {title: A, link: https://example.org/kontakt/}\n"
    menu += (
        "  - {title: B, link: https://www.example.org/kontakt/}\n  - {title: C, link: /kontakt/}\n"
    )
    given.written(content, {
        "site.yaml": FILES["site.yaml"] + menu,
        "pages/mer.md": "---\ntitle: Mer\nsummary: M.\n---\n[Ring][1].\n\n[1]: /kontakt/\n",
    })  # fmt: skip
    before = snapshot(content)
    assert remove("entry", "pages/kontakt.md", content) == 1
    said = capsys.readouterr().err
    told = [line.split(": ")[0] for line in said.splitlines() if ": link-broken: " in line]
    places = ["pages/mer.md:7:6", "site.yaml:4:22", "site.yaml:5:22", "site.yaml:6:22"]
    assert told == [f"content/{place}" for place in places]
    assert snapshot(content) == before


def test_a_letter_that_leads_to_itself_is_in_nobodys_way(content: Path) -> None:
    """What it says goes with it."""
    link = "highlights:\n  - {title: Vi, link: https://example.org/aret/2023/}\n"
    letter = FILES["reviews/2023.md"].replace("date:", f"{link}date:")
    given.written(content, {"reviews/2023.md": letter})
    assert remove("entry", "reviews/2023.md", content) == 0


def test_a_name_of_several_words_is_to_be_typed_as_one(content: Path, capsys) -> None:
    """Copied into a shell, the command does what it says; a file may be called anything."""
    given.written(content, {
        "documents/en $stor plan.pdf": "%PDF-1.4\n",
        "pages/stor.md": "---\ntitle: Stor\nsummary: S.\n---\n"
        "[Les](<../documents/en $stor plan.pdf>).\n",
    })  # fmt: skip
    assert remove("entry", "pages/stor.md", content) == 0
    said = capsys.readouterr().out.partition("skriver du: ")[2].splitlines()[0]
    assert said == r'python3 run.py remove document "documents/en \$stor plan.pdf"'
    heard = said.replace("python3 run.py", "printf '%s\\n'")
    words = subprocess.run(["sh", "-c", heard], capture_output=True, text=True, check=True).stdout
    assert words.splitlines() == ["remove", "document", "documents/en $stor plan.pdf"]
