"""The messages of `run.py remove`: what prevents a removal, and what was done."""

import subprocess
from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.changing.editing import text_of
from tests.changing.test_remove_task import NAMING
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot


@pytest.mark.parametrize(
    ("name", "changed", "expected"),
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
def test_messages_do_not_advise_to_restore_the_removed_entry(
    content: Path, capsys, name, changed, expected
) -> None:
    """Each reference that prevents the removal is reported with its place, without other advice."""
    given.written(content, changed)
    assert remove("entry", name, content) == 1
    stderr = capsys.readouterr().err
    assert expected in stderr
    for advice in ("til der", "Skriv ", "for eksempel", "Mente du", "slik |", "Kopier"):
        assert advice not in stderr


def test_a_line_that_remove_edits_is_reported_with_its_number(content: Path, capsys) -> None:
    """One of two links becomes plain text, the other cannot: the message shows the edited line."""
    given.written(content, {
        "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\nHer.\n\n"
        "Se [oss](om-oss.md) og [oss [her]](om-oss.md).\n",
    })  # fmt: skip
    assert remove("entry", "pages/om-oss.md", content) == 1
    stderr = capsys.readouterr().err
    assert "content/pages/mer.md:7:" in stderr
    assert "   7 | Se oss og [oss [her]](om-oss.md)." in stderr


def test_earlier_problems_are_reported_as_such(content: Path, capsys) -> None:
    """A broken link from before is not reported as a result of the removal."""
    given.written(content, {"pages/mer.md": "---\ntitle: M\nsummary: M.\n---\n[Oss](/om-os/)\n"})
    assert remove("entry", "pages/om-oss.md", content) == 1
    stderr = capsys.readouterr().err
    assert stderr.startswith("Ingenting er endret, for dette er galt fra før.")
    assert "content/pages/mer.md:5:7: link-broken: " in stderr
    assert "for da kan ikke" not in stderr


def test_removing_an_unlinked_draft_lists_only_the_deleted_file(content: Path, capsys) -> None:
    """The output goes from the deleted file straight to what to do next."""
    given.written(content, {"pages/kladd.md": "---\ntitle: K\nstatus: draft\n---\nK.\n"})
    assert remove("entry", "pages/kladd.md", content) == 0
    stdout = capsys.readouterr().out
    assert stdout.startswith("Slettet: pages/kladd.md\nPubliser nå")


def test_the_comment_above_an_entry_is_removed_with_it(content: Path) -> None:
    """The comment directly above the entry is removed; the comment at the top of the file stays."""
    assert remove("entry", "2023-lunsj", content) == 0
    text = text_of(content, "events/2023.yaml")
    assert text.startswith("# Årets arrangementer\n- id: 2023-frokost\n")
    assert "Lunsjen" not in text


def test_a_full_url_in_a_field_prevents_the_removal(content: Path, capsys) -> None:
    """A menu link with scheme and host to the removed page is reported with its place."""
    link = "https://example.org/kontakt/"
    menu = f"menu:\n  - {{title: Ring, link: {link}}}\n"
    given.written(content, {"site.yaml": FILES["site.yaml"] + menu})
    assert remove("entry", "pages/kontakt.md", content) == 1
    stderr = capsys.readouterr().err
    assert f"content/site.yaml:4:25: link-broken: Lenken «{link}» fører ingen steder.\n" in stderr
    assert (content / "pages/kontakt.md").exists()


def test_everything_that_prevents_a_removal_is_reported_in_one_run(content: Path, capsys) -> None:
    """Full URLs in fields and broken links in texts, each with its line and column."""
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
    stderr = capsys.readouterr().err
    reported = [line.split(": ")[0] for line in stderr.splitlines() if ": link-broken: " in line]
    places = ["pages/mer.md:7:6", "site.yaml:4:22", "site.yaml:5:22", "site.yaml:6:22"]
    assert reported == [f"content/{place}" for place in places]
    assert snapshot(content) == before


def test_a_letter_that_links_to_itself_can_be_removed(content: Path) -> None:
    """A link from the removed file to itself does not prevent the removal."""
    link = "highlights:\n  - {title: Vi, link: https://example.org/aret/2023/}\n"
    letter = FILES["reviews/2023.md"].replace("date:", f"{link}date:")
    given.written(content, {"reviews/2023.md": letter})
    assert remove("entry", "reviews/2023.md", content) == 0


def test_the_suggested_command_is_quoted_for_the_shell(content: Path, capsys) -> None:
    """A name with spaces and `$` is one argument when the command is pasted into a shell."""
    given.written(content, {
        "documents/en $stor plan.pdf": "%PDF-1.4\n",
        "pages/stor.md": "---\ntitle: Stor\nsummary: S.\n---\n"
        "[Les](<../documents/en $stor plan.pdf>).\n",
    })  # fmt: skip
    assert remove("entry", "pages/stor.md", content) == 0
    command = capsys.readouterr().out.partition("skriver du: ")[2].splitlines()[0]
    assert command == r'python3 run.py remove document "documents/en \$stor plan.pdf"'
    echo = command.replace("python3 run.py", "printf '%s\\n'")
    words = subprocess.run(["sh", "-c", echo], capture_output=True, text=True, check=True).stdout
    assert words.splitlines() == ["remove", "document", "documents/en $stor plan.pdf"]
